package dev.akin.embeddings;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.EncodedTexts.Precision;
import dev.akin.kernel.ElementType;
import dev.akin.table.BinaryTable;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.Int8Table;
import dev.akin.table.SegmentTable;
import dev.akin.text.Json;
import dev.akin.vocabulary.Vocabulary;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/// Makes a table of what files hold, such as pictures: each file, or each part of it, under its key. Immutable; the methods
/// that change something give a copy.
public final class EncodedFiles {
    /// How many files are encoded between two looks at the listener.
    private static final int TOGETHER = 128;

    private final FileEncoder encoder;
    private final Precision precision;

    private EncodedFiles(FileEncoder encoder, Precision precision) {
        this.encoder = encoder;
        this.precision = precision;
    }

    /// As float32. The encoder stays the caller's to close.
    public static EncodedFiles by(FileEncoder encoder) {
        return new EncodedFiles(encoder, Precision.FLOAT32);
    }

    /// How the vectors are stored.
    public EncodedFiles precision(Precision how) {
        return new EncodedFiles(encoder, how);
    }

    /// Encodes files under their keys, in this order. Those that cannot be read are left out; the notes name them, one each.
    ///
    /// @throws IllegalArgumentException if there are no files, or none can be read
    /// @throws CancellationException if the listener asked to stop
    public Embeddings encode(Map<String, Path> files, ProgressListener listener) {
        Made made = new Made();
        List<Map.Entry<String, Path>> all = List.copyOf(files.entrySet());
        for (int from = 0; from < all.size(); from += TOGETHER) {
            int to = Math.min(all.size(), from + TOGETHER);
            encode(all.subList(from, to), made);
            listener.update(new Progress("encoding", to, all.size(), encoder.contents()));
            if (to < all.size() && listener.stopRequested()) {
                throw new CancellationException();
            }
        }
        if (made.keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "there are no "
                            + encoder.contents()
                            + " to encode"
                            + (made.notes.isEmpty() ? "" : "; " + made.notes.getFirst()));
        }
        return Embeddings.builder(Vocabulary.of(made.keys), stored(made.table()))
                .similarity(encoder.similarity())
                .metadata(Map.of(EncodedTexts.METADATA, description().toString()))
                .notes(made.notes)
                .build();
    }

    private void encode(List<Map.Entry<String, Path>> some, Made made) {
        List<FileEncoder.Outcome> outcomes =
                encoder.outcomes(some.stream().map(Map.Entry::getValue).toList());
        for (int i = 0; i < outcomes.size(); i++) {
            made.add(some.get(i).getKey(), outcomes.get(i));
        }
    }

    private Json description() {
        Map<String, Json> described = new LinkedHashMap<>();
        described.put("name", new Json.Str(encoder.name()));
        described.put("fingerprint", new Json.Str(encoder.fingerprint()));
        described.put("contents", new Json.Str(encoder.contents()));
        return new Json.Obj(described);
    }

    private EmbeddingTable stored(SegmentTable rows) {
        return switch (precision) {
            case FLOAT32 -> rows;
            case INT8 -> Int8Table.copyOf(rows);
            case BINARY -> BinaryTable.copyOf(rows);
        };
    }

    /// Rows so far.
    private static final class Made {
        private final List<String> keys = new ArrayList<>();
        private final List<float[]> rows = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        void add(String key, FileEncoder.Outcome outcome) {
            if (outcome.failure() != null) {
                notes.add("left out: " + outcome.failure().getMessage());
            }
            outcome.vectors()
                    .forEach((part, vector) -> {
                        keys.add(key + part);
                        rows.add(vector);
                    });
        }

        SegmentTable table() {
            int dimension = rows.getFirst().length;
            long stride = (long) Float.BYTES * dimension;
            MemorySegment all = Arena.ofAuto().allocate(rows.size() * stride, 64);
            for (int i = 0; i < rows.size(); i++) {
                MemorySegment.copy(
                        rows.get(i), 0, all, ValueLayout.JAVA_FLOAT, i * stride, dimension);
            }
            return SegmentTable.of(all, ElementType.FLOAT32, rows.size(), dimension);
        }
    }
}
