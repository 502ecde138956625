package dev.akin.encode;

import dev.akin.embeddings.Similarity;
import java.util.List;

/// A model as its files describe it.
///
/// @param name what people call it
/// @param maxTokens the most tokens of a pass, special ones among them
/// @param heads what is done to the pooled vector, in this order
/// @param tokens how many tokens the graph knows, or 0 where nothing says
record ModelSpec(
        String name,
        ModelFiles files,
        PoolingRule pooling,
        List<Head> heads,
        Prompts prompts,
        Similarity similarity,
        int maxTokens,
        int tokens) {
    ModelSpec {
        heads = List.copyOf(heads);
    }

    /// The same under another name.
    ModelSpec named(String other) {
        return new ModelSpec(other, files, pooling, heads, prompts, similarity, maxTokens, tokens);
    }

    boolean normalized() {
        return heads.contains(Head.NORMALIZE);
    }
}
