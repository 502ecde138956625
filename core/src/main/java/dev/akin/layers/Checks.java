package dev.akin.layers;

/// Refuses what options cannot be.
final class Checks {
    private Checks() {}

    static void rate(double value) {
        positive("the rate", value);
    }

    static void positive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " has to be above 0, not " + value);
        }
    }

    static void notNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " has to be 0 or above, not " + value);
        }
    }

    static void share(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " has to be in [0, 1), not " + value);
        }
    }

    static void threads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("1 thread or more, not " + count);
        }
    }
}
