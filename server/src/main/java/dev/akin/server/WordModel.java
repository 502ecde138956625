package dev.akin.server;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.embeddings.TextClassifier;
import dev.akin.format.Contents;
import dev.akin.format.ReadOptions;
import dev.akin.format.VectorFiles;
import dev.akin.items.Recommender;
import dev.akin.knowledge.Knowledge;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a file of vectors is served as.
///
/// @param classifier null if the file has no labels
/// @param recommender null if the file is no recommender, or a network
/// @param knowledge null if the file was not learned from facts
record WordModel(
        Embeddings words,
        @Nullable TextClassifier classifier,
        @Nullable Recommender recommender,
        @Nullable Knowledge knowledge) {
    private static final String USERS = "users/";
    private static final String NETWORK = "akin.network";
    private static final String KNOWLEDGE = "knowledge";

    static WordModel read(Path file) throws IOException {
        Contents contents = VectorFiles.read(file, ReadOptions.DEFAULT);
        return new WordModel(
                Embeddings.of(file, contents),
                contents.tables().containsKey("labels/") ? TextClassifier.of(file, contents) : null,
                recommender(file, contents),
                knowledge(file, contents));
    }

    private static @Nullable Recommender recommender(Path file, Contents contents)
            throws IOException {
        if (!contents.tables().containsKey(USERS) || contents.metadata().containsKey(NETWORK)) {
            return null;
        }
        Model model = Model.load(file);
        return Recommender.recommends(model) ? Recommender.of(model) : null;
    }

    private static @Nullable Knowledge knowledge(Path file, Contents contents) throws IOException {
        return KNOWLEDGE.equals(contents.metadata().get("akin.kind"))
                ? Knowledge.of(Model.of(file, contents))
                : null;
    }

    /// What a list of models calls it.
    String kind() {
        if (recommender != null) {
            return Recommender.KIND;
        }
        if (knowledge != null) {
            return KNOWLEDGE;
        }
        return classifier == null ? "embeddings" : "classifier";
    }
}
