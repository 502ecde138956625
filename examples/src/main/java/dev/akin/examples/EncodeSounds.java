package dev.akin.examples;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.EncodedFiles;
import dev.akin.embeddings.FileEncoder;
import dev.akin.encode.EncoderOptions;
import dev.akin.encode.OnnxSoundEncoder;
import dev.akin.media.SoundReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Encodes two sounds. Arguments: the folder of a model of sounds; two sounds.
public final class EncodeSounds {
    private EncodeSounds() {}

    public static void main(String[] arguments) throws IOException {
        Path model = Path.of(arguments[0]);
        Path first = Path.of(arguments[1]);
        Path second = Path.of(arguments[2]);
        // region encode
        SoundReader reader = SoundReader.builder().mono(true).build();
        try (FileEncoder encoder =
                OnnxSoundEncoder.open(model, EncoderOptions.DEFAULT).files(reader)) {
            Embeddings sounds =
                    EncodedFiles.by(encoder)
                            .encode(
                                    Map.of("first", first, "second", second),
                                    ProgressListener.NONE);
            System.out.println(sounds.similarity("first", "second"));
            sounds.notes().forEach(System.out::println); // Files that cannot be read.
        }
        // endregion
    }
}
