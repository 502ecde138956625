package dev.akin.layers;

import dev.akin.embeddings.Embeddings;
import dev.akin.format.Tensor;
import dev.akin.kernel.ElementType;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Rows of numbers that a network learns, looked up by their ids: torch's `nn.Embedding` and Keras's `Embedding`. Gradients are
/// sparse, and a step moves only rows that have one.
///
/// Several parts of a network, or several tasks, may use one layer: their gradients add up until the next [#step()].
/// Calls of one layer have to come one after the other; each of them may use several threads.
///
/// [Bags][EmbeddingBag] of ids share the rows of a layer.
public final class EmbeddingLayer {
    private final LayerRows rows;
    private final LayerOptions options;
    private final LookupRules rules;

    EmbeddingLayer(LayerRows rows, LayerOptions options) {
        this.rows = rows;
        this.options = options;
        this.rules = new LookupRules(rows.table(), options);
    }

    /// A layer of `rows` × `dimension` numbers.
    ///
    /// @throws IllegalArgumentException if there is no row, or the dimension is below 1
    public static Builder builder(int rows, int dimension) {
        return new Builder(rows, dimension);
    }

    /// Of rows that were learned before, row by row in the order of the keys.
    public static Builder of(Embeddings pretrained) {
        return of(pretrained.table());
    }

    /// As [#of(Embeddings)], of a table.
    public static Builder of(EmbeddingTable pretrained) {
        Builder builder = new Builder(pretrained.rows(), pretrained.dimension());
        builder.pretrained = pretrained;
        return builder;
    }

    /// How many rows there are; ids are 0 … rows − 1.
    public int rows() {
        return rows.table().rows();
    }

    /// Numbers in a row.
    public int dimension() {
        return rows.table().dimension();
    }

    /// The rows of a batch of sequences, which need not be of the same length: [batch][length][dimension], copies.
    ///
    /// @throws IndexOutOfBoundsException if an id is not one of a row, with its place
    public float[][][] forward(int[][] ids) {
        float[][][] out = new float[ids.length][][];
        for (int b = 0; b < ids.length; b++) {
            out[b] = forward(ids[b]);
        }
        return out;
    }

    /// The rows of some ids: [ids.length][dimension], copies.
    public float[][] forward(int[] ids) {
        float[] flat = new float[Math.multiplyExact(ids.length, dimension())];
        forward(ids, ids.length, flat);
        float[][] out = new float[ids.length][];
        for (int i = 0; i < ids.length; i++) {
            out[i] = Arrays.copyOfRange(flat, i * dimension(), (i + 1) * dimension());
        }
        return out;
    }

    /// As [#forward(int\[\])], the rows one behind the other in `out`, which takes `count` × dimension numbers.
    public void forward(int[] ids, int count, float[] out) {
        rules.check(ids, 0, count);
        rules.shorten(ids, 0, count);
        Objects.checkFromIndexSize(0, Math.multiplyExact(count, dimension()), out.length);
        int share = rules.share(count);
        rows.workers()
                .each(
                        Math.ceilDiv(count, share),
                        i -> {
                            int to = Math.min(count, (i + 1) * share);
                            rules.copy(ids, i * share, to, out);
                        });
    }

    /// Where sequences hold something: false for the padding id. Shape as of `ids`.
    public boolean[][] mask(int[][] ids) {
        boolean[][] mask = new boolean[ids.length][];
        for (int b = 0; b < ids.length; b++) {
            mask[b] = new boolean[ids[b].length];
            for (int i = 0; i < ids[b].length; i++) {
                mask[b][i] = ids[b][i] != options.paddingId();
            }
        }
        return mask;
    }

    /// Takes the gradient of what [#forward(int\[\]\[\])] gave for these ids: [batch][length][dimension].
    ///
    /// @throws IllegalArgumentException if the shapes differ, or a number is not finite
    public void backward(int[][] ids, float[][][] gradient) {
        FlatGradient flat = FlatGradient.of(ids, gradient, dimension());
        backward(flat.ids, flat.ids.length, flat.gradient);
    }

    /// As [#backward(int\[\]\[\], float\[\]\[\]\[\])], the gradients one behind the other.
    public void backward(int[] ids, int count, float[] gradient) {
        rules.check(ids, 0, count);
        Shapes.requireFinite(gradient, Math.multiplyExact(count, dimension()));
        float[] shares = rules.shares(ids, count);
        LookUps waiting = rows.waiting();
        int first = waiting.addGradients(gradient, count);
        for (int i = 0; i < count; i++) {
            if (ids[i] != options.paddingId()) {
                waiting.add(ids[i], first + i, shares.length == 0 ? 1 : shares[i]);
            }
        }
    }

    /// Moves the rows that have gradients, and forgets these.
    public void step() {
        rows.step();
    }

    /// Forgets gradients that no step has taken.
    public void zeroGradients() {
        rows.forgetGradients();
    }

    /// How steps move rows.
    public Optimizer optimizer() {
        return rows.optimizer();
    }

    /// Sets how far steps go from now on.
    public void rate(double rate) {
        rows.rate(rate);
    }

    /// A copy of a row.
    public float[] row(int id) {
        rules.check(new int[] {id}, 0, 1);
        return rows.table().row(id);
    }

    /// Puts other numbers in a row.
    public void set(int id, float[] values) {
        rules.check(new int[] {id}, 0, 1);
        Shapes.requireLength("a row", values.length, dimension());
        rows.table().set(id, values, 0);
    }

    /// The rows as embeddings of these keys, copied: what was learned is asked like any other.
    ///
    /// @throws IllegalArgumentException if there are more or fewer keys than rows
    public Embeddings embeddings(List<String> keys) {
        Shapes.requireLength("keys", keys.size(), rows());
        float[] values = new float[Math.multiplyExact(rows(), dimension())];
        rows.table().read(0, rows(), values, 0);
        return Embeddings.of(Vocabulary.of(keys), EmbeddingTable.of(values, rows(), dimension()));
    }

    /// The rows as they are now, and as steps change them: a view, to be read between calls.
    public EmbeddingTable table() {
        return rows.table();
    }

    /// What the optimiser remembers, as tensors by name: `optimizer.KIND.steps`, `.rate`, and what else its kind has. Copies, of as
    /// many bytes as the state takes. Gradients that no step has taken are not in it.
    public Map<String, Tensor> state() {
        return new StateTensors(rows.state()).copies();
    }

    /// Puts back what [#state()] gave; tensors whose names do not begin with `optimizer.` are passed over. With it and the
    /// same rows, steps go on as if nothing had been between, to the bit; the rate is what it was. Nothing changes unless all of it fits.
    ///
    /// @throws IllegalArgumentException if it is the state of another optimiser, or of rows of another shape; the message says
    ///     both
    public void restore(Map<String, Tensor> state) {
        new StateTensors(rows.state()).restore(state);
    }

    /// Writes rows, options and the optimiser's state to a safetensors file, the rows as its `embeddings`; an older file of that
    /// name stays as it was until the new one is whole. Gradients that no step has taken are not in it.
    public void save(Path path) throws IOException {
        LayerFile.write(rows, options, path);
    }

    /// A layer that [#save(Path)] wrote, which goes on as that one would have, to the bit, using all processors.
    ///
    /// @throws dev.akin.MalformedFileException if the file is no layer, or was cut short
    public static EmbeddingLayer load(Path path) throws IOException {
        return load(path, Runtime.getRuntime().availableProcessors());
    }

    /// As [#load(Path)], with so many threads a call.
    public static EmbeddingLayer load(Path path, int threads) throws IOException {
        Checks.threads(threads);
        return LayerFile.read(path, threads);
    }

    LayerRows sharedRows() {
        return rows;
    }

    LayerOptions options() {
        return options;
    }

    LookupRules rules() {
        return rules;
    }

    /// Collects what a layer is. Not thread-safe.
    public static final class Builder {
        private final int rows;
        private final int dimension;
        private @Nullable EmbeddingTable pretrained;
        private Initializer initializer = Initializer.normal(1);
        private long seed = 1;
        private ElementType type = ElementType.FLOAT32;
        private int paddingId = -1;
        private double maxNorm;
        private double normType = 2;
        private boolean scaleByFrequency;
        private Optimizer optimizer = Optimizer.sgd(0.01);
        private double clipNorm;
        private boolean frozen;
        private int threads = Runtime.getRuntime().availableProcessors();

        private Builder(int rows, int dimension) {
            if (rows < 1 || dimension < 1) {
                throw new IllegalArgumentException(
                        "a layer needs rows ≥ 1 and dimension ≥ 1, not "
                                + rows
                                + " × "
                                + dimension);
            }
            this.rows = rows;
            this.dimension = dimension;
        }

        /// Normally distributed with deviation 1, as torch's, unless told.
        public Builder initializer(Initializer value) {
            initializer = value;
            return this;
        }

        /// What chance begins with; 1 unless told.
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /// The id of nothing: its row begins as zeros, and never gets a gradient. None unless told. A negative one counts from
        /// the end, as in torch.
        ///
        /// @throws IllegalArgumentException if it is not the id of a row
        public Builder paddingId(int id) {
            if (id < -rows || id >= rows) {
                throw new IllegalArgumentException(
                        "the padding id " + id + " is not one of " + rows + " rows");
            }
            paddingId = id < 0 ? id + rows : id;
            return this;
        }

        /// Keras's: 0 is the id of nothing, and [#mask(int\[\]\[\])] says where it stands.
        public Builder maskZero() {
            return paddingId(0);
        }

        /// Rows that are longer than this are shortened when they are looked up, in their place. Any length unless told.
        public Builder maxNorm(double longest) {
            Checks.positive("the longest norm", longest);
            maxNorm = longest;
            return this;
        }

        /// The p of the norm that [#maxNorm(double)] means, which may be infinite; 2 unless told.
        public Builder normType(double p) {
            if (p != Double.POSITIVE_INFINITY) {
                Checks.positive("the p of a norm", p);
            }
            normType = p;
            return this;
        }

        /// Divides a row's gradient by how often the batch looks it up.
        public Builder scaleByFrequency() {
            scaleByFrequency = true;
            return this;
        }

        /// Gradient descent with rate 0.01 unless told.
        public Builder optimizer(Optimizer value) {
            optimizer = value;
            return this;
        }

        /// The longest that a row's gradient may be; longer ones are shortened. Any length unless told.
        public Builder clipNorm(double longest) {
            Checks.positive("the longest gradient", longest);
            clipNorm = longest;
            return this;
        }

        /// Rows never move.
        public Builder frozen() {
            frozen = true;
            return this;
        }

        /// How many threads a call uses; all processors unless told.
        public Builder threads(int count) {
            Checks.threads(count);
            threads = count;
            return this;
        }

        /// Stores rows as bfloat16, in half the memory. Steps are computed as float32 and rounded by chance, so that on average
        /// the smallest step is kept; the optimiser's state stays float32. float32 unless told.
        public Builder bfloat16() {
            type = ElementType.BFLOAT16;
            return this;
        }

        public EmbeddingLayer build() {
            LayerOptions options = options();
            LayerRows layer = LayerRows.of(Storage.memory(), type, rows, dimension, options);
            StateTensors.copy(generated(), layer.table());
            if (layer.state().initial() != 0) {
                layer.state().begin(0, rows);
            }
            return new EmbeddingLayer(layer, options);
        }

        /// Makes the layer in a file, with the optimiser's state, so that both may be larger than memory. All of the file is
        /// written at once: a full disk shows now, not later.
        ///
        /// @throws java.nio.file.FileAlreadyExistsException if there is a file of that name: [MappedLayer#open(Path)] opens it
        public MappedLayer map(Path path) throws IOException {
            if (Files.exists(path)) {
                throw new FileAlreadyExistsException(
                        path.toString(), null, "open it with MappedLayer.open, or remove it");
            }
            LayerFile.write(generated(), options(), path);
            return MappedLayer.open(path, threads);
        }

        private GeneratedRows generated() {
            FirstRows first = new FirstRows(pretrained, initializer, seed, paddingId);
            return new GeneratedRows(rows, dimension, type, first.maker());
        }

        /// Of one row for now, that of nothing; rows are added as they are needed.
        EmbeddingLayer growing(Storage storage) {
            LayerOptions options = paddingId(0).options();
            return new EmbeddingLayer(LayerRows.of(storage, type, 1, dimension, options), options);
        }

        Initializer initializer() {
            return initializer;
        }

        long seed() {
            return seed;
        }

        private LayerOptions options() {
            return new LayerOptions(
                    paddingId,
                    maxNorm,
                    normType,
                    scaleByFrequency,
                    optimizer,
                    clipNorm,
                    frozen,
                    seed,
                    threads);
        }
    }
}
