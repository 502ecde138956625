package dev.akin.compress;

import dev.akin.table.EmbeddingTable;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Fewer numbers a row: its places along the directions in which rows differ most, counted from their mean (Pearson 1901). The
/// very first directions, which all words share and which say how frequent a word is rather than what it means, may be left out
/// ("all but the top", Mu and Viswanath 2018).
///
/// The new table has no way back to the old dimension: a vector made elsewhere means nothing there.
public final class PrincipalComponents implements Compressor {
    private final int dimension;
    private final int top;
    private final CompressorBuilder.Work work;
    private final @Nullable Compressor inner;

    private PrincipalComponents(Builder builder) {
        this.dimension = builder.dimension;
        this.top = builder.top;
        this.work = builder.work();
        this.inner = builder.inner;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// What is asked for by name.
    static PrincipalComponents of(MethodRequest asked, @Nullable Compressor then) {
        Builder builder = asked.to(builder()).then(then);
        if (asked.has(MethodOption.DIMENSION)) {
            builder.dimension(asked.whole(MethodOption.DIMENSION, 1));
        }
        if (asked.has(MethodOption.TOP)) {
            builder.top(asked.whole(MethodOption.TOP, 0));
        }
        return builder.build();
    }

    @Override
    public String method() {
        return FactorBuilder.method("pca", inner);
    }

    @Override
    public boolean turns() {
        return true;
    }

    @Override
    public boolean leavesOut() {
        return inner != null && inner.leavesOut();
    }

    @Override
    public OptionalLong bytes(int rows, int before) {
        return FactorBuilder.bytes(inner, rows, kept(before), 0);
    }

    /// Rows of as many numbers as are kept.
    ///
    /// @throws IllegalArgumentException if more numbers are to be kept than there are, there is no row, or a number is not finite
    @Override
    public EmbeddingTable compress(EmbeddingTable table) {
        int kept = kept(table.dimension());
        CentredRows.Directed directed = CentredRows.directed(table, work);
        CentredRows rows = directed.rows();
        Components components = directed.components();
        EmbeddingTable turned = components.turned(rows, top, kept);
        Components.tell(work, "turning", 1, 1, components.errorWithout(top, kept));
        return FactorBuilder.smaller(turned, inner);
    }

    private int kept(int before) {
        int kept = dimension == 0 ? Math.max(1, before / 2) : dimension;
        checkKept(kept, top, before);
        return kept;
    }

    static void checkKept(int kept, int top, int dimension) {
        if ((long) kept + top > dimension) {
            throw new IllegalArgumentException(
                    (top == 0 ? "" : top + " directions left out and ")
                            + kept
                            + " numbers kept, but a row has only "
                            + dimension);
        }
    }

    static int positive(int dimension) {
        if (dimension < 1) {
            throw new IllegalArgumentException("dimension ≥ 1, not " + dimension);
        }
        return dimension;
    }

    /// Collects options. Not thread-safe.
    public static final class Builder extends CompressorBuilder<Builder> {
        private int dimension;
        private int top;
        private @Nullable Compressor inner;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /// How many numbers a row has then, 1 or more; half of those before unless told.
        public Builder dimension(int value) {
            dimension = positive(value);
            return this;
        }

        /// How many of the first directions are left out, 0 or more; 0 unless told. Mu and Viswanath advise a hundredth of the dimension.
        public Builder top(int value) {
            if (value < 0) {
                throw new IllegalArgumentException("top ≥ 0, not " + value);
            }
            top = value;
            return this;
        }

        /// Makes the shorter rows smaller; null to keep them as float32, which is the default.
        public Builder then(@Nullable Compressor compressor) {
            inner = compressor;
            return this;
        }

        public PrincipalComponents build() {
            return new PrincipalComponents(this);
        }
    }
}
