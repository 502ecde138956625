package dev.akin.encode;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.TensorInfo;
import dev.akin.MalformedFileException;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Which outputs of a graph are the vector of a picture and those of its patches.
///
/// @param pooled the vector: [batch, width]; or tokens [batch, tokens, width] or a map of features of 4 dimensions, to be pooled
/// @param patches tokens or a map of features; null if there are none
record ImageOutputs(String pooled, @Nullable String patches) {
    /// What exporters call vectors of whole pictures, the surest first.
    private static final List<String> POOLED =
            List.of("image_embeds", "pooler_output", "image_embedding", "embeddings");

    static ImageOutputs of(String file, Map<String, NodeInfo> outputs)
            throws MalformedFileException {
        String patches = outputs.containsKey("last_hidden_state") ? "last_hidden_state" : null;
        if (patches == null) {
            patches = ofRank(outputs, rank -> rank == 3 || rank == 4);
        }
        String pooled = POOLED.stream().filter(outputs::containsKey).findFirst().orElse(null);
        if (pooled == null) {
            pooled = ofRank(outputs, rank -> rank == 2);
        }
        if (pooled == null) {
            pooled = patches;
        }
        if (pooled == null) {
            throw MalformedFileException.atByte(
                    file,
                    0,
                    "the graph gives "
                            + ImageInput.described(outputs)
                            + "; a vector is [batch, numbers], or made of [batch, tokens, numbers]"
                            + " or [batch, channels, rows, columns]");
        }
        return new ImageOutputs(pooled, pooled.equals(patches) ? pooled : patches);
    }

    private static @Nullable String ofRank(Map<String, NodeInfo> outputs, IntPredicate wanted) {
        return outputs.entrySet().stream()
                .filter(output ->
                        output.getValue().getInfo() instanceof TensorInfo tensor
                                && wanted.test(tensor.getShape().length))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }
}
