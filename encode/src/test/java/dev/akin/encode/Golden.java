package dev.akin.encode;

import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// The small model of tools/golden/encoders.py, laid out as a test wants it.
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden/encoders");
    private static final String TYPE = "sentence_transformers.models.";

    private final Path folder;
    private final StringBuilder modules = new StringBuilder();
    private int count;

    private Golden(Path folder) {
        this.folder = folder;
    }

    /// A folder with a graph and its tokenizer.
    static Golden in(Path folder, String graph) throws IOException {
        Files.createDirectories(folder.resolve("onnx"));
        Files.copy(FOLDER.resolve(graph), folder.resolve("onnx/model.onnx"));
        Files.copy(FOLDER.resolve("tokenizer.json"), folder.resolve("tokenizer.json"));
        Files.writeString(
                folder.resolve("config.json"),
                "{\"model_type\":\"bert\",\"max_position_embeddings\":24,\"vocab_size\":39}");
        return new Golden(folder).module("Transformer", "", "");
    }

    Golden module(String kind, String config, String weights) throws IOException {
        String path = kind.equals("Transformer") ? "" : count + "_" + kind;
        modules.append(modules.isEmpty() ? "" : ",")
                .append(
                        "{\"idx\":%d,\"name\":\"%d\",\"path\":\"%s\",\"type\":\"%s%s\"}"
                                .formatted(count, count, path, TYPE, kind));
        count++;
        Path place = Files.createDirectories(folder.resolve(path));
        if (!config.isEmpty()) {
            Files.writeString(place.resolve("config.json"), config);
        }
        if (!weights.isEmpty()) {
            Files.copy(
                    FOLDER.resolve(weights),
                    place.resolve("model" + weights.substring(weights.lastIndexOf('.'))));
        }
        return write("modules.json", "[" + modules + "]");
    }

    Golden write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        return this;
    }

    Path folder() {
        return folder;
    }

    private static Json.Obj expected() throws IOException {
        return (Json.Obj) Json.parse(Files.readAllBytes(FOLDER.resolve("expected.json")));
    }

    private static List<Json> list(Json.Obj object, String name) {
        return ((Json.Arr) Objects.requireNonNull(object.get(name), name)).elements();
    }

    static List<String> texts() throws IOException {
        return list(expected(), "texts").stream().map(text -> ((Json.Str) text).value()).toList();
    }

    static float[][] vectors(String name) throws IOException {
        return numbers(list((Json.Obj) Objects.requireNonNull(expected().get("vectors")), name));
    }

    static List<int[]> tokens() throws IOException {
        return list(expected(), "tokens").stream()
                .map(ids ->
                        ((Json.Arr) ids)
                                .elements().stream()
                                        .mapToInt(id -> (int) ((Json.Num) id).asLong())
                                        .toArray())
                .toList();
    }

    private static float[][] numbers(List<Json> rows) {
        float[][] numbers = new float[rows.size()][];
        for (int row = 0; row < numbers.length; row++) {
            List<Json> elements = ((Json.Arr) rows.get(row)).elements();
            numbers[row] = new float[elements.size()];
            for (int i = 0; i < elements.size(); i++) {
                numbers[row][i] = (float) ((Json.Num) elements.get(i)).asDouble();
            }
        }
        return numbers;
    }
}
