package dev.akin.media;

/// What a decoder made: 8-bit red, green, blue, row-major, not yet turned upright.
@SuppressWarnings("ArrayRecordComponent") // never compared
record Pixels(int width, int height, byte[] rgb) {}
