package dev.akin.networks;

import ai.djl.ndarray.types.Shape;

/// Rows that were gathered from a table, on their way into a network, and their gradient on its way back.
final class Rows {
    private final float[] values;
    private final Shape shape;
    private float[] gradient = new float[0];

    /// @param values row-major; not copied
    Rows(float[] values, long... shape) {
        this.values = values;
        this.shape = new Shape(shape);
    }

    float[] values() {
        return values;
    }

    Shape shape() {
        return shape;
    }

    /// Of the last step, as the values.
    float[] gradient() {
        return gradient;
    }

    void gradient(float[] numbers) {
        gradient = numbers;
    }
}
