package dev.akin.format;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/// Where the bytes of a tensor go: a file, by way of a buffer that stays in the cache while its checksum is taken.
final class TensorSink {
    private static final int BUFFER_BYTES = 1 << 20;

    private final FileChannel channel;
    private final Meter meter;
    private final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER_BYTES, 64);
    private final CRC32C checksum = new CRC32C();
    private long written;

    TensorSink(FileChannel channel, Meter meter) {
        this.channel = channel;
        this.meter = meter;
    }

    void write(MemorySegment bytes) throws IOException {
        for (long at = 0; at < bytes.byteSize(); at += BUFFER_BYTES) {
            long count = Math.min(BUFFER_BYTES, bytes.byteSize() - at);
            MemorySegment.copy(bytes, at, buffer, 0, count);
            flush((int) count);
        }
    }

    /// Bytes and checksum start from zero again.
    void begin() {
        checksum.reset();
        written = 0;
    }

    /// Bytes since [#begin()].
    long written() {
        return written;
    }

    /// CRC-32C of the bytes since [#begin()], as the metadata state it.
    String checksum() {
        return NativeLayout.checksum(checksum.getValue());
    }

    private void flush(int count) throws IOException {
        ByteBuffer bytes = buffer.asSlice(0, count).asByteBuffer();
        checksum.update(bytes.duplicate());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        written += count;
        meter.add(count);
    }
}
