package dev.akin.encode;

import dev.akin.embeddings.TextEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Opens text encoders by what people call them.
public final class TextEncoders {
    private TextEncoders() {}

    /// The models that have a name of their own.
    public static List<String> builtIn() {
        return Arrays.stream(BuiltIn.values()).map(BuiltIn::label).toList();
    }

    /// As [#open(String, Path, EncoderOptions)] with the default options.
    public static TextEncoder open(String name, Path home) throws IOException {
        return open(name, home, EncoderOptions.DEFAULT);
    }

    /// Opens an encoder.
    ///
    /// @param name `minilm`, or another of [#builtIn()] if its jar is on the class path; or a folder in the layout of the
    ///     Hugging Face hub, or the file of a graph in one that has several
    /// @param home where models are kept
    /// @throws IllegalArgumentException if nothing has this name, or the options ask for what the model does not have
    /// @throws dev.akin.MalformedFileException if a file of the model is not what it should be
    public static TextEncoder open(String name, Path home, EncoderOptions options)
            throws IOException {
        BuiltIn builtIn = BuiltIn.ofLabel(name);
        if (builtIn != null && builtIn.files().present()) {
            return OnnxTextEncoder.open(builtIn.spec(), options);
        }
        Path place = Path.of(name);
        if (Files.isDirectory(place) || (name.endsWith(".onnx") && Files.exists(place))) {
            return OnnxTextEncoder.open(ModelFolder.read(place), options);
        }
        throw new IllegalArgumentException(
                "there is no encoder \""
                        + name
                        + "\": it is neither one of "
                        + builtIn()
                        + " nor a folder with a model");
    }
}
