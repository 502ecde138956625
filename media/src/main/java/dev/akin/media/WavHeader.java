package dev.akin.media;

import dev.akin.MalformedFileException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// The chunks of a WAV up to its samples ("Multimedia Programming Interface and Data Specifications 1.0", 1991; extensible
/// formats, 2001; RF64, EBU Tech 3306).
final class WavHeader {
    private static final int PCM = 1;
    private static final int FLOATS = 3;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;
    private static final int EXTENSIBLE = 0xfffe;

    /// What programs write as a length that they do not know yet.
    private static final long OPEN = 0xffffffffL;

    private final SoundSource source;
    private final ByteBuffer view;

    WavHeader(SoundSource source) {
        this.source = source;
        this.view = source.view(ByteOrder.LITTLE_ENDIAN);
    }

    SampleLayout read() throws MalformedFileException {
        int format = -1;
        long at = 12;
        while (at + 8 <= source.length()) {
            int begin = (int) at + 8;
            long size = view.getInt((int) at + 4) & 0xffffffffL;
            if (source.has(at, "data") && format >= 0) {
                return layout(format, begin, size);
            }
            source.need(begin, size, "the chunk \"" + source.tag((int) at) + "\"");
            if (source.has(at, "fmt ")) {
                source.need(begin, 16, "its format");
                if (size < 16) {
                    throw source.malformed(at + 4, "a format of " + size + " bytes, not 16");
                }
                format = begin;
            }
            // Chunks begin at even bytes.
            at = begin + size + (size & 1);
        }
        throw source.malformed(
                source.length(),
                format < 0
                        ? "the file ends before its format (no chunk \"fmt \")"
                        : "the file ends before its samples (no chunk \"data\" after the format)");
    }

    private SampleLayout layout(int format, int begin, long size) throws MalformedFileException {
        int channels = view.getShort(format + 2) & 0xffff;
        int block = view.getShort(format + 12) & 0xffff;
        int bits = view.getShort(format + 14) & 0xffff;
        int tag = tag(format);
        int width = (bits + 7) / 8;
        SampleKind kind = kind(tag, width);
        if (kind == null) {
            throw source.malformed(
                    format,
                    "samples of the format " + tag + " with " + bits + " bits are not read");
        }
        if (channels < 1 || block != channels * width) {
            throw source.malformed(
                    format + 12,
                    channels + " channels of " + width + " bytes do not make blocks of " + block);
        }
        int rate = source.checkRate(format + 4, (double) (view.getInt(format + 4) & 0xffffffffL));
        return new SampleLayout(
                kind, ByteOrder.LITTLE_ENDIAN, channels, rate, begin, length(begin, size));
    }

    private int tag(int format) {
        int tag = view.getShort(format) & 0xffff;
        long size = view.getInt(format - 4) & 0xffffffffL;
        return tag == EXTENSIBLE && size >= 26 ? view.getShort(format + 24) & 0xffff : tag;
    }

    private static @Nullable SampleKind kind(int tag, int width) {
        return switch (tag) {
            case PCM -> width == 1 ? SampleKind.UNSIGNED_8 : SampleKind.signed(width);
            case FLOATS -> SampleKind.floating(width);
            case A_LAW -> width == 1 ? SampleKind.A_LAW : null;
            case MU_LAW -> width == 1 ? SampleKind.MU_LAW : null;
            default -> null;
        };
    }

    private int length(int begin, long size) throws MalformedFileException {
        int rest = source.length() - begin;
        // Who writes to a pipe never comes back to fill in the length: 0 of both, or all bits.
        boolean open = size == OPEN || (size == 0 && (view.getInt(4) & 0xffffffffL) <= begin - 8);
        if (open) {
            return rest;
        }
        source.need(begin, size, "the samples");
        return (int) size;
    }
}
