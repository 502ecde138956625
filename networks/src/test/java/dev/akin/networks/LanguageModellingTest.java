package dev.akin.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.akin.MalformedFileException;
import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Label;
import dev.akin.evaluate.KneserNeyTrigrams;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageModellingTest {
    private static final List<String> ANIMALS = List.of("cat", "кот", "dog", "пёс");
    private static final List<String> THINGS = List.of("apple", "яблоко", "book", "дом");

    @TempDir private Path folder;

    /// Who begins a sentence ends it, three words later: more than a trigram sees.
    private static List<String> texts(int count, long seed) {
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String who = ANIMALS.get(random.nextInt(4));
            String what = THINGS.get(random.nextInt(4));
            texts.add("The " + who + " sees the " + what + " says " + who);
        }
        return texts;
    }

    private static LanguageModelling.Builder small(Body body) {
        return LanguageModelling.builder()
                .body(body)
                .dimension(16)
                .rate(0.01)
                .epochs(16)
                .batchSize(8)
                .threads(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cnn", "lstm", "gru", "attention"})
    void learnsKeepsAndLoads(String name) throws IOException {
        List<String> texts = texts(400, 1);
        List<String> others = texts(50, 2);
        Path file = folder.resolve("next.akin");
        Body body =
                switch (name) {
                    case "cnn" -> new Cnn(16, List.of(6));
                    case "lstm" -> Lstm.of(32);
                    case "gru" -> Gru.of(32);
                    default -> Attention.of(32);
                };
        List<Label> before;
        double perplexity;
        try (LanguageModel model = small(body).build().fit(texts)) {
            perplexity = model.perplexity(others).value();
            before = model.predict("the dog sees the book says", 2);
            // The animal and the thing are any of four: the eighth root of 16 at the best.
            assertThat(perplexity).isBetween(Math.pow(16, 1 / 8.0), 1.6);
            KneserNeyTrigrams trigrams =
                    KneserNeyTrigrams.fit(
                            texts.stream().map(model::words).toList(), model.vocabulary().keys());
            assertThat(perplexity)
                    .isLessThan(
                            trigrams.perplexity(others.stream().map(model::words).toList())
                                    .value());
            assertThat(before.getFirst().name()).isEqualTo("dog");
            assertThat(model.predict("the dog sees the book says dog", 1).getFirst().name())
                    .isEqualTo(LanguageModel.END);
            assertThat(model.predict("", 1).getFirst().name()).isEqualTo("the");
            model.save(file);
        }
        try (LanguageModel loaded = LanguageModel.load(file)) {
            assertThat(loaded.perplexity(others).value()).isCloseTo(perplexity, within(1e-4));
            assertThat(loaded.predict("the dog sees the book says", 2).getFirst().probability())
                    .isCloseTo(before.getFirst().probability(), within(1e-4));
        }
        assertThat(Embeddings.load(file).contains("яблоко")).isTrue();
    }

    @Test
    void drawnWordsTeachAlmostAsMuchAsAll() throws IOException {
        List<String> others = texts(50, 2);
        try (LanguageModel all = small(Gru.of(16)).epochs(6).samples(0).build().fit(texts(200, 1));
                LanguageModel some =
                        small(Gru.of(16)).epochs(6).samples(4).build().fit(texts(200, 1))) {
            double best = all.perplexity(others).value();
            assertThat(some.perplexity(others).value()).isBetween(best * 0.9, best * 1.15);
        }
    }

    @Test
    void itBeginsWithTheSharesOfWords() throws IOException {
        List<String> texts = List.of("a a a b", "a b b unheard");
        LanguageModelling.Builder builder = small(Cnn.of(4)).rate(1e-12).epochs(1);
        try (LanguageModel model = builder.samples(0).build().fit(texts)) {
            // Each row once more than it came: a 4, b 3, the end 2, an unknown word 1, of 14.
            assertThat(model.predict("a", 3))
                    .extracting(Label::name)
                    .containsExactly("a", "b", LanguageModel.END);
            assertThat(model.predict("a", 1).getFirst().probability())
                    .isCloseTo(5 / 14.0, within(0.02));
            assertThat(model.perplexity(List.of("никто")).words()).isEqualTo(2);
        }
    }

    @Test
    void longTextsAreReadInPieces() throws IOException {
        try (LanguageModel model =
                small(Gru.of(8)).maxLength(3).epochs(1).build().fit(texts(50, 1))) {
            assertThat(
                            model.perplexity(List.of("the cat sees the book says cat", "", "the"))
                                    .words())
                    .isEqualTo(8 + 1 + 2);
            assertThat(model.predict("the cat sees the book says cat", 1)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cnn", "lstm", "gru", "attention"})
    void learnsFromTextsWithoutWords(String body) throws IOException {
        List<String> texts = List.of("", "a a", "!", "", "b b", "");
        try (LanguageModel model =
                small(Body.of(body, 4)).batchSize(2).epochs(2).build().fit(texts)) {
            assertThat(model.history().kept().loss()).isFinite();
            assertThat(model.perplexity(List.of("", "")).value()).isFinite();
            assertThat(model.predict("", 9)).isNotEmpty();
        }
    }

    @Test
    void goesOnWhereItStopped() throws IOException {
        List<String> texts = texts(120, 1);
        Path file = folder.resolve("checkpoint");
        int[] heard = {0};
        ProgressListener stopping =
                new ProgressListener() {
                    @Override
                    public void update(Progress progress) {}

                    @Override
                    public boolean stopRequested() {
                        return heard[0]++ == 6;
                    }
                };
        LanguageModelling.Builder builder = small(Gru.of(8)).epochs(3).samples(3);
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> builder.checkpoint(file).listener(stopping).build().fit(texts));
        try (LanguageModel resumed = builder.listener(ProgressListener.NONE).build().fit(texts);
                LanguageModel once = small(Gru.of(8)).epochs(3).samples(3).build().fit(texts)) {
            assertThat(resumed.perplexity(texts).value())
                    .isCloseTo(once.perplexity(texts).value(), within(1e-3));
        }
    }

    @Test
    void whatCannotBeLearned() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LanguageModelling.builder().body(Lstm.of(4).both()))
                .withMessageContaining("sees what it is to predict");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LanguageModelling.builder().body(new Mean()))
                .withMessageContaining("does not tell what comes next");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LanguageModelling.builder().build().fit(List.of("all differ")))
                .withMessage("no word of 1 texts comes 2 times or more; there is nothing to learn");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LanguageModelling.builder().samples(-1));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> small(Cnn.of(4)).rate(1e30).build().fit(texts(100, 1)))
                .withMessageContaining("the loss is");
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Path file = folder.resolve("words.safetensors");
        Embeddings.of(Vocabulary.of(List.of("a")), EmbeddingTable.of(new float[] {1}, 1, 1))
                .save(file);
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> LanguageModel.load(file))
                .withMessageContaining("it is no language model but embeddings");
        Path next = folder.resolve("next.akin");
        try (LanguageModel model = small(Cnn.of(4)).epochs(1).build().fit(texts(30, 1))) {
            model.save(next);
        }
        byte[] bytes = Files.readAllBytes(next);
        Files.write(next, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> LanguageModel.load(next));
    }
}
