package dev.akin.benchmarks;

import dev.akin.algebra.LogisticRegression;
import dev.akin.embeddings.Embeddings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How well the classes of sounds are told from their vectors, by five folds as ESC-10 and ESC-50 have them: keys are `CLASS/FOLD-…`. The
/// nearest of the other folds, by cosine, and by distance after each number got the mean 0 and the deviation 1 of the other
/// folds; and logistic regressions of the latter, one a class. `benchmarks/sounds.sh` runs it.
///
/// Arguments: files of vectors.
final class SoundFolds {
    private final List<String> keys;
    private final float[][] rows;

    private SoundFolds(Embeddings vectors) {
        keys = vectors.vocabulary().keys();
        rows = keys.stream().map(vectors::vector).toArray(float[][]::new);
    }

    public static void main(String[] args) throws IOException {
        for (String file : args) {
            SoundFolds folds = new SoundFolds(Embeddings.load(Path.of(file)));
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d sounds, %d numbers; 1-NN %.3f by cosine, %.3f standardised;"
                            + " logistic regression C=1 %.3f, C=0.1 %.3f, C=0.01 %.3f%n",
                    file,
                    folds.rows.length,
                    folds.rows[0].length,
                    folds.right(1),
                    folds.right(0),
                    folds.right(-1),
                    folds.right(-0.1),
                    folds.right(-0.01));
        }
    }

    private String label(int row) {
        return keys.get(row).substring(0, keys.get(row).lastIndexOf('/'));
    }

    private char fold(int row) {
        return keys.get(row).charAt(keys.get(row).lastIndexOf('/') + 1);
    }

    /// @param way 1 for cosine, 0 for distance, below 0 the strength of a logistic regression
    private double right(double way) {
        int right = 0;
        for (char fold = '1'; fold <= '5'; fold++) {
            List<Integer> known = new ArrayList<>();
            List<Integer> asked = new ArrayList<>();
            for (int row = 0; row < rows.length; row++) {
                (fold(row) == fold ? asked : known).add(row);
            }
            float[][] seen = way == 1 ? unit() : standardised(known);
            right += way < 0 ? regressed(seen, known, asked, -way) : nearest(seen, known, asked);
        }
        return (double) right / rows.length;
    }

    private float[][] unit() {
        float[][] unit = new float[rows.length][];
        for (int row = 0; row < rows.length; row++) {
            double squares = 0;
            for (float x : rows[row]) {
                squares += (double) x * x;
            }
            unit[row] = rows[row].clone();
            for (int i = 0; i < unit[row].length; i++) {
                unit[row][i] /= (float) Math.sqrt(squares);
            }
        }
        return unit;
    }

    private float[][] standardised(List<Integer> known) {
        int dimension = rows[0].length;
        float[][] out = new float[rows.length][dimension];
        for (int i = 0; i < dimension; i++) {
            int column = i;
            double mean = known.stream().mapToDouble(row -> rows[row][column]).average().orElse(0);
            double variance =
                    known.stream()
                            .mapToDouble(row -> Math.pow(rows[row][column] - mean, 2))
                            .average()
                            .orElse(1);
            for (int row = 0; row < rows.length; row++) {
                out[row][i] = (float) ((rows[row][i] - mean) / Math.sqrt(variance + 1e-12));
            }
        }
        return out;
    }

    private int nearest(float[][] seen, List<Integer> known, List<Integer> asked) {
        int right = 0;
        for (int row : asked) {
            int best = known.getFirst();
            for (int other : known) {
                best =
                        distance(seen[row], seen[other]) < distance(seen[row], seen[best])
                                ? other
                                : best;
            }
            right += label(best).equals(label(row)) ? 1 : 0;
        }
        return right;
    }

    private static double distance(float[] a, float[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return squares;
    }

    private int regressed(float[][] seen, List<Integer> known, List<Integer> asked, double c) {
        int dimension = seen[0].length;
        float[] flat = new float[known.size() * dimension];
        for (int i = 0; i < known.size(); i++) {
            System.arraycopy(seen[known.get(i)], 0, flat, i * dimension, dimension);
        }
        List<String> labels = known.stream().map(this::label).distinct().sorted().toList();
        List<LogisticRegression> models = new ArrayList<>();
        for (String label : labels) {
            boolean[] positive = new boolean[known.size()];
            for (int i = 0; i < positive.length; i++) {
                positive[i] = label(known.get(i)).equals(label);
            }
            models.add(LogisticRegression.fit(flat, dimension, positive, c));
        }
        int right = 0;
        for (int row : asked) {
            int best = 0;
            for (int i = 1; i < models.size(); i++) {
                best =
                        models.get(i).score(seen[row], 0) > models.get(best).score(seen[row], 0)
                                ? i
                                : best;
            }
            right += labels.get(best).equals(label(row)) ? 1 : 0;
        }
        return right;
    }
}
