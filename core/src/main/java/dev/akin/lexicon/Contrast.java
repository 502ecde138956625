package dev.akin.lexicon;

import dev.akin.embeddings.Embeddings;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/// How near opposites lie, beside words drawn by chance. Cosines in [-1, 1].
///
/// @param antonyms the mean cosine of the lexicon's antonyms, NaN where none have vectors
/// @param pairs how many antonyms these are, each once
/// @param random the mean cosine of pairs drawn by chance, the same ones for the same words
public record Contrast(double antonyms, int pairs, double random) {
    /// How many pairs are drawn by chance; those of a word with itself, or of one without a direction, do not count.
    public static final int DRAWN = 10_000;

    private static final long SEED = 1;

    public static Contrast of(Embeddings words, Lexicon lexicon) {
        Set<Long> seen = new HashSet<>();
        double sum = 0;
        for (LexiconPair pair : lexicon.pairs()) {
            if (pair.relation() == Relation.ANTONYM) {
                int first = WordGraph.row(words, pair.first());
                int second = WordGraph.row(words, pair.second());
                if (first >= 0
                        && second >= 0
                        && first != second
                        && seen.add(WordGraph.edge(first, second))) {
                    sum += words.similarity(first, second);
                }
            }
        }
        return new Contrast(sum / seen.size(), seen.size(), random(words));
    }

    /// The mean cosine of pairs of rows, 0 where none has a direction.
    static double random(Embeddings words) {
        Random random = new Random(SEED);
        double sum = 0;
        int pairs = 0;
        for (int draw = 0; draw < DRAWN; draw++) {
            int first = random.nextInt(words.size());
            int second = random.nextInt(words.size());
            float[] a = words.table().row(first);
            float[] b = words.table().row(second);
            double norms = UnitRows.norm(a) * UnitRows.norm(b);
            if (norms > 0 && first != second) {
                sum += dot(a, b) / norms;
                pairs++;
            }
        }
        return pairs == 0 ? 0 : sum / pairs;
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
