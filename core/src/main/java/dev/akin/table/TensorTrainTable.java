package dev.akin.table;

import dev.akin.kernel.ElementType;
import dev.akin.kernel.Kernels;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;

/// A table as a train of three cores: the number of a row is written in three digits (i₁, i₂, i₃), that of a column in three
/// others, and row i₁ i₂ i₃ is the product of the matrices that these digits choose (Oseledets 2011; Khrulkov et al. 2019), plus the mean.
/// Immutable and thread-safe.
///
/// Rows are rebuilt when they are read. Rows whose first two digits agree share most of the work, so runs of rows are quicker than single
/// ones, and a query is multiplied into it once for each such run.
public final class TensorTrainTable implements EmbeddingTable {
    private static final Kernels KERNELS = Kernels.best();
    private static final int BLOCK = 64;

    private final TrainShape shape;
    private final int rows;

    /// [i₁]: `J₁ × R₁`.
    private final float[][] first;

    /// [i₂]: `R₁ × (J₂ · R₂)`.
    private final float[][] second;

    /// [i₃]: `R₂ × J₃`.
    private final float[][] third;

    private final float[] mean;

    private TensorTrainTable(TrainShape shape, int rows, float[][][] cores, float[] mean) {
        this.shape = shape;
        this.rows = rows;
        this.first = cores[0];
        this.second = cores[1];
        this.third = cores[2];
        this.mean = mean;
    }

    /// Copies the cores.
    ///
    /// @param rows how many there are, at the most as many as the digits can count
    /// @param cores the three, row-major in the shapes `[I₁, J₁, R₁]`, `[I₂, R₁, J₂, R₂]` and `[I₃, R₂, J₃]`
    /// @param mean of the rows, `J₁ · J₂ · J₃` numbers
    /// @throws IllegalArgumentException if the sizes do not agree
    public static TensorTrainTable of(TrainShape shape, int rows, float[][] cores, float[] mean) {
        if (rows < 0 || rows > shape.rows()) {
            throw new IllegalArgumentException(
                    "cores for " + shape.rows() + " rows cannot stand for " + rows);
        }
        ProjectedTable.checkLength("mean", mean, shape.dimension());
        float[][][] cut = {
            cut("first core", cores[0], shape.i1(), shape.firstSize()),
            cut("second core", cores[1], shape.i2(), shape.secondSize()),
            cut("third core", cores[2], shape.i3(), shape.thirdSize())
        };
        return new TensorTrainTable(shape, rows, cut, mean.clone());
    }

    private static float[][] cut(String what, float[] core, int pieces, int size) {
        ProjectedTable.checkLength(what, core, (long) pieces * size);
        float[][] cut = new float[pieces][];
        Arrays.setAll(cut, i -> Arrays.copyOfRange(core, i * size, (i + 1) * size));
        return cut;
    }

    /// The digits, and how wide the train is between its cores.
    public TrainShape shape() {
        return shape;
    }

    /// The three cores in the shapes that [#of] takes: copies.
    public float[][] cores() {
        return new float[][] {joined(first), joined(second), joined(third)};
    }

    private static float[] joined(float[][] pieces) {
        float[] all = new float[pieces.length * pieces[0].length];
        for (int i = 0; i < pieces.length; i++) {
            System.arraycopy(pieces[i], 0, all, i * pieces[i].length, pieces[i].length);
        }
        return all;
    }

    /// What is added to each row: a copy.
    public float[] mean() {
        return mean.clone();
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int dimension() {
        return mean.length;
    }

    @Override
    public ElementType elementType() {
        return ElementType.FLOAT32;
    }

    @Override
    public long bytes() {
        return Float.BYTES * (shape.numbers() + mean.length);
    }

    /// The first two cores' product for a run of rows whose first two digits agree.
    private final class Run {
        private final float[] product = new float[shape.runSize()];
        private int number = -1;

        /// `(J₁ · J₂) × R₂`.
        float[] of(int row) {
            int wanted = row / shape.i3();
            if (number != wanted) {
                number = wanted;
                KERNELS.multiply(
                        first[wanted / shape.i2()],
                        0,
                        shape.j1(),
                        shape.r1(),
                        second[wanted % shape.i2()],
                        shape.j2() * shape.r2(),
                        product,
                        0);
            }
            return product;
        }

        void read(int row, float[] into, int from) {
            int height = shape.j1() * shape.j2();
            float[] last = third[row % shape.i3()];
            KERNELS.multiply(of(row), 0, height, shape.r2(), last, shape.j3(), into, from);
            KERNELS.axpy(1, mean, 0, into, from, mean.length);
        }
    }

    @Override
    public void read(int from, int count, float[] into, int at) {
        Objects.checkFromIndexSize(from, count, rows);
        Objects.checkFromIndexSize(at, Math.multiplyExact(count, dimension()), into.length);
        Run run = new Run();
        for (int r = 0; r < count; r++) {
            run.read(from + r, into, at + r * dimension());
        }
    }

    @Override
    public void gather(int[] ids, int count, float[] into, int from) {
        Objects.checkFromIndexSize(0, count, ids.length);
        Objects.checkFromIndexSize(from, Math.multiplyExact(count, dimension()), into.length);
        Run run = new Run();
        for (int i = 0; i < count; i++) {
            run.read(Objects.checkIndex(ids[i], rows), into, from + i * dimension());
        }
    }

    @Override
    public void dots(float[] query, int from, int count, float[] into, int at) {
        Dimensions.check(query, dimension());
        Objects.checkFromIndexSize(from, count, rows);
        Objects.checkFromIndexSize(at, count, into.length);
        float offset = KERNELS.dot(mean, 0, query, 0, mean.length);
        Run run = new Run();
        float[] lowered = new float[shape.thirdSize()];
        for (int r = from; r < from + count; r++) {
            if (r == from || r % shape.i3() == 0) {
                lower(run.of(r), query, lowered);
            }
            float[] last = third[r % shape.i3()];
            into[at + r - from] = offset + KERNELS.dot(last, 0, lowered, 0, lowered.length);
        }
    }

    /// The query, `(J₁ · J₂) × J₃`, multiplied into a run: `R₂ × J₃`.
    private void lower(float[] run, float[] query, float[] into) {
        int height = shape.j1() * shape.j2();
        float[] turned = new float[run.length];
        for (int i = 0; i < run.length; i++) {
            turned[i % shape.r2() * height + i / shape.r2()] = run[i];
        }
        KERNELS.multiply(turned, 0, shape.r2(), height, query, shape.j3(), into, 0);
    }

    @Override
    public void norms(int from, int count, float[] into, int at) {
        Objects.checkFromIndexSize(from, count, rows);
        Objects.checkFromIndexSize(at, count, into.length);
        float[] block = new float[Math.min(BLOCK, count) * dimension()];
        MemorySegment read = MemorySegment.ofArray(block);
        long stride = (long) Float.BYTES * dimension();
        for (int done = 0; done < count; done += BLOCK) {
            int now = Math.min(BLOCK, count - done);
            read(from + done, now, block, 0);
            KERNELS.squaredNorms(
                    ElementType.FLOAT32, read, 0, stride, now, dimension(), into, at + done);
        }
        Dimensions.squareRoots(into, at, count);
    }
}
