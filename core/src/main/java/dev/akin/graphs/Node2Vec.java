package dev.akin.graphs;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.learn.Loss;
import dev.akin.learn.SkipGram;
import dev.akin.learn.TrainingRun;
import dev.akin.learn.WordLearner;
import dev.akin.text.Json;
import dev.akin.vocabulary.EncodedCorpus;
import dev.akin.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Learns vectors of nodes from walks along the edges of a graph, read as sentences by [SkipGram]: DeepWalk (Perozzi, Al-Rfou and Skiena
/// 2014), node2vec (Grover and Leskovec 2016) and node2vec+ (Liu, Krishnan and Hirn 2023). Immutable and thread-safe.
///
/// Walks are not kept: each is walked anew when it is learned from, so that a graph needs no room beside its edges and two rows of numbers
/// a node. Nodes that no walk comes to have no vector. The same seed gives the same walks with any number of threads; whether it gives the
/// same vectors is as [SkipGram] says.
public final class Node2Vec {
    private static final String WALKS = "akin.walks";

    private final WalkOptions walks;
    private final Consumer<SkipGram.Builder> words;
    private final long seed;
    private final int threads;

    private Node2Vec(Builder builder, Consumer<SkipGram.Builder> words) {
        this.walks = builder.walks;
        this.words = words;
        this.seed = builder.seed;
        this.threads = builder.threads;
    }

    /// Options, at first ten walks of 80 nodes from each node, vectors of 128 numbers and a window of 10, as PecanPy has them, and three passes.
    public static Builder builder() {
        return new Builder();
    }

    /// As [#fit(Graph, ProgressListener)], unheard.
    public Embeddings fit(Graph graph) {
        return fit(graph, ProgressListener.NONE);
    }

    /// Learns vectors: a new table of `nodes with edges × dimension`, its similarity cosine, nodes that walks come to most often first.
    ///
    /// @throws CancellationException if the listener asked to stop
    public Embeddings fit(Graph graph, ProgressListener listener) {
        TrainingRun run = train(graph, Map.of(), listener);
        if (!run.finished()) {
            throw new CancellationException(
                    "training was stopped after " + run.words() + " of " + run.totalWords());
        }
        return run.embeddings();
    }

    /// As [#fit(Graph, ProgressListener)], but keeps what learning needs to go on, and gives what there is when the listener asks to stop.
    ///
    /// @param metadata what is known of the graph and goes into the model's metadata
    public TrainingRun train(Graph graph, Map<String, String> metadata, ProgressListener listener) {
        Visits visits = visits(graph, listener);
        int[] nodes = visits.nodes();
        List<String> keys = Arrays.stream(nodes).mapToObj(graph::name).toList();
        long[] counts = Arrays.stream(nodes).mapToLong(node -> visits.counts()[node]).toArray();
        int[] ids = new int[graph.nodes()];
        for (int id = 0; id < nodes.length; id++) {
            ids[nodes[id]] = id;
        }
        EncodedCorpus corpus = visits.corpus(Vocabulary.of(keys, counts), ids);
        return learner().train(corpus, with(metadata, graph.directed()), steps(listener));
    }

    /// What is a word to the learner is a step to whoever listens.
    private static ProgressListener steps(ProgressListener listener) {
        return new ProgressListener() {
            @Override
            public void update(Progress now) {
                listener.update(
                        new Progress(now.phase(), now.done(), now.total(), "steps", now.loss()));
            }

            @Override
            public boolean stopRequested() {
                return listener.stopRequested();
            }
        };
    }

    private SkipGram learner() {
        SkipGram.Builder builder =
                SkipGram.builder()
                        .dimension(128)
                        .window(10)
                        .epochs(3)
                        .learningRate(0.05)
                        .minCount(1)
                        .subsample(0);
        words.accept(builder);
        return builder.seed(seed).threads(threads).build();
    }

    private Map<String, String> with(Map<String, String> metadata, boolean directed) {
        Map<String, String> all = new HashMap<>(metadata);
        all.put(WALKS, walks.describe(directed).toString());
        return all;
    }

    /// Goes on with a training that was stopped, along the same walks.
    ///
    /// @param graph the same as before
    /// @throws IllegalArgumentException if the model is finished, was not learned from walks, or from another graph
    public static TrainingRun resume(
            Model model, Graph graph, int threads, ProgressListener listener) {
        WalkOptions walks = walks(model);
        Node2Vec learner = builder().walks(walks).threads(threads).seed(seed(model)).build();
        Visits visits = learner.visits(graph, listener);
        Vocabulary known = model.table("").vocabulary();
        int[] ids = new int[graph.nodes()];
        for (int node : visits.nodes()) {
            ids[node] = known.id(graph.name(node));
            if (ids[node] < 0) {
                throw new IllegalArgumentException(
                        "the model has no node \""
                                + graph.name(node)
                                + "\": it was learned from another graph");
            }
        }
        return WordLearner.resume(model, visits.corpus(known, ids), threads, steps(listener));
    }

    /// Learns more from other edges: nodes keep their rows, new ones get rows of their own. Give a learner that walks as is wanted; how
    /// vectors are learned is the model's.
    ///
    /// @param graph the new edges, with as many of the old ones as walks should be able to go along
    /// @throws IllegalArgumentException if the model was not learned from walks or lacks what learning needs
    public TrainingRun update(
            Model model, Graph graph, Map<String, String> metadata, ProgressListener listener) {
        walks(model);
        Vocabulary known = model.table("").vocabulary();
        Visits visits = visits(graph, listener);
        List<String> keys = new ArrayList<>(known.keys());
        int[] ids = new int[graph.nodes()];
        for (int node : visits.nodes()) {
            ids[node] = known.id(graph.name(node));
            if (ids[node] < 0) {
                ids[node] = keys.size();
                keys.add(graph.name(node));
            }
        }
        long[] counts = Arrays.copyOf(known.countArray(), keys.size());
        for (int node : visits.nodes()) {
            counts[ids[node]] += visits.counts()[node];
        }
        EncodedCorpus corpus = visits.corpus(Vocabulary.of(keys, counts), ids);
        WordLearner learner = WordLearner.builderOf(model).threads(threads).seed(seed).build();
        return learner.update(model, corpus, with(metadata, graph.directed()), steps(listener));
    }

    /// How the walks went that a model was learned from.
    ///
    /// @throws IllegalArgumentException if it was not learned from walks
    public static WalkOptions walks(Model model) {
        return WalkOptions.ofJson(described(model));
    }

    /// Whether the edges that a model was learned from led one way only; throws as [#walks(Model)].
    public static boolean directed(Model model) {
        return described(model).get("directed") instanceof Json.Bool(boolean on) && on;
    }

    private static Json.Obj described(Model model) {
        String walks = model.metadata().get(WALKS);
        if (walks != null && Json.parse(walks) instanceof Json.Obj found) {
            return found;
        }
        throw new IllegalArgumentException(
                "does not say " + WALKS + ": it was not learned from walks through a graph");
    }

    private static long seed(Model model) {
        String training = model.metadata().get("akin.training");
        if (training != null
                && Json.parse(training) instanceof Json.Obj found
                && found.get("seed") instanceof Json.Num seed) {
            return seed.asLong();
        }
        throw new IllegalArgumentException("does not say akin.training, so it cannot be resumed");
    }

    private Visits visits(Graph graph, ProgressListener listener) {
        Walks all = Walks.of(graph, walks, seed);
        return new Visits(all, VisitCounts.of(all, graph, walks, threads, listener));
    }

    /// Walks, and what they come to.
    private record Visits(Walks walks, VisitCounts found) {
        long[] counts() {
            return found.counts();
        }

        /// Those that walks come to, the most often visited first, of equals the one first named.
        int[] nodes() {
            return IntStream.range(0, counts().length)
                    .filter(node -> counts()[node] > 0)
                    .boxed()
                    .sorted(
                            Comparator.<Integer>comparingLong(node -> -counts()[node])
                                    .thenComparing(Comparator.naturalOrder()))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }

        EncodedCorpus corpus(Vocabulary vocabulary, int[] ids) {
            return EncodedCorpus.of(vocabulary, walks.as(ids), found.words(), walks.count());
        }
    }

    /// Collects options; each has a default. Not thread-safe.
    public static final class Builder {
        private WalkOptions walks = WalkOptions.standard();
        private Consumer<SkipGram.Builder> words = _ -> {};
        private long seed = 1;
        private int threads = Runtime.getRuntime().availableProcessors();

        private Builder() {}

        /// How walks go; [WalkOptions#standard()] if not said.
        public Builder walks(WalkOptions value) {
            walks = value;
            return this;
        }

        /// Numbers in a vector; 128 if not said.
        public Builder dimension(int value) {
            return words(builder -> builder.dimension(value));
        }

        /// The most steps along a walk between nodes that count as near; 10 if not said.
        public Builder window(int value) {
            return words(builder -> builder.window(value));
        }

        /// Nodes drawn at random for each node seen; 5 if not said.
        public Builder negatives(int value) {
            return words(builder -> builder.negatives(value));
        }

        /// How nodes that were there are told from others; by negative sampling if not said, as in node2vec. DeepWalk has
        /// hierarchical softmax.
        public Builder loss(Loss value) {
            return words(builder -> builder.loss(value));
        }

        /// Passes over the walks; 3 if not said.
        public Builder epochs(int value) {
            return words(builder -> builder.epochs(value));
        }

        /// The learning rate at the start; 0.05 if not said.
        public Builder learningRate(double value) {
            return words(builder -> builder.learningRate(value));
        }

        /// Whether the vectors are to be the same with any number of threads; false if not said.
        public Builder reproducible(boolean value) {
            return words(builder -> builder.reproducible(value));
        }

        private Builder words(Consumer<SkipGram.Builder> more) {
            // Tried at once, so that a wrong option is named where it was given.
            more.accept(SkipGram.builder());
            words = words.andThen(more);
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
        public Node2Vec build() {
            return new Node2Vec(this, words);
        }
    }
}
