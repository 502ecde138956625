package dev.akin.server;

import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.TextClassifier;
import dev.akin.items.Recommender;
import io.helidon.http.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is served, by name. Immutable; thread-safe.
///
/// @param media encoders of pictures or sounds; where one of texts has the same name, it makes vectors in their space
/// @param references by which an encoder can be opened again, where that is not its name
record Models(
        Map<String, Watched<WordModel>> files,
        Map<String, EncodingQueue> encoders,
        Map<String, FileEncoder> media,
        Map<String, String> references) {
    Models {
        files = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(files));
        encoders = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(encoders));
        media = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(media));
        references = Map.copyOf(references);
    }

    List<String> names() {
        List<String> names = new ArrayList<>(encoders.keySet());
        media.keySet().stream().filter(name -> !encoders.containsKey(name)).forEach(names::add);
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
        if (encoders.containsKey(name) || media.containsKey(name)) {
            throw new ProblemException(
                    Status.NOT_FOUND_404,
                    "\""
                            + name
                            + "\" encodes "
                            + (encoders.containsKey(name) ? "texts" : "files")
                            + ": it has no words to ask about");
        }
        throw ProblemException.unknown("model", name, names());
    }

    /// @throws ProblemException if there is no encoder of this name
    EncodingQueue encoder(String name) {
        EncodingQueue queue = encoders.get(name);
        if (queue == null) {
            throw ProblemException.unknown("encoder", name, List.copyOf(encoders.keySet()));
        }
        return queue;
    }

    /// The encoder of a fingerprint; null if it is not served.
    @Nullable EncodingQueue encoderOf(String fingerprint) {
        return encoders.values().stream()
                .filter(queue -> queue.encoder().fingerprint().equals(fingerprint))
                .findFirst()
                .orElse(null);
    }

    /// What makes vectors of texts among those of a fingerprint; null if nothing does that is served.
    @Nullable EncodingQueue textsAmong(String fingerprint) {
        EncodingQueue own = encoderOf(fingerprint);
        if (own != null) {
            return own;
        }
        return media.entrySet().stream()
                .filter(entry -> entry.getValue().fingerprint().equals(fingerprint))
                .map(entry -> encoders.get(entry.getKey()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// The encoder of pictures or sounds of a fingerprint; null if it is not served.
    @Nullable FileEncoder mediaOf(String fingerprint) {
        return media.values().stream()
                .filter(encoder -> encoder.fingerprint().equals(fingerprint))
                .findFirst()
                .orElse(null);
    }

    /// @throws ProblemException if there is no model of this name, or it makes no vectors of pictures or sounds
    FileEncoder media(String name) {
        FileEncoder encoder = media.get(name);
        if (encoder != null) {
            return encoder;
        }
        if (names().contains(name)) {
            throw new ProblemException(
                    ProblemException.UNPROCESSABLE,
                    "\"" + name + "\" makes no vectors of pictures or sounds");
        }
        throw ProblemException.unknown("model", name, names());
    }

    /// @throws ProblemException if there is no model of this name, or it is no recommender
    Recommender recommender(String name) {
        Recommender recommender = words(name).recommender();
        if (recommender == null) {
            throw new ProblemException(
                    Status.NOT_FOUND_404,
                    "\"" + name + "\" recommends nothing: it has no users and what they chose");
        }
        return recommender;
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
