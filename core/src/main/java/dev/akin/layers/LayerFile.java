package dev.akin.layers;

import dev.akin.MalformedFileException;
import dev.akin.format.RowsFile;
import dev.akin.format.Safetensors;
import dev.akin.format.Tensor;
import dev.akin.kernel.ElementType;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.SegmentTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// A layer in a file: its rows are `embeddings`, which other programs read as the file's vectors.
record LayerFile(Path path, Map<String, String> metadata, Map<String, Tensor> tensors) {
    private static final String EMBEDDINGS = Storage.EMBEDDINGS;
    private static final String KIND = "akin.kind";
    private static final String LAYER = "layer";

    /// Where the header of a file begins, which is to blame for what it says.
    private static final long HEADER = Long.BYTES;

    static void write(LayerRows rows, LayerOptions options, Path path) throws IOException {
        StateTensors state = new StateTensors(rows.state());
        Map<String, EmbeddingTable> tables = new LinkedHashMap<>();
        tables.put(EMBEDDINGS, rows.table());
        tables.putAll(state.tables());
        write(tables, state, options.with(rows.optimizer()), path);
    }

    /// A layer that has not learned anything, of the most rows there are: none is held in memory.
    static void write(GeneratedRows rows, LayerOptions options, Path path) throws IOException {
        RowState state = new RowState(options.optimizer(), Storage.memory(), 0, rows.dimension());
        Map<String, EmbeddingTable> tables = new LinkedHashMap<>();
        tables.put(EMBEDDINGS, rows);
        state.tables()
                .forEach((what, table) ->
                        tables.put(
                                state.tensor(what),
                                new GeneratedRows(
                                        rows.rows(),
                                        table.dimension(),
                                        ElementType.FLOAT32,
                                        row -> Arrays.fill(row, state.initial()))));
        write(tables, new StateTensors(state), options, path);
    }

    private static void write(
            Map<String, EmbeddingTable> tables, StateTensors state, LayerOptions options, Path path)
            throws IOException {
        RowsFile.write(
                path,
                tables,
                state.others(),
                Map.of(KIND, LAYER, OptionsReader.NAME, options.toJson().toString()));
    }

    /// A copy in memory.
    ///
    /// @param threads how many a call of the layer uses
    static EmbeddingLayer read(Path path, int threads) throws IOException {
        Safetensors file = Safetensors.open(path);
        return new LayerFile(path, file.metadata(), file.tensors()).copy(threads);
    }

    private EmbeddingLayer copy(int threads) throws MalformedFileException {
        EmbeddingTable table = rows();
        EmbeddingLayer layer = layer(Storage.memory(), threads);
        try {
            StateTensors.copy(table, layer.sharedRows().table());
            layer.restore(tensors);
            return layer;
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        } catch (InternalError e) {
            throw MalformedFileException.atByte(
                    path, HEADER, "the file was cut short while it was read; restore it", e);
        }
    }

    /// A layer of the file's shape and options, whose rows and state are what the storage has.
    EmbeddingLayer layer(Storage storage, int threads) throws MalformedFileException {
        EmbeddingTable table = rows();
        try {
            LayerOptions options =
                    LayerOptions.read(
                            OptionsReader.of(metadata.get(OptionsReader.NAME)),
                            table.rows(),
                            threads);
            none(options, table.dimension()).check(tensors, table.rows());
            return new EmbeddingLayer(
                    LayerRows.of(
                            storage, table.elementType(), table.rows(), table.dimension(), options),
                    options);
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    /// The state of no rows.
    private static StateTensors none(LayerOptions options, int dimension) {
        return new StateTensors(new RowState(options.optimizer(), Storage.memory(), 0, dimension));
    }

    private MalformedFileException malformed(IllegalArgumentException e) {
        return MalformedFileException.atByte(path, HEADER, String.valueOf(e.getMessage()), e);
    }

    private EmbeddingTable rows() throws MalformedFileException {
        String kind = metadata.get(KIND);
        if (!LAYER.equals(kind)) {
            throw MalformedFileException.atByte(
                    path,
                    HEADER,
                    KIND
                            + " is "
                            + kind
                            + ", not "
                            + LAYER
                            + "; a layer begins with vectors of another kind of file by"
                            + " EmbeddingLayer.of(Embeddings.load(…))");
        }
        Tensor tensor = tensors.get(EMBEDDINGS);
        if (tensor == null || !isRows(tensor)) {
            throw MalformedFileException.atByte(
                    path,
                    HEADER,
                    "a layer's rows are \""
                            + EMBEDDINGS
                            + "\", F32 or BF16 [rows, dimension], not "
                            + (tensor == null ? "missing" : tensor.type() + " " + tensor.shape()));
        }
        return SegmentTable.of(
                tensor.data(),
                Objects.requireNonNull(tensor.type().elementType()),
                Math.toIntExact(tensor.shape().get(0)),
                Math.toIntExact(tensor.shape().get(1)));
    }

    private static boolean isRows(Tensor tensor) {
        ElementType type = tensor.type().elementType();
        return (type == ElementType.FLOAT32 || type == ElementType.BFLOAT16)
                && tensor.shape().size() == 2
                && tensor.shape().stream().allMatch(n -> n >= 1 && n <= Integer.MAX_VALUE);
    }
}
