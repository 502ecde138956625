package dev.akin.networks;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What every network is told: how large its vectors are, and how it learns. Not thread-safe.
///
/// @param <B> the builder itself
public abstract class NetworkBuilder<B extends NetworkBuilder<B>> {
    private int dimension = 50;
    private double rate = 1e-3;
    private double l2;
    private double dropout;
    private double clipNorm;
    private int epochs = 5;
    private @Nullable Duration atMost;
    private int batchSize = 32;
    private double validation;
    private int patience = 2;
    private long seed = 1;
    private int threads = Runtime.getRuntime().availableProcessors();
    private @Nullable Embeddings pretrained;
    private boolean frozen;
    private @Nullable Path checkpoint;
    private ProgressListener listener = ProgressListener.NONE;
    private Consumer<Epoch> onEpoch = _ -> {};

    NetworkBuilder() {}

    abstract B self();

    /// Numbers in a row; 50 unless told, or that of the pretrained vectors.
    public B dimension(int value) {
        Body.requirePositive("the dimension", value);
        dimension = value;
        return self();
    }

    /// How far steps of Adam go; 0.001 unless told.
    public B rate(double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("a rate is above 0, not " + value);
        }
        rate = value;
        return self();
    }

    /// Adds `l2` times the sum of squares of what a step moves to the loss, as Keras's regulariser; 0 unless told. Rows count in
    /// the steps that look them up; biases never.
    public B l2(double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("l2 is 0 or above, not " + value);
        }
        l2 = value;
        return self();
    }

    /// The share of numbers that are left out while learning, of the rows and of what the body gives; 0 unless told.
    public B dropout(double share) {
        requireShare("dropout", share);
        dropout = share;
        return self();
    }

    /// The longest that the gradient of all dense weights together may be; any unless told.
    public B clipNorm(double longest) {
        if (!(longest > 0)) {
            throw new IllegalArgumentException("the longest gradient is above 0, not " + longest);
        }
        clipNorm = longest;
        return self();
    }

    /// Passes over the examples; 5 unless told.
    public B epochs(int count) {
        Body.requirePositive("epochs", count);
        epochs = count;
        return self();
    }

    /// Ends the training after this time as if its epochs were done, within one step; never unless told. What is learned then depends on how fast
    /// the machine is; the time begins anew where a training goes on from a checkpoint.
    public B atMost(Duration time) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException("training takes a time above 0, not " + time);
        }
        atMost = time;
        return self();
    }

    /// Examples in a step; 32 unless told.
    public B batchSize(int examples) {
        Body.requirePositive("the batch size", examples);
        batchSize = examples;
        return self();
    }

    /// The share of examples held back, to measure on after each epoch and to stop early by; 0 unless told.
    public B validation(double share) {
        requireShare("validation", share);
        validation = share;
        return self();
    }

    /// How many epochs in a row may fail to do better on the examples held back, by the loss or what a network says of itself, before
    /// training stops; 2 unless told. The weights of the best epoch are kept.
    public B patience(int count) {
        Body.requirePositive("patience", count);
        patience = count;
        return self();
    }

    /// What chance begins with; 1 unless told. With one thread and the same examples the same numbers come again, but for their last bits.
    public B seed(long value) {
        seed = value;
        return self();
    }

    /// How many threads move rows; all processors unless told. PyTorch uses one thread, or as many as the system property
    /// `ai.djl.pytorch.num_threads` says when it starts.
    public B threads(int count) {
        Body.requirePositive("threads", count);
        threads = count;
        return self();
    }

    /// Rows of known keys begin as these, and have their dimension.
    public B pretrained(Embeddings vectors) {
        pretrained = vectors;
        dimension = vectors.dimension();
        return self();
    }

    /// Rows never move; for pretrained ones.
    public B frozen() {
        frozen = true;
        return self();
    }

    /// Where the state of the training is kept, after each epoch and when it is asked to stop; a training that finds such a file
    /// goes on from it, and one that is done deletes it. It goes on as if it had not stopped; but with dropout other numbers are left
    /// out than would have been. Nowhere unless told.
    public B checkpoint(Path file) {
        checkpoint = file;
        return self();
    }

    /// Hears of progress, and may stop the training.
    public B listener(ProgressListener value) {
        listener = value;
        return self();
    }

    /// Hears of each epoch when it is done.
    public B onEpoch(Consumer<Epoch> value) {
        onEpoch = value;
        return self();
    }

    private static void requireShare(String what, double share) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException(what + " is 0 or above, and below 1, not " + share);
        }
    }

    FitOptions options() {
        if (pretrained != null && pretrained.dimension() != dimension) {
            throw new IllegalArgumentException(
                    "the pretrained vectors have "
                            + pretrained.dimension()
                            + " numbers, and the dimension is "
                            + dimension);
        }
        if (frozen && pretrained == null) {
            throw new IllegalArgumentException(
                    "rows that never move have to be pretrained; give their vectors");
        }
        return new FitOptions(
                dimension,
                rate,
                l2,
                dropout,
                clipNorm,
                epochs,
                atMost,
                batchSize,
                validation,
                patience,
                seed,
                threads,
                pretrained,
                frozen,
                checkpoint,
                listener,
                onEpoch);
    }
}
