package dev.akin.networks;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.format.Safetensors;
import dev.akin.format.Tensor;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How far a training has come, in a file: all that is learned, what continuing needs, and the weights of the best epoch.
///
/// @param description what a training has to be like to go on from it
record Checkpoint(String description, Place place, Learned learned) {
    private static final String METADATA = "akin.training";
    private static final String KIND = "akin.kind";

    /// @param best the best epoch so far; 0 if none was measured
    /// @param batches done in the epoch that is under way
    /// @param lossSum over the examples of these
    record Place(List<Epoch> epochs, int best, double bestWatched, int batches, double lossSum) {
        Place {
            epochs = List.copyOf(epochs);
            if (best < 0 || best > epochs.size() || batches < 0) {
                throw new IllegalArgumentException(
                        "epoch "
                                + best
                                + " is the best of "
                                + epochs.size()
                                + ", and "
                                + batches
                                + " batches are done: that cannot be");
            }
        }
    }

    /// @param best the weights of the best epoch; empty if none was measured
    record Learned(
            Map<String, Tensor> weights, Map<String, Tensor> state, Map<String, Tensor> best) {
        Learned {
            if (!best.isEmpty() && !shapes(best).equals(shapes(weights))) {
                throw new IllegalArgumentException(
                        "the weights of the best epoch are "
                                + shapes(best)
                                + ", and the last ones "
                                + shapes(weights));
            }
        }

        private static Map<String, List<Long>> shapes(Map<String, Tensor> tensors) {
            Map<String, List<Long>> shapes = new TreeMap<>();
            tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
            return shapes;
        }
    }

    static boolean exists(Path file) {
        return Files.exists(file);
    }

    static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /// Writes a temporary file, then renames it.
    void write(Path file) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        learned.weights().forEach((name, tensor) -> tensors.put("weights/" + name, tensor));
        learned.state().forEach((name, tensor) -> tensors.put("state/" + name, tensor));
        learned.best().forEach((name, tensor) -> tensors.put("best/" + name, tensor));
        Map<String, String> metadata =
                Map.of("akin.format", "1", KIND, "checkpoint", METADATA, toJson().toString());
        Safetensors.write(file, tensors, metadata, ProgressListener.NONE);
    }

    private Json toJson() {
        List<Json> lines = new ArrayList<>();
        for (Epoch epoch : place.epochs()) {
            Map<String, Json> validation = new LinkedHashMap<>();
            epoch.validation().forEach((name, value) -> validation.put(name, number(value)));
            lines.add(
                    Json.object(
                            "loss", number(epoch.loss()),
                            "validation", new Json.Obj(validation),
                            "millis", epoch.took().toMillis()));
        }
        return Json.object(
                "description", description,
                "epochs", new Json.Arr(lines),
                "best", place.best(),
                "bestWatched", number(place.bestWatched()),
                "batches", place.batches(),
                "lossSum", number(place.lossSum()));
    }

    /// JSON has no infinity.
    private static Json number(double value) {
        return new Json.Str(Double.toString(value));
    }

    private static double number(JsonMembers members, String name) {
        try {
            return Double.parseDouble(members.string(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + name + "\" is no number", e);
        }
    }

    /// @throws MalformedFileException if the file is no checkpoint, or is cut short
    static Checkpoint read(Path file) throws IOException {
        Safetensors tensors = Safetensors.open(file);
        String described = tensors.metadata().get(METADATA);
        if (!"checkpoint".equals(tensors.metadata().get(KIND)) || described == null) {
            throw MalformedFileException.atByte(file, 0, "it is no checkpoint of a network");
        }
        try {
            JsonMembers members = JsonMembers.of(METADATA, Json.parse(described));
            return new Checkpoint(
                    members.string("description"),
                    place(members),
                    new Learned(
                            Tables.under("weights/", tensors.tensors()),
                            Tables.under("state/", tensors.tensors()),
                            Tables.under("best/", tensors.tensors())));
        } catch (IllegalArgumentException e) {
            throw MalformedFileException.atByte(file, 0, String.valueOf(e.getMessage()), e);
        }
    }

    private static Place place(JsonMembers members) {
        List<Epoch> epochs = new ArrayList<>();
        for (Json line : members.elements("epochs")) {
            JsonMembers epoch = JsonMembers.of("an epoch", line);
            JsonMembers measured = JsonMembers.of("validation", epoch.get("validation"));
            Map<String, Double> validation = new LinkedHashMap<>();
            for (String name : measured.names()) {
                validation.put(name, number(measured, name));
            }
            epochs.add(
                    new Epoch(
                            epochs.size() + 1,
                            number(epoch, "loss"),
                            validation,
                            Duration.ofMillis((long) epoch.number("millis"))));
        }
        return new Place(
                epochs,
                members.integer("best"),
                number(members, "bestWatched"),
                members.integer("batches"),
                number(members, "lossSum"));
    }
}
