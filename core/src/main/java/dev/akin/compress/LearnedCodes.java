package dev.akin.compress;

import dev.akin.Progress;
import dev.akin.table.CodesTable;
import dev.akin.table.EmbeddingTable;
import java.util.OptionalLong;

/// Rows as sums of vectors of a few codebooks, of which each row keeps only the codes (Shu and Nakayama 2018, "Compressing Word
/// Embeddings via Deep Compositional Code Learning"). With 16 vectors a codebook a code takes half a byte, and codebooks
/// stay small where rows are few.
///
/// Codes and codebooks are not learned by gradients through a softmax, as there, but in turn, each the best for the other
/// (Martinez et al. 2018, "LSQ++: Lower Running Time and Higher Recall in Multi-Codebook Quantization"): codebooks by least
/// squares, codes by iterated conditional modes with random changes that stay where they help. What is made least is the mean
/// of ‖x − x̂‖² / ‖x‖², so short rows count as much as long ones.
public final class LearnedCodes implements Compressor {
    /// The most vectors of all codebooks together: equations are solved for all of them at once.
    static final int MOST = 2048;

    /// Half a byte each: a fiftieth of float32, codebooks apart.
    private static final double USUAL = 0.16;

    /// Where rough codes will do.
    private static final int ROUGH_ROUNDS = 1;

    private final int codebooks;
    private final int entries;
    private final int rounds;
    private final CompressorBuilder.Work work;

    private LearnedCodes(Builder builder) {
        codebooks = builder.codebooks;
        entries = builder.entries;
        rounds = builder.rounds;
        work = builder.work();
    }

    /// 16 vectors a codebook, 0.16 codebooks for each dimension, 12 rounds.
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String method() {
        return "codes";
    }

    @Override
    public OptionalLong bytes(int rows, int dimension) {
        int count = count(dimension);
        check(rows, count);
        long books = (long) count * entries * dimension * Float.BYTES;
        return OptionalLong.of((long) rows * CodesTable.stride(count, entries) + books);
    }

    /// Needs about 12 bytes for each number of the table.
    ///
    /// @throws IllegalArgumentException if there are fewer rows than vectors in a codebook, more vectors in all codebooks than
    ///     2,048, or a row holds a number that is not finite
    @Override
    public EmbeddingTable compress(EmbeddingTable table) {
        int count = count(table.dimension());
        check(table.rows(), count);
        CodedRows rows = CodedRows.of(table, count, entries);
        CodeSearch search = new CodeSearch(rows, work);
        Codebooks books = Codebooks.first(rows, work);
        search.greedy(books);
        int most = work.rounds(rounds, ROUGH_ROUNDS);
        for (int round = 1; round <= most; round++) {
            books = Codebooks.fitted(rows, work);
            double error = search.improve(books, round);
            work.listener().update(new Progress("codes", round, most, "rounds", error));
        }
        return CodesTable.of(rows.packed(), books.vectors(), count, table.dimension());
    }

    private int count(int dimension) {
        return codebooks > 0 ? codebooks : (int) Math.ceil(USUAL * dimension);
    }

    private void check(int rows, int count) {
        if (rows < entries) {
            throw new IllegalArgumentException(
                    "codebooks of "
                            + entries
                            + " vectors need "
                            + entries
                            + " rows or more, not "
                            + rows);
        }
        if (count * entries > MOST) {
            throw new IllegalArgumentException(
                    count
                            + " codebooks of "
                            + entries
                            + " vectors have more than "
                            + MOST
                            + " together: at the most "
                            + MOST / entries
                            + " codebooks");
        }
    }

    /// Collects options. Not thread-safe.
    public static final class Builder extends CompressorBuilder<Builder> {
        private int codebooks;
        private int entries = CodesTable.NIBBLE;
        private int rounds = 12;

        private Builder() {}

        /// How many codebooks there are, and codes a row: 0.16 for each dimension unless told.
        ///
        /// @throws IllegalArgumentException if below 1
        public Builder codebooks(int count) {
            codebooks = atLeast("codebooks", count, 1);
            return this;
        }

        /// How many vectors a codebook has: 16 unless told.
        ///
        /// @throws IllegalArgumentException if not 2 … 256
        public Builder entries(int count) {
            if (count > CodesTable.MOST) {
                throw new IllegalArgumentException(
                        "a codebook has at the most " + CodesTable.MOST + " vectors, not " + count);
            }
            entries = atLeast("vectors a codebook", count, 2);
            return this;
        }

        /// How often codebooks and codes are made better, 12 unless told.
        ///
        /// @throws IllegalArgumentException if below 1
        public Builder rounds(int count) {
            rounds = atLeast("rounds", count, 1);
            return this;
        }

        private static int atLeast(String what, int count, int least) {
            if (count < least) {
                throw new IllegalArgumentException(what + " ≥ " + least + ", not " + count);
            }
            return count;
        }

        @Override
        Builder self() {
            return this;
        }

        /// What was collected.
        public LearnedCodes build() {
            return new LearnedCodes(this);
        }
    }
}
