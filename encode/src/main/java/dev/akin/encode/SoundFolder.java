package dev.akin.encode;

import dev.akin.media.SoundPreprocessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A folder with a model of sounds: `preprocessor_config.json` and a graph, or two.
record SoundFolder(Path folder) {
    /// Of a model that also writes, or sees texts, the part that hears.
    private static final List<String> GRAPHS =
            Stream.concat(
                            Stream.of(
                                    "onnx/audio_model.onnx",
                                    "audio_model.onnx",
                                    "onnx/audio_model_quantized.onnx",
                                    "audio_model_quantized.onnx",
                                    "onnx/encoder_model.onnx",
                                    "encoder_model.onnx"),
                            ModelFolder.USUAL_GRAPHS.stream())
                    .toList();

    private Path preprocessor() {
        return folder.resolve(ImageFolder.PREPROCESSOR);
    }

    /// Whether what is said of the input is said of sounds: processors of pictures have a file of the same name.
    boolean ofSounds() throws IOException {
        return Files.isRegularFile(preprocessor())
                && JsonFile.required(preprocessor()).object().get("sampling_rate") != null;
    }

    SoundModel open() throws IOException {
        JsonFile said = JsonFile.required(preprocessor());
        if (said.text("feature_extractor_type", "").equals(WindowedSoundConfig.TYPE)) {
            return WindowedSoundModel.open(folder, said);
        }
        SoundPreprocessor preprocessor = SoundPreprocessor.read(preprocessor());
        return WholeSoundModel.open(ModelFolder.graph(folder, GRAPHS), preprocessor);
    }
}
