package dev.akin.items;

import dev.akin.kernel.Kernels;
import java.util.Arrays;
import java.util.SplittableRandom;

/// One thread that moves rows by a chosen item and drawn ones at a time.
final class PairLearner {
    private static final Kernels KERNELS = Kernels.best();
    private static final float MARGIN = 1;

    private final Cells chosen;
    private final SgdSide users;
    private final SgdSide items;
    private final FactorLearner.Options options;
    private final SgdSide.Pace pace;
    private final int count;
    private final float[] user;
    private final float[] item;
    private final float[] other;
    private final float[] slope;
    private double loss;

    PairLearner(Cells chosen, SgdSide users, SgdSide items, FactorLearner.Options options) {
        this.chosen = chosen;
        this.users = users;
        this.items = items;
        this.options = options;
        this.pace = new SgdSide.Pace((float) options.rate(), (float) options.regularization());
        this.count = items.count();
        user = new float[users.rows().stride()];
        item = new float[user.length];
        other = new float[user.length];
        slope = new float[user.length];
    }

    /// @return Σ of the losses since it was last asked
    double takeLoss() {
        double sum = loss;
        loss = 0;
        return sum;
    }

    /// @param value how much the choice counts
    void learn(int who, int what, float value, SplittableRandom random) {
        users.read(who, user);
        items.read(what, item);
        switch (options.loss()) {
            case BPR -> bpr(who, what, random);
            case WARP -> warp(who, what, random);
            case LOGISTIC -> logistic(who, what, value, random);
        }
    }

    private void bpr(int who, int what, SplittableRandom random) {
        int drawn = draw(who, random);
        if (drawn < 0) {
            return;
        }
        items.read(drawn, other);
        float ahead = score(item) + items.bias(what) - score(other) - items.bias(drawn);
        float wrong = sigmoid(-ahead);
        loss -= Math.log(Math.max(1e-12, 1 - wrong));
        apart(who, what, drawn, wrong);
    }

    private void warp(int who, int what, SplittableRandom random) {
        float right = score(item) + items.bias(what);
        for (int draws = 1; draws <= options.negatives(); draws++) {
            int drawn = draw(who, random);
            if (drawn < 0) {
                return;
            }
            items.read(drawn, other);
            float near = score(other) + items.bias(drawn) + MARGIN - right;
            if (near > 0) {
                double rank = Math.max(1, Math.floorDiv(count - 1, draws));
                float weight = (float) Math.log1p(rank);
                loss += weight * near;
                apart(who, what, drawn, weight);
                return;
            }
        }
    }

    /// Draws the user nearer to the chosen item and away from the other, and both the other way round.
    private void apart(int who, int what, int drawn, float weight) {
        System.arraycopy(item, 0, slope, 0, slope.length);
        KERNELS.axpy(-1, other, 0, slope, 0, slope.length);
        items.step(what, weight, user, weight, pace);
        items.step(drawn, -weight, user, -weight, pace);
        users.step(who, weight, slope, 0, pace);
    }

    private void logistic(int who, int what, float value, SplittableRandom random) {
        float known = users.bias(who);
        Arrays.fill(slope, 0);
        float userSlope = 0;
        float right = sigmoid(-(score(item) + items.bias(what) + known));
        float weight = (float) options.alpha() * value * right;
        loss -= Math.log(Math.max(1e-12, 1 - right));
        KERNELS.axpy(weight, item, 0, slope, 0, slope.length);
        userSlope += weight;
        items.step(what, weight, user, weight, pace);
        for (int draw = 0; draw < options.negatives(); draw++) {
            int drawn = draw(who, random);
            if (drawn < 0) {
                break;
            }
            items.read(drawn, other);
            float wrong = -sigmoid(score(other) + items.bias(drawn) + known);
            loss -= Math.log(Math.max(1e-12, 1 + wrong));
            KERNELS.axpy(wrong, other, 0, slope, 0, slope.length);
            userSlope += wrong;
            items.step(drawn, wrong, user, wrong, pace);
        }
        users.step(who, 1, slope, userSlope, pace);
    }

    private float score(float[] row) {
        return KERNELS.dot(user, 0, row, 0, row.length);
    }

    /// An item that the user did not choose, or −1 if there is hardly one.
    private int draw(int who, SplittableRandom random) {
        for (int tries = 0; tries < 100; tries++) {
            int drawn = random.nextInt(count);
            if (!chosen.has(who, drawn)) {
                return drawn;
            }
        }
        return -1;
    }

    private static float sigmoid(float x) {
        return (float) (1 / (1 + Math.exp(-x)));
    }
}
