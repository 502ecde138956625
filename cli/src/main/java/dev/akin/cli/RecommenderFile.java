package dev.akin.cli;

import dev.akin.embeddings.Model;
import dev.akin.items.Recommender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file of users and items, which is no network.
final class RecommenderFile {
    private RecommenderFile() {}

    /// The recommender in a file; null if it holds none.
    ///
    /// @throws NoSuchFileException if there is no such file
    /// @throws IllegalArgumentException if something of it is missing
    static @Nullable Recommender open(Path path) throws IOException {
        Subcommand.requireFile(path);
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        String name = path.toString();
        if (!name.endsWith(".akin") && !name.endsWith(".safetensors")) {
            return null;
        }
        Model model = Model.load(path);
        if (!model.kind().equals(Recommender.KIND)
                || model.metadata().containsKey("akin.network")) {
            return null;
        }
        try {
            return Recommender.of(model);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
    }
}
