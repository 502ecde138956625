package dev.akin.layers;

import dev.akin.table.EmbeddingTable;
import java.util.Arrays;
import java.util.Objects;

/// Examples that say yes or no to a key in a context, where a predictor takes σ(key · context + offset) for the probability of yes,
/// and the loss is its negative logarithm. So do skip-gram with negative samples (the context is a word's), two towers (a user's
/// vector), factorisation (the sum of the vectors of an example's other fields; the offset is what does not depend on the key).
///
/// Not thread-safe while examples are added.
public final class DotExamples implements KeyLoss {
    private final EmbeddingTable contexts;
    private final Examples[] byKey;

    /// @param contexts the vectors of contexts, which examples name by their rows; read when losses are asked for
    /// @throws IllegalArgumentException if there are fewer than no keys
    public DotExamples(EmbeddingTable contexts, int keys) {
        if (keys < 0) {
            throw new IllegalArgumentException(keys + " keys: 0 or more");
        }
        this.contexts = contexts;
        this.byKey = new Examples[keys];
        Arrays.setAll(byKey, _ -> new Examples());
    }

    /// Examples of a key, in the order in which they came.
    private static final class Examples {
        private int count;
        private int[] contexts = new int[0];
        private float[] offsets = new float[0];
        private boolean[] outcomes = new boolean[0];

        void add(int context, float offset, boolean outcome) {
            if (count == contexts.length) {
                int size = Math.max(8, count + (count >> 1));
                contexts = Arrays.copyOf(contexts, size);
                offsets = Arrays.copyOf(offsets, size);
                outcomes = Arrays.copyOf(outcomes, size);
            }
            contexts[count] = context;
            offsets[count] = offset;
            outcomes[count++] = outcome;
        }
    }

    /// As [#add(int, int, double, boolean)], with the offset 0.
    public void add(int key, int context, boolean outcome) {
        add(key, context, 0, outcome);
    }

    /// Adds an example of a key.
    ///
    /// @param context row of its context
    /// @param offset what is added to the dot product
    /// @throws IndexOutOfBoundsException if there is no such key, or no such row
    /// @throws IllegalArgumentException if the offset is not finite
    public void add(int key, int context, double offset, boolean outcome) {
        Objects.checkIndex(key, keys());
        Objects.checkIndex(context, contexts.rows());
        if (!Double.isFinite(offset)) {
            throw new IllegalArgumentException(
                    "the offset " + offset + " of an example of key " + key);
        }
        byKey[key].add(context, (float) offset, outcome);
    }

    /// What the predictor says of an example, if this were the key's vector: its probability of yes.
    public double probability(int key, int example, double[] vector) {
        return 1 / (1 + Math.exp(-score(key, example, vector, new float[dimension()])));
    }

    /// What an example said.
    public boolean outcome(int key, int example) {
        Objects.checkIndex(example, examples(key));
        return byKey[key].outcomes[example];
    }

    private double score(int key, int example, double[] vector, float[] context) {
        Objects.checkIndex(example, examples(key));
        Shapes.requireLength("a key's vector", vector.length, dimension());
        Examples of = byKey[key];
        contexts.read(of.contexts[example], 1, context, 0);
        double score = of.offsets[example];
        for (int i = 0; i < context.length; i++) {
            score += vector[i] * context[i];
        }
        return score;
    }

    @Override
    public int dimension() {
        return contexts.dimension();
    }

    @Override
    public int keys() {
        return byKey.length;
    }

    @Override
    public int examples(int key) {
        return byKey[key].count;
    }

    @Override
    public double loss(int key, int[] examples, double[] vector, double[] gradient) {
        Arrays.fill(gradient, 0);
        float[] context = new float[dimension()];
        double sum = 0;
        for (int example : examples) {
            double score = score(key, example, vector, context);
            boolean yes = byKey[key].outcomes[example];
            double wrong = yes ? -score : score;
            // ln(1 + e^wrong), which does not overflow.
            sum += Math.max(wrong, 0) + Math.log1p(Math.exp(-Math.abs(wrong)));
            double slope = (1 / (1 + Math.exp(-score)) - (yes ? 1 : 0)) / examples.length;
            for (int i = 0; i < context.length; i++) {
                gradient[i] += slope * context[i];
            }
        }
        return sum / examples.length;
    }
}
