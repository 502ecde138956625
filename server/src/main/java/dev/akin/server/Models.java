package dev.akin.server;

import dev.akin.embeddings.TextClassifier;
import io.helidon.http.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is served, by name. Immutable; thread-safe.
record Models(Map<String, Watched<WordModel>> files, Map<String, EncodingQueue> encoders) {
    Models {
        files = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(files));
        encoders = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(encoders));
    }

    List<String> names() {
        List<String> names = new ArrayList<>(encoders.keySet());
        names.addAll(files.keySet());
        return names;
    }

    /// @throws ProblemException if there is no model of this name, or it is no file of vectors
    WordModel words(String name) {
        return file(name).current().content();
    }

    /// @throws ProblemException as [#words(String)]
    Watched<WordModel> file(String name) {
        Watched<WordModel> file = files.get(name);
        if (file != null) {
            return file;
        }
        if (encoders.containsKey(name)) {
            throw new ProblemException(
                    Status.NOT_FOUND_404,
                    "\"" + name + "\" encodes texts: it has no words to ask about");
        }
        throw ProblemException.unknown("model", name, names());
    }

    /// @throws ProblemException if there is no model of this name, or it gives no labels
    TextClassifier classifier(String name) {
        TextClassifier classifier = words(name).classifier();
        if (classifier == null) {
            throw new ProblemException(
                    Status.NOT_FOUND_404, "\"" + name + "\" has no labels: it is no classifier");
        }
        return classifier;
    }
}
