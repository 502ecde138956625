package dev.akin.examples;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.EncodedFiles;
import dev.akin.embeddings.FileEncoder;
import dev.akin.encode.EncoderOptions;
import dev.akin.encode.OnnxImageEncoder;
import dev.akin.media.PictureReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Encodes two pictures. Arguments: the folder of a model of pictures; two pictures.
public final class EncodePictures {
    private EncodePictures() {}

    public static void main(String[] arguments) throws IOException {
        Path model = Path.of(arguments[0]);
        Path first = Path.of(arguments[1]);
        Path second = Path.of(arguments[2]);
        // region encode
        try (FileEncoder encoder =
                OnnxImageEncoder.open(model, EncoderOptions.DEFAULT).files(PictureReader.DEFAULT)) {
            Embeddings pictures =
                    EncodedFiles.by(encoder)
                            .encode(
                                    Map.of("first", first, "second", second),
                                    ProgressListener.NONE);
            System.out.println(pictures.similarity("first", "second"));
            pictures.notes().forEach(System.out::println); // Files that cannot be read.
        }
        // endregion
    }
}
