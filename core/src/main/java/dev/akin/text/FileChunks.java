package dev.akin.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads sources one after the other, each in chunks that end where a context ends.
final class FileChunks implements Chunks {
    /// A record must fit into one array.
    private static final int LONGEST_RECORD = 1 << 30;

    private final Iterator<Source> sources;
    private final Source.Options options;
    private final long total;
    private @Nullable OpenSource open;
    private byte[] carried = new byte[0];
    private int ordinal = -1;
    private long finished;

    FileChunks(List<Source> sources, Source.Options options) {
        this.sources = sources.iterator();
        this.options = options;
        this.total = sources.stream().mapToLong(Source::size).reduce(0, FileChunks::sum);
    }

    private static long sum(long a, long b) {
        return a < 0 || b < 0 ? -1 : a + b;
    }

    @Override
    public boolean next(Chunk chunk) throws IOException {
        while (true) {
            if (open == null && !openNext()) {
                return false;
            }
            OpenSource source = open;
            if (source != null && fill(chunk, source)) {
                chunk.name = source.name();
                chunk.source = ordinal;
                chunk.format = source.format();
                chunk.linesBefore = source.takeHeaderLines();
                return true;
            }
            closeSource();
        }
    }

    private boolean openNext() throws IOException {
        if (!sources.hasNext()) {
            return false;
        }
        open = OpenSource.open(sources.next(), options);
        ordinal++;
        carried = new byte[0];
        return true;
    }

    /// The target depends on what was read alone, so that chunks are the same however many threads fill them.
    private boolean fill(Chunk chunk, OpenSource source) throws IOException {
        int length = carried.length;
        int target = Math.max(options.chunk(), length);
        chunk.reserve(target);
        System.arraycopy(carried, 0, chunk.bytes, 0, length);
        while (true) {
            length += readFully(source.text(), chunk.bytes, length, target);
            int end = length < target ? length : cut(chunk.bytes, length, source.format());
            if (end > 0 || length == 0) {
                carried = Arrays.copyOfRange(chunk.bytes, end, length);
                chunk.end(end);
                return end > 0;
            }
            target = larger(target, source.name());
            chunk.reserve(target);
        }
    }

    private static int cut(byte[] bytes, int length, RecordFormat format) {
        int end = format.wholeRecords(bytes, length);
        return end == 0 && format.divisible() ? Breaks.betweenWords(bytes, length) : end;
    }

    private static int larger(int target, String name) throws IOException {
        if (target >= LONGEST_RECORD) {
            throw new IOException(
                    name + ": one record takes more than " + LONGEST_RECORD + " bytes");
        }
        return (int) Math.min(2L * target, LONGEST_RECORD);
    }

    static int readFully(InputStream in, byte[] bytes, int from, int to) throws IOException {
        int at = from;
        while (at < to) {
            int read = in.read(bytes, at, to - at);
            if (read < 0) {
                break;
            }
            at += read;
        }
        return at - from;
    }

    private void closeSource() throws IOException {
        OpenSource source = open;
        open = null;
        if (source != null) {
            finished += source.consumed();
            source.close();
        }
    }

    @Override
    public long done() {
        OpenSource source = open;
        return finished + (source == null ? 0 : source.consumed());
    }

    @Override
    public long total() {
        return total;
    }

    @Override
    public void close() throws IOException {
        closeSource();
    }
}
