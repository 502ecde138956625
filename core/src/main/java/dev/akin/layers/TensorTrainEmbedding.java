package dev.akin.layers;

import dev.akin.kernel.Kernels;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.TensorTrainTable;
import dev.akin.table.TrainShape;
import java.util.LinkedHashMap;
import java.util.Map;

/// Rows that are multiplied from three small cores, which are what is learned: the number of an id is written in three digits, each of which
/// chooses a matrix of its core (Khrulkov, Hrinchuk, Mirvakhabova, Oseledets 2019, "Tensorized Embedding Layers"; Yin and others
/// 2021, "TT-Rec").
///
/// A million rows of 64 numbers at rank 16 take about 100,000 numbers instead of 64 million. Ids whose first two digits agree share most of
/// their numbers and the work to make them; ids near each other should mean alike. Gradients move the matrices that were chosen. Calls
/// have to come one after the other.
public final class TensorTrainEmbedding {
    private static final Kernels KERNELS = Kernels.best();

    private final TrainShape shape;
    private final int rows;

    /// [I₁]: `J₁ × R₁`.
    private final EmbeddingLayer first;

    /// [I₂]: `R₁ × (J₂ · R₂)`.
    private final EmbeddingLayer second;

    /// [I₃]: `R₂ × J₃`.
    private final EmbeddingLayer third;

    private TensorTrainEmbedding(TrainShape shape, int rows, EmbeddingLayer[] cores) {
        this.shape = shape;
        this.rows = rows;
        this.first = cores[0];
        this.second = cores[1];
        this.third = cores[2];
    }

    /// @param dimension of the vectors, a product of three numbers above 1
    /// @param rank how wide the train is between its cores, 1 or more
    /// @throws IllegalArgumentException if a number is below 1 or the dimension has no three factors; the message says which near it have
    public static Builder builder(int rows, int dimension, int rank) {
        return new Builder(rows, TrainShape.of(rows, dimension, rank));
    }

    /// Goes on with three layers, such as those that were saved: a row of each is one matrix of the core.
    ///
    /// @param cores three, of `[I₁, J₁ · R₁]`, `[I₂, R₁ · J₂ · R₂]` and `[I₃, R₂ · J₃]`
    /// @throws IllegalArgumentException if they are not of the shape
    public static TensorTrainEmbedding of(TrainShape shape, int rows, EmbeddingLayer... cores) {
        Shapes.requireLength("the cores", cores.length, 3);
        check("first", cores[0], shape.i1(), shape.firstSize());
        check("second", cores[1], shape.i2(), shape.secondSize());
        check("third", cores[2], shape.i3(), shape.thirdSize());
        if (rows < 1 || rows > shape.rows()) {
            throw new IllegalArgumentException(
                    "cores for " + shape.rows() + " rows cannot stand for " + rows);
        }
        return new TensorTrainEmbedding(shape, rows, cores.clone());
    }

    private static void check(String what, EmbeddingLayer core, int count, int size) {
        if (core.rows() != count || core.dimension() != size) {
            throw new IllegalArgumentException(
                    "the "
                            + what
                            + " core is "
                            + core.rows()
                            + " × "
                            + core.dimension()
                            + ", where "
                            + count
                            + " × "
                            + size
                            + " is expected");
        }
    }

    /// The digits, and how wide the train is.
    public TrainShape shape() {
        return shape;
    }

    /// Numbers in a vector.
    public int dimension() {
        return shape.dimension();
    }

    public int rows() {
        return rows;
    }

    /// Numbers of the three cores, which are learned.
    public long parameters() {
        return shape.numbers();
    }

    public EmbeddingLayer first() {
        return first;
    }

    public EmbeddingLayer second() {
        return second;
    }

    public EmbeddingLayer third() {
        return third;
    }

    private int height() {
        return shape.j1() * shape.j2();
    }

    /// What ids share whose first two digits agree: the first two matrices, their product `(J₁ · J₂) × R₂`, and its gradient.
    private final class Run {
        private final int one;
        private final int two;
        private final float[] a;
        private final float[] b;
        private final float[] product = new float[shape.runSize()];
        private final float[] gradient = new float[shape.runSize()];

        Run(int number) {
            this.one = number / shape.i2();
            this.two = number % shape.i2();
            this.a = first.row(one);
            this.b = second.row(two);
            int width = shape.j2() * shape.r2();
            KERNELS.multiply(a, 0, shape.j1(), shape.r1(), b, width, product, 0);
        }

        /// Takes what was gathered on to the first two cores.
        void backward() {
            int width = shape.j2() * shape.r2();
            float[] ofFirst = new float[a.length];
            float[] turned = Shapes.transposed(b, shape.r1(), width);
            KERNELS.multiply(gradient, 0, shape.j1(), width, turned, shape.r1(), ofFirst, 0);
            float[] ofSecond = new float[b.length];
            float[] upright = Shapes.transposed(a, shape.j1(), shape.r1());
            KERNELS.multiply(upright, 0, shape.r1(), shape.j1(), gradient, width, ofSecond, 0);
            first.backward(new int[] {one}, 1, ofFirst);
            second.backward(new int[] {two}, 1, ofSecond);
        }
    }

    private Run run(Map<Integer, Run> runs, int id) {
        return runs.computeIfAbsent(id / shape.i3(), Run::new);
    }

    /// The vectors of ids: [ids.length][dimension], copies.
    ///
    /// @throws IndexOutOfBoundsException if there is no such id, with its place
    public float[][] forward(int[] ids) {
        check(ids);
        Map<Integer, Run> runs = new LinkedHashMap<>();
        float[][] out = new float[ids.length][dimension()];
        for (int i = 0; i < ids.length; i++) {
            float[] last = third.row(ids[i] % shape.i3());
            float[] product = run(runs, ids[i]).product;
            KERNELS.multiply(product, 0, height(), shape.r2(), last, shape.j3(), out[i], 0);
        }
        return out;
    }

    private void check(int[] ids) {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] < 0 || ids[i] >= rows) {
                throw new IndexOutOfBoundsException(
                        "id " + ids[i] + " at place " + i + " is not one of " + rows);
            }
        }
    }

    /// Takes the gradient of what [#forward(int\[\])] gave for these ids: [ids.length][dimension].
    ///
    /// @throws IllegalArgumentException if the shapes differ, or a number is not finite
    public void backward(int[] ids, float[][] gradient) {
        check(ids);
        float[] flat = Shapes.flat(ids, gradient, dimension());
        Shapes.requireFinite(flat, flat.length);
        Map<Integer, Run> runs = new LinkedHashMap<>();
        float[] ofThird = new float[Math.multiplyExact(ids.length, shape.thirdSize())];
        int[] places = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            Run run = run(runs, ids[i]);
            places[i] = ids[i] % shape.i3();
            float[] upright = Shapes.transposed(run.product, height(), shape.r2());
            KERNELS.multiply(
                    upright,
                    0,
                    shape.r2(),
                    height(),
                    gradient[i],
                    shape.j3(),
                    ofThird,
                    i * shape.thirdSize());
            addToRun(run, third.row(places[i]), gradient[i]);
        }
        third.backward(places, places.length, ofThird);
        runs.values().forEach(Run::backward);
    }

    private void addToRun(Run run, float[] last, float[] gradient) {
        float[] turned = Shapes.transposed(last, shape.r2(), shape.j3());
        float[] part = new float[run.gradient.length];
        KERNELS.multiply(gradient, 0, height(), shape.j3(), turned, shape.r2(), part, 0);
        KERNELS.axpy(1, part, 0, run.gradient, 0, part.length);
    }

    /// Moves the matrices that have gradients, and forgets these.
    public void step() {
        first.step();
        second.step();
        third.step();
    }

    /// The rows as they are now, in three cores: what files of the kind `tensor-train` keep. A copy.
    public EmbeddingTable table() {
        float[][] cores = {numbers(first), numbers(second), numbers(third)};
        return TensorTrainTable.of(shape, rows, cores, new float[dimension()]);
    }

    private static float[] numbers(EmbeddingLayer core) {
        float[] numbers = new float[core.rows() * core.dimension()];
        core.table().read(0, core.rows(), numbers, 0);
        return numbers;
    }

    /// Collects what the cores are. Not thread-safe.
    public static final class Builder {
        private final int rows;
        private final TrainShape shape;
        private double deviation = 1;
        private Optimizer optimizer = Optimizer.sgd(0.01);
        private long seed = 1;

        private Builder(int rows, TrainShape shape) {
            this.rows = rows;
            this.shape = shape;
        }

        /// The standard deviation that numbers of rows begin with, around 0; 1 unless told. Numbers of cores are normally distributed, and as
        /// wide as makes their sums of products so.
        public Builder deviation(double value) {
            deviation = value;
            return this;
        }

        /// Of all cores; gradient descent with rate 0.01 unless told.
        public Builder optimizer(Optimizer value) {
            optimizer = value;
            return this;
        }

        /// What chance begins with; 1 unless told.
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public TensorTrainEmbedding build() {
            return of(
                    shape,
                    rows,
                    core(shape.i1(), shape.firstSize(), seed),
                    core(shape.i2(), shape.secondSize(), seed + 1),
                    core(shape.i3(), shape.thirdSize(), seed + 2));
        }

        private EmbeddingLayer core(int count, int size, long from) {
            double products = (double) shape.r1() * shape.r2();
            return EmbeddingLayer.builder(count, size)
                    .initializer(Initializer.normal(Math.cbrt(deviation / Math.sqrt(products))))
                    .optimizer(optimizer)
                    .seed(from)
                    .build();
        }
    }
}
