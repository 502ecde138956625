package dev.akin.layers;

/// How rows move by their gradients. Rows without a gradient never move, and neither does their state. Immutable.
///
/// Each is torch's of the same name on sparse gradients, and as torch's on dense ones where every row has a gradient. `decay` adds
/// `decay · w` to the gradient (L2), of rows that have one.
public sealed interface Optimizer {
    /// How far a step goes.
    double rate();

    /// The same with another rate, for schedules.
    Optimizer withRate(double rate);

    /// Stochastic gradient descent.
    static Optimizer sgd(double rate) {
        return new Sgd(rate, 0);
    }

    /// Gradient descent with momentum 0.9.
    static Optimizer momentum(double rate) {
        return new Momentum(rate, 0.9, false, 0);
    }

    /// Adagrad, with torch's defaults.
    static Optimizer adagrad(double rate) {
        return new Adagrad(rate, 1e-10, 0, 0);
    }

    /// Adagrad with one number of state a row, the mean of its squares, as FBGEMM has it.
    static Optimizer rowWiseAdagrad(double rate) {
        return new RowWiseAdagrad(rate, 1e-8, 0);
    }

    /// Adam that moves only rows with a gradient: torch's `SparseAdam`.
    static Optimizer lazyAdam(double rate) {
        return new LazyAdam(rate, 0.9, 0.999, 1e-8, 0);
    }

    /// Adam with decoupled decay, of rows with a gradient alone.
    static Optimizer adamW(double rate) {
        return new AdamW(rate, 0.9, 0.999, 1e-8, 0.01);
    }

    /// Follow the regularised leader: weights that stay near zero become zero.
    static Optimizer ftrl(double rate) {
        return new Ftrl(rate, 0, 0, 0);
    }

    /// w −= rate · g.
    record Sgd(double rate, double decay) implements Optimizer {
        public Sgd {
            Checks.rate(rate);
            Checks.notNegative("decay", decay);
        }

        @Override
        public Sgd withRate(double other) {
            return new Sgd(other, decay);
        }
    }

    /// m = momentum · m + g; w −= rate · m, or with Nesterov's look ahead w −= rate · (g + momentum · m).
    record Momentum(double rate, double momentum, boolean nesterov, double decay)
            implements Optimizer {
        public Momentum {
            Checks.rate(rate);
            Checks.share("momentum", momentum);
            Checks.notNegative("decay", decay);
        }

        @Override
        public Momentum withRate(double other) {
            return new Momentum(other, momentum, nesterov, decay);
        }
    }

    /// s += g²; w −= rate · g / (√s + epsilon).
    ///
    /// @param initial what s begins with
    record Adagrad(double rate, double epsilon, double initial, double decay) implements Optimizer {
        public Adagrad {
            Checks.rate(rate);
            Checks.notNegative("epsilon", epsilon);
            Checks.notNegative("initial", initial);
            Checks.notNegative("decay", decay);
        }

        @Override
        public Adagrad withRate(double other) {
            return new Adagrad(other, epsilon, initial, decay);
        }
    }

    /// s += mean of g²; w −= rate · g / (√s + epsilon).
    record RowWiseAdagrad(double rate, double epsilon, double decay) implements Optimizer {
        public RowWiseAdagrad {
            Checks.rate(rate);
            Checks.notNegative("epsilon", epsilon);
            Checks.notNegative("decay", decay);
        }

        @Override
        public RowWiseAdagrad withRate(double other) {
            return new RowWiseAdagrad(other, epsilon, decay);
        }
    }

    /// Kingma and Ba's, with the bias correction in the rate, as torch's `SparseAdam`.
    record LazyAdam(double rate, double beta1, double beta2, double epsilon, double decay)
            implements Optimizer {
        public LazyAdam {
            Checks.rate(rate);
            Checks.share("beta1", beta1);
            Checks.share("beta2", beta2);
            Checks.notNegative("epsilon", epsilon);
            Checks.notNegative("decay", decay);
        }

        @Override
        public LazyAdam withRate(double other) {
            return new LazyAdam(other, beta1, beta2, epsilon, decay);
        }
    }

    /// Loshchilov and Hutter's: w shrinks by rate · decay, apart from the gradient.
    record AdamW(double rate, double beta1, double beta2, double epsilon, double decay)
            implements Optimizer {
        public AdamW {
            Checks.rate(rate);
            Checks.share("beta1", beta1);
            Checks.share("beta2", beta2);
            Checks.notNegative("epsilon", epsilon);
            Checks.notNegative("decay", decay);
        }

        @Override
        public AdamW withRate(double other) {
            return new AdamW(other, beta1, beta2, epsilon, decay);
        }
    }

    /// McMahan's and others' (2013), with the per-number rate rate / (beta + √n).
    record Ftrl(double rate, double l1, double l2, double beta) implements Optimizer {
        public Ftrl {
            Checks.rate(rate);
            Checks.notNegative("l1", l1);
            Checks.notNegative("l2", l2);
            Checks.notNegative("beta", beta);
        }

        @Override
        public Ftrl withRate(double other) {
            return new Ftrl(other, l1, l2, beta);
        }
    }
}
