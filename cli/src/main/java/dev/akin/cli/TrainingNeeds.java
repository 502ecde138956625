package dev.akin.cli;

import dev.akin.learn.WordLearner;
import dev.akin.vocabulary.EncodedCorpus;
import java.util.Locale;

/// What learning from a corpus takes.
///
/// @param minCount words seen less often were left out
/// @param tables what takes memory
/// @param bytes how much
record TrainingNeeds(EncodedCorpus encoded, int minCount, String tables, long bytes) {

    static TrainingNeeds of(WordLearner learner, EncodedCorpus encoded) {
        int rows = encoded.vocabulary().size();
        return new TrainingNeeds(
                encoded,
                learner.minCount(),
                "two tables of " + Quantities.shape(rows, "word", learner.dimension()),
                learner.bytesNeeded(rows));
    }

    /// @throws IllegalStateException if there is less memory than that
    void check() {
        long heap = Runtime.getRuntime().maxMemory();
        if (bytes > heap) {
            throw new IllegalStateException(
                    taken()
                            + ", but Java's heap may grow to "
                            + Quantities.bytes(heap)
                            + " only: keep fewer words with --min-count or --max-words, take a smaller"
                            + " --dim, or give more memory with AKIN_HEAP");
        }
    }

    private int rows() {
        return encoded.vocabulary().size();
    }

    private String taken() {
        return tables + " take " + Quantities.bytes(bytes);
    }

    /// One line on what was counted.
    String counted(double seconds) {
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
                taken(),
                Quantities.bytes(Integer.BYTES * encoded.length()),
                Quantities.bytes(Runtime.getRuntime().maxMemory()));
    }
}
