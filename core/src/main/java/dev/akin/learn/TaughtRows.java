package dev.akin.learn;

import dev.akin.ProgressListener;
import dev.akin.kernel.Kernels;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/// Rows of tokens whose means come as near as can be to given vectors of texts: ridge regression, solved by conjugate
/// gradients with the diagonal for a preconditioner.
///
/// With A the matrix of texts × tokens whose row holds the shares of a text's tokens, T the given vectors and X₀ where the rows
/// begin, it makes |A X − T|² + λ |X − X₀|² small: tokens that the texts do not have stay where they begin. All columns of X
/// are solved at once, each with steps of its own.
final class TaughtRows {
    private final int tokens;
    private final int texts;
    private final int dimension;
    private final float ridge;

    /// Rows of A, one after the other: where each begins, and which tokens have which share.
    private final int[] textStarts;

    private final int[] textTokens;
    private final float[] textShares;

    /// The same by columns.
    private final int[] tokenStarts;

    private final int[] tokenTexts;
    private final float[] tokenShares;

    private final float[] diagonal;

    /// @param tokenized the ids of each text; one without any teaches nothing
    TaughtRows(int tokens, int[][] tokenized, int dimension, float ridge) {
        this.tokens = tokens;
        this.texts = tokenized.length;
        this.dimension = dimension;
        this.ridge = ridge;
        int entries = Math.toIntExact(Arrays.stream(tokenized).mapToLong(ids -> ids.length).sum());
        textStarts = new int[texts + 1];
        textTokens = new int[entries];
        textShares = new float[entries];
        int at = 0;
        for (int text = 0; text < texts; text++) {
            at = addText(tokenized[text], at);
            textStarts[text + 1] = at;
        }
        tokenStarts = new int[tokens + 1];
        tokenTexts = new int[at];
        tokenShares = new float[at];
        transpose();
        diagonal = new float[tokens];
        for (int token = 0; token < tokens; token++) {
            diagonal[token] = ridge;
            for (int i = tokenStarts[token]; i < tokenStarts[token + 1]; i++) {
                diagonal[token] += tokenShares[i] * tokenShares[i];
            }
        }
    }

    private int addText(int[] ids, int from) {
        int[] sorted = ids.clone();
        Arrays.sort(sorted);
        int at = from;
        for (int i = 0; i < sorted.length; ) {
            int end = i;
            while (end < sorted.length && sorted[end] == sorted[i]) {
                end++;
            }
            textTokens[at] = sorted[i];
            textShares[at++] = (float) (end - i) / sorted.length;
            i = end;
        }
        return at;
    }

    private void transpose() {
        int entries = textStarts[texts];
        for (int i = 0; i < entries; i++) {
            tokenStarts[textTokens[i] + 1]++;
        }
        for (int token = 0; token < tokens; token++) {
            tokenStarts[token + 1] += tokenStarts[token];
        }
        int[] next = tokenStarts.clone();
        for (int text = 0; text < texts; text++) {
            for (int i = textStarts[text]; i < textStarts[text + 1]; i++) {
                int place = next[textTokens[i]]++;
                tokenTexts[place] = text;
                tokenShares[place] = textShares[i];
            }
        }
    }

    /// How long rows should be taken, all alike, for A X to come nearest to T; 1 where nothing speaks for a length.
    float length(float[] x, float[] targets) {
        float[] product = new float[texts * dimension];
        addProduct(x, product);
        double towards = 0;
        double own = 0;
        for (int i = 0; i < product.length; i++) {
            towards += (double) product[i] * targets[i];
            own += (double) product[i] * product[i];
        }
        return towards > 0 && own > 0 ? (float) (towards / own) : 1;
    }

    /// Solves in place.
    ///
    /// @param x X₀, `tokens × dimension`; becomes X
    /// @param targets T, `texts × dimension`, which is used up
    /// @param steps how many at most; fewer where nothing is left to gain
    void solve(float[] x, float[] targets, int steps, ProgressListener listener) {
        // R = Aᵀ (T − A X₀), since λ (X − X₀) is zero at the start.
        float[] product = targets;
        subtractProduct(x, product);
        float[] residual = new float[tokens * dimension];
        transposedProduct(product, residual);
        float[] direction = new float[tokens * dimension];
        precondition(residual, direction);
        double[] energy = columnDots(residual, direction);
        double begin = Arrays.stream(energy).sum();
        float[] image = new float[tokens * dimension];
        for (int step = 0; step < steps && Arrays.stream(energy).sum() > 1e-12 * begin; step++) {
            if (listener.stopRequested()) {
                throw new CancellationException("stopped while the rows were taught");
            }
            Arrays.fill(product, 0);
            addProduct(direction, product);
            transposedProduct(product, image);
            addRidge(direction, image);
            double[] curvature = columnDots(direction, image);
            float[] lengths = ratios(energy, curvature);
            advance(x, direction, lengths, 1);
            advance(residual, image, lengths, -1);
            precondition(residual, image);
            double[] next = columnDots(residual, image);
            turn(direction, image, ratios(next, energy));
            energy = next;
        }
    }

    private static float[] ratios(double[] above, double[] below) {
        float[] ratios = new float[above.length];
        for (int d = 0; d < ratios.length; d++) {
            ratios[d] = below[d] > 0 ? (float) (above[d] / below[d]) : 0;
        }
        return ratios;
    }

    private void subtractProduct(float[] x, float[] into) {
        product(x, into, -1);
    }

    private void addProduct(float[] x, float[] into) {
        product(x, into, 1);
    }

    private void product(float[] x, float[] into, float sign) {
        Kernels kernels = Kernels.best();
        IntStream.range(0, texts)
                .parallel()
                .forEach(text -> {
                    for (int i = textStarts[text]; i < textStarts[text + 1]; i++) {
                        kernels.axpy(
                                sign * textShares[i],
                                x,
                                textTokens[i] * dimension,
                                into,
                                text * dimension,
                                dimension);
                    }
                });
    }

    private void transposedProduct(float[] y, float[] into) {
        Kernels kernels = Kernels.best();
        Arrays.fill(into, 0);
        IntStream.range(0, tokens)
                .parallel()
                .forEach(token -> {
                    for (int i = tokenStarts[token]; i < tokenStarts[token + 1]; i++) {
                        kernels.axpy(
                                tokenShares[i],
                                y,
                                tokenTexts[i] * dimension,
                                into,
                                token * dimension,
                                dimension);
                    }
                });
    }

    private void addRidge(float[] direction, float[] image) {
        Kernels.best().axpy(ridge, direction, 0, image, 0, direction.length);
    }

    private void precondition(float[] residual, float[] into) {
        for (int token = 0; token < tokens; token++) {
            float weight = 1 / diagonal[token];
            for (int d = token * dimension; d < (token + 1) * dimension; d++) {
                into[d] = weight * residual[d];
            }
        }
    }

    private double[] columnDots(float[] a, float[] b) {
        double[] dots = new double[dimension];
        for (int token = 0; token < tokens; token++) {
            for (int d = 0, i = token * dimension; d < dimension; d++, i++) {
                dots[d] += (double) a[i] * b[i];
            }
        }
        return dots;
    }

    /// x += sign · lengths · direction, each column with its own length.
    private void advance(float[] x, float[] direction, float[] lengths, float sign) {
        for (int token = 0; token < tokens; token++) {
            for (int d = 0, i = token * dimension; d < dimension; d++, i++) {
                x[i] += sign * lengths[d] * direction[i];
            }
        }
    }

    /// direction = towards + shares · direction.
    private void turn(float[] direction, float[] towards, float[] shares) {
        for (int token = 0; token < tokens; token++) {
            for (int d = 0, i = token * dimension; d < dimension; d++, i++) {
                direction[i] = towards[i] + shares[d] * direction[i];
            }
        }
    }
}
