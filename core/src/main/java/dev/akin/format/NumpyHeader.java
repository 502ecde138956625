package dev.akin.format;

/// The text before the numbers of a `.npy` file.
final class NumpyHeader {
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private NumpyHeader() {}
}
