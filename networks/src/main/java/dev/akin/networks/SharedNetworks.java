package dev.akin.networks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Networks that learned on one table. Each can be saved, and is whole in its file.
public final class SharedNetworks implements AutoCloseable {
    private final Map<String, TrainedNetwork> networks;
    private final FitHistory history;

    SharedNetworks(Map<String, TrainedNetwork> networks, FitHistory history) {
        this.networks = Collections.unmodifiableMap(new LinkedHashMap<>(networks));
        this.history = history;
    }

    /// What the tasks were called.
    public Set<String> names() {
        return networks.keySet();
    }

    /// How all of them learned; measures begin with the name of their task.
    public FitHistory history() {
        return history;
    }

    /// @throws IllegalArgumentException if no task of this name tags words
    public Tagger tagger(String name) {
        return network(name, Tagger.class);
    }

    /// @throws IllegalArgumentException if no task of this name labels texts
    public TextClassifier classifier(String name) {
        return network(name, TextClassifier.class);
    }

    private <N> N network(String name, Class<N> kind) {
        TrainedNetwork network = networks.get(name);
        if (!kind.isInstance(network)) {
            throw new IllegalArgumentException(
                    "there is no "
                            + kind.getSimpleName()
                            + " \""
                            + name
                            + "\" among the tasks "
                            + networks.keySet());
        }
        return kind.cast(network);
    }

    /// Closes all of them.
    @Override
    public void close() {
        networks.values().forEach(TrainedNetwork::close);
    }
}
