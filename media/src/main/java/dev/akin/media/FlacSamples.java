package dev.akin.media;

import dev.akin.MalformedFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jflac.FLACDecoder;
import org.jflac.frame.Frame;

/// Decodes a FLAC (RFC 9639) by jFLAC. Of the blocks before the frames it sees only the first: pictures and comments of any length are
/// skipped here.
final class FlacSamples {
    private static final int STREAM_INFO = 34;

    private final SoundSource source;
    private final ByteBuffer view;
    private final boolean mono;
    private final int begin;
    private final int channels;
    private final int bits;
    private final int rate;
    private final long promised;
    private final FLACDecoder decoder;
    private final MessageDigest digest = md5();
    private float[] samples = new float[1 << 12];
    private int count;

    FlacSamples(SoundSource source, boolean mono) throws MalformedFileException {
        this.source = source;
        this.mono = mono;
        this.view = source.view(ByteOrder.BIG_ENDIAN);
        this.begin = (int) start(source) + 8;
        source.need(begin, STREAM_INFO, "the block STREAMINFO");
        long packed = view.getLong(begin + 10);
        this.rate = source.checkRate(begin + 10, (double) (packed >>> 44));
        this.channels = (int) ((packed >>> 41) & 7) + 1;
        this.bits = (int) ((packed >>> 36) & 31) + 1;
        this.promised = packed & 0xfffffffffL;
        this.decoder = new FLACDecoder(withoutComments());
    }

    /// Behind tags that other programs put before.
    static long start(SoundSource source) {
        if (!source.has(0, "ID3") || source.length() < 10) {
            return 0;
        }
        byte[] bytes = source.bytes();
        long size = 0;
        for (int i = 6; i < 10; i++) {
            size = (size << 7) | (bytes[i] & 0x7f);
        }
        return 10 + size;
    }

    private InputStream withoutComments() throws MalformedFileException {
        long at = begin - 4L;
        boolean last = false;
        while (!last) {
            source.need(at, 4, "the header of a block");
            int header = view.getInt((int) at);
            last = header < 0;
            at += 4 + (header & 0xffffff);
        }
        source.need(at, 0, "the last block before the samples");
        byte[] head = new byte[8 + STREAM_INFO];
        System.arraycopy(source.bytes(), begin - 8, head, 0, head.length);
        head[4] = (byte) 0x80;
        return new SequenceInputStream(
                new ByteArrayInputStream(head),
                new ByteArrayInputStream(source.bytes(), (int) at, source.length() - (int) at));
    }

    Sound decode() throws MalformedFileException {
        if (promised > 0) {
            source.checkSamples(begin + 13, promised * (mono ? 1 : channels));
        }
        try {
            decoder.readMetadata();
            for (Frame frame; (frame = decoder.readNextFrame()) != null; ) {
                take(frame);
            }
        } catch (MalformedFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw source.malformed(begin + decoder.getTotalBytesRead(), "a frame is broken", e);
        }
        checkWhole();
        return Sound.owning(Arrays.copyOf(samples, count), mono ? 1 : channels, rate);
    }

    private void take(Frame frame) throws MalformedFileException {
        if (decoder.getBadFrames() > 0
                || frame.header.channels != channels
                || frame.header.bitsPerSample != bits) {
            throw source.malformed(
                    begin + decoder.getTotalBytesRead(), "a frame before this byte is broken");
        }
        int size = frame.header.blockSize;
        int more = mono ? size : size * channels;
        source.checkSamples(begin + decoder.getTotalBytesRead(), (long) count + more);
        if (count + more > samples.length) {
            long room = Math.min(source.maxSamples(), Math.max(2L * samples.length, count + more));
            samples = Arrays.copyOf(samples, (int) room);
        }
        int width = (bits + 7) / 8;
        byte[] raw = new byte[size * channels * width];
        float scale = (float) Math.scalb(1.0, 1 - bits);
        for (int i = 0; i < size; i++) {
            long sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                int value = decoder.getChannelData()[channel].getOutput()[i];
                sum += value;
                if (!mono) {
                    samples[count++] = value * scale;
                }
                for (int b = 0; b < width; b++) {
                    raw[(i * channels + channel) * width + b] = (byte) (value >> (8 * b));
                }
            }
            if (mono) {
                samples[count++] = (float) ((double) sum * scale / channels);
            }
        }
        digest.update(raw);
    }

    private void checkWhole() throws MalformedFileException {
        long frames = count / (mono ? 1 : channels);
        if (frames == 0 || (promised > 0 && frames != promised)) {
            throw source.malformed(
                    source.length(),
                    frames == 0
                            ? "it holds no samples"
                            : "the file is cut short: "
                                    + frames
                                    + " of "
                                    + promised
                                    + " samples of each channel");
        }
        byte[] expected = Arrays.copyOfRange(source.bytes(), begin + 18, begin + STREAM_INFO);
        if (!Arrays.equals(expected, new byte[16])) {
            byte[] found = digest.digest();
            if (!Arrays.equals(expected, found)) {
                throw source.malformed(
                        begin + 18,
                        "its samples have the digest "
                                + HexFormat.of().formatHex(found)
                                + " instead of "
                                + HexFormat.of().formatHex(expected));
            }
        }
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
