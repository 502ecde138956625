package dev.akin.media;

import dev.akin.MalformedFileException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// The six words before the samples of an AU (NeXT and Sun).
final class AuHeader {
    private static final long OPEN = 0xffffffffL;

    private AuHeader() {}

    static SampleLayout read(SoundSource source) throws MalformedFileException {
        source.need(0, 24, "its header");
        ByteBuffer view = source.view(ByteOrder.BIG_ENDIAN);
        long from = view.getInt(4) & 0xffffffffL;
        long size = view.getInt(8) & 0xffffffffL;
        SampleKind kind = kind(view.getInt(12));
        if (kind == null) {
            throw source.malformed(
                    12, "samples of the encoding " + view.getInt(12) + " are not read");
        }
        int rate = source.checkRate(16, (double) (view.getInt(16) & 0xffffffffL));
        int channels = view.getInt(20);
        if (channels < 1 || channels > 65_535) {
            throw source.malformed(20, "it has " + channels + " channels instead of 1 to 65535");
        }
        if (from < 24) {
            throw source.malformed(4, "its samples begin at byte " + from + ", within its header");
        }
        source.need(from, size == OPEN ? 0 : size, "the samples");
        return new SampleLayout(
                kind,
                ByteOrder.BIG_ENDIAN,
                channels,
                rate,
                (int) from,
                (int) (size == OPEN ? source.length() - from : size));
    }

    private static @Nullable SampleKind kind(int encoding) {
        return switch (encoding) {
            case 1 -> SampleKind.MU_LAW;
            case 2 -> SampleKind.SIGNED_8;
            case 3 -> SampleKind.SIGNED_16;
            case 4 -> SampleKind.SIGNED_24;
            case 5 -> SampleKind.SIGNED_32;
            case 6 -> SampleKind.FLOAT_32;
            case 7 -> SampleKind.FLOAT_64;
            case 27 -> SampleKind.A_LAW;
            default -> null;
        };
    }
}
