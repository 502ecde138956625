package dev.akin.encode;

import dev.akin.align.Bridge;
import dev.akin.align.BridgedEncoder;
import dev.akin.embeddings.EncoderProvider;
import dev.akin.embeddings.EncoderProvider.Input;
import dev.akin.embeddings.EncoderProvider.Settings;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.JointEncoder;
import dev.akin.embeddings.TextEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Opens encoders of texts, of files such as pictures, or of both in one space, by what people call them.
public final class JointEncoders {
    private JointEncoders() {}

    /// As [#open(String, Path, EncoderOptions)] with the default options.
    public static JointEncoder open(String name, Path home) throws IOException {
        return open(name, home, EncoderOptions.DEFAULT);
    }

    /// Opens an encoder.
    ///
    /// @param name `pixels`; a file that a module opens, as one with an image encoder; a folder with a model of pictures or sounds, or with one of texts and either, whose graphs are
    ///     `text_model.onnx` and `vision_model.onnx` or `audio_model.onnx`, or of texts and pictures one `model.onnx` with both; a
    ///     [Bridge], whose other side is opened too where
    ///     it is still there; or anything that [TextEncoders#open(String, Path, EncoderOptions)] takes
    /// @param home where models are kept
    /// @throws IllegalArgumentException if nothing has this name, or the options ask for what the model does not have
    /// @throws dev.akin.MalformedFileException if a file of the model is not what it should be
    public static JointEncoder open(String name, Path home, EncoderOptions options)
            throws IOException {
        if (name.equals(PixelsEncoder.NAME)) {
            return JointEncoder.of(pixels(options));
        }
        if (Files.isDirectory(Path.of(name))) {
            return openFolder(Path.of(name), home, options);
        }
        FileEncoder files = ofFile(name, home, options);
        if (files != null) {
            return besideTexts(files, home);
        }
        Bridge bridge = bridge(name);
        return bridge == null
                ? JointEncoder.of(TextEncoders.open(name, home, options))
                : openBridge(Path.of(name), bridge, home);
    }

    private static PixelsEncoder pixels(EncoderOptions options) {
        if (options.dimension() != 0 && options.dimension() != PixelFeatures.DIMENSION) {
            throw new IllegalArgumentException(
                    "pixels has "
                            + PixelFeatures.DIMENSION
                            + " numbers, which are all needed, not "
                            + options.dimension());
        }
        return PixelsEncoder.of(options.threads());
    }

    /// The encoder in a file that a module brings, such as one of pictures that was trained; null if it holds none.
    private static @Nullable FileEncoder ofFile(String name, Path home, EncoderOptions options)
            throws IOException {
        if (!TextEncoders.isTable(name) || !Files.isRegularFile(Path.of(name))) {
            return null;
        }
        Settings settings = new Settings(home, options.dimension(), options.threads());
        for (EncoderProvider provider : EncoderProvider.of(Path.of(name)).values()) {
            if (provider.open(Path.of(name), settings) instanceof FileEncoder files) {
                return files;
            }
        }
        return null;
    }

    /// An encoder of files, and that of texts in whose space it encodes, if it still is what it was.
    private static JointEncoder besideTexts(FileEncoder files, Path home) throws IOException {
        FileEncoder.Texts space = files.texts().orElse(null);
        if (space == null) {
            return JointEncoder.of(files);
        }
        try {
            TextEncoder texts = TextEncoders.open(space.encoder(), home);
            if (texts.fingerprint().equals(space.fingerprint())) {
                return joined(texts, files);
            }
            texts.close();
            return JointEncoder.of(
                    files, space.encoder() + " is another by now than that which was learned from");
        } catch (IllegalArgumentException e) {
            return JointEncoder.of(files, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return JointEncoder.of(files, space.encoder() + ": " + e.getMessage());
        }
    }

    private static JointEncoder openFolder(Path folder, Path home, EncoderOptions options)
            throws IOException {
        Map<Input, EncoderProvider> providers = EncoderProvider.of(folder);
        EncoderProvider provider =
                providers.getOrDefault(Input.PICTURES, providers.get(Input.SOUNDS));
        if (provider == null) {
            return JointEncoder.of(TextEncoders.open(folder.toString(), home, options));
        }
        FileEncoder files =
                (FileEncoder)
                        provider.open(
                                folder, new Settings(home, options.dimension(), options.threads()));
        try {
            return TextTower.isIn(folder)
                    ? joined(TextEncoders.open(folder.toString(), home, options), files)
                    : JointEncoder.of(files);
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    private static JointEncoder joined(TextEncoder texts, FileEncoder files) {
        try {
            return JointEncoder.of(texts, files);
        } catch (IllegalArgumentException e) {
            texts.close();
            throw e;
        }
    }

    /// The bridge in a file; null if the name is not that of such a file.
    public static @Nullable Bridge bridge(String name) throws IOException {
        return TextEncoders.isTable(name) ? TextEncoders.bridge(Path.of(name)) : null;
    }

    private static JointEncoder openBridge(Path file, Bridge bridge, Path home) throws IOException {
        if (bridge.from().name().equals(PixelsEncoder.NAME)) {
            return openFromFiles(file, bridge, home);
        }
        TextEncoder texts = TextEncoders.overBridge(file, bridge, home, EncoderOptions.DEFAULT);
        try {
            FileEncoder files = otherSide(bridge, home);
            return files == null ? JointEncoder.of(texts) : JointEncoder.of(texts, files);
        } catch (IOException | RuntimeException e) {
            texts.close();
            throw e;
        }
    }

    /// Pictures, taken to where texts lie.
    private static JointEncoder openFromFiles(Path file, Bridge bridge, Path home)
            throws IOException {
        FileEncoder files =
                BridgedEncoder.ofFiles(
                        TextEncoders.name(file), pixels(EncoderOptions.DEFAULT), bridge);
        String to = bridge.to().name();
        if (to.isEmpty()) {
            return JointEncoder.of(files);
        }
        TextEncoder texts = TextEncoders.open(to, home);
        if (!texts.fingerprint().equals(bridge.to().fingerprint())) {
            texts.close();
            return JointEncoder.of(files);
        }
        return JointEncoder.of(texts, files);
    }

    /// What makes vectors of files where the bridge ends; null where nothing does any more.
    private static @Nullable FileEncoder otherSide(Bridge bridge, Path home) throws IOException {
        String name = bridge.to().name();
        boolean here =
                name.equals(PixelsEncoder.NAME) || (!name.isEmpty() && Files.exists(Path.of(name)));
        if (!here) {
            return null;
        }
        JointEncoder other = open(name, home);
        FileEncoder files = other.files();
        if (files == null || !files.fingerprint().equals(bridge.to().fingerprint())) {
            other.close();
            return null;
        }
        TextEncoder texts = other.texts();
        if (texts != null) {
            texts.close();
        }
        return files;
    }
}
