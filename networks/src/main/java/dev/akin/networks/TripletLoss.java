package dev.akin.networks;

/// [ClassLoss#TRIPLET]: the mean of margin − near + far over the triplets that are learned from, where that is above 0.
final class TripletLoss {
    private final Mined batch;
    private final double margin;
    private double sum;
    private long counted;

    private TripletLoss(Mined batch, double margin) {
        this.batch = batch;
        this.margin = margin;
    }

    static double loss(Cosines cosines, int[] classes, ClassLossOptions options) {
        TripletLoss loss = new TripletLoss(new Mined(cosines, classes), options.margin());
        for (int i = 0; i < classes.length; i++) {
            switch (options.mining()) {
                case HARD -> loss.hard(i);
                case SEMI_HARD -> loss.semiHard(i);
                case ALL -> loss.all(i);
            }
        }
        if (loss.counted == 0) {
            return 0;
        }
        cosines.scale(1.0 / loss.counted);
        return loss.sum / loss.counted;
    }

    private void hard(int i) {
        int near = batch.farthestAlike(i);
        int far = batch.nearestOther(i);
        if (near >= 0 && far >= 0) {
            add(i, near, far);
            counted++;
        }
    }

    private void semiHard(int i) {
        for (int j = 0; j < batch.size(); j++) {
            if (batch.alike(i, j)) {
                int outside = batch.nearestOther(i, batch.cosines().at(i, j));
                int far = outside >= 0 ? outside : batch.farthestOther(i);
                if (far >= 0) {
                    add(i, j, far);
                    counted++;
                }
            }
        }
    }

    private void all(int i) {
        for (int j = 0; j < batch.size(); j++) {
            for (int k = 0; k < (batch.alike(i, j) ? batch.size() : 0); k++) {
                counted += batch.different(i, k) && add(i, j, k) ? 1 : 0;
            }
        }
    }

    /// Whether there is something to learn.
    private boolean add(int i, int near, int far) {
        Cosines cosines = batch.cosines();
        double missing = margin - cosines.at(i, near) + cosines.at(i, far);
        if (missing <= 0) {
            return false;
        }
        sum += missing;
        cosines.slope(i, near, -1);
        cosines.slope(i, far, 1);
        return true;
    }
}
