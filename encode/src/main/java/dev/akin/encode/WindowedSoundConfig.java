package dev.akin.encode;

import dev.akin.MalformedFileException;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// A `preprocessor_config.json` of the type `OnnxFeatureExtractor`.
///
/// @param rate samples a second
/// @param whole whether samples are whole numbers of 16 bits instead of in [-1, 1]
/// @param scale what features are multiplied with before they go on
/// @param offset what is added to them then
record WindowedSoundConfig(
        Path features,
        Path model,
        int rate,
        boolean whole,
        double scale,
        double offset,
        int windowFrames,
        int hopFrames,
        List<SoundPooling> pooling) {

    static final String TYPE = "OnnxFeatureExtractor";

    static WindowedSoundConfig of(Path folder, JsonFile said) throws IOException {
        String range = said.text("sample_range", "int16");
        if (!List.of("int16", "float").contains(range)) {
            throw said.malformed(
                    "\"sample_range\" is \"" + range + "\" instead of \"int16\" or \"float\"");
        }
        if (!said.text("padding_side", "right").equals("right")) {
            throw said.malformed("\"padding_side\" can only be \"right\"");
        }
        int window = whole(said, "window_frames", 76);
        return new WindowedSoundConfig(
                file(folder, said, "feature_model", "melspectrogram.onnx"),
                file(folder, said, "model", "model.onnx"),
                whole(said, "sampling_rate", 16_000),
                range.equals("int16"),
                number(said, "feature_scale", 1),
                number(said, "feature_offset", 0),
                window,
                whole(said, "hop_frames", window),
                pooling(said));
    }

    private static Path file(Path folder, JsonFile said, String member, String usual)
            throws IOException {
        Path file = folder.resolve(said.text(member, usual)).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw said.malformed("\"" + member + "\" lies outside of the folder");
        }
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(
                    file.toString(), null, "\"" + member + "\" of " + said.file() + " names it");
        }
        return file;
    }

    private static int whole(JsonFile said, String member, int otherwise)
            throws MalformedFileException {
        long number = said.number(member, otherwise);
        if (number < 1 || number > 1_000_000) {
            throw said.malformed("\"" + member + "\" is " + number + " instead of 1 to 1000000");
        }
        return (int) number;
    }

    private static double number(JsonFile said, String member, double otherwise) {
        return said.object().get(member) instanceof Json.Num number ? number.asDouble() : otherwise;
    }

    private static List<SoundPooling> pooling(JsonFile said) throws MalformedFileException {
        List<String> labels = said.texts("pooling");
        try {
            return labels.isEmpty()
                    ? List.of(SoundPooling.MEAN, SoundPooling.STD)
                    : SoundPooling.parse(labels);
        } catch (IllegalArgumentException e) {
            throw said.malformed(String.valueOf(e.getMessage()));
        }
    }

    /// As the graph wants it.
    float sample(float sample) {
        return whole ? (float) Math.clamp(Math.rint(sample * 32768.0), -32768, 32767) : sample;
    }

    /// All that changes a window's vector, beside the graphs.
    String numbers() {
        return rate
                + " "
                + whole
                + " "
                + scale
                + " "
                + offset
                + " "
                + windowFrames
                + " "
                + hopFrames;
    }
}
