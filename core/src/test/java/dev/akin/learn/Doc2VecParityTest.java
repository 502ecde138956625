package dev.akin.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.akin.ProgressListener;
import dev.akin.table.EmbeddingTable;
import dev.akin.text.TaggedDocument;
import dev.akin.vocabulary.EncodedCorpus;
import dev.akin.vocabulary.EncodedDocuments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Against the definition, word by word, as gensim's `doc2vec_inner` has it. With hierarchical softmax, a window of one and no
/// subsampling nothing is left to chance.
class Doc2VecParityTest {
    /// Without vectors the sigmoid comes from a table, whose steps add up.
    private static final float TOLERANCE = 1e-3f;

    private static final int DIMENSION = 5;
    private static final float RATE = 0.05f;

    @ParameterizedTest
    @EnumSource
    void learningIsItsDefinition(Doc2Vec.Mode mode) throws IOException {
        Settings settings = settings(mode);
        try (EncodedDocuments documents =
                EncodedDocuments.builder(EncodedCorpus.builder().minCount(1))
                        .encodeWords(documents(mode))) {
            Tables tables = new DocumentTables(settings, documents).make();
            new Course(documents.corpus(), 0, 0).learn(settings, tables, ProgressListener.NONE);
            Definition definition = new Definition(settings, documents);
            definition.learn();
            same(Objects.requireNonNull(tables.documents()).rows(), definition.tags);
            same(tables.in(), definition.in);
            same(tables.out(), definition.out);
        }
    }

    private static Settings settings(Doc2Vec.Mode mode) {
        Settings settings = Settings.ofDocuments();
        settings.documents = mode;
        settings.bags = mode != Doc2Vec.Mode.DBOW;
        settings.tags = 2;
        settings.dimension = DIMENSION;
        settings.window = 1;
        settings.epochs = 1;
        settings.subsample = 0;
        settings.learningRate = RATE;
        settings.threads = 1;
        settings.loss = Loss.HIERARCHICAL_SOFTMAX;
        return settings;
    }

    /// Some with two tags, one of them in common; where rows are concatenated, all.
    private static List<TaggedDocument> documents(Doc2Vec.Mode mode) {
        Random random = new Random(3);
        List<TaggedDocument> documents = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            boolean two = mode == Doc2Vec.Mode.DM_CONCAT || i % 3 == 0;
            documents.add(
                    new TaggedDocument(
                            two ? List.of("d" + i, "common") : List.of("d" + i),
                            random.ints(random.nextInt(20), 0, 30)
                                    .mapToObj(w -> "w" + w)
                                    .toList()));
        }
        return documents;
    }

    private static void same(EmbeddingTable table, float[][] expected) {
        assertThat(table.rows()).isEqualTo(expected.length);
        float[] row = new float[table.dimension()];
        for (int r = 0; r < expected.length; r++) {
            table.read(r, 1, row, 0);
            for (int d = 0; d < row.length; d++) {
                assertThat(row[d]).isEqualTo(expected[r][d], within(TOLERANCE));
            }
        }
    }

    /// The loops of the paper.
    private static final class Definition {
        private final Settings settings;
        private final EncodedDocuments documents;
        private final HuffmanTree tree;
        private final float[][] in;
        private final float[][] out;
        private final float[][] tags;
        private final List<Move> moves = new ArrayList<>();

        /// A choice on the way to a word, as its row was.
        @SuppressWarnings("ArrayRecordComponent") // never compared
        private record Move(float[] node, boolean second) {}

        Definition(Settings settings, EncodedDocuments documents) {
            this.settings = settings;
            this.documents = documents;
            Tables tables = new DocumentTables(settings, documents).make();
            tree = Objects.requireNonNull(tables.tree());
            in = rows(tables.in());
            out = rows(tables.out());
            tags = rows(Objects.requireNonNull(tables.documents()).rows());
        }

        private static float[][] rows(EmbeddingTable table) {
            float[][] rows = new float[table.rows()][table.dimension()];
            for (int r = 0; r < rows.length; r++) {
                table.read(r, 1, rows[r], 0);
            }
            return rows;
        }

        void learn() {
            int[] stream = new int[Math.toIntExact(documents.corpus().length())];
            documents.corpus().read(0, stream, 0, stream.length);
            int at = 0;
            for (int document = 0; document < documents.size(); document++) {
                List<Integer> words = new ArrayList<>();
                for (; stream[at] >= 0; at++) {
                    words.add(stream[at]);
                }
                at++;
                for (int centre = 0; centre < words.size(); centre++) {
                    learn(words, centre, own(document));
                }
            }
        }

        private List<float[]> own(int document) {
            List<float[]> own = new ArrayList<>();
            for (int i = documents.tagStart(document); i < documents.tagStart(document + 1); i++) {
                own.add(tags[documents.tag(i)]);
            }
            return own;
        }

        private void learn(List<Integer> words, int centre, List<float[]> own) {
            List<float[]> parts = new ArrayList<>(own);
            int word = words.get(centre);
            switch (Objects.requireNonNull(settings.documents)) {
                case DBOW -> predictByEach(word, own);
                case DM -> {
                    addNeighbour(words, centre - 1, parts, false);
                    addNeighbour(words, centre + 1, parts, false);
                    predict(word, parts, false);
                }
                case DM_CONCAT -> {
                    addNeighbour(words, centre - 1, parts, true);
                    addNeighbour(words, centre + 1, parts, true);
                    predict(word, parts, true);
                }
            }
        }

        /// All from the nodes as they were.
        private void predictByEach(int word, List<float[]> own) {
            for (int at = tree.start(word); at < tree.start(word + 1); at++) {
                float[] node = out[tree.node(at)];
                float[] before = node.clone();
                for (float[] tag : own) {
                    double logit = dot(tag, before);
                    double wrong = (tree.second(at) ? 0 : 1) - 1 / (1 + Math.exp(-logit));
                    add(RATE * wrong, tag, node);
                }
                moves.add(new Move(before, tree.second(at)));
            }
            for (float[] tag : own) {
                float[] start = tag.clone();
                for (Move move : moves) {
                    double logit = dot(start, move.node());
                    double wrong = (move.second() ? 0 : 1) - 1 / (1 + Math.exp(-logit));
                    add(RATE * wrong, move.node(), tag);
                }
            }
            moves.clear();
        }

        private static double dot(float[] a, float[] b) {
            double sum = 0;
            for (int d = 0; d < DIMENSION; d++) {
                sum += a[d] * b[d];
            }
            return sum;
        }

        private static void add(double scale, float[] from, float[] into) {
            for (int d = 0; d < DIMENSION; d++) {
                into[d] += (float) (scale * from[d]);
            }
        }

        private void addNeighbour(
                List<Integer> words, int at, List<float[]> parts, boolean padded) {
            if (at >= 0 && at < words.size()) {
                parts.add(in[words.get(at)]);
            } else if (padded) {
                parts.add(in[in.length - 1]);
            }
        }

        private void predict(int word, List<float[]> parts, boolean concatenated) {
            float[] hidden = new float[concatenated ? parts.size() * DIMENSION : DIMENSION];
            for (int p = 0; p < parts.size(); p++) {
                for (int d = 0; d < DIMENSION; d++) {
                    if (concatenated) {
                        hidden[p * DIMENSION + d] = parts.get(p)[d];
                    } else {
                        hidden[d] += parts.get(p)[d] / parts.size();
                    }
                }
            }
            float[] change = new float[hidden.length];
            for (int at = tree.start(word); at < tree.start(word + 1); at++) {
                float[] node = out[tree.node(at)];
                double logit = 0;
                for (int d = 0; d < hidden.length; d++) {
                    logit += hidden[d] * node[d];
                }
                double wrong = (tree.second(at) ? 0 : 1) - 1 / (1 + Math.exp(-logit));
                for (int d = 0; d < hidden.length; d++) {
                    change[d] += (float) (RATE * wrong * node[d]);
                    node[d] += (float) (RATE * wrong * hidden[d]);
                }
            }
            for (int p = 0; p < parts.size(); p++) {
                for (int d = 0; d < DIMENSION; d++) {
                    parts.get(p)[d] += change[concatenated ? p * DIMENSION + d : d];
                }
            }
        }
    }
}
