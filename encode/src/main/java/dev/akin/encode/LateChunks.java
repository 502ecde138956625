package dev.akin.encode;

import dev.akin.vocabulary.TokenizedText;
import java.util.Objects;

/// A text that a model has read as a whole, and vectors of its parts, each the mean of its tokens' vectors and then finished
/// as the model does (Günther et al. 2024, "Late Chunking"). Thread-safe.
public final class LateChunks {
    private final TokenVectors text;
    private final Finish finish;

    LateChunks(TokenVectors text, Finish finish) {
        this.text = text;
        this.finish = finish;
    }

    /// The text's tokens.
    public TokenizedText tokens() {
        return text.tokens();
    }

    /// The vector of the tokens that lie in chars `from … to − 1` at least in part; of no tokens, zeros.
    ///
    /// @throws IndexOutOfBoundsException if from is negative or beyond `to`
    public float[] vector(int from, int to) {
        Objects.checkFromToIndex(from, to, Integer.MAX_VALUE);
        TokenizedText tokens = text.tokens();
        double[] sum = new double[finish.inputs()];
        int count = 0;
        for (int token = 0; token < tokens.size(); token++) {
            if (tokens.start(token) < to && tokens.end(token) > from) {
                Vectors.add(1, text.vectors()[token], sum);
                count++;
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= Math.max(1, count);
        }
        return finish.apply(Vectors.narrow(sum));
    }
}
