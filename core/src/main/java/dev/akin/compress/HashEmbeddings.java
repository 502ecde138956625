package dev.akin.compress;

import dev.akin.table.EmbeddingTable;
import dev.akin.table.HashedTable;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Fewer rows, which all share: hashing chooses a few of them for each row, whose weighted sum it then is (Svenstrup, Hansen, Winther
/// 2017, "Hash Embeddings for Efficient Word Representations"). Shared rows and weights are found in turns, each the best for the
/// other (alternating least squares; shared rows by Gauss and Seidel's method).
///
/// Chance chooses, not what rows have in common: learned codes say more in the same bytes. It is quick to look up and its rows can be
/// made smaller in turn: `hash+int8`.
public final class HashEmbeddings implements Compressor {
    private static final int USUAL_CHOICES = 4;
    private static final double USUAL_SHARE = 0.1;
    private static final int ROUNDS = 10;

    private final double kept;
    private final int choices;
    private final CompressorBuilder.Work work;
    private final @Nullable Compressor inner;

    private HashEmbeddings(Builder builder) {
        this.kept = builder.kept;
        this.choices = builder.choices;
        this.work = builder.work();
        this.inner = builder.inner;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// What is asked for by name.
    static HashEmbeddings of(MethodRequest asked, @Nullable Compressor then) {
        return asked.to(builder())
                .keep(asked.share(MethodOption.KEEP, USUAL_SHARE))
                .choices(asked.whole(MethodOption.PARTS, USUAL_CHOICES))
                .then(then)
                .build();
    }

    @Override
    public String method() {
        return FactorBuilder.method("hash", inner);
    }

    @Override
    public OptionalLong bytes(int rows, int dimension) {
        long beside = Float.BYTES * ((long) rows * choices + dimension);
        return FactorBuilder.bytes(inner, shared(rows), dimension, beside);
    }

    /// A whole number for each choice.
    private int shared(int rows) {
        double wanted = kept < 1 ? kept * rows : kept;
        long shared = choices * Math.max(1, Math.round(wanted / choices));
        if (shared > rows) {
            throw new IllegalArgumentException(
                    shared
                            + " shared rows, of which each row takes "
                            + choices
                            + ", are more than the "
                            + rows
                            + " rows there are; keep fewer");
        }
        return (int) shared;
    }

    /// @throws IllegalArgumentException if more rows are to be shared than there are, there is no row, or a number is not finite
    @Override
    public EmbeddingTable compress(EmbeddingTable table) {
        CentredRows rows = CentredRows.of(table, work);
        HashedFit fit = new HashedFit(rows, shared(table.rows()), choices, work);
        for (int round = 0; round < ROUNDS; round++) {
            double error = fit.improve();
            Components.tell(work, "sharing", round + 1, ROUNDS, error);
        }
        return HashedTable.of(
                FactorBuilder.smaller(fit.shared(), inner),
                fit.weights(),
                choices,
                rows.mean(),
                work.seed());
    }

    /// Collects options. Not thread-safe.
    public static final class Builder extends CompressorBuilder<Builder> {
        private double kept = USUAL_SHARE;
        private int choices = USUAL_CHOICES;
        private @Nullable Compressor inner;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /// How many rows are shared: their number, or below 1 their share of all; 0.1 unless told.
        public Builder keep(double rows) {
            if (!(rows > 0)) {
                throw new IllegalArgumentException("keep more than 0 rows, not " + rows);
            }
            kept = rows;
            return this;
        }

        /// Of how many shared rows a row is made, each with a weight of four bytes; 4 unless told.
        public Builder choices(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("a row is made of 1 or more, not " + count);
            }
            choices = count;
            return this;
        }

        /// Makes the shared rows smaller; null to keep them as float32, which is the default.
        ///
        /// @throws IllegalArgumentException if it gives them other axes, which the mean would not know
        public Builder then(@Nullable Compressor compressor) {
            FactorBuilder.checkAxes(compressor);
            inner = compressor;
            return this;
        }

        public HashEmbeddings build() {
            return new HashEmbeddings(this);
        }
    }
}
