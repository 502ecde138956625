package dev.akin.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Similarity;
import dev.akin.embeddings.StaticEncoder;
import dev.akin.embeddings.TextEncoder;
import dev.akin.vocabulary.SubwordTokenizer;
import dev.akin.vocabulary.TokenizedText;
import dev.akin.vocabulary.WordPiece;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistillationTest {
    private static final int WORDS = 60;
    private static final int DIMENSION = 8;

    private final WordPiece tokenizer = tokenizer();
    private final Teacher teacher = new Teacher(tokenizer);

    @TempDir Path folder;

    private static WordPiece tokenizer() {
        List<String> tokens = new ArrayList<>(List.of("[UNK]", "[SEP]"));
        for (int i = 0; i < WORDS; i++) {
            tokens.add("w" + (char) ('a' + i / 26) + (char) ('a' + i % 26));
        }
        return WordPiece.of(tokens, true, true, List.of("[UNK]", "[SEP]"));
    }

    /// Weighs words as it likes: what a mean of rows can learn from its texts, and not from its words one by one.
    private static final class Teacher implements TextEncoder {
        private final WordPiece tokenizer;
        private final float[][] meanings = new float[WORDS + 2][DIMENSION];

        Teacher(WordPiece tokenizer) {
            this.tokenizer = tokenizer;
            Random random = new Random(5);
            for (float[] meaning : meanings) {
                for (int d = 0; d < DIMENSION; d++) {
                    meaning[d] = (float) random.nextGaussian();
                }
            }
        }

        private float[] vector(int[] ids) {
            float[] vector = new float[DIMENSION];
            for (int id : ids) {
                for (int d = 0; d < DIMENSION; d++) {
                    vector[d] += (id % 5 == 0 && ids.length > 1 ? 4 : 1) * meanings[id][d];
                }
            }
            return unit(vector);
        }

        @Override
        public float[][] encode(List<String> texts, Purpose purpose) {
            return texts.stream()
                    .map(text -> vector(tokenizer.tokenize(text).ids()))
                    .toArray(float[][]::new);
        }

        @Override
        public float[][] encodeTokens(List<int[]> texts) {
            return texts.stream().map(this::vector).toArray(float[][]::new);
        }

        @Override
        public SubwordTokenizer tokenizer() {
            return tokenizer;
        }

        @Override
        public int maxTokens() {
            return 100;
        }

        @Override
        public String name() {
            return "teacher";
        }

        @Override
        public int dimension() {
            return DIMENSION;
        }

        @Override
        public Similarity similarity() {
            return Similarity.COSINE;
        }

        @Override
        public String fingerprint() {
            return "0";
        }

        @Override
        public void close() {}
    }

    private static float[] unit(float[] vector) {
        double norm = 0;
        for (float number : vector) {
            norm += number * number;
        }
        for (int d = 0; norm > 0 && d < vector.length; d++) {
            vector[d] /= (float) Math.sqrt(norm);
        }
        return vector;
    }

    private static List<String> texts(int count, long seed) {
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            for (int w = 0; w < 3 + random.nextInt(4); w++) {
                int word = random.nextInt(WORDS);
                text.append("w")
                        .append((char) ('a' + word / 26))
                        .append((char) ('a' + word % 26))
                        .append(' ');
            }
            texts.add(text.toString());
        }
        return texts;
    }

    /// The mean cosine between how two encoders see differences of texts.
    private double likeness(TextEncoder student) {
        List<String> texts = texts(300, 99);
        double sum = 0;
        for (int i = 0; i + 1 < texts.size(); i++) {
            double own = cosine(student, texts.get(i), texts.get(i + 1));
            double theirs = cosine(teacher, texts.get(i), texts.get(i + 1));
            sum += Math.abs(own - theirs);
        }
        return sum / texts.size();
    }

    private static double cosine(TextEncoder encoder, String a, String b) {
        float[] x = encoder.encode(a);
        float[] y = encoder.encode(b);
        double dot = 0;
        for (int d = 0; d < x.length; d++) {
            dot += x[d] * y[d];
        }
        return dot;
    }

    @Test
    void textsTeachWhatTokensAloneDoNotTell() {
        Distillation distillation = Distillation.builder().dimension(DIMENSION).ridge(0.01).build();
        double alone = likeness(distillation.distill(teacher, tokenizer, new long[WORDS + 2]));
        double taught = likeness(distillation.distill(teacher, tokenizer, texts(4000, 1)));
        assertThat(taught).isLessThan(0.7 * alone);
    }

    @Test
    void aFileHoldsAllOfIt() throws Exception {
        StaticEncoder encoder =
                Distillation.builder()
                        .dimension(4)
                        .build()
                        .distill(teacher, tokenizer, texts(500, 1));
        assertThat(encoder.dimension()).isEqualTo(4);
        Path file = folder.resolve("fast.safetensors");
        encoder.save(file, ProgressListener.NONE);
        StaticEncoder again = StaticEncoder.load(file);
        assertThat(again.name()).isEqualTo("fast");
        assertThat(again.fingerprint()).isEqualTo(encoder.fingerprint());
        assertThat(again.encode("Wab, wac[SEP]")).containsExactly(encoder.encode("Wab, wac[SEP]"));
        assertThat(again.metadata().get("akin.options"))
                .contains("\"teacher\":\"teacher\"", "\"texts\":500");
    }

    @Test
    void unknownWordsCountForNothing() {
        StaticEncoder encoder =
                Distillation.builder().build().distill(teacher, tokenizer, (long[]) null);
        assertThat(encoder.encode("waa nothing wab")).containsExactly(encoder.encode("waa wab"));
        assertThat(encoder.encode("")).containsOnly(0);
        assertThat(encoder.encode("nothing known")).containsOnly(0);
        TokenizedText tokens = tokenizer.tokenize("waa wab");
        assertThat(encoder.encodeTokens(List.of(tokens.ids()))[0])
                .containsExactly(encoder.encode("waa wab"));
        assertThatThrownBy(() -> encoder.encodeTokens(List.of(new int[] {999})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("999");
    }

    @Test
    void manyTextsAreEncodedAsEachAlone() {
        StaticEncoder encoder =
                Distillation.builder().build().distill(teacher, tokenizer, new long[WORDS + 2]);
        List<String> texts = texts(1000, 3);
        float[][] together = encoder.encode(texts);
        for (int i = 0; i < texts.size(); i += 37) {
            assertThat(together[i]).containsExactly(encoder.encode(texts.get(i)));
        }
    }

    @Test
    void saysWhatCannotBe() throws Exception {
        Distillation distillation = Distillation.builder().build();
        assertThatThrownBy(() -> distillation.distill(teacher, tokenizer, texts(3, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 texts are too few");
        assertThatThrownBy(() -> distillation.distill(teacher, tokenizer, new long[2]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Distillation.builder().ridge(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        Path other = Files.writeString(folder.resolve("x.safetensors"), "x");
        assertThatThrownBy(() -> StaticEncoder.load(other)).isInstanceOf(java.io.IOException.class);
        ProgressListener stop =
                new ProgressListener() {
                    @Override
                    public void update(dev.akin.Progress progress) {}

                    @Override
                    public boolean stopRequested() {
                        return true;
                    }
                };
        assertThatThrownBy(() ->
                        Distillation.builder()
                                .listener(stop)
                                .build()
                                .distill(teacher, tokenizer, texts(500, 1)))
                .isInstanceOf(CancellationException.class);
    }
}
