package dev.akin.media;

import dev.akin.MalformedFileException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// The chunks of an AIFF ("Audio Interchange File Format", Apple 1989) or AIFF-C (1991).
final class AiffHeader {
    private final SoundSource source;
    private final ByteBuffer view;
    private int format = -1;
    private long formatSize;
    private int samples = -1;
    private long samplesSize;

    AiffHeader(SoundSource source) {
        this.source = source;
        this.view = source.view(ByteOrder.BIG_ENDIAN);
    }

    SampleLayout read() throws MalformedFileException {
        for (long at = 12; at + 8 <= source.length() && (format < 0 || samples < 0); ) {
            int begin = (int) at + 8;
            long size = view.getInt((int) at + 4) & 0xffffffffL;
            source.need(begin, size, "the chunk \"" + source.tag((int) at) + "\"");
            if (source.has(at, "COMM")) {
                format = begin;
                formatSize = size;
            } else if (source.has(at, "SSND")) {
                samples = begin;
                samplesSize = size;
            }
            at = begin + size + (size & 1);
        }
        if (format < 0 || samples < 0) {
            throw source.malformed(
                    source.length(),
                    "the file ends before its "
                            + (format < 0
                                    ? "format (no chunk \"COMM\")"
                                    : "samples (no chunk \"SSND\")"));
        }
        return layout();
    }

    private SampleLayout layout() throws MalformedFileException {
        boolean compressed = source.has(8, "AIFC");
        if (formatSize < (compressed ? 22 : 18) || samplesSize < 8) {
            throw source.malformed(format, "the chunk \"COMM\" or \"SSND\" is too small");
        }
        int channels = view.getShort(format) & 0xffff;
        long frames = view.getInt(format + 2) & 0xffffffffL;
        int width = ((view.getShort(format + 6) & 0xffff) + 7) / 8;
        String tag = compressed ? source.tag(format + 18) : "NONE";
        SampleKind kind = kind(tag, width);
        if (kind == null || channels < 1) {
            throw source.malformed(
                    format,
                    channels
                            + " channels of "
                            + width
                            + " bytes, written as \""
                            + tag
                            + "\", are not read");
        }
        int rate = source.checkRate(format + 8, extended(format + 8));
        long from = samples + 8L + (view.getInt(samples) & 0xffffffffL);
        long bytes = frames * channels * kind.size();
        if (from + bytes > samples + samplesSize) {
            throw source.malformed(
                    format + 2,
                    frames
                            + " frames take "
                            + bytes
                            + " bytes, of which the chunk \"SSND\" holds "
                            + Math.max(0, samples + samplesSize - from));
        }
        return new SampleLayout(kind, order(tag), channels, rate, (int) from, (int) bytes);
    }

    private static @Nullable SampleKind kind(String tag, int width) {
        return switch (tag) {
            case "NONE", "twos", "sowt", "in24", "in32" -> SampleKind.signed(width);
            case "raw " -> width == 1 ? SampleKind.UNSIGNED_8 : null;
            case "fl32", "FL32" -> SampleKind.FLOAT_32;
            case "fl64", "FL64" -> SampleKind.FLOAT_64;
            case "alaw", "ALAW" -> SampleKind.A_LAW;
            case "ulaw", "ULAW" -> SampleKind.MU_LAW;
            default -> null;
        };
    }

    private static ByteOrder order(String tag) {
        return tag.equals("sowt") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    /// A float of 80 bits: a sign, 15 of an exponent, 64 of a mantissa with its first bit written.
    private double extended(int offset) {
        int exponent = view.getShort(offset) & 0x7fff;
        double sign = view.getShort(offset) < 0 ? -1 : 1;
        double high = (double) (view.getInt(offset + 2) & 0xffffffffL);
        double low = (double) (view.getInt(offset + 6) & 0xffffffffL);
        return sign * (high * 0x1p32 + low) * Math.pow(2, exponent - 16383 - 63);
    }
}
