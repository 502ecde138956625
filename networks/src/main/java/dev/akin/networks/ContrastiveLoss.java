package dev.akin.networks;

/// [ClassLoss#CONTRASTIVE]: the mean over pairs of a class, and that over pairs of different ones that are too near; of so many pairs of different
/// classes most have nothing to learn, and would drown those that do.
final class ContrastiveLoss {
    private final Mined batch;
    private final double margin;

    /// What is counted first, and what slopes are then divided by.
    private final Pairs alike = new Pairs();

    private final Pairs different = new Pairs();

    private static final class Pairs {
        private double sum;
        private long count;

        double mean() {
            return count == 0 ? 0 : sum / count;
        }
    }

    private ContrastiveLoss(Mined batch, double margin) {
        this.batch = batch;
        this.margin = margin;
    }

    static double loss(Cosines cosines, int[] classes, ClassLossOptions options) {
        ContrastiveLoss loss = new ContrastiveLoss(new Mined(cosines, classes), options.margin());
        boolean hard = options.mining() == Mining.HARD;
        loss.pass(hard, false);
        loss.pass(hard, true);
        return loss.alike.mean() + loss.different.mean();
    }

    private void pass(boolean hard, boolean slopes) {
        for (int i = 0; i < batch.size(); i++) {
            if (hard) {
                pair(i, batch.farthestAlike(i), slopes);
                pair(i, batch.nearestOther(i), slopes);
            } else {
                for (int j = 0; j < i; j++) {
                    pair(i, j, slopes);
                }
            }
        }
    }

    /// @param j below 0 for none
    private void pair(int i, int j, boolean slopes) {
        if (j < 0) {
            return;
        }
        boolean same = batch.alike(i, j);
        double cosine = batch.cosines().at(i, j);
        double off = same ? cosine - 1 : Math.max(0, cosine - margin);
        Pairs pairs = same ? alike : different;
        if (slopes) {
            batch.cosines().slope(i, j, 2 * off / Math.max(1, pairs.count));
        } else if (same || off > 0) {
            pairs.sum += off * off;
            pairs.count++;
        }
    }
}
