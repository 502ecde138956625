package dev.akin.cli;

import dev.akin.align.BridgedEncoder;
import dev.akin.embeddings.JointEncoder;
import dev.akin.embeddings.TextEncoder;
import dev.akin.search.CollectionOptions;
import dev.akin.search.EncoderTag;
import dev.akin.search.SearchRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Questions in words to a collection whose vectors may be those of pictures or sounds: by the half of a model that sees texts, or
/// over a bridge.
final class SpaceQuestions {
    private SpaceQuestions() {}

    /// What a collection's vectors were made by, and texts with it if that can be.
    ///
    /// @param command as for [EncoderChoice#openForFiles(List, Subcommand)]
    /// @throws IllegalStateException if the collection does not know
    static JointEncoder of(
            Subcommand command, CollectionOptions options, String collection, Path home)
            throws IOException {
        EncoderTag tag = options.encoder();
        if (tag == null) {
            throw new IllegalStateException(
                    "collection " + collection + " does not know whose vectors it holds");
        }
        return EncoderChoice.openJoint(command, tag.name(), home);
    }

    /// The question with the vector of its text.
    ///
    /// @throws IllegalArgumentException if the encoder makes no vectors of texts
    static SearchRequest encoded(
            SearchRequest request,
            JointEncoder encoder,
            CollectionOptions options,
            String collection) {
        TextEncoder texts = encoder.texts();
        String question = request.text();
        if (texts == null || question == null) {
            throw new IllegalArgumentException(
                    "the collection "
                            + collection
                            + " holds vectors of "
                            + (encoder.files() == null ? "no texts" : encoder.files().contents())
                            + ", which words do not ask for; give a file to search --image or --sound, or a bridge"
                            + " from texts to search --encoder"
                            + (encoder.without().isEmpty() ? "" : " (" + encoder.without() + ")"));
        }
        EncoderTag tag = options.encoder();
        String space = space(encoder, texts);
        if (tag == null || !tag.fingerprint().equals(space)) {
            return request.encodedBy(texts);
        }
        float[] vector = texts.encode(List.of(question), TextEncoder.Purpose.QUERY)[0];
        return request.toBuilder().vector(vector).fingerprint(space).build();
    }

    /// The fingerprint of the vectors among which those of texts lie.
    private static String space(JointEncoder encoder, TextEncoder texts) {
        return texts instanceof BridgedEncoder<?> over
                        && !over.bridge().to().fingerprint().isEmpty()
                ? over.bridge().to().fingerprint()
                : encoder.fingerprint();
    }
}
