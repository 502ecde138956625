package dev.akin.knowledge;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Model;
import dev.akin.learn.TrainingRun;
import dev.akin.text.Json;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// Learns vectors of entities and relations from facts: TransE, DistMult, ComplEx and RotatE, as [Scoring] says. Immutable and thread-safe. The
/// same seed gives the same numbers with any number of threads.
///
/// Each fact asks two questions, for its tail and for its head, and the right answer is to score above entities that are drawn at random and are not known to be right: by a
/// softmax, with N3 and rows for the way back where scores are products (Lacroix and others 2018), or by self-adversarial negative sampling (Sun and others 2019). Entities are drawn for
/// 128 questions together, so that most of the work is products of matrices (as in DGL-KE, Zheng and others 2020). Steps are AdaGrad's.
public final class KnowledgeLearner {
    private final KnowledgeOptions options;
    private final int threads;

    private KnowledgeLearner(KnowledgeOptions options, int threads) {
        this.options = options;
        this.threads = threads;
    }

    /// Options; those that are not said go by the scoring.
    public static Builder builder(Scoring scoring) {
        return new Builder(scoring);
    }

    /// How it learns, as models say it in their metadata under `akin.options`.
    public Json.Obj options() {
        return options.describe();
    }

    /// As [#fit(Facts, ProgressListener)], unheard.
    public Knowledge fit(Facts facts) {
        return fit(facts, ProgressListener.NONE);
    }

    /// Learns from facts: a row for each entity and each relation.
    ///
    /// @throws CancellationException if the listener asked to stop
    public Knowledge fit(Facts facts, ProgressListener listener) {
        TrainingRun run = train(facts, Map.of(), listener);
        if (!run.finished()) {
            throw new CancellationException(
                    "training was stopped after " + run.words() + " of " + run.totalWords());
        }
        return Knowledge.of(run.model());
    }

    /// As [#fit(Facts, ProgressListener)], but keeps what learning needs to go on, and gives what there is when the listener asks to stop.
    ///
    /// @param metadata what is known of the facts and goes into the model's metadata
    public TrainingRun train(Facts facts, Map<String, String> metadata, ProgressListener listener) {
        Parameters parameters =
                Parameters.random(options, facts.entities().size(), facts.relations().size());
        return run(parameters, new Saved.Work(facts, facts, metadata), 0, listener);
    }

    /// Goes on with a training that was stopped.
    ///
    /// @param facts the same as before
    /// @throws IllegalArgumentException if the model is finished, is none of this kind, or was learned from other facts
    public static TrainingRun resume(
            Model model, Facts facts, int threads, ProgressListener listener) {
        Saved saved = Saved.of(model);
        KnowledgeLearner learner = new KnowledgeLearner(saved.options(), threads);
        Facts known = saved.facts();
        Facts same = facts.after(known);
        if (saved.finished()) {
            throw new IllegalArgumentException(
                    "is finished: to learn from more facts give it to --update");
        }
        if (same.entities().size() != known.entities().size()
                || same.relations().size() != known.relations().size()
                || (saved.updating() ? same.size() > known.size() : same.size() != known.size())) {
            throw new IllegalArgumentException(
                    "was learned from other facts: "
                            + known.size()
                            + ", but there are "
                            + facts.size());
        }
        Facts learned = saved.updating() ? same : known;
        return learner.run(
                saved.parameters(),
                new Saved.Work(learned, known, model.metadata()),
                saved.batches(),
                listener);
    }

    /// Learns more from other facts: entities and relations keep their rows, new ones get rows of their own. Facts that were learned before are still known to be right. How
    /// is learned is the model's, but for the epochs.
    ///
    /// @param epochs passes over the new facts; null for as many as the model had
    /// @throws IllegalArgumentException if the model is none of this kind or lacks what learning needs
    public static TrainingRun update(
            Model model,
            Facts facts,
            @Nullable Integer epochs,
            int threads,
            ProgressListener listener) {
        Saved saved = Saved.of(model);
        Facts fresh = facts.after(saved.facts());
        Facts known = saved.facts().with(fresh);
        KnowledgeOptions options = saved.options(epochs);
        Parameters grown = saved.grown(known.entities().size(), known.relations().size());
        return new KnowledgeLearner(options, threads)
                .run(grown, new Saved.Work(fresh, known, saved.before(model)), 0, listener);
    }

    private TrainingRun run(
            Parameters parameters, Saved.Work work, long first, ProgressListener listener) {
        Learning learning =
                new Learning(options, parameters, work.learned(), work.known(), threads);
        long done = learning.run(first, listener);
        boolean finished = done >= learning.batches();
        Json.Obj training =
                Json.object(
                        "batches",
                        done,
                        "total",
                        learning.batches(),
                        "finished",
                        finished,
                        "updating",
                        work.learned() != work.known());
        return new TrainingRun(
                Saved.model(options, parameters, work, training),
                finished,
                learning.factsOf(done),
                learning.factsOf(learning.batches()));
    }

    /// Collects options; each has a default. Not thread-safe.
    public static final class Builder {
        private final Scoring scoring;
        private int dimension = 200;
        private int norm = 2;
        private int epochs = 30;
        private int negatives = 256;
        private boolean softmax = true;
        private double margin = 12;
        private double temperature = 1;
        private @Nullable Double learningRate;
        private @Nullable Double regularization;
        private @Nullable Boolean reciprocal;
        private boolean typed;
        private long seed = 1;
        private int threads = Runtime.getRuntime().availableProcessors();

        private Builder(Scoring scoring) {
            this.scoring = scoring;
        }

        /// Numbers in a vector of an entity; 200 if not said. A complex number is two.
        public Builder dimension(int value) {
            dimension = value;
            return this;
        }

        /// Of the distance of TransE and RotatE: 2 for the Euclidean one, which is the default, 1 for the sum of absolute differences, or of the moduli of complex ones.
        public Builder norm(int value) {
            norm = value;
            return this;
        }

        /// Passes over the facts; 30 if not said.
        public Builder epochs(int value) {
            epochs = value;
            return this;
        }

        /// Entities drawn for each group of questions; 256 if not said, 0 for all there are (1-vs-all).
        public Builder negatives(int value) {
            negatives = value;
            return this;
        }

        /// Whether answers are told apart by a softmax, which is the default, or each for itself by a logistic sigmoid.
        public Builder softmax(boolean value) {
            softmax = value;
            return this;
        }

        /// γ, what the distance of a fact stays below where sigmoids tell answers apart; 12 if not said. Vectors begin within it in any case.
        public Builder margin(double value) {
            margin = value;
            return this;
        }

        /// α, how much more the hard ones of the drawn entities count; 1 if not said, 0 for all alike.
        public Builder temperature(double value) {
            temperature = value;
            return this;
        }

        /// The learning rate of AdaGrad; 0.1 for products and 0.5 for distances if not said.
        public Builder learningRate(double value) {
            learningRate = value;
            return this;
        }

        /// λ of the nuclear 3-norm; 0.1 for products and 0 for distances if not said.
        public Builder regularization(double value) {
            regularization = value;
            return this;
        }

        /// Whether relations have rows of their own for the way from tail to head; if not said, so for products.
        public Builder reciprocal(boolean value) {
            reciprocal = value;
            return this;
        }

        /// Whether only entities are drawn that are known at this end of the relation; false if not said.
        public Builder typed(boolean value) {
            typed = value;
            return this;
        }

        /// What chance begins with; 1 if not said.
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /// 1 … 1,024; all processors if not said.
        public Builder threads(int value) {
            if (value < 1 || value > 1024) {
                throw new IllegalArgumentException("threads must be 1 … 1024, not " + value);
            }
            threads = value;
            return this;
        }

        /// A learner with the options as they are now.
        ///
        /// @throws IllegalArgumentException if one is out of range; the message names it
        public KnowledgeLearner build() {
            boolean product = !scoring.distance();
            double rate = product ? 0.1 : 0.5;
            return new KnowledgeLearner(
                    new KnowledgeOptions(
                            scoring,
                            dimension,
                            norm,
                            epochs,
                            negatives,
                            softmax,
                            margin,
                            temperature,
                            learningRate == null ? rate : learningRate,
                            regularization == null ? (product ? 0.1 : 0) : regularization,
                            reciprocal == null ? product : reciprocal,
                            typed,
                            seed),
                    threads);
        }
    }
}
