package dev.akin.search;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.EncodedTexts;
import dev.akin.format.Column;
import dev.akin.kernel.ElementType;
import dev.akin.table.SegmentTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/// The vectors of a collection as a table, each under the id of its document; a document's second one and all after it under the
/// id with `#2`, `#3` and so on. The column `text` holds what they were made of.
public final class CollectionVectors {
    /// Documents read between two looks at the listener.
    private static final int TOGETHER = 1024;

    private final List<String> keys = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final List<float[]> vectors = new ArrayList<>();

    private CollectionVectors() {}

    /// Whether a collection may be called so.
    public static boolean isName(String name) {
        return CollectionHome.isName(name);
    }

    /// Reads all of them into memory.
    ///
    /// @throws IllegalArgumentException if the collection holds no vectors
    /// @throws CancellationException if the listener asked to stop
    public static Embeddings of(DocumentIndex index, ProgressListener listener) throws IOException {
        CollectionVectors read = new CollectionVectors();
        List<String> ids = index.ids();
        for (int i = 0; i < ids.size(); i++) {
            if (i % TOGETHER == 0) {
                listener.update(new Progress("reading", i, ids.size(), "documents"));
                if (listener.stopRequested()) {
                    throw new CancellationException();
                }
            }
            index.get(ids.get(i)).ifPresent(read::add);
        }
        listener.update(new Progress("reading", ids.size(), ids.size(), "documents"));
        return read.embeddings(index.options());
    }

    private void add(Document document) {
        for (int v = 0; v < document.vectors().size(); v++) {
            keys.add(v == 0 ? document.id() : document.id() + "#" + (v + 1));
            texts.add(document.text());
            vectors.add(document.vectors().get(v));
        }
    }

    private Embeddings embeddings(CollectionOptions options) {
        if (vectors.isEmpty()) {
            throw new IllegalArgumentException("the collection holds no vectors");
        }
        int dimension = options.dimension();
        long stride = (long) Float.BYTES * dimension;
        MemorySegment rows = Arena.ofAuto().allocate(vectors.size() * stride, 64);
        for (int i = 0; i < vectors.size(); i++) {
            MemorySegment.copy(
                    vectors.get(i), 0, rows, ValueLayout.JAVA_FLOAT, i * stride, dimension);
        }
        SegmentTable table = SegmentTable.of(rows, ElementType.FLOAT32, vectors.size(), dimension);
        return Embeddings.builder(Vocabulary.of(keys), table)
                .similarity(options.similarity())
                .column(EncodedTexts.TEXT, Column.texts(texts))
                .build();
    }
}
