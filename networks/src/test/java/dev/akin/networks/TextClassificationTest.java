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
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.KerasTokenizer;
import dev.akin.vocabulary.PadSequences;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextClassificationTest {
    private static final List<String> GOOD = List.of("отлично", "great", "喜欢", "fine", "lovely");
    private static final List<String> BAD = List.of("плохо", "awful", "讨厌", "poor", "nasty");
    private static final List<String> OTHER =
            List.of("the", "film", "was", "и", "кино", "place", "we", "saw", "电影", "it");

    @TempDir private Path folder;

    /// Sentences with one word that tells.
    private static final class Sentences {
        private final List<String> texts = new ArrayList<>();
        private final List<String> labels = new ArrayList<>();

        Sentences(int count) {
            Random random = new Random(3);
            for (int i = 0; i < count; i++) {
                boolean good = random.nextBoolean();
                List<String> words = new ArrayList<>();
                for (int w = 2 + random.nextInt(6); w > 0; w--) {
                    words.add(OTHER.get(random.nextInt(OTHER.size())));
                }
                words.set(
                        random.nextInt(words.size()),
                        (good ? GOOD : BAD).get(random.nextInt(GOOD.size())));
                texts.add(String.join(" ", words));
                labels.add(good ? "good" : "bad");
            }
        }
    }

    private static TextClassification.Builder small(Body body) {
        return TextClassification.builder()
                .body(body)
                .dimension(12)
                .rate(0.01)
                .epochs(6)
                .threads(1)
                .validation(0.2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "cnn", "lstm", "gru", "attention"})
    void learnsKeepsAndLoads(String body) throws IOException {
        Sentences sentences = new Sentences(400);
        Path file = folder.resolve("model.akin");
        List<Label> before;
        try (TextClassifier classifier =
                small(Body.of(body)).build().fit(sentences.texts, sentences.labels)) {
            assertThat(classifier.history().kept().measure("accuracy")).isGreaterThan(0.95);
            assertThat(classifier.labels()).containsExactlyInAnyOrder("good", "bad");
            before = classifier.predict("кино было отлично", 2);
            assertThat(before.getFirst().name()).isEqualTo("good");
            assertThat(before.stream().mapToDouble(Label::probability).sum())
                    .isCloseTo(1, within(1e-5));
            assertThat(classifier.embeddings().similarity("great", "lovely"))
                    .isGreaterThan(classifier.embeddings().similarity("great", "nasty"));
            classifier.save(file);
        }

        try (TextClassifier loaded = TextClassifier.load(file)) {
            List<Label> after = loaded.predict("кино было отлично", 2);
            assertThat(after.getFirst().name()).isEqualTo(before.getFirst().name());
            assertThat(after.getFirst().probability())
                    .isCloseTo(before.getFirst().probability(), within(1e-5));
            assertThat(loaded.predict(List.of("", "讨厌"), 1).get(1).getFirst().name())
                    .isEqualTo("bad");
        }
        assertThat(Embeddings.load(file).contains("кино")).isTrue();
    }

    @Test
    void anotherBatchGivesTheSameAnswer() throws IOException {
        Sentences sentences = new Sentences(120);
        for (String name : List.of("cnn", "lstm", "gru", "attention")) {
            Body body = name.equals("lstm") ? Lstm.of(8).both() : Body.of(name);
            try (TextClassifier classifier =
                    small(body).epochs(1).build().fit(sentences.texts, sentences.labels)) {
                double alone = classifier.predict("great film", 1).getFirst().probability();
                double beside =
                        classifier
                                .predict(List.of("great film", "the it was we saw the place и"), 1)
                                .getFirst()
                                .getFirst()
                                .probability();

                assertThat(beside).as(name).isCloseTo(alone, within(1e-5));
            }
        }
    }

    @Test
    void takesWhatKerasPads() throws IOException {
        Sentences sentences = new Sentences(400);
        KerasTokenizer tokenizer =
                KerasTokenizer.builder().numWords(24).build().fitOnTexts(sentences.texts);
        int[][] padded = PadSequences.pad(tokenizer.textsToSequences(sentences.texts), 10);
        int[] labels =
                sentences.labels.stream().mapToInt(label -> label.equals("good") ? 1 : 0).toArray();
        List<Progress> heard = new ArrayList<>();
        Path file = folder.resolve("keras.akin");

        try (TextClassifier classifier =
                small(Lstm.of(8))
                        .vocabulary(tokenizer)
                        .listener(heard::add)
                        .build()
                        .fit(padded, labels)) {
            assertThat(classifier.predict("great film", 1).getFirst().name()).isEqualTo("1");
            assertThat(classifier.embeddings().neighbors("great", 3)).hasSize(3);
            classifier.save(file);
        }

        assertThat(heard).isNotEmpty();
        try (TextClassifier loaded = TextClassifier.load(file)) {
            assertThat(loaded.predict("awful, AWFUL place!", 1).getFirst().name()).isEqualTo("0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "cnn"})
    void learnsSeveralLabels(String body) throws IOException {
        Sentences sentences = new Sentences(400);
        List<List<String>> labels = new ArrayList<>();
        for (int i = 0; i < sentences.texts.size(); i++) {
            List<String> some = new ArrayList<>(List.of(sentences.labels.get(i)));
            if (sentences.texts.get(i).contains("film")) {
                some.add("film");
            }
            labels.add(i % 50 == 0 ? List.of() : some);
        }
        try (TextClassifier classifier =
                small(Body.of(body))
                        .epochs(12)
                        .rate(0.03)
                        .build()
                        .fitSeveral(sentences.texts, labels)) {
            assertThat(classifier.several()).isTrue();
            assertThat(classifier.predict("great film", 3))
                    .filteredOn(label -> label.probability() > 0.5)
                    .extracting(Label::name)
                    .containsExactlyInAnyOrder("film", "good");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "lstm"})
    void goesOnWhereItWasStopped(String body) throws IOException {
        Sentences sentences = new Sentences(200);
        Path checkpoint = folder.resolve("checkpoint");
        TextClassification.Builder builder =
                small(Body.of(body)).epochs(4).validation(0).checkpoint(checkpoint);
        Path whole = folder.resolve("whole.akin");
        try (TextClassifier all = builder.build().fit(sentences.texts, sentences.labels)) {
            all.save(whole);
        }
        int[] asked = {0};
        ProgressListener stopping =
                new ProgressListener() {
                    @Override
                    public void update(Progress progress) {}

                    @Override
                    public boolean stopRequested() {
                        return ++asked[0] == 10;
                    }
                };

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() ->
                        builder.listener(stopping).build().fit(sentences.texts, sentences.labels))
                .withMessageContaining(checkpoint.toString());
        assertThat(checkpoint).exists();
        try (TextClassifier resumed = builder.build().fit(sentences.texts, sentences.labels);
                TextClassifier all = TextClassifier.load(whole)) {
            assertThat(checkpoint).doesNotExist();
            assertThat(resumed.history().epochs()).hasSize(4);
            assertThat(resumed.predict("great film", 1).getFirst().probability())
                    .isCloseTo(all.predict("great film", 1).getFirst().probability(), within(1e-5));
        }
    }

    @Test
    void stopsEarlyAndKeepsTheBest() throws IOException {
        Sentences sentences = new Sentences(60);
        List<String> noise = new ArrayList<>(sentences.labels);
        Collections.shuffle(noise, new Random(1));
        try (TextClassifier classifier =
                small(new Mean())
                        .epochs(200)
                        .rate(0.1)
                        .patience(3)
                        .build()
                        .fit(sentences.texts, noise)) {
            FitHistory history = classifier.history();
            assertThat(history.stoppedEarly()).isTrue();
            assertThat(history.epochs()).hasSize(history.best() + 3);
            double best = history.kept().measure("loss");
            assertThat(history.epochs()).allMatch(epoch -> epoch.measure("loss") >= best);
        }
    }

    @Test
    void beginsWithVectorsThatWereGiven() throws IOException {
        Sentences sentences = new Sentences(60);
        Embeddings given =
                Embeddings.of(
                        Vocabulary.of(List.of("great", "film")),
                        EmbeddingTable.of(new float[] {1, 2, 3, 4}, 2, 2));
        try (TextClassifier classifier =
                TextClassification.builder()
                        .pretrained(given)
                        .frozen()
                        .threads(1)
                        .build()
                        .fit(sentences.texts, sentences.labels)) {
            assertThat(classifier.embeddings().vector("film")).containsExactly(3, 4);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextClassification.builder().frozen().build())
                .withMessageContaining("pretrained");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> TextClassification.builder().pretrained(given).dimension(3).build())
                .withMessageContaining("2 numbers")
                .withMessageContaining("3");
    }

    @Test
    void refusesWhatDoesNotFit() {
        KerasTokenizer tokenizer = KerasTokenizer.builder().build().fitOnTexts(List.of("a b c"));
        TextClassification task =
                TextClassification.builder().vocabulary(tokenizer).threads(1).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> task.fit(new int[][] {{1}, {2}}, new int[] {1}))
                .withMessageContaining("1 labels, for 2 texts");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> task.fit(new int[][] {{1, 4}, {2}}, new int[] {1, 0}))
                .withMessageContaining("id 4 at [0][1] is not one of 4 rows");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> task.fit(new int[][] {{1, -1}, {2}}, new int[] {1, 0}))
                .withMessageContaining("id -1 at [0][1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> task.fit(new int[][] {{1}, {2}}, new int[] {1, -1}))
                .withMessageContaining("label -1 of example 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> task.fit(new int[0][], new int[0]))
                .withMessageContaining("no texts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> task.fit(List.of("a", "b"), List.of("x", "x")))
                .withMessageContaining("nothing to tell apart");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        TextClassification.builder().build().fit(new int[][] {{1}}, new int[] {1}))
                .withMessageContaining("vocabulary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "cnn", "lstm", "gru", "attention"})
    void learnsFromTextsWithoutWords(String body) throws IOException {
        List<String> texts = List.of("", "a", "!", "b", "", "c");
        List<String> labels = List.of("x", "y", "x", "y", "x", "y");
        try (TextClassifier classifier =
                small(Body.of(body)).epochs(1).validation(0).build().fit(texts, labels)) {
            assertThat(classifier.predict("", 2)).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "cnn", "lstm", "gru", "attention"})
    void learnsFromPaddingAlone(String body) throws IOException {
        KerasTokenizer tokenizer = KerasTokenizer.builder().build().fitOnTexts(List.of("a b c"));
        int[][] nothing = {{0, 0, 0}, {}, {0}, {0, 0}};
        try (TextClassifier classifier =
                small(Body.of(body))
                        .vocabulary(tokenizer)
                        .epochs(2)
                        .validation(0)
                        .build()
                        .fit(nothing, new int[] {0, 1, 0, 1})) {
            assertThat(classifier.history().kept().loss()).isFinite();
            for (float[] probabilities : classifier.probabilities(nothing)) {
                assertThat(probabilities[0] + probabilities[1]).isCloseTo(1, within(1e-5f));
            }
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> classifier.probabilities(new int[][] {{1}, {2, 4}}))
                    .withMessageContaining("4");
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> classifier.probabilities(new int[][] {{-1}}))
                    .withMessageContaining("-1");
        }
    }

    @Test
    void refusesFilesThatAreNone() throws IOException {
        Sentences sentences = new Sentences(60);
        Path file = folder.resolve("model.akin");
        try (TextClassifier classifier =
                small(new Mean()).epochs(1).build().fit(sentences.texts, sentences.labels)) {
            classifier.save(file);
            Embeddings words = classifier.embeddings();
            Path wordsAlone = folder.resolve("words.safetensors");
            words.save(wordsAlone);
            assertThatExceptionOfType(MalformedFileException.class)
                    .isThrownBy(() -> TextClassifier.load(wordsAlone))
                    .withMessageContaining("no classifier");
        }
        byte[] bytes = Files.readAllBytes(file);
        Path cut = folder.resolve("cut.akin");
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 5));
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> TextClassifier.load(cut));
    }

    @Test
    void refusesCheckpointsOfOtherTrainings() throws IOException {
        Sentences sentences = new Sentences(60);
        Path checkpoint = folder.resolve("checkpoint");
        Files.writeString(checkpoint, "nothing");
        TextClassification.Builder builder = small(new Mean()).checkpoint(checkpoint);
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> builder.build().fit(sentences.texts, sentences.labels));
    }

    @Test
    void saysWhenTheLossIsNoNumber() {
        Sentences sentences = new Sentences(60);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() ->
                        small(Lstm.of(4))
                                .rate(1e38)
                                .epochs(50)
                                .build()
                                .fit(sentences.texts, sentences.labels))
                .withMessageContaining("lower rate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "gru"})
    void saysWhenTheLastStepLeftNoNumbers(String body) {
        Sentences sentences = new Sentences(60);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() ->
                        small(Body.of(body))
                                .rate(1e38)
                                .batchSize(1000)
                                .epochs(1)
                                .build()
                                .fit(sentences.texts, sentences.labels))
                .withMessageContaining("held back")
                .withMessageContaining("lower rate");
    }
}
