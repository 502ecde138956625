package dev.akin.networks;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.format.Tensor;
import dev.akin.text.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// A network as its file holds it: tables, what it is apart from its numbers, and the weights beside the tables.
///
/// @param shape what it is, as the shape of its kind reads it
record SavedNetwork(Model model, Json shape) {
    /// Among the weights: the rows of the main table that no key has.
    static final String RESERVED = "reserved";

    private static final String METADATA = "akin.network";
    private static final String WEIGHTS = "network/";

    /// What a file says that it holds.
    ///
    /// @param id as the file says it, and as `train --model` is told
    /// @param name as people say it
    record Kind(String id, String name) {}

    /// @param tables the main one without a name, whose metadata are those of the file too
    /// @param weights what is beside the tables
    static Model of(
            Kind kind, Map<String, Embeddings> tables, Json shape, Map<String, Tensor> weights) {
        Map<String, String> metadata = new TreeMap<>();
        tables.forEach(
                (name, table) -> metadata.putAll(name.isEmpty() ? table.metadata() : Map.of()));
        metadata.put(METADATA, shape.toString());
        return Model.of(kind.id(), tables)
                .withMetadata(metadata)
                .withExtras(Tables.named(WEIGHTS, weights));
    }

    /// Makes a network of what a file holds.
    ///
    /// @param path for errors
    /// @throws MalformedFileException if it is of another kind, or `make` finds something missing
    static <N> N read(Path path, Model model, Kind kind, Function<SavedNetwork, N> make)
            throws MalformedFileException {
        try {
            return make.apply(of(kind, model));
        } catch (IllegalArgumentException e) {
            throw MalformedFileException.atByte(path, 0, String.valueOf(e.getMessage()), e);
        }
    }

    private static SavedNetwork of(Kind kind, Model model) {
        String described = model.metadata().get(METADATA);
        if (!model.kind().equals(kind.id()) || described == null) {
            throw new IllegalArgumentException(
                    "it is no "
                            + kind.name()
                            + " but "
                            + model.kind()
                            + "; make one with train --model "
                            + kind.id());
        }
        SavedNetwork saved = new SavedNetwork(model, Json.parse(described));
        FileSizes.check(saved.shape(), saved.weights());
        return saved;
    }

    /// What is beside the tables.
    Map<String, Tensor> weights() {
        return Tables.under(WEIGHTS, model.extras());
    }

    /// The main table.
    Embeddings main() {
        return model.table("");
    }
}
