package dev.akin.encode;

import java.util.Arrays;
import java.util.List;

/// Takes pieces through the model and what comes after it, in batches, side by side. Thread-safe.
///
/// @param batchTokens how many tokens a batch has at the most; 0 for a piece a batch
record Runner(OnnxModel model, PoolingRule pooling, Finish finish, Lanes lanes, int batchTokens) {

    /// The vector of each piece, in their order.
    float[][] vectors(List<Piece> pieces) {
        List<int[]> batches = Batches.of(pieces, batchTokens);
        float[][] vectors = new float[pieces.size()][];
        lanes.forEach(batches.size(), batch -> run(pieces, batches.get(batch), vectors));
        return vectors;
    }

    /// The vectors of each piece's tokens, special ones among them: [pieces.size()][length × width], row-major.
    float[][] tokens(List<Piece> pieces) {
        float[][] tokens = new float[pieces.size()][];
        lanes.forEach(
                pieces.size(), i -> tokens[i] = model.encode(List.of(pieces.get(i))).values());
        return tokens;
    }

    private void run(List<Piece> pieces, int[] batch, float[][] vectors) {
        List<Piece> together = Arrays.stream(batch).mapToObj(pieces::get).toList();
        if (together.getFirst().length() == 0) {
            Arrays.stream(batch).forEach(i -> vectors[i] = new float[finish.dimension()]);
            return;
        }
        OnnxModel.Output output = model.encode(together);
        for (int text = 0; text < batch.length; text++) {
            vectors[batch[text]] =
                    finish.apply(pooled(output, output.first(text), together.get(text)));
        }
    }

    private float[] pooled(OnnxModel.Output output, int first, Piece piece) {
        if (model.pools()) {
            return Arrays.copyOfRange(output.values(), first, first + output.width());
        }
        int skipped = Math.min(piece.skipped(), piece.length() - 1);
        return pooling.pool(
                output.values(), first, new Pooling.Span(piece.length(), skipped, output.width()));
    }
}
