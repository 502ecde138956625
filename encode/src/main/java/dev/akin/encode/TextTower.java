package dev.akin.encode;

import dev.akin.MalformedFileException;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The half of a model of texts and pictures (Radford and others 2021) or of texts and sounds (Wu and others 2023) that sees texts: a
/// graph of its own, `text_model.onnx`, or one with that of pictures.
final class TextTower {
    /// What exporters call its vectors.
    static final String OUTPUT = "text_embeds";

    private static final List<String> GRAPHS =
            List.of(
                    "onnx/text_model.onnx",
                    "text_model.onnx",
                    "onnx/text_model_quantized.onnx",
                    "text_model_quantized.onnx");

    private TextTower() {}

    /// The graph of texts alone, if a folder has one.
    static @Nullable Path graph(Path folder) {
        return GRAPHS.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(null);
    }

    /// Whether a folder has one, in a graph of its own or in one with the other half.
    static boolean isIn(Path folder) throws IOException {
        return Files.isRegularFile(folder.resolve("tokenizer.json"))
                && (graph(folder) != null
                        || part(JsonFile.optional(folder.resolve("config.json"))) != null);
    }

    static boolean isOne(Path graph, JsonFile config) {
        return String.valueOf(graph.getFileName()).startsWith("text_model")
                || (part(config) != null
                        && (config.object().get("vision_config") != null
                                || config.object().get("audio_config") != null));
    }

    /// @throws MalformedFileException if it sees texts in a way that is not known
    static void check(JsonFile config) throws MalformedFileException {
        if (config.text("model_type", "").startsWith("siglip")) {
            throw config.malformed(
                    "it is a model of the kind siglip, which sees the places after a text, too;"
                            + " only those that end with the text are known, such as clip");
        }
    }

    /// How many places its table has, if the configuration says it of the text's part.
    static long places(JsonFile config, long otherwise) {
        Json.Obj part = part(config);
        if (part == null) {
            return otherwise;
        }
        JsonFile said = new JsonFile(config.file(), part);
        // CLAP sees texts as RoBERTa does, whose places begin behind that of padding.
        return config.text("model_type", "").equals("clap")
                ? said.number("max_position_embeddings", 514) - (said.number("pad_token_id", 1) + 1)
                : said.number("max_position_embeddings", 77);
    }

    private static Json.@Nullable Obj part(JsonFile config) {
        return config.object().get("text_config") instanceof Json.Obj part ? part : null;
    }
}
