package dev.akin.project;

import dev.akin.ProgressListener;

/// Collects the options that all kinds of maps have. Not thread-safe.
///
/// @param <B> the builder itself
abstract sealed class MapBuilder<B extends MapBuilder<B>>
        permits PcaProjector.Builder, Tsne.Builder, Umap.Builder {
    private int dimensions = 2;
    private long seed = 1;
    private int threads = Runtime.getRuntime().availableProcessors();
    private ProgressListener listener = ProgressListener.NONE;

    abstract B self();

    /// 2 or 3; 2 unless told.
    public B dimensions(int value) {
        if (value != 2 && value != 3) {
            throw new IllegalArgumentException("2 or 3 dimensions, not " + value);
        }
        dimensions = value;
        return self();
    }

    /// What chance begins with; 1 unless told.
    public B seed(long value) {
        seed = value;
        return self();
    }

    /// All processors unless told; the map does not depend on them.
    public B threads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("threads ≥ 1, not " + count);
        }
        threads = count;
        return self();
    }

    /// Hears how far the map has come, and of t-SNE the divergence.
    public B listener(ProgressListener value) {
        listener = value;
        return self();
    }

    MapOptions options() {
        return new MapOptions(dimensions, seed, threads, listener);
    }
}
