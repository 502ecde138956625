package dev.akin.counts;

/// Counts → numbers of the matrix that is factored. Immutable.
final class CountWeights {
    private final Weighting weighting;
    private final CountCurve curve = new CountCurve(1, 1);

    /// By id: log of how often the word was counted, less what all pairs have in common.
    private final float[] words;

    /// By id: log of the smoothed count as a context.
    private final float[] contexts;

    CountWeights(LsaSettings settings, Marginals marginals) {
        weighting = settings.weighting;
        words = new float[marginals.words().length];
        contexts = new float[words.length];
        double smoothing = settings.smoothing;
        double all = Math.log(Marginals.sum(marginals.contexts(), smoothing));
        for (int id = 0; id < words.length; id++) {
            words[id] = (float) (Math.log(marginals.words()[id]) - all + Math.log(settings.shift));
            contexts[id] = (float) (smoothing * Math.log(marginals.contexts()[id]));
        }
    }

    float of(int word, int context, float count) {
        if (count == 0) {
            return 0;
        }
        return switch (weighting) {
            case PPMI -> Math.max(0, curve.log(count) - words[word] - contexts[context]);
            case LOG -> curve.log(1 + count);
            case COUNTS -> count;
        };
    }
}
