package dev.akin.networks;

import dev.akin.MalformedFileException;
import dev.akin.Progress;
import dev.akin.format.Tensor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/// Passes over examples in batches, until the epochs are done or the examples held back no longer gain.
final class Fitting {
    /// Batches whose examples are sorted by length together: similar ones meet, and yet others each time.
    private static final int SORTED_BATCHES = 50;

    private static final long BETWEEN_UPDATES = 100_000_000;

    private final Learner learner;
    private final FitOptions options;
    private final int[] learnedFrom;
    private final int[] heldBack;
    private final List<Epoch> epochs = new ArrayList<>();
    private int best;
    private double bestWatched = Double.POSITIVE_INFINITY;
    private @Nullable Map<String, Tensor> bestWeights;
    private double lossSum;
    private int done;
    private long heard;
    private final long began = System.nanoTime();

    private Fitting(Learner learner, FitOptions options) {
        this.learner = learner;
        this.options = options;
        int[] order = shuffled(learner.examples(), options.seed());
        int kept = (int) Math.round(order.length * options.validation());
        this.heldBack = Arrays.copyOf(order, kept);
        this.learnedFrom = Arrays.copyOfRange(order, kept, order.length);
        Arrays.sort(heldBack);
        Arrays.sort(learnedFrom);
    }

    /// @throws IllegalArgumentException if there is nothing to learn from, or a checkpoint is of another training
    /// @throws CancellationException if the listener asked to stop; the checkpoint, if there is to be one, is written
    /// @throws IllegalStateException if the loss is no longer finite
    static FitHistory fit(Learner learner, FitOptions options) throws IOException {
        Fitting fitting = new Fitting(learner, options);
        if (fitting.learnedFrom.length == 0) {
            throw new IllegalArgumentException(
                    learner.examples()
                            + " examples, of which "
                            + fitting.heldBack.length
                            + " are held back, leave none to learn from");
        }
        return fitting.run();
    }

    /// As [#fit(Learner, FitOptions)], and makes of it what was to be learned.
    ///
    /// @param otherwise gives memory back if that fails
    static <M> M fit(
            Learner learner, FitOptions options, Function<FitHistory, M> made, Runnable otherwise)
            throws IOException {
        try {
            return made.apply(fit(learner, options));
        } catch (IOException | RuntimeException e) {
            otherwise.run();
            throw e;
        }
    }

    private static int[] shuffled(int count, long seed) {
        int[] order = new int[count];
        Arrays.setAll(order, i -> i);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int other = order[i];
            order[i] = order[j];
            order[j] = other;
        }
        return order;
    }

    private FitHistory run() throws IOException {
        resume();
        boolean early = false;
        while (epochs.size() < options.epochs() && !early && (epochs.isEmpty() || !outOfTime())) {
            epoch(epochs.size() + 1);
            early =
                    !epochs.isEmpty()
                            && heldBack.length > 0
                            && epochs.size() - best >= options.patience();
        }
        if (bestWeights != null && best < epochs.size()) {
            learner.learned().weights(bestWeights);
        }
        if (options.checkpoint() != null) {
            Checkpoint.delete(options.checkpoint());
        }
        return new FitHistory(
                epochs,
                heldBack.length == 0 ? epochs.size() : best,
                early && epochs.size() < options.epochs());
    }

    private void epoch(int number) throws IOException {
        long from = System.nanoTime();
        int[][] batches = batches(number);
        while (done < batches.length && !(done > 0 && outOfTime())) {
            if (options.listener().stopRequested()) {
                stop();
            }
            learner.pace(share(number - 1 + (double) done / batches.length));
            lossSum += learner.train(batches[done]) * batches[done].length;
            done++;
            hear(number, batches);
        }
        Map<String, Double> validation =
                heldBack.length == 0 ? Map.of() : learner.validate(heldBack);
        Epoch epoch =
                new Epoch(
                        number,
                        lossSum / seen(batches, done),
                        validation,
                        Duration.ofNanos(System.nanoTime() - from));
        epochs.add(epoch);
        keepBest(validation);
        done = 0;
        lossSum = 0;
        if (options.checkpoint() != null) {
            checkpoint().write(options.checkpoint());
        }
        options.onEpoch().accept(epoch);
    }

    private void keepBest(Map<String, Double> validation) {
        double watched =
                heldBack.length == 0 ? Double.POSITIVE_INFINITY : learner.watched(validation);
        if (Double.isNaN(watched)) {
            throw new IllegalStateException(
                    "the examples held back measure "
                            + validation
                            + ", no numbers to go on from; try a lower rate");
        }
        if (heldBack.length > 0 && (best == 0 || watched < bestWatched)) {
            bestWatched = watched;
            best = epochs.size();
            bestWeights = learner.learned().weights();
        }
    }

    private void hear(int epoch, int[][] batches) {
        long now = System.nanoTime();
        if (done == batches.length || now - heard > BETWEEN_UPDATES) {
            heard = now;
            long seen = seen(batches, done);
            options.listener()
                    .update(
                            new Progress(
                                    "epoch " + epoch + "/" + options.epochs(),
                                    seen,
                                    seen(batches, batches.length),
                                    "examples",
                                    lossSum / seen));
        }
    }

    /// Examples of the first batches.
    private static long seen(int[][] batches, int count) {
        return Arrays.stream(batches, 0, count).mapToLong(batch -> batch.length).sum();
    }

    private boolean outOfTime() {
        Duration atMost = options.atMost();
        return atMost != null && System.nanoTime() - began >= atMost.toNanos();
    }

    /// Of the epochs, or of the time if that ends sooner.
    private double share(double epochsDone) {
        Duration atMost = options.atMost();
        double ofTime =
                atMost == null
                        ? 0
                        : (double) (System.nanoTime() - began) / Math.max(1, atMost.toNanos());
        return Math.min(1, Math.max(ofTime, epochsDone / options.epochs()));
    }

    private void stop() throws IOException {
        if (options.checkpoint() == null) {
            throw new CancellationException("stopped in epoch " + (epochs.size() + 1));
        }
        checkpoint().write(options.checkpoint());
        throw new CancellationException(
                "stopped in epoch "
                        + (epochs.size() + 1)
                        + "; what was learned is kept in "
                        + options.checkpoint());
    }

    /// The batches of an epoch, which depend on the seed and its number alone.
    private int[][] batches(int epoch) {
        return learner.batches(learnedFrom, epoch).orElseGet(() -> byChance(epoch));
    }

    private int[][] byChance(int epoch) {
        int size = options.batchSize();
        int[] order = shuffled(learnedFrom.length, options.seed() * 1_000_003 + epoch);
        Integer[] chosen = new Integer[order.length];
        Arrays.setAll(chosen, i -> learnedFrom[order[i]]);
        for (int from = 0; from < chosen.length; from += size * SORTED_BATCHES) {
            int to = Math.min(chosen.length, from + size * SORTED_BATCHES);
            Arrays.sort(chosen, from, to, Comparator.comparingInt(learner::length));
        }
        int[][] batches = new int[Math.ceilDiv(chosen.length, size)][];
        for (int b = 0; b < batches.length; b++) {
            int from = b * size;
            batches[b] = new int[Math.min(size, chosen.length - from)];
            Arrays.setAll(batches[b], i -> chosen[from + i]);
        }
        int[] turns = shuffled(batches.length, options.seed() * 1_000_033 + epoch);
        int[][] mixed = new int[batches.length][];
        Arrays.setAll(mixed, i -> batches[turns[i]]);
        return mixed;
    }

    private Checkpoint checkpoint() {
        return new Checkpoint(
                description(),
                new Checkpoint.Place(epochs, best, bestWatched, done, lossSum),
                new Checkpoint.Learned(
                        learner.learned().weights(),
                        learner.learned().state(),
                        bestWeights == null ? Map.of() : bestWeights));
    }

    private void resume() throws IOException {
        if (options.checkpoint() == null || !Checkpoint.exists(options.checkpoint())) {
            return;
        }
        Checkpoint kept = Checkpoint.read(options.checkpoint());
        if (!kept.description().equals(description())) {
            throw new IllegalArgumentException(
                    options.checkpoint()
                            + " is of another training, "
                            + kept.description()
                            + ", not of this, "
                            + description()
                            + "; delete it, or name another");
        }
        try {
            learner.learned().weights(kept.learned().weights());
            learner.learned().state(kept.learned().state());
        } catch (IllegalArgumentException e) {
            throw MalformedFileException.atByte(
                    options.checkpoint(), 0, String.valueOf(e.getMessage()), e);
        }
        epochs.addAll(kept.place().epochs());
        best = kept.place().best();
        bestWatched = kept.place().bestWatched();
        bestWeights = kept.learned().best().isEmpty() ? null : kept.learned().best();
        done = kept.place().batches();
        int most = batches(epochs.size() + 1).length;
        if (done > most) {
            throw MalformedFileException.atByte(
                    options.checkpoint(),
                    0,
                    done + " batches of an epoch are done, which has but " + most);
        }
        lossSum = kept.place().lossSum();
    }

    private String description() {
        return learner.description()
                + ", "
                + learner.examples()
                + " examples, batches of "
                + options.batchSize()
                + ", seed "
                + options.seed()
                + ", validation "
                + options.validation();
    }
}
