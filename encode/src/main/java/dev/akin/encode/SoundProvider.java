package dev.akin.encode;

import dev.akin.embeddings.EncoderProvider;
import dev.akin.embeddings.FileEncoder;
import dev.akin.media.SoundReader;
import java.io.IOException;
import java.nio.file.Path;

/// Opens folders with [OnnxSoundEncoder].
public final class SoundProvider implements EncoderProvider {
    @Override
    public Input input() {
        return Input.SOUNDS;
    }

    @Override
    public boolean opens(Path folder) throws IOException {
        return new SoundFolder(folder).ofSounds();
    }

    @Override
    public boolean reads(Path file) {
        return SoundReader.looksLikeSound(file);
    }

    @Override
    public FileEncoder open(Path folder, Settings settings) throws IOException {
        NativeRuntime.from(settings.home());
        EncoderOptions options =
                EncoderOptions.builder()
                        .dimension(settings.dimension())
                        .threads(settings.threads())
                        .build();
        return OnnxSoundEncoder.open(folder, options)
                .files(SoundReader.builder().mono(true).build());
    }
}
