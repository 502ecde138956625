package dev.akin.items;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.algebra.Workers;
import dev.akin.embeddings.Model;
import dev.akin.learn.TrainingRun;
import dev.akin.table.TrainableTable;
import dev.akin.text.Click;
import dev.akin.text.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.IntPredicate;

/// Factors of users and items by alternating least squares: of choices, where each pair of a user and an item counts, the chosen ones more
/// (Hu, Koren and Volinsky 2008, "Collaborative Filtering for Implicit Feedback Datasets"); or of ratings (Zhou et al. 2008, "Large-Scale Parallel
/// Collaborative Filtering for the Netflix Prize"). Immutable and thread-safe.
///
/// The same seed gives the same factors with any number of threads.
public final class Als {
    static final String NAME = "als";

    private final Options options;
    private final int threads;

    private Als(Builder builder) {
        options = builder.options();
        threads = builder.threads;
    }

    /// @param steps of conjugate gradient for a row in each turn
    record Options(
            int dimension,
            double regularization,
            double alpha,
            int epochs,
            int steps,
            boolean explicit,
            long seed) {

        Json describe(double mean) {
            return Json.object(
                    "model", NAME,
                    "dimension", dimension,
                    "regularization", regularization,
                    "alpha", alpha,
                    "epochs", epochs,
                    "steps", steps,
                    "explicit", explicit,
                    "mean", mean,
                    "seed", seed);
        }

        static Options of(FactorModel model) {
            return new Options(
                    model.items().dimension(),
                    model.number("regularization"),
                    model.number("alpha"),
                    (int) model.number("epochs"),
                    (int) model.number("steps"),
                    model.flag("explicit"),
                    (long) model.number("seed"));
        }
    }

    /// Options, at first 64 factors, fifteen turns of three steps, a penalty of 1 and confidence growing by 10 with each choice.
    public static Builder builder() {
        return new Builder();
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

    /// Learns factors. The model is of kind `recommender`: items as its main table and `users`, each of `rows × dimension`, and what each user
    /// chose.
    ///
    /// @param listener hears of rows solved, with the mean loss of a pair; asked to stop, there is what was learned till then
    /// @throws IllegalArgumentException if the learner is of ratings and these are choices, or the reverse
    public TrainingRun train(Interactions choices, ProgressListener listener) {
        if (choices.ratings() != options.explicit()) {
            throw new IllegalArgumentException(
                    options.explicit()
                            ? "explicit factors are learned from ratings"
                            : "implicit factors are learned from choices, not from ratings");
        }
        double mean = options.explicit() ? mean(choices.byUser()) : 0;
        Factors factors =
                Factors.drawn(choices, options.dimension(), new SplittableRandom(options.seed()));
        return run(choices, factors, new Course(options, mean, 0, options.epochs()), listener);
    }

    private static double mean(Cells cells) {
        double sum = 0;
        for (float value : cells.values()) {
            sum += value;
        }
        return sum / cells.count();
    }

    /// Goes on with a training that was stopped, with the options and from the turn that its model names.
    ///
    /// @throws IllegalArgumentException if the model is finished or not of this kind, or its users and items are others
    public TrainingRun resume(Model model, Interactions choices, ProgressListener listener) {
        FactorModel before = FactorModel.of(model, NAME);
        before.checkResumable(choices);
        Options own = Options.of(before);
        return run(
                choices,
                before.factors(),
                new Course(own, before.number("mean"), before.epochsDone(), own.epochs()),
                listener);
    }

    /// Learns more from later choices: users and items that they name, and new ones, are solved for anew, the others stay.
    ///
    /// @param later in the order of time
    /// @param decay what the value of an older choice is multiplied by, above 0 and at most 1
    /// @throws IllegalArgumentException if the model is not of this kind, or a value is not one that can be
    public TrainingRun update(
            Model model, List<Click> later, double decay, ProgressListener listener) {
        FactorModel before = FactorModel.of(model, NAME);
        Options own = Options.of(before);
        Interactions all = before.with(later, own.explicit(), decay);
        Touched touched = Touched.of(all, later, before);
        Course course =
                new Course(
                        own, before.number("mean"), own.epochs() - options.epochs(), own.epochs());
        return new Als(builder().threads(threads).copy(own))
                .run(all, before.grown(all), course, touched, listener);
    }

    /// @param from turns that are done
    private record Course(Options options, double mean, int from, int to) {}

    /// Which rows are solved for.
    private record Touched(IntPredicate users, IntPredicate items) {
        static final Touched ALL = new Touched(_ -> true, _ -> true);

        static Touched of(Interactions all, List<Click> later, FactorModel before) {
            boolean[] users = new boolean[all.users().size()];
            boolean[] items = new boolean[all.items().size()];
            for (Click click : later) {
                users[all.users().id(click.user())] = true;
                items[all.items().id(click.item())] = true;
            }
            return new Touched(
                    user -> users[user] || user >= before.users().size(),
                    item -> items[item] || item >= before.items().size());
        }
    }

    private TrainingRun run(
            Interactions choices, Factors factors, Course course, ProgressListener listener) {
        return run(choices, factors, course, Touched.ALL, listener);
    }

    private TrainingRun run(
            Interactions choices,
            Factors factors,
            Course course,
            Touched touched,
            ProgressListener listener) {
        Workers workers = new Workers(threads);
        Options own = course.options();
        TrainableTable users = factors.users();
        TrainableTable items = factors.items();
        AlsSide userSide = new AlsSide(choices.byUser(), users, items, own, course.mean());
        AlsSide itemSide = new AlsSide(choices.byItem(), items, users, own, course.mean());
        long rows = (long) users.rows() + items.rows();
        long total = rows * (course.to() - course.from());
        int epoch = course.from();
        while (epoch < course.to() && !listener.stopRequested()) {
            userSide.solve(touched.users(), workers);
            AlsSide.Cost cost = itemSide.solve(touched.items(), workers);
            epoch++;
            listener.update(
                    new Progress(
                            "training",
                            rows * (epoch - course.from()),
                            total,
                            "rows",
                            cost.mean()));
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(RecommenderModel.OPTIONS, own.describe(course.mean()).toString());
        boolean finished = epoch >= course.to();
        metadata.put(FactorModel.TRAINING, FactorModel.training(epoch, finished).toString());
        return new TrainingRun(
                factors.model(choices, metadata), finished, rows * (epoch - course.from()), total);
    }

    /// Collects options; each has a default. Not thread-safe.
    public static final class Builder {
        private int dimension = 64;
        private double regularization = 1;
        private double alpha = 10;
        private int epochs = 15;
        private int steps = 3;
        private boolean explicit;
        private long seed = 1;
        private int threads = Runtime.getRuntime().availableProcessors();

        private Builder() {}

        /// How many factors, 1 … 4,096; 64 by default.
        public Builder dimension(int value) {
            dimension = Ranges.within("dimension", value, 1, 4096);
            return this;
        }

        /// What the sum of squares of factors costs, above 0; 1 by default. Of ratings, times how many a user or an item has.
        public Builder regularization(double value) {
            regularization = Ranges.positive("regularization", value);
            return this;
        }

        /// How much surer a choice makes than no choice, times its value, above 0; 10 by default.
        public Builder alpha(double value) {
            alpha = Ranges.positive("alpha", value);
            return this;
        }

        /// Turns, each over all users and items, at least 1; 15 by default. With [Als#update] turns over those that later choices name.
        public Builder epochs(int value) {
            epochs = Ranges.within("epochs", value, 1, 1_000_000);
            return this;
        }

        /// Steps of conjugate gradient for a row in each turn, 1 … 1,000; 3 by default. As many as factors are exact.
        public Builder steps(int value) {
            steps = Ranges.within("steps", value, 1, 1000);
            return this;
        }

        /// Whether values are ratings; if not, they say how much a choice counts. False by default.
        public Builder explicit(boolean value) {
            explicit = value;
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

        private Builder copy(Options own) {
            return dimension(own.dimension())
                    .regularization(own.regularization())
                    .alpha(own.alpha())
                    .epochs(own.epochs())
                    .steps(own.steps())
                    .explicit(own.explicit())
                    .seed(own.seed());
        }

        private Options options() {
            return new Options(dimension, regularization, alpha, epochs, steps, explicit, seed);
        }

        /// A learner with the options as they are now.
        public Als build() {
            return new Als(this);
        }
    }
}
