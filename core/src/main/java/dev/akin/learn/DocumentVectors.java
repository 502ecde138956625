package dev.akin.learn;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.embeddings.Similarity;
import dev.akin.embeddings.TextEncoder;
import dev.akin.embeddings.VocabularyTokenizer;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.TrainableTable;
import dev.akin.text.Digest;
import dev.akin.text.Json;
import dev.akin.text.Words;
import dev.akin.vocabulary.Phrases;
import dev.akin.vocabulary.SubwordTokenizer;
import dev.akin.vocabulary.Vocabulary;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Vectors of documents that [Doc2Vec] learned, which makes vectors of other documents as well: it infers them, as gensim's
/// `infer_vector`, by the steps of learning with all rows of words held still.
///
/// The same words, seed and epochs give the same vector, whatever is inferred beside it. Words that are not known count for
/// nothing; a document without any word that counts is at the origin. Thread-safe; nothing has to be closed.
public final class DocumentVectors implements TextEncoder {
    /// What `akin.kind` says of a file of such vectors.
    public static final String KIND = LearnedDocuments.KIND;

    private static final String TEXT = "akin.text";
    private static final int ROWS = 1024;

    private final String name;
    private final Model model;
    private final Inference.Frozen frozen;
    private final Embeddings index;
    private final Words cutter;
    private final boolean phrases;
    private final Pass pass;

    /// How a vector is inferred.
    private record Pass(int epochs, long seed, int threads) {}

    private DocumentVectors(DocumentVectors other, Pass pass) {
        name = other.name;
        model = other.model;
        frozen = other.frozen;
        index = other.index;
        cutter = other.cutter;
        phrases = other.phrases;
        this.pass = pass;
    }

    private DocumentVectors(String name, Model model) {
        this.name = name;
        this.model = model;
        LearnedDocuments learned = LearnedDocuments.of(model);
        Settings settings = learned.settings();
        if (settings.concatenates() && settings.tags > 1) {
            throw new IllegalArgumentException(
                    "the model needs "
                            + settings.tags
                            + " tags a document, and a text that is to be encoded has one: nothing can"
                            + " be inferred");
        }
        Vocabulary words = learned.words();
        learned.checkShapes();
        frozen =
                new Inference.Frozen(
                        settings,
                        words,
                        learned.outputs(),
                        settings.bags ? learned.inputs() : null,
                        settings.concatenates() ? learned.padding() : null,
                        learned.tree(words, words.size()),
                        Draws.of(words, settings));
        // Only the keys are of use.
        index = Embeddings.of(words, new TrainableTable(words.size(), 1));
        String text = model.metadata().get(TEXT);
        cutter = Words.ofDescription(text);
        phrases =
                text != null
                        && Json.parse(text) instanceof Json.Obj members
                        && members.get("phrases") instanceof Json.Num;
        int threads = Runtime.getRuntime().availableProcessors();
        pass = new Pass(settings.epochsToInfer(), settings.seed, threads);
    }

    /// @throws IllegalArgumentException if [Doc2Vec] did not learn the model, or what inference needs was left out of its file
    public static DocumentVectors of(Model model) {
        return of("doc2vec", model);
    }

    /// As [#of(Model)], under a name of its own.
    public static DocumentVectors of(String name, Model model) {
        return new DocumentVectors(name, model);
    }

    /// The same, inferring in so many passes; in as many as the model was first learned in unless said, as gensim.
    ///
    /// @throws IllegalArgumentException if not 1 … 1,000,000
    public DocumentVectors epochs(int value) {
        LearnerBuilder.inRange("epochs", value, 1, 1_000_000);
        return new DocumentVectors(this, new Pass(value, pass.seed(), pass.threads()));
    }

    /// The same, with chance that starts from here; from what learning started from unless said.
    public DocumentVectors seed(long value) {
        return new DocumentVectors(this, new Pass(pass.epochs(), value, pass.threads()));
    }

    /// The same, with so many documents inferred at a time; as many as the machine has processors unless said.
    ///
    /// @throws IllegalArgumentException if not 1 … 1,024
    public DocumentVectors threads(int value) {
        LearnerBuilder.inRange("threads", value, 1, 1024);
        return new DocumentVectors(this, new Pass(pass.epochs(), pass.seed(), value));
    }

    /// All that was learned: what [Model#save] writes.
    public Model model() {
        return model;
    }

    /// The vectors of the documents, by their tags.
    public Embeddings documents() {
        return model.table("");
    }

    /// The vector of a document of these words, [dimension].
    ///
    /// @param words cut and in the case as those of the documents that were learned
    public float[] infer(List<String> words) {
        return infer(ids(words));
    }

    private int[] ids(List<String> words) {
        List<String> joined = phrases ? Phrases.join(words, index.vocabulary()::contains) : words;
        return joined.stream().mapToInt(index::find).filter(id -> id >= 0).toArray();
    }

    private float[] infer(int[] ids) {
        return new Inference(frozen, ids, pass.seed()).run(pass.epochs());
    }

    @Override
    public float[][] encode(List<String> texts, Purpose purpose) {
        return all(texts.size(), i -> infer(cutter.in(texts.get(i))));
    }

    private interface Step {
        float[] vector(int text);
    }

    private float[][] all(int texts, Step step) {
        float[][] vectors = new float[texts][];
        try (Crew crew = new Crew(pass.threads())) {
            crew.each(texts, i -> vectors[i] = step.vector(i));
        }
        return vectors;
    }

    @Override
    public float[][] encodeTokens(List<int[]> texts) {
        for (int[] text : texts) {
            for (int id : text) {
                if (id < 0 || id > index.size()) {
                    throw new IllegalArgumentException(
                            "the token " + id + " is not 0 to " + index.size());
                }
            }
        }
        return all(
                texts.size(),
                i -> infer(Arrays.stream(texts.get(i)).filter(id -> id < index.size()).toArray()));
    }

    /// Its tokens are words.
    @Override
    public SubwordTokenizer tokenizer() {
        return new VocabularyTokenizer(index, cutter);
    }

    @Override
    public int maxTokens() {
        return Integer.MAX_VALUE;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int dimension() {
        return frozen.settings().dimension;
    }

    @Override
    public Similarity similarity() {
        return Similarity.COSINE;
    }

    /// Reads all rows of words.
    @Override
    public String fingerprint() {
        Digest digest =
                Digest.sha256()
                        .add(KIND)
                        .add(new VocabularyTokenizer(index, cutter).fingerprint())
                        .add(frozen.settings().describe().toString())
                        .add(pass.epochs() + " " + pass.seed());
        List<@Nullable EmbeddingTable> tables = new ArrayList<>();
        tables.add(frozen.outputs());
        tables.add(frozen.inputs());
        tables.add(frozen.padding());
        tables.forEach(table -> add(digest, table));
        return digest.hex(8);
    }

    private static void add(Digest digest, @Nullable EmbeddingTable table) {
        if (table == null) {
            return;
        }
        int dimension = table.dimension();
        float[] rows = new float[ROWS * dimension];
        ByteBuffer bytes =
                ByteBuffer.allocate(rows.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int first = 0; first < table.rows(); first += ROWS) {
            int count = Math.min(ROWS, table.rows() - first);
            table.read(first, count, rows, 0);
            bytes.asFloatBuffer().put(rows, 0, count * dimension);
            digest.add(bytes.array(), count * dimension * Float.BYTES);
        }
    }

    /// Does nothing: it holds nothing but memory.
    @Override
    public void close() {}
}
