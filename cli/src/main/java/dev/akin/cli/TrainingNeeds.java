package dev.akin.cli;

import dev.akin.learn.WordLearner;
import dev.akin.vocabulary.EncodedCorpus;
import java.util.Locale;

/// What learning from a corpus takes.
record TrainingNeeds(WordLearner learner, EncodedCorpus encoded) {

    /// @throws IllegalStateException if there is less memory than that
    void check() {
        long heap = Runtime.getRuntime().maxMemory();
        if (learner.bytesNeeded(rows()) > heap) {
            throw new IllegalStateException(
                    tables()
                            + ", but Java's heap may grow to "
                            + Quantities.bytes(heap)
                            + " only: keep fewer words with --min-count or --max-words, take a smaller"
                            + " --dim, or give more memory with AKIN_HEAP");
        }
    }

    private int rows() {
        return encoded.vocabulary().size();
    }

    private String tables() {
        return String.format(
                Locale.ROOT,
                "two tables of %s take %s",
                Quantities.shape(rows(), "word", learner.dimension()),
                Quantities.bytes(learner.bytesNeeded(rows())));
    }

    /// One line on what was counted.
    String counted(double seconds) {
        int minCount = learner.minCount();
        return String.format(
                Locale.ROOT,
                "%s in %s; %,d different ones seen %s or more; counted and encoded in" + " %.1f s",
                Quantities.counted(encoded.seen(), "word"),
                Quantities.counted(encoded.lines(), "line"),
                rows(),
                minCount == 1 ? "once" : minCount + " times",
                seconds);
    }

    /// One line on the memory that learning takes.
    String memory() {
        return String.format(
                Locale.ROOT,
                "memory: %s, the corpus %s; the heap may grow to %s",
                tables(),
                Quantities.bytes(Integer.BYTES * encoded.length()),
                Quantities.bytes(Runtime.getRuntime().maxMemory()));
    }
}
