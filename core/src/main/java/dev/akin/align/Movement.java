package dev.akin.align;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How far words have moved from one version of a table to another, beyond what a turn of the whole space explains: cosine distances after orthogonal
/// Procrustes on the words that both have (Hamilton et al., "Diachronic Word Embeddings Reveal Statistical Laws of Semantic Change", 2016). Immutable.
public final class Movement {
    private final List<Moved> words;

    private Movement(List<Moved> words) {
        this.words = List.copyOf(words);
    }

    /// @param distance 1 − the cosine, in [0, 2]
    public record Moved(String key, double distance) {}

    /// @throws IllegalArgumentException if the dimensions differ, or fewer than two words are in both
    /// @throws java.util.concurrent.CancellationException if the listener asks to stop
    public static Movement between(Embeddings one, Embeddings other, ProgressListener listener) {
        Embeddings turned =
                Alignment.of(
                                one,
                                other,
                                WordDictionary.identical(one, other),
                                new Alignment.Options(false, 0, 0, 1),
                                listener)
                        .aligned();
        SharedRows shared = SharedRows.of(one, other, one.size());
        List<Moved> words = new ArrayList<>();
        for (int i = 0; i < shared.count(); i++) {
            float[] before = Csls.unit(one.table().row(shared.rows()[i]));
            float[] after = Csls.unit(turned.table().row(shared.otherRows()[i]));
            words.add(new Moved(one.vocabulary().key(shared.rows()[i]), 1 - dot(before, after)));
        }
        words.sort(Comparator.comparingDouble(moved -> -moved.distance()));
        return new Movement(words);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /// The words that both tables have, the farthest moved first.
    public List<Moved> words() {
        return words;
    }

    /// The mean distance.
    public double mean() {
        return words.stream().mapToDouble(Moved::distance).average().orElse(Double.NaN);
    }
}
