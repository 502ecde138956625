package dev.akin.encode;

import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A folder with a model of pictures: `preprocessor_config.json`, a graph, and perhaps `config.json`.
record ImageFolder(Path folder) {
    static final String PREPROCESSOR = "preprocessor_config.json";

    /// Where a model of texts and pictures was exported in two parts, that of pictures is meant.
    private static final List<String> GRAPHS =
            Stream.concat(
                            Stream.of("onnx/vision_model.onnx", "vision_model.onnx"),
                            ModelFolder.USUAL_GRAPHS.stream())
                    .toList();

    Path preprocessor() {
        return folder.resolve(PREPROCESSOR);
    }

    Path graph() throws IOException {
        return ModelFolder.graph(folder, GRAPHS);
    }

    /// Pixels along the side of a patch, or 0 where nothing says.
    int patch() throws IOException {
        JsonFile config = JsonFile.optional(folder.resolve("config.json"));
        long own = config.number("patch_size", 0);
        if (own == 0
                && config.object().get("vision_config") instanceof Json.Obj vision
                && vision.get("patch_size") instanceof Json.Num size) {
            own = (long) size.asDouble();
        }
        return Math.clamp(own, 0, 1024);
    }

    /// Whether what is said of the input is said of pictures: processors of sounds have a file of the same name.
    boolean ofPictures() throws IOException {
        if (!Files.isRegularFile(preprocessor())) {
            return false;
        }
        JsonFile said = JsonFile.required(preprocessor());
        boolean sounds =
                said.object().get("sampling_rate") != null
                        || said.object().get("num_mel_bins") != null;
        return !sounds;
    }
}
