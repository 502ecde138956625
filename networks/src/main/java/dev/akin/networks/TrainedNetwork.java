package dev.akin.networks;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A network that has learned.
public abstract class TrainedNetwork implements AutoCloseable {
    private static final String TRAINING = "akin.training";

    private final @Nullable FitHistory history;

    /// @param history null if it comes from a file
    TrainedNetwork(@Nullable FitHistory history) {
        this.history = history;
    }

    /// How the training went.
    ///
    /// @throws IllegalStateException if the network comes from a file
    public final FitHistory history() {
        if (history == null) {
            throw new IllegalStateException("a file keeps no history of its training");
        }
        return history;
    }

    /// All of it as tables, and the weights beside them.
    public abstract Model model();

    /// Writes a native file that holds all of it, and how the loss fell; an older file of that name stays as it was until the new one is whole.
    public final void save(Path path) throws IOException {
        Model model = model();
        Map<String, String> metadata = new TreeMap<>(model.metadata());
        if (history != null) {
            metadata.put(TRAINING, history.toJson().toString());
        }
        model.withMetadata(metadata).save(path, ProgressListener.NONE);
    }

    /// Gives back memory of PyTorch's.
    @Override
    public abstract void close();
}
