package dev.akin.media;

/// How the sum of a filter becomes a number.
public enum Loudness {
    /// As it is.
    LINEAR,
    /// ln(max(x, floor)).
    NATURAL,
    /// log₁₀(max(x, floor)).
    DECIMAL,
    /// 10 · log₁₀(max(x, floor)), for the power 2; `AmplitudeToDB("power")`.
    DECIBEL
}
