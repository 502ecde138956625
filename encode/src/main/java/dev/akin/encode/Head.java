package dev.akin.encode;

/// What is done to a pooled vector, one step. Thread-safe.
interface Head extends AutoCloseable {
    /// The vector after this step; may be the same array, changed.
    float[] apply(float[] vector);

    /// How many numbers come out.
    int outputs(int inputs);

    /// The same for two heads only if they do the same.
    String fingerprint();

    @Override
    default void close() {}

    /// To unit length; a vector of zeros stays.
    Head NORMALIZE =
            new Head() {
                @Override
                public float[] apply(float[] vector) {
                    return Vectors.normalize(vector);
                }

                @Override
                public int outputs(int inputs) {
                    return inputs;
                }

                @Override
                public String fingerprint() {
                    return "normalize";
                }
            };
}
