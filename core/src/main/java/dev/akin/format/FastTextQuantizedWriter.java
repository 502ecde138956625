package dev.akin.format;

import dev.akin.ProgressListener;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.QuantizedTable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Writes quantised fastText models, `.ftz` of version 12 (`FastText::saveModel`, `QuantMatrix::save` and `ProductQuantizer::save` of
/// fastText 0.9.2).
final class FastTextQuantizedWriter {
    /// Codes copied at a time.
    private static final int BLOCK = 1 << 20;

    private final FastTextModel model;
    private final QuantizedTable input;

    /// @throws IllegalArgumentException if rows are not quantised
    FastTextQuantizedWriter(Contents contents) {
        this.model = FastTextModel.of(contents);
        this.input = model.codes();
    }

    void write(Path path, AtomicFile.Opener opener, ProgressListener listener) throws IOException {
        try (AtomicFile file = new AtomicFile(path, opener)) {
            FileChannel channel = file.channel();
            writeHeader(channel);
            writeWords(channel);
            writeFlag(channel, true);
            writeCodes(channel, input);
            writeOutput(channel, new RowPipeline(channel, listener));
            file.commit();
        }
    }

    private void writeHeader(FileChannel channel) throws IOException {
        ByteBuffer header = FastTextWriter.little(2 * Integer.BYTES + FastTextArgs.Header.BYTES);
        header.putInt(FastTextReader.MAGIC).putInt(FastTextReader.VERSION);
        model.header().write(header);
        RowPipeline.writeAll(channel, header.flip());
    }

    private void writeWords(FileChannel channel) throws IOException {
        FastTextWords dictionary = model.dictionary();
        int words = dictionary.words().size();
        int labels = dictionary.labels().size();
        long[] kept = dictionary.pruned();
        ByteBuffer sizes = FastTextWriter.little(3 * Integer.BYTES + 2 * Long.BYTES);
        sizes.putInt(Math.addExact(words, labels)).putInt(words).putInt(labels);
        sizes.putLong(dictionary.tokens()).putLong(kept == null ? -1 : kept.length);
        RowPipeline.writeAll(channel, sizes.flip());
        FastTextWriter.writeEntries(channel, dictionary.words(), 0);
        FastTextWriter.writeEntries(channel, dictionary.labels(), 1);
        if (kept != null) {
            ByteBuffer pairs =
                    FastTextWriter.little(Math.multiplyExact(kept.length, 2 * Integer.BYTES));
            for (long pair : kept) {
                pairs.putInt((int) (pair >> 32)).putInt((int) pair);
            }
            RowPipeline.writeAll(channel, pairs.flip());
        }
    }

    private void writeOutput(FileChannel channel, RowPipeline rows) throws IOException {
        EmbeddingTable output = model.output();
        if (output instanceof QuantizedTable codes && codes.isPlain()) {
            writeFlag(channel, true);
            writeCodes(channel, codes);
            return;
        }
        ByteBuffer sizes = FastTextWriter.little(1 + 2 * Long.BYTES);
        sizes.put((byte) 0).putLong(output.rows()).putLong(output.dimension());
        RowPipeline.writeAll(channel, sizes.flip());
        rows.write(
                output.rows(),
                output.dimension(),
                (first, count) -> FastTextWriter.floats(FastTextWriter.read(output, first, count)));
    }

    private static void writeFlag(FileChannel channel, boolean flag) throws IOException {
        RowPipeline.writeAll(channel, FastTextWriter.little(1).put((byte) (flag ? 1 : 0)).flip());
    }

    private static void writeCodes(FileChannel channel, QuantizedTable table) throws IOException {
        QuantizedTable.Codes codes = table.codes();
        QuantizedTable.Codes norms = table.normCodes();
        int bytes = Math.toIntExact(codes.codes().byteSize());
        ByteBuffer sizes = FastTextWriter.little(1 + 2 * Long.BYTES + Integer.BYTES);
        sizes.put((byte) (norms == null ? 0 : 1));
        sizes.putLong(table.rows()).putLong(table.dimension()).putInt(bytes);
        RowPipeline.writeAll(channel, sizes.flip());
        writeQuantizer(channel, codes, table.dimension());
        if (norms != null) {
            writeQuantizer(channel, norms, 1);
        }
    }

    private static void writeQuantizer(
            FileChannel channel, QuantizedTable.Codes codes, int dimension) throws IOException {
        writeBytes(channel, codes.codes());
        int parts = Math.ceilDiv(dimension, codes.width());
        ByteBuffer sizes = FastTextWriter.little(4 * Integer.BYTES);
        sizes.putInt(dimension).putInt(parts).putInt(codes.width());
        sizes.putInt(dimension - (parts - 1) * codes.width());
        RowPipeline.writeAll(channel, sizes.flip());
        RowPipeline.writeAll(channel, FastTextWriter.floats(codes.centroids()));
    }

    private static void writeBytes(FileChannel channel, MemorySegment bytes) throws IOException {
        for (long from = 0; from < bytes.byteSize(); from += BLOCK) {
            long count = Math.min(BLOCK, bytes.byteSize() - from);
            RowPipeline.writeAll(channel, bytes.asSlice(from, count).asByteBuffer());
        }
    }
}
