package dev.akin.encode;

import java.util.List;

/// How a model pools.
///
/// @param modes at least one; the vectors of several stand one after the other
/// @param promptCounts whether a prompt's tokens are pooled with the text's
record PoolingRule(List<Pooling> modes, boolean promptCounts) {
    PoolingRule {
        modes = List.copyOf(modes);
    }

    static PoolingRule of(Pooling mode) {
        return new PoolingRule(List.of(mode), true);
    }

    float[] pool(float[] tokens, int first, Pooling.Span span) {
        float[] pooled = new float[modes.size() * span.width()];
        for (int mode = 0; mode < modes.size(); mode++) {
            modes.get(mode).pool(tokens, first, span, pooled, mode * span.width());
        }
        return pooled;
    }
}
