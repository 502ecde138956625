package dev.akin.encode;

import dev.akin.MalformedFileException;
import java.util.List;

/// Whether a tokenizer and a graph belong together, as far as their sizes tell.
final class TokenizerCheck {
    /// Tables of tokens are often made a little larger than they need be.
    private static final double LARGEST_SHARE_UNUSED = 0.05;

    private TokenizerCheck() {}

    /// @throws MalformedFileException if the graph does not know a token of the tokenizer, or far more
    static void check(ModelSpec spec, OnnxModel model, HubTokenizer tokenizer)
            throws MalformedFileException {
        int known = spec.tokens();
        int size = tokenizer.size();
        if (known > 0 && (size > known || size < (1 - LARGEST_SHARE_UNUSED) * known)) {
            throw mismatch(spec, "it has " + size + " tokens, but the model knows " + known, null);
        }
        try {
            model.encode(List.of(new Piece(new int[] {size - 1}, 0, 1)));
        } catch (IllegalStateException e) {
            throw mismatch(spec, "the model does not know its last token, " + (size - 1), e);
        }
    }

    private static MalformedFileException mismatch(
            ModelSpec spec, String reason, @org.jspecify.annotations.Nullable Exception cause) {
        String file = spec.files().tokenizerName();
        String text =
                "the tokenizer does not belong to "
                        + spec.files().graphName()
                        + ": "
                        + reason
                        + "; use the one that came with the model";
        return cause == null
                ? MalformedFileException.atByte(file, 0, text)
                : MalformedFileException.atByte(file, 0, text, cause);
    }
}
