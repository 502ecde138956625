package dev.akin.networks;

import dev.akin.embeddings.Embeddings;
import dev.akin.format.Tensor;
import dev.akin.format.TensorType;
import dev.akin.layers.EmbeddingLayer;
import dev.akin.layers.Initializer;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// Rows of layers ↔ tensors and embeddings.
final class Tables {
    private Tables() {}

    /// A copy of all rows.
    static Tensor rows(EmbeddingLayer layer) {
        return Tensor.of(
                TensorType.F32,
                MemorySegment.ofArray(values(layer, 0, layer.rows())),
                layer.rows(),
                layer.dimension());
    }

    /// Rows of words behind those without one, as embeddings.
    static Embeddings embeddings(EmbeddingLayer layer, Vocabulary words, int reserved) {
        float[] values = values(layer, reserved, words.size());
        return Embeddings.of(words, EmbeddingTable.of(values, words.size(), layer.dimension()));
    }

    private static float[] values(EmbeddingLayer layer, int from, int count) {
        int[] ids = new int[count];
        Arrays.setAll(ids, i -> from + i);
        float[] values = new float[Math.multiplyExact(count, layer.dimension())];
        layer.forward(ids, count, values);
        return values;
    }

    /// Puts the rows of the tensor of this name in the places of a layer's.
    ///
    /// @throws IllegalArgumentException if there is none, or it is of another shape
    static void rows(String name, Map<String, Tensor> tensors, EmbeddingLayer layer) {
        float[] values = Tensors.floats(name, tensors, layer.rows(), layer.dimension());
        put(values, layer, 0, layer.rows());
    }

    /// A copy of the rows that have no word, which come first.
    static Tensor reserved(EmbeddingLayer layer, int count) {
        return Tensor.of(
                TensorType.F32,
                MemorySegment.ofArray(values(layer, 0, count)),
                count,
                layer.dimension());
    }

    /// A layer for asking alone: rows without a word, then those of words.
    ///
    /// @param name of the tensor that holds the first ones
    /// @throws IllegalArgumentException if there is none, or it is of another shape
    static EmbeddingLayer layer(
            Embeddings words, int reserved, Map<String, Tensor> extras, String name) {
        int width = words.dimension();
        EmbeddingLayer layer =
                EmbeddingLayer.builder(reserved + words.size(), width)
                        .initializer(Initializer.constant(0))
                        .maskZero()
                        .build();
        put(Tensors.floats(name, extras, reserved, width), layer, 0, reserved);
        float[] row = new float[width];
        for (int w = 0; w < words.size(); w++) {
            words.table().read(w, 1, row, 0);
            layer.set(reserved + w, row);
        }
        return layer;
    }

    /// Puts numbers in the places of some rows.
    static void put(float[] values, EmbeddingLayer layer, int from, int count) {
        int width = layer.dimension();
        for (int r = 0; r < count; r++) {
            layer.set(from + r, Arrays.copyOfRange(values, r * width, (r + 1) * width));
        }
    }

    /// Rows of words that others have begin as theirs.
    static void begin(EmbeddingLayer layer, Vocabulary words, int reserved, Embeddings others) {
        for (int w = 0; w < words.size(); w++) {
            if (others.answers(words.key(w))) {
                layer.set(reserved + w, others.vector(words.key(w)));
            }
        }
    }

    /// What the optimiser of a layer remembers, under a name.
    static Map<String, Tensor> state(String name, EmbeddingLayer layer) {
        return named(name + "/", layer.state());
    }

    /// Puts back what [#state(String, EmbeddingLayer)] gave.
    ///
    /// @throws IllegalArgumentException if something is missing, or of another shape
    static void state(String name, Map<String, Tensor> tensors, EmbeddingLayer layer) {
        layer.restore(under(name + "/", tensors));
    }

    /// All, by names that begin with this.
    static Map<String, Tensor> named(String prefix, Map<String, Tensor> tensors) {
        Map<String, Tensor> named = new TreeMap<>();
        tensors.forEach((name, tensor) -> named.put(prefix + name, tensor));
        return named;
    }

    /// Those whose names begin so, without that.
    static Map<String, Tensor> under(String prefix, Map<String, Tensor> tensors) {
        Map<String, Tensor> under = new TreeMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                under.put(name.substring(prefix.length()), tensor);
            }
        });
        return under;
    }
}
