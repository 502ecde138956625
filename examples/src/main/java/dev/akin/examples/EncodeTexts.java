package dev.akin.examples;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.EncodedTexts;
import dev.akin.embeddings.TextEncoder;
import dev.akin.embeddings.TextEncoder.Purpose;
import dev.akin.encode.TextEncoders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Encodes a few texts and asks which is nearest. Argument: where models are kept.
public final class EncodeTexts {
    private EncodeTexts() {}

    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]);
        // region encode
        try (TextEncoder encoder = TextEncoders.open("minilm", home)) {
            List<String> keys = List.of("cat", "rain", "bread");
            List<String> texts =
                    List.of(
                            "The cat sleeps on the sofa.",
                            "It will be wet tomorrow.",
                            "We bake our own bread.");
            Embeddings encoded =
                    EncodedTexts.by(encoder)
                            .purpose(Purpose.DOCUMENT)
                            .encode(keys, texts, ProgressListener.NONE);
            float[][] question = encoder.encode(List.of("weather forecast"), Purpose.QUERY);
            System.out.println(encoded.neighbors(question[0], 1));
            System.out.println(encoded.column(EncodedTexts.TEXT).text(encoded.id("rain")));
        }
        // endregion
    }
}
