package dev.akin.layers;

import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.PickedRows;
import dev.akin.table.SegmentTable;
import dev.akin.vocabulary.GrowingKeys;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/// A layer whose rows belong to keys that nobody knows before: each gets a row of its own, with fresh numbers and a fresh state of
/// the optimiser, when it comes, or when it has come often enough. What has no row reads as zeros, and its gradient is dropped.
///
/// Ids of [#layer()] are those of [GrowingKeys] + 1: id 0, of nothing, is what a key without a row gets. What a key begins with
/// depends on the key and the seed alone, not on when it comes, or is what `startFrom` was told. Calls have to come one after the other.
public abstract sealed class GrowingLayer permits LongKeyLayer, StringKeyLayer {
    /// Rows that are added at a time, at most.
    private static final int MOST_NEW_ROWS = 1 << 16;

    private static final long MIX = 0x9e3779b97f4a7c15L;

    private final EmbeddingLayer layer;
    private final Initializer initializer;
    private final long seed;
    private final float[] first;
    private boolean restoring;

    GrowingLayer(EmbeddingLayer.Builder builder, Storage storage) {
        this.layer = builder.growing(storage);
        this.initializer = builder.initializer();
        this.seed = builder.seed();
        this.first = new float[layer.dimension()];
    }

    /// Of whole numbers of 64 bits.
    ///
    /// @param options what the layer is, but for its number of rows, its padding id and rows that were learned before
    /// @param keys how keys are taken in; whom it tells of new rows is this layer
    public static LongKeyLayer longs(EmbeddingLayer.Builder options, GrowingKeys.Builder keys) {
        return new LongKeyLayer(options, keys, Storage.growing());
    }

    /// As [#longs(EmbeddingLayer.Builder, GrowingKeys.Builder)], but that rows and the optimiser's state lie in files of a folder, so that
    /// they may be larger than memory: what is used stays in memory as far as there is room. Keys are in memory. The files are the
    /// layer's own, and go when it does; [#save(Path)] leaves something to go on from.
    ///
    /// @throws IOException if there is no such folder, or nothing may be written there
    /// @throws java.io.UncheckedIOException if there is no room; so do look-ups, if there is none for new rows
    public static LongKeyLayer longs(
            EmbeddingLayer.Builder options, GrowingKeys.Builder keys, Path folder)
            throws IOException {
        return new LongKeyLayer(options, keys, Storage.scratch(folder));
    }

    /// As [#longs(EmbeddingLayer.Builder, GrowingKeys.Builder)], of strings.
    public static StringKeyLayer strings(EmbeddingLayer.Builder options, GrowingKeys.Builder keys) {
        return new StringKeyLayer(options, keys, Storage.growing());
    }

    /// As [#longs(EmbeddingLayer.Builder, GrowingKeys.Builder, Path)], of strings.
    public static StringKeyLayer strings(
            EmbeddingLayer.Builder options, GrowingKeys.Builder keys, Path folder)
            throws IOException {
        return new StringKeyLayer(options, keys, Storage.scratch(folder));
    }

    /// The keys, their uses, and what time it is. Whose row is taken there is forgotten here, too; do that when no gradients wait,
    /// or by [#evict(IntPredicate)].
    public abstract GrowingKeys keys();

    /// The text of a row's key.
    abstract String text(int row);

    /// Gives a key that is read from a file its row.
    ///
    /// @throws IllegalArgumentException if the text is no key
    abstract int admit(String text);

    /// The layer of the rows, for networks and [bags][EmbeddingBag].
    public EmbeddingLayer layer() {
        return layer;
    }

    /// From rows of keys to ids of the layer, in their place.
    static int[] ids(int[] rows) {
        for (int i = 0; i < rows.length; i++) {
            rows[i]++;
        }
        return rows;
    }

    /// Called for each row that a key gets.
    final void added(int row) {
        int id = row + 1;
        if (id >= layer.rows()) {
            int more = Math.min(MOST_NEW_ROWS, Math.max(16, layer.rows() / 2));
            layer.sharedRows().grow(Math.max(id + 1, layer.rows() + more));
        }
        SplittableRandom random = new SplittableRandom((seed * MIX + hash(row)) * MIX);
        initializer.fill(first, random);
        layer.sharedRows().table().set(id, first, 0);
        layer.sharedRows().state().begin(id, id + 1);
        if (!restoring) {
            start(row).ifPresent(start -> begin(id, start));
        }
    }

    /// What the row's key is to begin with, if not by chance.
    abstract Optional<float[]> start(int row);

    private void begin(int id, float[] start) {
        Shapes.requireLength("what " + text(id - 1) + " begins with", start.length, first.length);
        for (float number : start) {
            if (!Float.isFinite(number)) {
                throw new IllegalArgumentException(
                        "what " + text(id - 1) + " begins with holds " + number);
            }
        }
        layer.sharedRows().table().set(id, start, 0);
    }

    /// 64 bits that depend on the row's key alone.
    abstract long hash(int row);

    /// Moves the rows that have gradients, and forgets these.
    public void step() {
        layer.step();
    }

    /// The length of a row's vector, for conditions of eviction.
    public double norm(int row) {
        float[] norm = new float[1];
        layer.table().norms(row + 1, 1, norm, 0);
        return norm[0];
    }

    /// Takes the rows of all keys of which a condition holds, such as
    /// `layer.keys().idleFor(1000).and(row -> layer.norm(row) < 0.1)`; new keys get them.
    ///
    /// @return how many
    /// @throws IllegalStateException if gradients wait for a step, which other keys could get
    public int evict(IntPredicate condition) {
        if (layer.sharedRows().waiting().count() > 0) {
            throw new IllegalStateException(
                    "gradients wait for a step: call step() or layer().zeroGradients() before rows are"
                            + " taken");
        }
        return keys().evict(condition).length;
    }

    /// The vectors of all keys that have a row, copied, with how often they were used, if that is counted; asked like any other.
    public Embeddings embeddings() {
        EmbeddingTable rows = new PickedRows(layer.table(), pickedIds());
        return Embeddings.of(vocabulary(), SegmentTable.copyOf(rows, rows.elementType()));
    }

    /// Ids of the layer, one for each key.
    final int[] pickedIds() {
        return ids(keys().usedRows());
    }

    final Vocabulary vocabulary() {
        int[] rows = keys().usedRows();
        List<String> texts = Arrays.stream(rows).mapToObj(this::text).toList();
        return keys().counted()
                ? Vocabulary.of(texts, Arrays.stream(rows).mapToLong(keys()::count).toArray())
                : Vocabulary.of(texts);
    }

    /// Writes keys, their uses, rows, the optimiser's state and how often waiting keys came to a safetensors file, which others read as
    /// embeddings of the keys; an older file of that name stays as it was until the new one is whole. Gradients that no step has taken are
    /// not in it.
    public void save(Path path) throws IOException {
        new GrowingFile(this).write(path);
    }

    /// Takes up what [#save(Path)] wrote, in a layer that has no keys yet and is built with the same options, and goes on from there.
    ///
    /// @throws IllegalStateException if there are keys already
    /// @throws IllegalArgumentException if the file is of another dimension, other keys, another optimiser or another admission; the
    ///     message says both
    /// @throws dev.akin.MalformedFileException if the file is not what it claims to be, or was cut short
    public void restore(Path path) throws IOException {
        restoring = true; // their rows are in the file
        try {
            new GrowingFile(this).read(path);
        } finally {
            restoring = false;
        }
    }
}
