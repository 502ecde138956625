package dev.akin.layers;

import dev.akin.MalformedFileException;
import dev.akin.format.Contents;
import dev.akin.format.FileFormat;
import dev.akin.format.KeyedTable;
import dev.akin.format.RowsFile;
import dev.akin.format.Tensor;
import dev.akin.format.TensorType;
import dev.akin.format.VectorFiles;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.PickedRows;
import dev.akin.vocabulary.GrowingKeys;
import dev.akin.vocabulary.Vocabulary;
import dev.akin.vocabulary.WaitingKeys;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A growing layer in a file: keys and vectors as in any other, rows that nobody has left out, and beside them what the optimiser
/// remembers of each key and when it was used.
final class GrowingFile {
    private static final String LAST_USE = "keys.lastUse";
    private static final String WAITING = "keys.waiting";
    private static final String WAITING_COUNTS = "keys.waiting.counts";
    private static final String WAITING_COUNTERS = "keys.waiting.counters";
    private static final String KIND = "akin.kind";
    private static final String GROWING = "growing-layer";
    private static final String KEYS = "akin.keys";
    private static final long HEADER = Long.BYTES;
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final GrowingLayer layer;
    private final LayerRows rows;
    private final StateTensors state;

    GrowingFile(GrowingLayer layer) {
        this.layer = layer;
        this.rows = layer.layer().sharedRows();
        this.state = new StateTensors(rows.state());
    }

    private String kindOfKeys() {
        return layer instanceof LongKeyLayer ? "long" : "string";
    }

    void write(Path path) throws IOException {
        int[] ids = layer.pickedIds();
        Map<String, EmbeddingTable> tables = new LinkedHashMap<>();
        state.tables().forEach((name, table) -> tables.put(name, new PickedRows(table, ids)));
        Map<String, Tensor> tensors = new LinkedHashMap<>(state.others());
        GrowingKeys keys = layer.keys();
        if (keys.counted()) {
            int[] used = keys.usedRows();
            tensors.put(LAST_USE, Tensor.of(Arrays.stream(used).map(keys::lastUse).toArray()));
        }
        tensors.putAll(waiting(keys.waiting()));
        KeyedTable main = new KeyedTable(layer.vocabulary(), new PickedRows(rows.table(), ids));
        RowsFile.write(
                path,
                new Contents(
                        Map.of("", main),
                        Map.of(KIND, GROWING, KEYS, kindOfKeys()),
                        FileFormat.SAFETENSORS,
                        tensors,
                        List.of()),
                tables);
    }

    private static Map<String, Tensor> waiting(WaitingKeys keys) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        if (keys.keys().length > 0) {
            tensors.put(WAITING, Tensor.of(keys.keys()));
            tensors.put(WAITING_COUNTS, Tensor.of(keys.counts()));
        }
        byte[] counters = keys.counters();
        if (counters.length > 0) {
            MemorySegment data = MemorySegment.ofArray(counters);
            tensors.put(WAITING_COUNTERS, Tensor.of(TensorType.U8, data, counters.length));
        }
        return tensors;
    }

    private static WaitingKeys waiting(Path path, Map<String, Tensor> tensors)
            throws MalformedFileException {
        try {
            return new WaitingKeys(
                    data(tensors, WAITING, TensorType.I64).toArray(LONG),
                    data(tensors, WAITING_COUNTS, TensorType.I32).toArray(INT),
                    data(tensors, WAITING_COUNTERS, TensorType.U8).toArray(ValueLayout.JAVA_BYTE));
        } catch (IllegalArgumentException e) {
            throw MalformedFileException.atByte(path, HEADER, String.valueOf(e.getMessage()), e);
        }
    }

    private static MemorySegment data(Map<String, Tensor> tensors, String name, TensorType type) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            return MemorySegment.ofArray(new byte[0]);
        }
        if (tensor.type() != type || tensor.shape().size() != 1) {
            throw new IllegalArgumentException(
                    name
                            + " is "
                            + tensor.type()
                            + " "
                            + tensor.shape()
                            + ", not "
                            + type
                            + " [keys]");
        }
        return tensor.data();
    }

    void read(Path path) throws IOException {
        if (layer.keys().size() > 0) {
            throw new IllegalStateException(
                    "the layer has "
                            + layer.keys().size()
                            + " keys already: restore into a new one");
        }
        Contents contents = VectorFiles.read(path);
        check(path, contents.metadata());
        KeyedTable main = contents.main();
        if (main.table().dimension() != rows.table().dimension()) {
            throw new IllegalArgumentException(
                    path
                            + ": rows of "
                            + main.table().dimension()
                            + " numbers, and the layer's have "
                            + rows.table().dimension());
        }
        try {
            // Before anything changes.
            state.check(contents.extras(), main.table().rows());
            layer.keys().restoreWaiting(waiting(path, contents.extras()));
            int[] ids = admit(path, main.vocabulary());
            take(path, main.table(), ids, contents);
            uses(path, main.vocabulary(), contents.extras().get(LAST_USE), ids);
        } catch (InternalError e) {
            throw MalformedFileException.atByte(
                    path, HEADER, "the file was cut short while it was read; restore it", e);
        }
    }

    private void check(Path path, Map<String, String> metadata) throws MalformedFileException {
        String kind = metadata.get(KIND);
        if (!GROWING.equals(kind)) {
            throw MalformedFileException.atByte(
                    path, HEADER, KIND + " is " + kind + ", not " + GROWING);
        }
        String keys = metadata.get(KEYS);
        if (!kindOfKeys().equals(keys)) {
            throw new IllegalArgumentException(
                    path + ": keys are " + keys + "s, and the layer's are " + kindOfKeys() + "s");
        }
    }

    private int[] admit(Path path, Vocabulary keys) throws MalformedFileException {
        int[] ids = new int[keys.size()];
        for (int i = 0; i < ids.length; i++) {
            String key = keys.key(i);
            try {
                ids[i] = layer.admit(key) + 1;
            } catch (NumberFormatException e) {
                throw MalformedFileException.atByte(
                        path, HEADER, "the key \"" + key + "\" is no whole number", e);
            }
            if (layer.keys().size() != i + 1) {
                throw MalformedFileException.atByte(
                        path, HEADER, "the key \"" + key + "\" comes twice");
            }
        }
        return ids;
    }

    private void take(Path path, EmbeddingTable from, int[] ids, Contents contents)
            throws MalformedFileException {
        float[] row = new float[from.dimension()];
        for (int i = 0; i < ids.length; i++) {
            from.read(i, 1, row, 0);
            rows.table().set(ids[i], row, 0);
        }
        try {
            state.restore(contents.extras(), ids);
        } catch (IllegalArgumentException e) {
            throw MalformedFileException.atByte(path, HEADER, String.valueOf(e.getMessage()), e);
        }
    }

    private void uses(Path path, Vocabulary keys, @Nullable Tensor lastUse, int[] ids)
            throws MalformedFileException {
        if (!layer.keys().counted() || lastUse == null || !keys.counted()) {
            return;
        }
        if (lastUse.type() != TensorType.I32
                || !lastUse.shape().equals(List.of((long) ids.length))) {
            throw MalformedFileException.atByte(
                    path,
                    HEADER,
                    LAST_USE
                            + " is "
                            + lastUse.type()
                            + " "
                            + lastUse.shape()
                            + ", not I32 ["
                            + ids.length
                            + "]");
        }
        for (int i = 0; i < ids.length; i++) {
            int count = Math.clamp(keys.count(i), 0, Integer.MAX_VALUE);
            layer.keys().setUses(ids[i] - 1, count, lastUse.data().get(INT, 4L * i));
        }
    }
}
