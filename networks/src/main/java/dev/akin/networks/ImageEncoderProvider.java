package dev.akin.networks;

import dev.akin.embeddings.EncoderProvider;
import dev.akin.embeddings.FileEncoder;
import dev.akin.format.Safetensors;
import dev.akin.media.PictureReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Opens files that hold an [ImageEncoder].
public final class ImageEncoderProvider implements EncoderProvider {
    @Override
    public Input input() {
        return Input.PICTURES;
    }

    /// Reads but the header of a file.
    @Override
    public boolean opens(Path file) throws IOException {
        String name = file.toString();
        return (name.endsWith(".akin") || name.endsWith(".safetensors"))
                && Files.isRegularFile(file)
                && ImageEncoder.KIND.equals(Safetensors.open(file).metadata().get("akin.kind"));
    }

    @Override
    public boolean reads(Path file) {
        return PictureReader.looksLikePicture(file);
    }

    /// @throws IllegalStateException if PyTorch is not on the class path
    @Override
    public FileEncoder open(Path file, Settings settings) throws IOException {
        ImageEncoder encoder = ImageEncoder.load(file);
        if (settings.dimension() != 0 && settings.dimension() != encoder.dimension()) {
            int own = encoder.dimension();
            encoder.close();
            throw new IllegalArgumentException(
                    file
                            + " gives vectors of "
                            + own
                            + " numbers, which it was not taught to bear cutting to "
                            + settings.dimension()
                            + "; train one with --dim "
                            + settings.dimension());
        }
        return encoder.files(PictureReader.DEFAULT);
    }
}
