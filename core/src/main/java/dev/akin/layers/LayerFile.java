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
import java.util.LinkedHashMap;
import java.util.Map;

/// A layer in a file: its rows are `embeddings`, which other programs read as the file's vectors.
final class LayerFile {
    private static final String EMBEDDINGS = Storage.EMBEDDINGS;
    private static final String KIND = "akin.kind";
    private static final String LAYER = "layer";

    /// Where the header of a file begins, which is to blame for what it says.
    private static final long HEADER = Long.BYTES;

    private LayerFile() {}

    static void write(LayerRows rows, LayerOptions options, Path path) throws IOException {
        StateTensors state = new StateTensors(rows.state());
        Map<String, EmbeddingTable> tables = new LinkedHashMap<>();
        tables.put(EMBEDDINGS, rows.table());
        tables.putAll(state.tables());
        RowsFile.write(
                path,
                tables,
                state.others(),
                Map.of(
                        KIND,
                        LAYER,
                        OptionsReader.NAME,
                        options.with(rows.optimizer()).toJson().toString()));
    }

    /// @param threads how many a call of the layer uses
    static EmbeddingLayer read(Path path, int threads) throws IOException {
        Safetensors file = Safetensors.open(path);
        String kind = file.metadata().get(KIND);
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
        EmbeddingTable table = rows(file);
        try {
            LayerOptions options =
                    LayerOptions.read(
                            OptionsReader.of(file.metadata().get(OptionsReader.NAME)),
                            table.rows(),
                            threads);
            LayerRows rows =
                    LayerRows.of(
                            Storage.memory(),
                            table.elementType(),
                            table.rows(),
                            table.dimension(),
                            options);
            StateTensors.copy(table, rows.table());
            new StateTensors(rows.state()).restore(file.tensors());
            return new EmbeddingLayer(rows, options);
        } catch (IllegalArgumentException e) {
            throw MalformedFileException.atByte(path, HEADER, String.valueOf(e.getMessage()), e);
        } catch (InternalError e) {
            throw MalformedFileException.atByte(
                    path,
                    file.offset(EMBEDDINGS),
                    "the file was cut short while it was read; restore it",
                    e);
        }
    }

    private static EmbeddingTable rows(Safetensors file) throws MalformedFileException {
        Tensor tensor = file.tensor(EMBEDDINGS);
        ElementType type = tensor.type().elementType();
        if ((type != ElementType.FLOAT32 && type != ElementType.BFLOAT16)
                || tensor.shape().size() != 2
                || tensor.shape().get(0) < 1
                || tensor.shape().get(0) > Integer.MAX_VALUE
                || tensor.shape().get(1) < 1
                || tensor.shape().get(1) > Integer.MAX_VALUE) {
            throw MalformedFileException.atByte(
                    file.path(),
                    file.offset(EMBEDDINGS),
                    "a layer's rows are F32 or BF16 [rows, dimension], not "
                            + tensor.type()
                            + " "
                            + tensor.shape());
        }
        return SegmentTable.of(
                tensor.data(),
                type,
                Math.toIntExact(tensor.shape().get(0)),
                Math.toIntExact(tensor.shape().get(1)));
    }
}
