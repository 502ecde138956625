package dev.akin.compress;

import dev.akin.format.Contents;
import dev.akin.format.FastTextModel;
import dev.akin.kernel.ElementType;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.QuantizedTable;
import dev.akin.table.SegmentTable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.UnaryOperator;

/// fastText's own way to make a model small (Joulin et al. 2016, "FastText.zip: Compressing text classification models", sections
/// 3.2 to 3.4; `FastText::quantize` of fastText 0.9.2): keeps the longest rows of words and n-grams, perhaps learns these again, and
/// codes parts of them by a byte each, their lengths apart if told. What comes of it is written as `.ftz`, which fastText's own
/// binary reads. Immutable and thread-safe.
public final class FastTextQuantizer {
    private static final int USUAL_WIDTH = 2;
    private static final int BLOCK = 1024;

    /// Rounds of k-means, as fastText has them.
    private static final int ROUNDS = 25;

    private final Builder options;
    private final CompressorBuilder.Work work;

    private FastTextQuantizer(Builder builder) {
        this.options = builder.copy();
        this.work = builder.work();
    }

    public static Builder builder() {
        return new Builder();
    }

    /// The same model, small.
    ///
    /// @throws IllegalArgumentException if the contents are no model of fastText's kind, there are fewer than 256 rows, or fewer than are to be
    ///     kept
    /// @throws java.util.concurrent.CancellationException if the listener asks to stop
    public Contents quantize(Contents contents) {
        FastTextModel model = FastTextModel.of(contents);
        if (options.cutoff > 0) {
            model = options.retrained.apply(model.keepLongest(options.cutoff));
        }
        EmbeddingTable output = model.output();
        boolean outputToo = options.output || model.labels().size() == 0;
        EmbeddingTable coded = outputToo ? coded(output, USUAL_WIDTH) : output;
        return model.with(coded(model.input(), options.width), coded).contents();
    }

    private QuantizedTable coded(EmbeddingTable rows, int width) {
        int parts = Math.ceilDiv(rows.dimension(), width);
        if (!options.norms) {
            return quantized(rows, parts);
        }
        float[] norms = new float[rows.rows()];
        rows.norms(0, norms.length, norms, 0);
        QuantizedTable directions = quantized(directions(rows, norms), parts);
        QuantizedTable lengths = quantized(EmbeddingTable.of(norms, norms.length, 1), 1);
        return new QuantizedTable(directions.codes(), lengths.codes());
    }

    private QuantizedTable quantized(EmbeddingTable rows, int parts) {
        ProductQuantizer.Builder quantizer =
                ProductQuantizer.builder()
                        .parts(parts)
                        .rounds(ROUNDS)
                        .seed(work.seed())
                        .threads(work.threads())
                        .listener(work.listener());
        return (QuantizedTable) quantizer.build().compress(rows);
    }

    /// Rows of length 1; those of zeros stay.
    private static EmbeddingTable directions(EmbeddingTable rows, float[] norms) {
        int dimension = rows.dimension();
        long bytes = (long) Float.BYTES * rows.rows() * dimension;
        MemorySegment numbers = Arena.ofAuto().allocate(Math.max(1, bytes), 64).asSlice(0, bytes);
        float[] block = new float[BLOCK * dimension];
        for (int first = 0; first < rows.rows(); first += BLOCK) {
            int count = Math.min(BLOCK, rows.rows() - first);
            rows.read(first, count, block, 0);
            for (int i = 0; i < count * dimension; i++) {
                float norm = norms[first + i / dimension];
                block[i] = norm == 0 ? 0 : block[i] / norm;
            }
            MemorySegment.copy(
                    block,
                    0,
                    numbers,
                    ValueLayout.JAVA_FLOAT,
                    (long) Float.BYTES * first * dimension,
                    count * dimension);
        }
        return SegmentTable.of(numbers, ElementType.FLOAT32, rows.rows(), dimension);
    }

    /// Collects options. Not thread-safe.
    public static final class Builder extends CompressorBuilder<Builder> {
        private int width = USUAL_WIDTH;
        private boolean norms;
        private boolean output;
        private int cutoff;
        private UnaryOperator<FastTextModel> retrained = UnaryOperator.identity();

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        private Builder copy() {
            Builder copy = new Builder();
            copy.width = width;
            copy.norms = norms;
            copy.output = output;
            copy.cutoff = cutoff;
            copy.retrained = retrained;
            return copy;
        }

        /// Numbers that a byte stands for, fastText's `-dsub`; 2 unless told.
        public Builder width(int numbers) {
            if (numbers < 1) {
                throw new IllegalArgumentException(
                        "a byte stands for 1 number or more, not " + numbers);
            }
            width = numbers;
            return this;
        }

        /// Whether the lengths of rows are coded apart, in a byte more, fastText's `-qnorm`; false unless told.
        public Builder norms(boolean apart) {
            norms = apart;
            return this;
        }

        /// Whether the output matrix of a classifier is coded too, fastText's `-qout`; false unless told. That of vectors of words always
        /// is.
        public Builder output(boolean coded) {
            output = coded;
            return this;
        }

        /// How many rows of words and n-grams are kept, the longest, fastText's `-cutoff`; all unless told.
        public Builder cutoff(int rows) {
            if (rows < 1) {
                throw new IllegalArgumentException("keep 1 row or more, not " + rows);
            }
            cutoff = rows;
            return this;
        }

        /// What becomes of a model of fewer rows before it is coded, fastText's `-retrain`; nothing unless told.
        public Builder retrained(UnaryOperator<FastTextModel> learner) {
            retrained = learner;
            return this;
        }

        public FastTextQuantizer build() {
            return new FastTextQuantizer(this);
        }
    }
}
