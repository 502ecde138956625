package dev.akin.networks;

import dev.akin.layers.EmbeddingLayer;
import dev.akin.text.TaggedSentence;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Several tasks that learn at once on one table of words, each with a network of its own on it (Collobert and Weston 2008): what one
/// learns of a word helps the others. Immutable; each `fit` makes a table and networks of their own.
///
/// How to learn is told here, for all; of what a task was told only what it sees and how its network is built counts.
public final class SharedTable {
    private final Map<String, Task<? extends TrainedNetwork>> tasks;
    private final FitOptions options;

    private SharedTable(Map<String, Task<? extends TrainedNetwork>> tasks, FitOptions options) {
        this.tasks = tasks;
        this.options = options;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// Learns all tasks. An epoch is a pass over the examples of all of them, mixed.
    ///
    /// With pretrained vectors, all their words have rows.
    ///
    /// @throws IllegalStateException if the loss is no longer finite, or a network needs PyTorch and there is none
    /// @throws java.util.concurrent.CancellationException if the listener asked to stop
    public SharedNetworks fit() throws IOException {
        Vocabulary words = Task.withPretrained(union(), options);
        EmbeddingLayer layer = Task.layer(words, options);
        Map<String, Task.Prepared<? extends TrainedNetwork>> prepared = new LinkedHashMap<>();
        try {
            tasks.forEach((name, task) -> prepared.put(name, task.on(words, layer, options)));
            Map<String, Learner> learners = new LinkedHashMap<>();
            prepared.forEach((name, one) -> learners.put(name, one.learner()));
            FitHistory history = Fitting.fit(new SharedTraining(learners), options);
            Map<String, TrainedNetwork> networks = new LinkedHashMap<>();
            prepared.forEach((name, one) -> networks.put(name, one.finish().apply(history)));
            return new SharedNetworks(networks, history);
        } catch (IOException | RuntimeException e) {
            prepared.values().forEach(one -> one.network().close());
            throw e;
        }
    }

    private Vocabulary union() {
        return tasks.values().stream()
                .map(Task::words)
                .reduce(Vocabulary.of(new ArrayList<>()), Task::union);
    }

    /// Collects tasks, and how they learn. Not thread-safe.
    public static final class Builder extends NetworkBuilder<Builder> {
        private final Map<String, Task<? extends TrainedNetwork>> tasks = new LinkedHashMap<>();

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /// A task that tags words.
        ///
        /// @param name what its network is asked for by
        /// @throws IllegalArgumentException as [Tagging#fit(List)], or if the name is taken
        public Builder tag(String name, Tagging how, List<TaggedSentence> sentences) {
            return add(name, how.task(sentences));
        }

        /// A task that gives each text a label.
        ///
        /// @param name as in [#tag(String, Tagging, List)]
        /// @throws IllegalArgumentException as [TextClassification#fit(List, List)], if it was given a vocabulary, or if the name is
        ///     taken
        public Builder classify(
                String name, TextClassification how, List<String> texts, List<String> labels) {
            return add(name, how.task(texts, labels));
        }

        private Builder add(String name, Task<? extends TrainedNetwork> task) {
            if (name.isBlank() || name.contains("/") || tasks.containsKey(name)) {
                throw new IllegalArgumentException(
                        "a task needs a name of its own, without a slash; \""
                                + name
                                + "\" is none beside "
                                + tasks.keySet());
            }
            tasks.put(name, task);
            return this;
        }

        /// @throws IllegalArgumentException if there is no task, or options exclude each other
        public SharedTable build() {
            if (tasks.isEmpty()) {
                throw new IllegalArgumentException("there is no task to learn");
            }
            return new SharedTable(new LinkedHashMap<>(tasks), options());
        }
    }
}
