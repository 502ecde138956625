package dev.akin.items;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.algebra.Workers;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.format.Tensor;
import dev.akin.learn.TrainingRun;
import dev.akin.table.TrainableTable;
import dev.akin.text.Click;
import dev.akin.text.Json;
import dev.akin.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;

/// Factors of users and items by small steps, from one choice at a time and items drawn against it: [#bpr()], [#warp()] or [#logistic()].
/// Immutable and thread-safe.
///
/// Threads share the rows without locks: with one thread, or where it is [reproducible][Builder#reproducible(boolean)], a seed gives the same
/// factors again.
public final class FactorLearner {
    private static final int PART = 2048;
    private static final String MOVED = "optimizer.";

    private final Options options;
    private final Features userFeatures;
    private final Features itemFeatures;
    private final int threads;

    private FactorLearner(Builder builder) {
        options = builder.options();
        userFeatures = builder.userFeatures;
        itemFeatures = builder.itemFeatures;
        threads = builder.reproducible ? 1 : builder.threads;
    }

    record Options(
            PairLoss loss,
            int dimension,
            double rate,
            double regularization,
            double alpha,
            int negatives,
            int epochs,
            long seed) {

        Json describe() {
            return Json.object(
                    "model", loss.label(),
                    "dimension", dimension,
                    "learningRate", rate,
                    "regularization", regularization,
                    "alpha", alpha,
                    "negatives", negatives,
                    "epochs", epochs,
                    "seed", seed);
        }

        static Options of(PairLoss loss, FactorModel model) {
            return new Options(
                    loss,
                    model.items().dimension(),
                    model.number("learningRate"),
                    model.number("regularization"),
                    model.number("alpha"),
                    (int) model.number("negatives"),
                    (int) model.number("epochs"),
                    (long) model.number("seed"));
        }
    }

    /// Bayesian personalised ranking (Rendle et al. 2009): of a chosen item and a drawn one, the first is to score higher.
    public static Builder bpr() {
        return new Builder(PairLoss.BPR, 40, 1, 0.01);
    }

    /// Weighted approximate-rank pairwise loss (Weston, Bengio and Usunier 2011): items are drawn until one scores too high.
    public static Builder warp() {
        return new Builder(PairLoss.WARP, 20, 10, 0.01);
    }

    /// Logistic matrix factorisation (Johnson 2014), by items drawn against each choice.
    public static Builder logistic() {
        return new Builder(PairLoss.LOGISTIC, 20, 10, 0.01);
    }

    /// As [#train], but all or nothing.
    ///
    /// @throws CancellationException if the listener asked to stop
    public Model fit(Interactions choices, ProgressListener listener) {
        TrainingRun run = train(choices, listener);
        if (!run.finished()) {
            throw new CancellationException(
                    "training was stopped after " + run.words() + " of " + run.totalWords());
        }
        return run.model();
    }

    /// Learns factors. The model is of kind `recommender`: items as its main table and `users`, each of `rows × dimension`, a bias of each item,
    /// and what each user chose. Keys that only features name have vectors too.
    ///
    /// @param listener hears of choices, with the mean loss of one; asked to stop, there is what was learned till then
    /// @throws IllegalArgumentException if these are ratings
    public TrainingRun train(Interactions choices, ProgressListener listener) {
        if (choices.ratings()) {
            throw new IllegalArgumentException(
                    options.loss().label() + " learns from choices, not from ratings");
        }
        Interactions all =
                choices.withKeys(userFeatures.byKey().keySet(), itemFeatures.byKey().keySet());
        SplittableRandom random = new SplittableRandom(options.seed());
        SgdSide users = side(all.users(), userFeatures, random);
        SgdSide items = side(all.items(), itemFeatures, random);
        return new Run(options, all, users, items, threads).from(0, options.epochs(), listener);
    }

    private SgdSide side(Vocabulary keys, Features features, SplittableRandom random) {
        Set<String> names = new LinkedHashSet<>();
        features.byKey().values().forEach(names::addAll);
        List<String> order = new ArrayList<>(names);
        int[][] rows = SgdSide.features(keys.keys(), features, order);
        SgdSide side = new SgdSide(keys.size(), rows, order.size(), options.dimension());
        side.draw(0, keys.size() + order.size(), random);
        return side;
    }

    /// Goes on with a training that was stopped, with the options and from the pass that its model names.
    ///
    /// @throws IllegalArgumentException if the model is finished or not of this kind, its users and items are others, or it was learned with
    ///     features
    public TrainingRun resume(Model model, Interactions choices, ProgressListener listener) {
        FactorModel before = FactorModel.of(model, options.loss().label());
        before.checkResumable(choices);
        Options own = Options.of(options.loss(), before);
        return new Run(
                        own,
                        choices,
                        side(before, before.users(), "users", choices.users().size(), own),
                        side(before, before.items(), "items", choices.items().size(), own),
                        threads)
                .from(before.epochsDone(), own.epochs(), listener);
    }

    /// Learns more from later choices: users and items go on from their rows, new ones get rows of their own. The options are those of the model,
    /// but for the number of passes, which go over the later choices alone.
    ///
    /// @param later in the order of time
    /// @param decay what the value of an older choice is multiplied by, above 0 and at most 1
    /// @throws IllegalArgumentException if the model is not of this kind, or was learned with features
    public TrainingRun update(
            Model model, List<Click> later, double decay, ProgressListener listener) {
        FactorModel before = FactorModel.of(model, options.loss().label());
        Options own = Options.of(options.loss(), before);
        Interactions all = before.with(later, false, decay);
        Run run =
                new Run(
                        own,
                        all,
                        side(before, before.users(), "users", all.users().size(), own),
                        side(before, before.items(), "items", all.items().size(), own),
                        threads);
        return run.only(later).from(own.epochs() - options.epochs(), own.epochs(), listener);
    }

    private static SgdSide side(
            FactorModel before, Embeddings known, String name, int keys, Options options) {
        if (before.flag("features")) {
            throw new IllegalArgumentException(
                    "the model was learned with features, of which it holds the sums alone: learn it anew");
        }
        SgdSide side = new SgdSide(keys, new int[0][], 0, options.dimension());
        float[] row = new float[options.dimension()];
        for (int r = 0; r < known.size(); r++) {
            known.table().read(r, 1, row, 0);
            side.rows().set(r, row, 0);
        }
        side.draw(known.size(), keys, new SplittableRandom(options.seed() + keys));
        before.numbers(name + ".bias", side.biases());
        before.numbers(MOVED + name, side.moved());
        before.numbers(MOVED + name + ".bias", side.biasMoved());
        return side;
    }

    /// One training.
    private static final class Run {
        private final Options options;
        private final Interactions choices;
        private final SgdSide users;
        private final SgdSide items;
        private final int threads;
        private int[] pairs;
        private final int[] owners;

        Run(Options options, Interactions choices, SgdSide users, SgdSide items, int threads) {
            this.options = options;
            this.choices = choices;
            this.users = users;
            this.items = items;
            this.threads = threads;
            pairs = new int[choices.pairs()];
            Arrays.setAll(pairs, i -> i);
            owners = choices.byUser().rowOfEach();
        }

        /// Learns from these alone.
        Run only(List<Click> clicks) {
            Cells cells = choices.byUser();
            pairs =
                    clicks.stream()
                            .mapToInt(click -> {
                                int user = choices.users().id(click.user());
                                return Arrays.binarySearch(
                                        cells.columns(),
                                        cells.starts()[user],
                                        cells.starts()[user + 1],
                                        choices.items().id(click.item()));
                            })
                            .distinct()
                            .toArray();
            return this;
        }

        TrainingRun from(int first, int to, ProgressListener listener) {
            List<PairLearner> learners = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                learners.add(new PairLearner(choices.byUser(), users, items, options));
            }
            long total = (long) pairs.length * (to - first);
            int epoch = first;
            while (epoch < to && !listener.stopRequested()) {
                double loss = pass(epoch, learners);
                epoch++;
                listener.update(
                        new Progress(
                                "training",
                                (long) pairs.length * (epoch - first),
                                total,
                                "choices",
                                loss / pairs.length));
            }
            boolean finished = epoch >= to;
            return new TrainingRun(
                    model(epoch, finished), finished, (long) pairs.length * (epoch - first), total);
        }

        private double pass(int epoch, List<PairLearner> learners) {
            shuffle(new SplittableRandom(options.seed() + 7919L * epoch));
            int parts = Math.ceilDiv(pairs.length, PART);
            AtomicInteger next = new AtomicInteger();
            DoubleAdder loss = new DoubleAdder();
            new Workers(threads)
                    .each(
                            threads,
                            thread -> {
                                PairLearner learner = learners.get(thread);
                                for (int part; (part = next.getAndIncrement()) < parts; ) {
                                    learn(learner, epoch, part);
                                }
                                loss.add(learner.takeLoss());
                            });
            return loss.sum();
        }

        private void learn(PairLearner learner, int epoch, int part) {
            SplittableRandom random =
                    new SplittableRandom(options.seed() + 31L * part + 1_000_003L * epoch);
            Cells cells = choices.byUser();
            int to = Math.min(pairs.length, (part + 1) * PART);
            for (int i = part * PART; i < to; i++) {
                int pair = pairs[i];
                learner.learn(owners[pair], cells.columns()[pair], cells.values()[pair], random);
            }
        }

        private void shuffle(SplittableRandom random) {
            Arrays.sort(pairs);
            for (int i = pairs.length - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                int pair = pairs[i];
                pairs[i] = pairs[other];
                pairs[other] = pair;
            }
        }

        private Model model(int epoch, boolean finished) {
            boolean features =
                    users.rows().rows() > users.count() || items.rows().rows() > items.count();
            Map<String, Json> how = new LinkedHashMap<>();
            if (options.describe() instanceof Json.Obj described) {
                how.putAll(described.members());
            }
            if (features) {
                how.put("features", new Json.Bool(true));
            }
            Map<String, String> metadata = new LinkedHashMap<>();
            metadata.put(RecommenderModel.OPTIONS, new Json.Obj(how).toString());
            metadata.put(FactorModel.TRAINING, FactorModel.training(epoch, finished).toString());
            TrainableTable userRows = features ? users.summed() : users.rows();
            TrainableTable itemRows = features ? items.summed() : items.rows();
            Model model = new Factors(userRows, itemRows).model(choices, metadata);
            Map<String, Tensor> extras = new LinkedHashMap<>(model.extras());
            extras.put(RecommenderModel.BIAS, Tensor.of(items.summedBiases()));
            if (!features) {
                extras.put("users.bias", Tensor.of(users.biases()));
                extras.put(MOVED + "users", Tensor.of(users.moved()));
                extras.put(MOVED + "users.bias", Tensor.of(users.biasMoved()));
                extras.put(MOVED + "items", Tensor.of(items.moved()));
                extras.put(MOVED + "items.bias", Tensor.of(items.biasMoved()));
            }
            return model.withExtras(extras);
        }
    }

    /// Collects options; each has a default. Not thread-safe.
    public static final class Builder {
        private final PairLoss loss;
        private int dimension = 64;
        private double rate = 0.05;
        private double regularization;
        private double alpha = 1;
        private int negatives;
        private int epochs;
        private long seed = 1;
        private int threads = Runtime.getRuntime().availableProcessors();
        private boolean reproducible;
        private Features userFeatures = Features.NONE;
        private Features itemFeatures = Features.NONE;

        private Builder(PairLoss loss, int epochs, int negatives, double regularization) {
            this.loss = loss;
            this.epochs = epochs;
            this.negatives = negatives;
            this.regularization = regularization;
        }

        /// How many factors, 1 … 4,096; 64 by default.
        public Builder dimension(int value) {
            dimension = Ranges.within("dimension", value, 1, 4096);
            return this;
        }

        /// The size of the first steps, above 0; 0.05 by default.
        public Builder learningRate(double value) {
            rate = Ranges.positive("learning rate", value);
            return this;
        }

        /// How much rows shrink with each step, at least 0; 0.01 by default.
        public Builder regularization(double value) {
            regularization = Ranges.notNegative("regularization", value);
            return this;
        }

        /// With `logistic`, how much a choice counts against a drawn item, above 0; 1 by default.
        public Builder alpha(double value) {
            alpha = Ranges.positive("alpha", value);
            return this;
        }

        /// Items drawn against each choice, 1 … 1,000: with `warp` at the most, 10 by default; with `logistic` 10; `bpr` draws one.
        public Builder negatives(int value) {
            negatives = Ranges.within("negatives", value, 1, 1000);
            return this;
        }

        /// Passes over the choices, at least 1.
        public Builder epochs(int value) {
            epochs = Ranges.within("epochs", value, 1, 1_000_000);
            return this;
        }

        /// What chance begins with; 1 by default.
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /// 1 … 1,024; all processors by default.
        public Builder threads(int value) {
            threads = Ranges.within("threads", value, 1, 1024);
            return this;
        }

        /// Whether a seed always gives the same factors: then one thread learns. False by default.
        public Builder reproducible(boolean value) {
            reproducible = value;
            return this;
        }

        /// What is known of users; nothing by default.
        public Builder userFeatures(Features value) {
            userFeatures = value;
            return this;
        }

        /// What is known of items; nothing by default.
        public Builder itemFeatures(Features value) {
            itemFeatures = value;
            return this;
        }

        private Options options() {
            return new Options(
                    loss, dimension, rate, regularization, alpha, negatives, epochs, seed);
        }

        /// A learner with the options as they are now.
        public FactorLearner build() {
            return new FactorLearner(this);
        }
    }
}
