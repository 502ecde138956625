package dev.akin.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.akin.MalformedFileException;
import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import dev.akin.text.TaggedSentence;
import dev.akin.vocabulary.Subwords;
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

class TaggingTest {
    private static final List<String> NAMES = List.of("Anna", "Борис", "Chen", "Daria");
    private static final List<String> OTHER =
            List.of("met", "the", "king", "видел", "и", "in", "house", "了", "book", "said");

    @TempDir private Path folder;

    /// A name is a person, and behind `in` a place; a second name in a row goes on with it.
    private static List<TaggedSentence> sentences(int count, long seed) {
        Random random = new Random(seed);
        List<TaggedSentence> sentences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> words = new ArrayList<>();
            List<String> tags = new ArrayList<>();
            for (int w = 1 + random.nextInt(6); w > 0; w--) {
                String word = OTHER.get(random.nextInt(OTHER.size()));
                words.add(word);
                tags.add("O");
                if (word.equals("in") || random.nextInt(3) == 0) {
                    String type = word.equals("in") ? "place" : "person";
                    words.add(NAMES.get(random.nextInt(NAMES.size())));
                    tags.add("B-" + type);
                    if (random.nextBoolean()) {
                        words.add(NAMES.get(random.nextInt(NAMES.size())));
                        tags.add("I-" + type);
                    }
                }
            }
            sentences.add(new TaggedSentence(words, tags));
        }
        return sentences;
    }

    private static Tagging.Builder small(Body body) {
        return Tagging.builder()
                .body(body)
                .dimension(8)
                .ngrams(Subwords.of(2, 3, 100), 8)
                .rate(0.02)
                .epochs(6)
                .threads(1)
                .validation(0.2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cnn", "lstm", "gru", "attention"})
    void learnsKeepsAndLoads(String body) throws IOException {
        List<TaggedSentence> sentences = sentences(300, 1);
        List<List<String>> others = sentences(40, 2).stream().map(TaggedSentence::words).toList();
        Path file = folder.resolve("names.akin");
        List<List<String>> before;
        Tagging.Builder builder =
                body.equals("attention")
                        ? small(Attention.of(32)).rate(0.005).epochs(12).patience(12)
                        : small(Body.of(body));
        try (Tagger tagger = builder.build().fit(sentences)) {
            Epoch kept = tagger.history().kept();
            // Attention is slow to learn which word stands next to which.
            boolean slow = body.equals("attention");
            assertThat(kept.measure("accuracy")).isGreaterThan(slow ? 0.7 : 0.95);
            assertThat(kept.measure("entity F1")).isGreaterThan(slow ? 0.3 : 0.9);
            assertThat(tagger.tags()).contains("O", "B-person", "I-person", "B-place");
            before = tagger.tagAll(others);
            tagger.save(file);
        }
        try (Tagger loaded = Tagger.load(file)) {
            assertThat(loaded.tagAll(others)).isEqualTo(before);
            TaggedSentence cut = loaded.tag("the king, in Anna!");
            assertThat(cut.words()).containsExactly("the", "king", "in", "Anna");
            assertThat(cut.tags()).startsWith("O", "O", "O");
            assertThat(cut.tags().getLast()).isNotEqualTo("O");
            assertThat(loaded.tag(List.of())).isEmpty();
            assertThat(loaded.body().name()).isEqualTo(body);
        }
        assertThat(Embeddings.load(file).contains("король")).isFalse();
        assertThat(Embeddings.load(file).contains("king")).isTrue();
    }

    @Test
    void aWordNeverSeenIsKnownByItsForm() throws IOException {
        try (Tagger tagger = small(Gru.of(8).both()).build().fit(sentences(300, 1))) {
            assertThat(tagger.tag(List.of("met", "Zorro", "и")))
                    .containsExactly("O", "B-person", "O");
        }
        assertThat(WordFeatures.form("McDonald's-3ая#中文")).isEqualTo("XxXx'x-9x#x");
        assertThat(WordFeatures.form("")).isEmpty();
    }

    @Test
    void longSentencesAreReadInPieces() throws IOException {
        try (Tagger tagger =
                small(Cnn.of(8)).maxLength(3).epochs(1).build().fit(sentences(60, 1))) {
            List<String> seven = List.of("met", "the", "king", "in", "Anna", "and", "Chen");
            List<List<String>> tags = tagger.tagAll(List.of(seven, List.of(), seven.subList(0, 3)));
            assertThat(tags.get(0)).hasSize(7).startsWith(tags.get(2).toArray(String[]::new));
            assertThat(tags.get(1)).isEmpty();
        }
    }

    @Test
    void pretrainedWordsAreKnownBeyondTheSentences() throws IOException {
        Embeddings vectors =
                Embeddings.of(
                        Vocabulary.of(List.of("king", "queen")),
                        EmbeddingTable.of(new float[] {1, 2, 3, 1, 2, 4}, 2, 3));
        try (Tagger tagger =
                small(Cnn.of(4))
                        .pretrained(vectors)
                        .frozen()
                        .epochs(1)
                        .build()
                        .fit(sentences(30, 1))) {
            assertThat(tagger.embeddings().vector("queen")).containsExactly(1, 2, 4);
            assertThat(tagger.embeddings().vector("king")).containsExactly(1, 2, 3);
            assertThat(tagger.embeddings().contains("house")).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cnn", "lstm", "gru", "attention"})
    void learnsFromSentencesWithoutWords(String body) throws IOException {
        TaggedSentence nothing = new TaggedSentence(List.of(), List.of());
        List<TaggedSentence> some = new ArrayList<>(List.of(nothing, nothing));
        some.addAll(sentences(4, 1));
        some.add(nothing);
        try (Tagger tagger =
                small(Body.of(body)).batchSize(2).epochs(2).validation(0).build().fit(some)) {
            assertThat(tagger.history().kept().loss()).isFinite();
            assertThat(tagger.tagAll(List.of(List.of(), List.of("a"), List.of())))
                    .satisfies(tags -> assertThat(tags.get(1)).hasSize(1))
                    .hasSize(3);
            assertThat(tagger.tag("").words()).isEmpty();
        }
    }

    @Test
    void goesOnWhereItStopped() throws IOException {
        List<TaggedSentence> sentences = sentences(100, 1);
        Path file = folder.resolve("checkpoint");
        List<List<String>> others = sentences(20, 2).stream().map(TaggedSentence::words).toList();
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
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() ->
                        small(Cnn.of(4))
                                .checkpoint(file)
                                .listener(stopping)
                                .build()
                                .fit(sentences));
        assertThat(file).exists();
        try (Tagger once = small(Cnn.of(4)).build().fit(sentences);
                Tagger resumed = small(Cnn.of(4)).checkpoint(file).build().fit(sentences)) {
            assertThat(resumed.history().epochs()).hasSameSizeAs(once.history().epochs());
            assertThat(resumed.history().kept().loss())
                    .isCloseTo(once.history().kept().loss(), within(1e-5));
            assertThat(resumed.tagAll(others)).isEqualTo(once.tagAll(others));
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void whatCannotBeLearned() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tagging.builder().body(new Mean()))
                .withMessageContaining("does not tell its words apart");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tagging.builder().build().fit(List.of()))
                .withMessage("there is nothing to tell apart: the tags of 0 sentences are []");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Tagging.builder()
                                .build()
                                .fit(List.of(new TaggedSentence(List.of("a"), List.of("O")))))
                .withMessageContaining("1 sentences are [O]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tagging.builder().ngrams(Subwords.of(0, 0, 0), 4));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> small(Cnn.of(4)).rate(1e30).build().fit(sentences(100, 1)))
                .withMessageContaining("the loss is");
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Path file = folder.resolve("words.safetensors");
        Embeddings.of(Vocabulary.of(List.of("a")), EmbeddingTable.of(new float[] {1}, 1, 1))
                .save(file);
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> Tagger.load(file))
                .withMessageContaining("it is no tagger but embeddings");
        Path names = folder.resolve("names.akin");
        try (Tagger tagger = small(Cnn.of(4)).epochs(1).build().fit(sentences(30, 1))) {
            tagger.save(names);
        }
        byte[] bytes = Files.readAllBytes(names);
        Files.write(names, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> Tagger.load(names));
    }
}
