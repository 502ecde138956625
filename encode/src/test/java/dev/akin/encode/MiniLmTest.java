package dev.akin.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.embeddings.TextEncoder;
import dev.akin.embeddings.TextEncoder.Purpose;
import dev.akin.vocabulary.TokenizedText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The built-in model as users meet it.
class MiniLmTest {
    private static final Path HOME = Path.of("target", "no-home");
    private static final List<String> TEXTS =
            List.of(
                    "A man is eating food.",
                    "",
                    "A man is eating a piece of bread.",
                    "The girl is carrying a baby 👶🏽 home.",
                    "Ежегодная конференция прошла в Москве.",
                    "今天天气很好。",
                    "x ".repeat(300),
                    "A cheetah is running behind its prey.");

    @SuppressWarnings("NullAway.Init")
    private static TextEncoder encoder;

    @BeforeAll
    static void open() throws IOException {
        encoder = TextEncoders.open("minilm", HOME);
    }

    @AfterAll
    static void close() {
        encoder.close();
    }

    private static TextEncoder with(EncoderOptions.Builder options) throws IOException {
        return TextEncoders.open("minilm", HOME, options.build());
    }

    @Test
    void meaningIsNear() {
        float[][] vectors = encoder.encode(TEXTS, Purpose.PLAIN);
        assertThat(encoder.dimension()).isEqualTo(384);
        assertThat(vectors).hasNumberOfRows(TEXTS.size());
        assertThat(Vectors.cosine(vectors[0], vectors[2])).isBetween(0.6, 0.9);
        assertThat(Vectors.cosine(vectors[0], vectors[7])).isLessThan(0.3);
        for (float[] vector : vectors) {
            assertThat(vector).hasSize(384);
            assertThat(Vectors.cosine(vector, vector)).isCloseTo(1, offset());
        }
    }

    private static org.assertj.core.data.Offset<Double> offset() {
        return org.assertj.core.data.Offset.offset(1e-6);
    }

    @Test
    void aVectorDoesNotDependOnTheOthers() {
        List<String> shuffled = new ArrayList<>(TEXTS);
        Collections.reverse(shuffled);
        float[][] together = encoder.encode(TEXTS, Purpose.PLAIN);
        float[][] reversed = encoder.encode(shuffled, Purpose.PLAIN);
        for (int i = 0; i < TEXTS.size(); i++) {
            assertThat(together[i]).containsExactly(encoder.encode(TEXTS.get(i)));
            assertThat(reversed[TEXTS.size() - 1 - i]).containsExactly(together[i]);
        }
    }

    @Test
    void tokensGiveTheSameVector() {
        List<int[]> ids = TEXTS.stream().map(t -> encoder.tokenizer().tokenize(t).ids()).toList();
        assertThat(encoder.encodeTokens(ids)).isDeepEqualTo(encoder.encode(TEXTS));
        assertThatThrownBy(() -> encoder.encodeTokens(List.of(new int[] {30522})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the token 30522 is not one of 0 to 30521");
    }

    @Test
    void tokensKnowTheirPlaces() {
        String text = "Naïve 👶🏽 babies: 天气!";
        TokenizedText tokens = encoder.tokenizer().tokenize(text);
        List<String> places = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            places.add(text.substring(tokens.start(i), tokens.end(i)));
        }
        assertThat(String.join("", places)).isEqualTo("Naïve👶🏽babies:天气!");
        assertThat(encoder.tokenizer().token(tokens.id(0))).isEqualTo("naive");
        assertThat(encoder.tokenizer().id("naive")).isEqualTo(tokens.id(0));
        assertThat(encoder.tokenizer().id("no such token")).isEqualTo(-1);
        assertThat(encoder.tokenizer().size()).isEqualTo(30522);
    }

    @Test
    void anyCharactersHaveAVector() {
        List<String> odd = List.of("\0", "\ud800", "a\udc00b", "\uffff", "\u200b", " \n\t ");
        assertThat(encoder.encode(odd)).hasNumberOfRows(odd.size());
        TokenizedText tokens = encoder.tokenizer().tokenize("a\ud800b c");
        assertThat(tokens.end(tokens.size() - 1)).isEqualTo(5);
    }

    @Test
    void longTextsAreTheMeanOfTheirPieces() throws IOException {
        String words = "alpha beta gamma delta ".repeat(200);
        assertThat(encoder.tokenizer().tokenize(words).size()).isGreaterThan(encoder.maxTokens());
        try (TextEncoder truncating =
                with(EncoderOptions.builder().longText(EncoderOptions.LongText.TRUNCATE))) {
            assertThat(encoder.encode(words)).isNotEqualTo(truncating.encode(words));
            assertThat(Vectors.cosine(encoder.encode(words), truncating.encode(words)))
                    .isGreaterThan(0.9);
            assertThat(truncating.encode("short")).containsExactly(encoder.encode("short"));
            assertThat(truncating.fingerprint()).isNotEqualTo(encoder.fingerprint());
        }
    }

    @Test
    void vectorsAreCutAndScaledAgain() throws IOException {
        try (TextEncoder cut = with(EncoderOptions.builder().dimension(128))) {
            float[] whole = encoder.encode(TEXTS.getFirst());
            float[] kept = java.util.Arrays.copyOf(whole, 128);
            assertThat(cut.dimension()).isEqualTo(128);
            assertThat(cut.encode(TEXTS.getFirst())).containsExactly(Vectors.normalize(kept));
        }
        assertThatThrownBy(() -> with(EncoderOptions.builder().dimension(385)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the vectors of minilm have 384 numbers and cannot be cut to 385");
    }

    @Test
    void fastBatchesAreNear() throws IOException {
        try (TextEncoder fast =
                with(EncoderOptions.builder().batching(EncoderOptions.Batching.FAST))) {
            float[][] near = fast.encode(TEXTS);
            float[][] exact = encoder.encode(TEXTS);
            for (int i = 0; i < near.length; i++) {
                assertThat(Vectors.cosine(near[i], exact[i])).isGreaterThan(0.9);
            }
            assertThat(fast.fingerprint()).isNotEqualTo(encoder.fingerprint());
        }
    }

    @Test
    void manyMayCallAtOnce() throws Exception {
        float[][] expected = encoder.encode(TEXTS);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<float[][]> call = () -> encoder.encode(TEXTS);
            for (Future<float[][]> answer : callers.invokeAll(Collections.nCopies(16, call))) {
                assertThat(answer.get()).isDeepEqualTo(expected);
            }
        }
    }

    /// Whoever was first ends; whoever comes later is told.
    @Test
    void closingWaitsAndThenNothingIsEncoded() throws Exception {
        float[][] expected = encoder.encode(TEXTS);
        TextEncoder other = with(EncoderOptions.builder().threads(2));
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<float[][]>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(callers.submit(() -> other.encode(TEXTS)));
            }
            answers.getFirst().get();
            other.close();
            for (Future<float[][]> answer : answers) {
                try {
                    assertThat(answer.get()).isDeepEqualTo(expected);
                } catch (ExecutionException e) {
                    assertThat(e).hasRootCauseMessage("the encoder minilm is closed");
                }
            }
        }
        other.close();
        assertThatThrownBy(() -> other.encode("too late"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the encoder minilm is closed");
    }

    @Test
    void nothingGivesNothing() {
        assertThat(encoder.encode(List.<String>of())).isEmpty();
    }
}
