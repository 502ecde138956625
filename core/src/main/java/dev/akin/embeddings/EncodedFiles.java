package dev.akin.embeddings;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.algebra.Pca;
import dev.akin.embeddings.EncodedTexts.Precision;
import dev.akin.format.Column;
import dev.akin.table.BinaryTable;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.Int8Table;
import dev.akin.text.Json;
import dev.akin.vocabulary.Vocabulary;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// Makes a table of what files hold, such as pictures: each file, or each part of it, under its key. Immutable; the methods
/// that change something give a copy.
public final class EncodedFiles {
    /// The column that keeps labels.
    public static final String LABEL = "label";

    /// How many files are encoded between two looks at the listener, to begin with and at the most.
    private static final int FEWEST = 8;

    private static final int MOST = 512;

    /// Between two looks at the listener.
    private static final long NANOS = 500_000_000;

    private final FileEncoder encoder;
    private final Precision precision;
    private final int components;
    private final Map<String, String> labels;
    private final @Nullable NearestLabels labelled;
    private final Map<String, String> metadata;

    private EncodedFiles(Builder builder) {
        this.encoder = builder.encoder;
        this.precision = builder.precision;
        this.components = builder.components;
        this.labels = Map.copyOf(builder.labels);
        this.labelled = builder.labelled;
        this.metadata = Map.copyOf(builder.metadata);
    }

    /// As float32, of all dimensions, without labels. The encoder stays the caller's to close.
    public static Builder by(FileEncoder encoder) {
        return new Builder(encoder);
    }

    /// Collects how files are encoded. Not thread-safe.
    public static final class Builder {
        private final FileEncoder encoder;
        private Precision precision = Precision.FLOAT32;
        private int components;
        private Map<String, String> labels = Map.of();
        private @Nullable NearestLabels labelled;
        private Map<String, String> metadata = Map.of();

        private Builder(FileEncoder encoder) {
            this.encoder = encoder;
        }

        /// How the vectors are stored. Default: float32.
        public Builder precision(Precision how) {
            this.precision = how;
            return this;
        }

        /// Keeps of the vectors, their mean taken off, what lies along the directions in which they differ most ([Pca]); 0, the
        /// default, keeps them as they are. Such vectors compare with each other only.
        ///
        /// @throws IllegalArgumentException if negative
        public Builder components(int count) {
            if (count < 0) {
                throw new IllegalArgumentException(
                        "vectors cannot be reduced to " + count + " numbers; 0 keeps all");
            }
            this.components = count;
            return this;
        }

        /// Labels of files by their keys, for the column [#LABEL]; a file without one gets "". Default: none.
        public Builder labels(Map<String, String> byKey) {
            this.labels = byKey;
            return this;
        }

        /// Gives each row the label that labelled rows near it have, in the column [#LABEL]. Default: none.
        public Builder labelledBy(@Nullable NearestLabels rows) {
            this.labelled = rows;
            return this;
        }

        /// What the table says of itself beside its encoder, such as its [MediaFolders]. Default: nothing.
        public Builder metadata(Map<String, String> values) {
            this.metadata = values;
            return this;
        }

        public EncodedFiles build() {
            return new EncodedFiles(this);
        }

        /// As [EncodedFiles#encode].
        public Embeddings encode(Map<String, Path> files, ProgressListener listener) {
            return build().encode(files, listener);
        }
    }

    /// Encodes files under their keys, in this order. Those that cannot be read are left out; the notes name them, one each.
    ///
    /// @throws IllegalArgumentException if there are no files, or none can be read, or they are too few to be reduced
    /// @throws CancellationException if the listener asked to stop
    public Embeddings encode(Map<String, Path> files, ProgressListener listener) {
        Made made = new Made();
        List<Map.Entry<String, Path>> all = List.copyOf(files.entrySet());
        int together = FEWEST;
        for (int from = 0; from < all.size(); ) {
            int to = Math.min(all.size(), from + together);
            long begin = System.nanoTime();
            encode(all.subList(from, to), made);
            together = next(together, System.nanoTime() - begin);
            from = to;
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
        return table(made);
    }

    private static int next(int together, long nanos) {
        return nanos < NANOS ? Math.min(MOST, 2 * together) : Math.max(FEWEST, together / 2);
    }

    private void encode(List<Map.Entry<String, Path>> some, Made made) {
        List<FileEncoder.Outcome> outcomes =
                encoder.outcomes(some.stream().map(Map.Entry::getValue).toList());
        for (int i = 0; i < outcomes.size(); i++) {
            made.add(some.get(i).getKey(), outcomes.get(i));
        }
    }

    private Embeddings table(Made made) {
        int count = made.keys.size();
        int dimension = components == 0 ? made.dimension() : components;
        float[] rows = components == 0 ? made.all() : reduced(made);
        Embeddings.Builder table =
                Embeddings.builder(
                                Vocabulary.of(made.keys),
                                stored(EmbeddingTable.of(rows, count, dimension)))
                        .similarity(encoder.similarity())
                        .metadata(described())
                        .notes(made.notes);
        List<String> column = made.labels(labels, labelled);
        return (column.isEmpty() ? table : table.column(LABEL, Column.texts(column))).build();
    }

    private float[] reduced(Made made) {
        int count = made.keys.size();
        if (components > made.dimension() || components >= count) {
            throw new IllegalArgumentException(
                    count
                            + " vectors of "
                            + made.dimension()
                            + " numbers cannot be reduced to "
                            + components
                            + ": there must be more of both");
        }
        float[] rows = made.all();
        return Pca.leading(rows, count, made.dimension(), components, Pca.Search.seeded(1))
                .project(rows, count, true);
    }

    private Map<String, String> described() {
        Map<String, String> described = new LinkedHashMap<>(metadata);
        described.put(EncodedTexts.METADATA, description().toString());
        return described;
    }

    /// Reduced vectors are no longer the encoder's, and bear no fingerprint.
    private Json description() {
        Map<String, Json> described = new LinkedHashMap<>();
        described.put("name", new Json.Str(encoder.name()));
        if (components == 0) {
            described.put("fingerprint", new Json.Str(encoder.fingerprint()));
        } else {
            described.put("components", Json.Num.of(components));
        }
        described.put("contents", new Json.Str(encoder.contents()));
        return new Json.Obj(described);
    }

    private EmbeddingTable stored(EmbeddingTable rows) {
        return switch (precision) {
            case FLOAT32 -> rows;
            case INT8 -> Int8Table.copyOf(rows);
            case BINARY -> BinaryTable.copyOf(rows);
        };
    }

    /// Rows so far.
    private static final class Made {
        private final List<String> keys = new ArrayList<>();
        private final List<String> files = new ArrayList<>();
        private final List<float[]> rows = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        void add(String key, FileEncoder.Outcome outcome) {
            if (outcome.failure() != null) {
                notes.add("left out: " + why(outcome.failure()));
            }
            outcome.vectors()
                    .forEach((part, vector) -> {
                        keys.add(key + part);
                        files.add(key);
                        rows.add(vector);
                    });
        }

        private static String why(Exception failure) {
            return failure instanceof NoSuchFileException missing && missing.getReason() == null
                    ? missing.getFile() + ": no such file"
                    : failure instanceof FileSystemException other && other.getReason() == null
                            ? other.getFile() + ": cannot be read"
                            : String.valueOf(failure.getMessage());
        }

        int dimension() {
            return rows.getFirst().length;
        }

        /// All rows one after the other.
        float[] all() {
            int dimension = dimension();
            float[] all = new float[Math.multiplyExact(rows.size(), dimension)];
            for (int i = 0; i < rows.size(); i++) {
                System.arraycopy(rows.get(i), 0, all, i * dimension, dimension);
            }
            return all;
        }

        /// None if nothing says any.
        List<String> labels(Map<String, String> byKey, @Nullable NearestLabels near) {
            if (near != null) {
                return near.of(rows.toArray(float[][]::new)).stream()
                        .map(NearestLabels.Vote::label)
                        .toList();
            }
            return byKey.isEmpty()
                    ? List.of()
                    : files.stream().map(file -> byKey.getOrDefault(file, "")).toList();
        }
    }
}
