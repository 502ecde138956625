package dev.akin.media;

/// How the numbers of a picture lie in a model's input.
public enum PixelOrder {
    /// All of a channel, then the next: `[channel][row][column]`, as PyTorch has it.
    CHANNELS_FIRST,
    /// The channels of each pixel together: `[row][column][channel]`, as TensorFlow has it.
    CHANNELS_LAST
}
