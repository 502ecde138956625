package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.kernel.ElementType;
import dev.akin.table.SegmentTable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Reads word2vec and GloVe text: ranges of the file are parsed by several threads into off-heap rows.
final class TextReader {
    private static final int RANGE = 1 << 18;

    private final TextShape shape;
    private final FileChannel channel;
    private final ReadOptions options;
    private final Meter meter;
    private final long size;
    private final int ranges;
    private final AtomicInteger nextRange = new AtomicInteger();
    private final Turns turns;
    private final LateRows rows;
    private final byte[][] keys;
    private final int[][] keyEnds;

    private TextReader(FileChannel channel, TextShape shape, ReadOptions options)
            throws IOException {
        this.shape = shape;
        this.channel = channel;
        this.options = options;
        this.size = channel.size();
        this.ranges = Math.toIntExact(Math.ceilDiv(size - shape.start(), RANGE));
        this.meter = new Meter(options.listener(), "reading", size - shape.start(), "bytes");
        this.turns = new Turns(shape);
        this.rows = new LateRows(shape);
        this.keys = new byte[ranges][];
        this.keyEnds = new int[ranges][];
    }

    static Contents word2vec(Path path, ReadOptions options) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            CountsLine header = CountsLine.read(channel, path);
            long left = channel.size() - header.end();
            header.checkRoom(2L * header.dimension() + 1, left + 1);
            TextShape shape =
                    new TextShape(
                            path,
                            header.end(),
                            1,
                            header.rows(),
                            header.dimension(),
                            false,
                            options.encoding());
            return new TextReader(channel, shape, options).read(FileFormat.WORD2VEC_TEXT);
        }
    }

    static Contents glove(Path path, ReadOptions options) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long lines = LineCount.of(channel, options);
            if (lines > Integer.MAX_VALUE) {
                throw MalformedFileException.atLine(
                        path, Integer.MAX_VALUE, "more lines than a table may have rows");
            }
            int dimension = TextDimension.infer(channel, path);
            long possible = channel.size() / (2L * dimension + 1) + 1;
            TextShape shape =
                    new TextShape(
                            path,
                            0,
                            0,
                            Math.min(lines, possible),
                            dimension,
                            true,
                            options.encoding());
            return new TextReader(channel, shape, options).read(FileFormat.GLOVE_TEXT);
        }
    }

    private Contents read(FileFormat format) throws IOException {
        List<Thread> helpers = new ArrayList<>();
        for (int i = 1; i < Math.min(options.threads(), ranges); i++) {
            helpers.add(Thread.ofPlatform().daemon().name("akin-read-" + i).start(this::work));
        }
        work();
        join(helpers);
        long read = turns.end();
        if (shape.header() == 1 && read != shape.rows()) {
            throw MalformedFileException.atLine(
                    shape.path(),
                    1 + read,
                    "the file ends after "
                            + read
                            + " rows, but the header says "
                            + shape.rows()
                            + "; it was cut short, or correct the header");
        }
        meter.end();
        return contents((int) read, format);
    }

    private void join(List<Thread> helpers) {
        for (Thread helper : helpers) {
            try {
                helper.join();
            } catch (InterruptedException e) {
                turns.fail(e);
                Thread.currentThread().interrupt();
            }
        }
    }

    /// What each thread does: ranges, one after the other, until none is left or something failed.
    private void work() {
        try {
            TextLines lines = new TextLines(shape);
            LateRows.Writer writer = rows.new Writer();
            for (int range; (range = nextRange.getAndIncrement()) < ranges; ) {
                long from = shape.start() + (long) range * RANGE;
                long to = Math.min(size, from + RANGE);
                lines.parse(channel, from, to);
                long first = turns.take(range, lines);
                if (first < 0) {
                    return;
                }
                writer.write(first, lines.numbers(), lines.rows());
                keys[range] = lines.keys();
                keyEnds[range] = lines.keyEnds();
                meter.add(to - from);
            }
            writer.finish();
        } catch (Throwable e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            turns.fail(e);
        }
    }

    private Contents contents(int read, FileFormat format) throws IOException {
        DistinctKeys distinct = new DistinctKeys(read);
        for (int range = 0; range < ranges; range++) {
            int from = 0;
            for (int to : keyEnds[range]) {
                distinct.add(keys[range], from, to);
                from = to;
            }
        }
        long stride = (long) shape.dimension() * Float.BYTES;
        MemorySegment kept = distinct.compact(rows.segment(), stride);
        SegmentTable table =
                SegmentTable.of(
                        kept.asSlice(0, distinct.size() * stride),
                        ElementType.FLOAT32,
                        distinct.size(),
                        shape.dimension());
        return new Contents(
                Map.of("", new KeyedTable(distinct.vocabulary(), table)),
                Map.of(),
                format,
                Map.of(),
                distinct.notes());
    }
}
