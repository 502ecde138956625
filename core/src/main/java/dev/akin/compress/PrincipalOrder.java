package dev.akin.compress;

import dev.akin.table.EmbeddingTable;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Rows turned so that their first numbers say most: the axes are the directions in which the squares of the rows are largest, in
/// descending order. Dot products, lengths and cosines stay as they are where all numbers are kept; of any first few numbers they
/// are as near as any axes at right angles can bring them. Rows can be cut later, as those of models that were trained to be cut
/// (Kusupati et al. 2022, "Matryoshka Representation Learning"), without training.
///
/// What is asked of the new table must be turned likewise: a vector made elsewhere, or of parts of words that were not turned, means
/// nothing there.
public final class PrincipalOrder implements Compressor {
    private final int dimension;
    private final CompressorBuilder.Work work;
    private final @Nullable Compressor inner;

    private PrincipalOrder(Builder builder) {
        this.dimension = builder.dimension;
        this.work = builder.work();
        this.inner = builder.inner;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// What is asked for by name.
    static PrincipalOrder of(MethodRequest asked, @Nullable Compressor then) {
        Builder builder = asked.to(builder()).then(then);
        if (asked.has(MethodOption.DIMENSION)) {
            builder.dimension(asked.whole(MethodOption.DIMENSION, 1));
        }
        return builder.build();
    }

    @Override
    public String method() {
        return FactorBuilder.method("order", inner);
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
        CentredRows.Directed directed = CentredRows.directedAsTheyAre(table, work);
        CentredRows rows = directed.rows();
        Components components = directed.components();
        EmbeddingTable turned = components.turned(rows, 0, kept);
        Components.tell(work, "turning", 1, 1, components.errorWithout(kept));
        return FactorBuilder.smaller(turned, inner);
    }

    private int kept(int before) {
        int kept = dimension == 0 ? before : dimension;
        PrincipalComponents.checkKept(kept, 0, before);
        return kept;
    }

    /// Collects options. Not thread-safe.
    public static final class Builder extends CompressorBuilder<Builder> {
        private int dimension;
        private @Nullable Compressor inner;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /// How many numbers of a row are kept, 1 or more; all unless told.
        public Builder dimension(int value) {
            dimension = PrincipalComponents.positive(value);
            return this;
        }

        /// Makes the turned rows smaller; null to keep them as float32, which is the default.
        public Builder then(@Nullable Compressor compressor) {
            inner = compressor;
            return this;
        }

        public PrincipalOrder build() {
            return new PrincipalOrder(this);
        }
    }
}
