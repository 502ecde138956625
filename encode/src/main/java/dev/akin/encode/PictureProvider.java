package dev.akin.encode;

import dev.akin.embeddings.EncoderProvider;
import dev.akin.embeddings.FileEncoder;
import dev.akin.media.PictureReader;
import java.io.IOException;
import java.nio.file.Path;

/// Opens folders with [OnnxImageEncoder].
public final class PictureProvider implements EncoderProvider {
    @Override
    public Input input() {
        return Input.PICTURES;
    }

    @Override
    public boolean opens(Path folder) throws IOException {
        return new ImageFolder(folder).ofPictures();
    }

    @Override
    public boolean reads(Path file) {
        return PictureReader.looksLikePicture(file);
    }

    @Override
    public FileEncoder open(Path folder, Settings settings) throws IOException {
        NativeRuntime.from(settings.home());
        EncoderOptions options =
                EncoderOptions.builder()
                        .dimension(settings.dimension())
                        .threads(settings.threads())
                        .build();
        return OnnxImageEncoder.open(folder, options).files(PictureReader.DEFAULT);
    }
}
