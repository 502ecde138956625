package dev.akin.server;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.TextClassifier;
import dev.akin.format.Contents;
import dev.akin.format.ReadOptions;
import dev.akin.format.VectorFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a file of vectors is served as.
///
/// @param classifier null if the file has no labels
record WordModel(Embeddings words, @Nullable TextClassifier classifier) {
    static WordModel read(Path file) throws IOException {
        Contents contents = VectorFiles.read(file, ReadOptions.DEFAULT);
        return new WordModel(
                Embeddings.of(file, contents),
                contents.tables().containsKey("labels/")
                        ? TextClassifier.of(file, contents)
                        : null);
    }
}
