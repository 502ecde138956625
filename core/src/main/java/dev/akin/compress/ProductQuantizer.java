package dev.akin.compress;

import dev.akin.Progress;
import dev.akin.algebra.Workers;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.QuantizedTable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// A byte a part of each row, which names the nearest of the part's 256 centroids (Jégou, Douze, Schmid 2011, "Product
/// Quantization for Nearest Neighbor Search"). Rows may be turned first, so that parts can be told apart better (Ge, He, Ke, Sun
/// 2013, "Optimized Product Quantization", the non-parametric form), or coded at several levels, each for what the levels before
/// have left (Chen, Guan, Wang 2010, "Approximate Nearest Neighbor Search by Residual Vector Quantization").
///
/// Immutable and thread-safe.
public final class ProductQuantizer implements Compressor {
    private static final int FEWEST = QuantizedTable.CENTROIDS;

    /// Numbers in a part unless told.
    private static final int USUAL_WIDTH = 4;

    /// Numbers coded at a time.
    private static final int BLOCK = 1 << 22;

    /// Rounds of k-means after each turn.
    private static final int ROUNDS_A_TURN = 2;

    /// Where rough codes will do.
    private static final int ROUGH_ROUNDS = 4;

    private static final int ROUGH_TURNS = 1;

    private final Options options;

    private ProductQuantizer(Options options) {
        this.options = options;
    }

    private record Options(
            String method,
            int parts,
            int levels,
            int turns,
            int rounds,
            int sample,
            CompressorBuilder.Work work) {}

    /// Collects options for rows as they are, at one level.
    public static Builder builder() {
        return new Builder("pq");
    }

    /// The same for rows that are turned first.
    public static Builder turned() {
        return new Builder("opq").turns(12);
    }

    /// The same at two levels.
    public static Builder residual() {
        return new Builder("residual").levels(2);
    }

    @Override
    public String method() {
        return options.method;
    }

    @Override
    public OptionalLong bytes(int rows, int dimension) {
        int parts = Math.ceilDiv(dimension, width(rows, dimension)) * options.levels;
        long centroids = (long) FEWEST * dimension * options.levels;
        long rotation = options.turns == 0 ? 0 : (long) dimension * dimension;
        return OptionalLong.of((long) rows * parts + Float.BYTES * (centroids + rotation));
    }

    /// @throws IllegalArgumentException if there are fewer than 256 rows, fewer numbers in a row than parts, or a row has a number
    ///     that is not finite
    @Override
    public EmbeddingTable compress(EmbeddingTable table) {
        int width = width(table.rows(), table.dimension());
        Workers workers = new Workers(options.work.threads());
        float[] sample = sample(table);
        PartCodebooks books =
                new PartCodebooks(table.dimension(), width, options.levels, options.work);
        if (options.turns == 0) {
            report("centroids", 0, 1);
            books.learn(sample, rounds(), options.work.seed());
            return coded(table, books, width, null, workers);
        }
        Rotation rotation = learnRotation(sample, books, workers);
        return coded(table, books, width, rotation, workers);
    }

    private int width(int rows, int dimension) {
        if (rows < FEWEST) {
            throw new IllegalArgumentException(
                    options.method
                            + " learns "
                            + FEWEST
                            + " centroids, more than the "
                            + rows
                            + " rows there are; int8 takes any number of rows");
        }
        if (options.parts > dimension) {
            throw new IllegalArgumentException(
                    options.parts + " parts are more than a row has numbers; parts ≤ " + dimension);
        }
        if (options.parts == 0) {
            int parts = Math.ceilDiv(dimension, USUAL_WIDTH * options.levels);
            return Math.ceilDiv(dimension, parts);
        }
        int width = Math.ceilDiv(dimension, options.parts);
        if (Math.ceilDiv(dimension, width) != options.parts) {
            throw new IllegalArgumentException(
                    "rows of "
                            + dimension
                            + " numbers cannot be cut into "
                            + options.parts
                            + " parts of equal width; "
                            + Math.ceilDiv(dimension, width)
                            + " can");
        }
        return width;
    }

    private int rounds() {
        return options.work.rounds(options.rounds, ROUGH_ROUNDS);
    }

    private float[] sample(EmbeddingTable table) {
        int dimension = table.dimension();
        int limit = Math.max(FEWEST, Math.min(options.sample, Integer.MAX_VALUE / 2 / dimension));
        int size = Math.min(table.rows(), limit);
        SplittableRandom random = new SplittableRandom(options.work.seed());
        int[] ids = new int[size];
        for (int row = 0, found = 0; found < size; row++) {
            if (random.nextInt(table.rows() - row) < size - found) {
                ids[found++] = row;
            }
        }
        float[] sample = new float[size * dimension];
        table.gather(ids, size, sample, 0);
        for (int i = 0; i < sample.length; i++) {
            checkFinite(sample[i], ids[i / dimension]);
        }
        return sample;
    }

    private static void checkFinite(float number, int row) {
        if (!Float.isFinite(number)) {
            throw new IllegalArgumentException(
                    "row " + row + " has a number that is not finite: " + number);
        }
    }

    /// Turns rows towards what their codes stand for, and learns the codes anew, in turns.
    private Rotation learnRotation(float[] sample, PartCodebooks books, Workers workers) {
        Rotation rotation = Rotation.none(books.dimension());
        byte[] codes = new byte[sample.length / books.dimension() * books.codes()];
        books.learn(sample, rounds() / 2, options.work.seed());
        float[] turned = sample;
        int turns = options.work.rounds(options.turns, ROUGH_TURNS);
        for (int turn = 0; turn < turns; turn++) {
            report("turns", turn, turns);
            books.improve(turned, ROUNDS_A_TURN, codes);
            rotation = rotation.towards(sample, books.decode(codes), workers);
            turned = rotation.turn(sample, workers);
        }
        books.improve(turned, rounds(), codes);
        return rotation;
    }

    private EmbeddingTable coded(
            EmbeddingTable table,
            PartCodebooks books,
            int width,
            @Nullable Rotation rotation,
            Workers workers) {
        int parts = books.codes();
        long bytes = (long) table.rows() * parts;
        MemorySegment codes = Arena.ofAuto().allocate(bytes, 64);
        int step = Math.max(1, BLOCK / table.dimension());
        for (int first = 0; first < table.rows(); first += step) {
            report("rows", first, table.rows());
            int now = Math.min(step, table.rows() - first);
            byte[] block = new byte[now * parts];
            float[] rows = read(table, first, now);
            books.encode(rotation == null ? rows : rotation.turn(rows, workers), block);
            MemorySegment.copy(
                    block, 0, codes, ValueLayout.JAVA_BYTE, (long) first * parts, block.length);
        }
        report("rows", table.rows(), table.rows());
        QuantizedTable.Codes made =
                new QuantizedTable.Codes(codes, books.centroids(), width, options.levels);
        return rotation == null
                ? new QuantizedTable(made, null)
                : QuantizedTable.turned(made, rotation.matrix());
    }

    private static float[] read(EmbeddingTable table, int first, int count) {
        int dimension = table.dimension();
        float[] rows = new float[count * dimension];
        table.read(first, count, rows, 0);
        for (int i = 0; i < rows.length; i++) {
            checkFinite(rows[i], first + i / dimension);
        }
        return rows;
    }

    private void report(String unit, int done, int all) {
        if (options.work.listener().stopRequested()) {
            throw new CancellationException("stopped after " + done + " of " + all + " " + unit);
        }
        options.work.listener().update(new Progress(options.method, done, all, unit, Double.NaN));
    }

    /// Collects options. Not thread-safe.
    public static final class Builder extends CompressorBuilder<Builder> {
        private final String method;
        private int parts;
        private int levels = 1;
        private int turns;
        private int rounds = 25;
        private int sample = 65_536;

        private Builder(String method) {
            this.method = method;
        }

        @Override
        Builder self() {
            return this;
        }

        private static int requirePositive(String name, int count) {
            if (count < 1) {
                throw new IllegalArgumentException(name + " ≥ 1, not " + count);
            }
            return count;
        }

        /// Into how many parts a row is cut, each a byte at each level; unless told a quarter of its numbers divided by the levels,
        /// which makes float32 16 times smaller.
        public Builder parts(int count) {
            parts = requirePositive("parts", count);
            return this;
        }

        /// How many codes a part has; 1 unless told, 2 for [#residual()].
        ///
        /// @throws IllegalStateException if rows are turned
        public Builder levels(int count) {
            if (turns > 0 && count > 1) {
                throw new IllegalStateException(
                        "rows that are turned have one level, not " + count);
            }
            levels = requirePositive("levels", count);
            return this;
        }

        private Builder turns(int count) {
            turns = count;
            return this;
        }

        /// Rounds of k-means; 25 unless told.
        public Builder rounds(int count) {
            rounds = requirePositive("rounds", count);
            return this;
        }

        /// From how many rows at the most centroids and turns are learnt; 65,536 unless told, at least 256.
        public Builder sample(int rows) {
            if (rows < FEWEST) {
                throw new IllegalArgumentException("the sample ≥ " + FEWEST + ", not " + rows);
            }
            sample = rows;
            return this;
        }

        public ProductQuantizer build() {
            return new ProductQuantizer(
                    new Options(method, parts, levels, turns, rounds, sample, work()));
        }
    }
}
