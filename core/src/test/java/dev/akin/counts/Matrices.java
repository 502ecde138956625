package dev.akin.counts;

import dev.akin.vocabulary.EncodedCorpus;

/// The obvious way to count.
final class Matrices {
    private Matrices() {}

    static double[][] of(EncodedCorpus corpus, Window window) {
        int words = corpus.vocabulary().size();
        int[] ids = new int[(int) corpus.length()];
        corpus.read(0, ids, 0, ids.length);
        double[][] counts = new double[words][words];
        for (int at = 0; at < ids.length; at++) {
            for (int d = 1; d <= window.size() && at - d >= 0; d++) {
                if (ids[at] < 0 || ids[at - d] < 0) {
                    break;
                }
                double share = window.byDistance() ? 1.0 / d : 1;
                counts[ids[at]][ids[at - d]] += share;
                if (window.symmetric()) {
                    counts[ids[at - d]][ids[at]] += share;
                }
            }
        }
        return counts;
    }
}
