package dev.akin.networks;

import java.io.IOException;
import java.nio.file.Path;

/// A network that has learned.
public interface TrainedNetwork extends AutoCloseable {
    /// How the training went.
    ///
    /// @throws IllegalStateException if the network comes from a file
    FitHistory history();

    /// Writes a native file that holds all of it; an older file of that name stays as it was until the new one is whole.
    void save(Path path) throws IOException;

    /// Gives back memory of PyTorch's.
    @Override
    void close();
}
