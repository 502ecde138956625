package dev.akin.embeddings;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.format.Column;
import dev.akin.format.Contents;
import dev.akin.format.FileFormat;
import dev.akin.format.ReadOptions;
import dev.akin.format.SubwordTable;
import dev.akin.format.VectorFiles;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Subwords;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Keys with their vectors, and the questions one asks them. Immutable and thread-safe.
///
/// A key is looked up exactly, else in its lower-cased form. Where there are sub-words, a key that is not known has a vector
/// all the same, the mean of its n-grams' as in fastText, and may be asked about like any other. Every question is answered in the table's own
/// [Similarity], and exactly: by looking at every row.
public final class Embeddings {
    private final Vocabulary vocabulary;
    private final EmbeddingTable table;
    private final Similarity similarity;
    private final Map<String, String> metadata;
    private final List<String> notes;
    private final @Nullable SubwordTable subwords;
    private final Map<String, Column> columns;
    private final Unseen unseen;
    private final Norms norms;
    private final Scan scan;

    private Embeddings(Builder builder) {
        this.vocabulary = builder.vocabulary;
        this.table = builder.table;
        this.similarity = builder.similarity;
        this.metadata = Map.copyOf(builder.metadata);
        this.notes = builder.notes;
        this.subwords = builder.subwords;
        this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(builder.columns));
        this.unseen = Unseen.of(subwords);
        this.norms = new Norms(table, builder.norms);
        this.scan = new Scan(vocabulary, table);
    }

    /// Cosine, without metadata; as [#builder].
    public static Embeddings of(Vocabulary vocabulary, EmbeddingTable table) {
        return builder(vocabulary, table).build();
    }

    /// Neither is copied: row i of the table belongs to id i of the vocabulary.
    ///
    /// @throws IllegalArgumentException if there are not as many keys as rows
    public static Builder builder(Vocabulary vocabulary, EmbeddingTable table) {
        if (vocabulary.size() != table.rows()) {
            throw new IllegalArgumentException(
                    "there are " + vocabulary.size() + " keys but " + table.rows() + " rows");
        }
        return new Builder(vocabulary, table);
    }

    /// As [#load(Path, ReadOptions)], the format found out by content.
    public static Embeddings load(Path path) throws IOException {
        return load(path, ReadOptions.DEFAULT);
    }

    /// The main table of a file of any format. Our own files are mapped, not read; the others are read into memory.
    ///
    /// @throws java.nio.file.NoSuchFileException if there is no such file
    /// @throws dev.akin.MalformedFileException if the file is not what it claims to be
    /// @throws java.util.concurrent.CancellationException if the listener asked to stop
    public static Embeddings load(Path path, ReadOptions options) throws IOException {
        return of(path, VectorFiles.read(path, options));
    }

    /// As [#load(Path)], of what was read.
    ///
    /// @param path for messages
    public static Embeddings of(Path path, Contents contents) throws MalformedFileException {
        return Stored.main(path, contents);
    }

    /// Writes a native file; as [#save(Path, FileFormat, ProgressListener)], unheard.
    public void save(Path path) throws IOException {
        save(path, FileFormat.SAFETENSORS, ProgressListener.NONE);
    }

    /// Writes a file of any format; an older file of that name stays as it was until the new one is whole. All formats
    /// but [FileFormat#SAFETENSORS] leave out metadata, similarity and columns, and all but that and [FileFormat#FASTTEXT] counts
    /// and sub-words.
    ///
    /// @throws IllegalArgumentException if the format cannot hold a key; the message names it
    /// @throws IOException if the file cannot be written
    /// @throws java.util.concurrent.CancellationException if the listener asked to stop
    public void save(Path path, FileFormat format, ProgressListener listener) throws IOException {
        Contents contents =
                new Contents(Map.of("", Stored.keyed(this)), Stored.metadata(this), format)
                        .withSubwords(subwords)
                        .withColumns(columns);
        VectorFiles.write(path, contents, format, listener);
    }

    /// The keys, in the order of the rows.
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /// The rows, `size × dimension`: not a copy.
    public EmbeddingTable table() {
        return table;
    }

    /// What nearness means between these rows, and so what every score here is.
    public Similarity similarity() {
        return similarity;
    }

    /// How the table was made: what its file says, by name.
    public Map<String, String> metadata() {
        return metadata;
    }

    /// What a person should know about how the table was read: `3 duplicate keys: first kept`.
    public List<String> notes() {
        return notes;
    }

    /// The vectors of parts of words, which make one for a key that is not known; null where there are none.
    public @Nullable SubwordTable subwords() {
        return subwords;
    }

    /// A value for each key beside its vector, such as the text that was encoded, by the columns' names; unmodifiable.
    public Map<String, Column> columns() {
        return columns;
    }

    /// @throws IllegalArgumentException if there is no column of this name; the message names those there are
    public Column column(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException(
                    "there is no column \""
                            + name
                            + "\": "
                            + (columns.isEmpty()
                                    ? "the file has no columns"
                                    : "the columns are " + String.join(", ", columns.keySet())));
        }
        return column;
    }

    /// How many keys.
    public int size() {
        return vocabulary.size();
    }

    /// Numbers in a vector, at least 1.
    public int dimension() {
        return table.dimension();
    }

    /// The Euclidean norm of every row, F32 [size], little-endian: as its file holds them, else computed once.
    public MemorySegment norms() {
        return norms.segment().asReadOnly();
    }

    /// Whether [#find] finds the key: it has a row. [#answers] says whether it has a vector.
    public boolean contains(String key) {
        return find(key) >= 0;
    }

    /// Whether the key has a vector: it is known, or made of sub-words that are.
    public boolean answers(String key) {
        return contains(key) || unseen.vector(key) != null;
    }

    /// The row of the key, else of its lower-cased form, else of either with `_` for spaces, as learned phrases are
    /// written (`new york` finds `new_york`), else -1.
    public int find(String key) {
        int id = findInAnyCase(key);
        return id >= 0 || key.indexOf(' ') < 0 ? id : findInAnyCase(key.replace(' ', '_'));
    }

    private int findInAnyCase(String key) {
        int id = vocabulary.id(key);
        return id >= 0 ? id : vocabulary.id(key.toLowerCase(Locale.ROOT));
    }

    /// As [#find], but an unknown key is an error.
    ///
    /// @throws UnknownKeyException with the nearest spellings
    public int id(String key) {
        int id = find(key);
        if (id < 0) {
            throw new UnknownKeyException(key, Spellings.near(vocabulary, key));
        }
        return id;
    }

    /// A copy of the key's row, as stored: not scaled. Of a key that is not known, the mean of its sub-words' rows.
    ///
    /// @throws UnknownKeyException with the nearest spellings, if there are no sub-words, or none of the key's has a row
    public float[] vector(String key) {
        int id = find(key);
        float[] made = id >= 0 ? null : unseen.vector(key);
        return made == null ? table.row(id(key)) : made;
    }

    /// The similarity of two keys: a cosine, a dot product, or a negated distance.
    ///
    /// @throws UnknownKeyException as [#vector] does
    /// @throws IllegalArgumentException if a vector holds a number that is not finite
    public double similarity(String a, String b) {
        return Scoring.of(similarity, known(a)).exact(known(b));
    }

    /// The vector of a key that something can be near to.
    float[] known(String key) {
        return Exact.finite(vector(key), "the vector of \"" + key + "\"");
    }

    /// The similarity of two rows.
    ///
    /// @throws IndexOutOfBoundsException if a row is not 0 … size − 1
    public double similarity(int a, int b) {
        return Scoring.of(similarity, table.row(a)).exact(table.row(b));
    }

    /// The k rows nearest to the key, nearest first, itself left out.
    ///
    /// @param k at least 1; all rows come where there are no more than k
    /// @throws UnknownKeyException as [#vector] does
    /// @throws IllegalArgumentException if the key's vector holds a number that is not finite
    public List<Neighbor> neighbors(String key, int k) {
        return neighbors(Query.builder().positive(key).k(k).build());
    }

    /// The k rows nearest to a vector, nearest first.
    ///
    /// @throws IllegalArgumentException if the vector has another dimension
    public List<Neighbor> neighbors(float[] vector, int k) {
        return neighbors(Query.builder().positive(vector).k(k).build());
    }

    /// The rows that answer the query, nearest first, ties by id.
    ///
    /// @throws UnknownKeyException as [#vector] does
    /// @throws IllegalArgumentException if a vector has another dimension
    public List<Neighbor> neighbors(Query query) {
        Asked asked = new Asked(this, query);
        int threads = Parallel.threadsFor(table, query.threads());
        return scan.nearest(
                asked.scoring(), asked.rows(norms), asked.excluded(), query.k(), threads);
    }

    /// For each key what [#neighbors(String, int)] gives; many keys together take a fraction of the time.
    ///
    /// @throws UnknownKeyException as [#vector] does, before anything is searched
    public List<List<Neighbor>> neighborsOfEach(List<String> keys, int k) {
        float[][] vectors = keys.stream().map(this::vector).toArray(float[][]::new);
        int[] ids = keys.stream().mapToInt(this::find).toArray();
        return new Batch(this, norms, scan).neighbors(ids, vectors, k);
    }

    /// As [#neighborsOfEach], for vectors of no key.
    List<List<Neighbor>> neighborsOfVectors(float[][] vectors, int k) {
        int[] none = new int[vectors.length];
        Arrays.fill(none, -1);
        return new Batch(this, norms, scan).neighbors(none, vectors, k);
    }

    /// `a` is to `b` as `c` is to …, by 3CosAdd: the rows nearest to b − a + c, the three keys left out.
    ///
    /// @throws UnknownKeyException as [#vector] does
    /// @throws IllegalArgumentException if k is below 1
    public List<Neighbor> analogy(String a, String b, String c, int k) {
        return analogy(a, b, c, k, AnalogyMethod.COS_ADD);
    }

    /// As [#analogy(String, String, String, int)], by either method.
    ///
    /// @throws UnknownKeyException as [#vector] does
    /// @throws IllegalArgumentException if k is below 1
    public List<Neighbor> analogy(String a, String b, String c, int k, AnalogyMethod method) {
        return neighbors(Query.builder().positive(b, c).negative(a).k(k).method(method).build());
    }

    /// The key least similar to the mean of all, as gensim's `doesnt_match`; the first of equals.
    ///
    /// @throws IllegalArgumentException if there are fewer than three: of two, neither is the odd one
    public String oddOneOut(List<String> keys) {
        return new Group(this, keys).oddOne();
    }

    /// The mean of the keys' vectors; under cosine each is scaled to unit length first.
    ///
    /// @throws IllegalArgumentException if there are no keys
    public float[] mean(Collection<String> keys) {
        return new Group(this, keys).mean();
    }

    /// How alike two sets of keys are: the similarity of the means of their vectors as stored, as gensim's
    /// `n_similarity`. Keys without a vector are passed over.
    ///
    /// @throws IllegalArgumentException if no key of a set has a vector
    public double similarityOfSets(Collection<String> a, Collection<String> b) {
        return Scoring.of(similarity, Bag.of(this, a).mean()).exact(Bag.of(this, b).mean());
    }

    /// How far the words of one text have to travel to become those of the other: the word mover's distance of Kusner et
    /// al. (2015), as gensim's `wmdistance`. Each word carries its share of its text over Euclidean distances, under
    /// cosine between vectors of unit length (so in [0, 2]); the cheapest way counts, exactly. Words without a vector
    /// are left out.
    ///
    /// @return 0 for texts of the same words in the same shares, larger the farther they are from each other; infinity if
    ///     no word of a text has a vector
    public double wordMoversDistance(Collection<String> a, Collection<String> b) {
        return new WordMover(this).distance(Bag.of(this, a), Bag.of(this, b));
    }

    /// The place of `b` among all keys by nearness to `a`: 1 if none is nearer, as gensim's `rank`.
    ///
    /// @throws UnknownKeyException as [#vector] does
    public int rank(String a, String b) {
        return 1 + new Closer(this, norms, a, b).ids().length;
    }

    /// The rows nearer to `a` than `b` is, nearest first, `a` left out; none if `b` is the nearest.
    ///
    /// @throws UnknownKeyException as [#vector] does
    public List<Neighbor> closerThan(String a, String b) {
        Closer closer = new Closer(this, norms, a, b);
        int[] ids = closer.ids();
        return scan.named(Arrays.stream(ids).mapToObj(closer::neighbor).toList(), ids.length);
    }

    /// Collects what an [Embeddings] is made of. Not thread-safe.
    public static final class Builder {
        private final Vocabulary vocabulary;
        private final EmbeddingTable table;
        private Similarity similarity = Similarity.COSINE;
        private Map<String, String> metadata = Map.of();
        private List<String> notes = List.of();
        private @Nullable MemorySegment norms;
        private @Nullable SubwordTable subwords;
        private final Map<String, Column> columns = new LinkedHashMap<>();

        private Builder(Vocabulary vocabulary, EmbeddingTable table) {
            this.vocabulary = vocabulary;
            this.table = table;
        }

        /// Cosine unless told.
        public Builder similarity(Similarity meaning) {
            this.similarity = Objects.requireNonNull(meaning);
            return this;
        }

        /// How the table was made, by the names of the file format.
        public Builder metadata(Map<String, String> values) {
            this.metadata = Map.copyOf(values);
            return this;
        }

        /// What a person should know about how the table was read.
        public Builder notes(List<String> remarks) {
            this.notes = List.copyOf(remarks);
            return this;
        }

        /// F32 [rows], little-endian: the norms that a file holds; null to compute them when first needed.
        public Builder norms(@Nullable MemorySegment values) {
            this.norms = values;
            return this;
        }

        /// The vectors of parts of words, for keys that are not known; neither table nor array is copied.
        ///
        /// @param keptBuckets which bucket each row is for, ascending; null if every bucket has its row
        /// @throws IllegalArgumentException if there are not as many rows as buckets, or of another dimension
        public Builder subwords(Subwords rules, EmbeddingTable rows, int @Nullable [] keptBuckets) {
            MemorySegment buckets = keptBuckets == null ? null : MemorySegment.ofArray(keptBuckets);
            return subwords(new SubwordTable(rules, rows, buckets));
        }

        /// As [#subwords(Subwords, EmbeddingTable, int\[\])]; null for none.
        public Builder subwords(@Nullable SubwordTable parts) {
            this.subwords = parts == null ? null : Stored.fitting(parts, table);
            return this;
        }

        /// A value for each key, in the order of the rows; not copied. A column of the same name is replaced.
        ///
        /// @throws IllegalArgumentException if there are not as many values as keys
        public Builder column(String name, Column values) {
            columns.put(name, Stored.fitting(name, values, vocabulary));
            return this;
        }

        /// @throws IllegalArgumentException if there are not as many norms as rows
        public Embeddings build() {
            return new Embeddings(this);
        }
    }
}
