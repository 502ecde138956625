package dev.akin.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.text.TaggedSentence;
import dev.akin.vocabulary.Subwords;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedTableTest {
    private static final List<String> GOOD = List.of("great", "отлично", "lovely");
    private static final List<String> BAD = List.of("awful", "плохо", "nasty");
    private static final List<String> OTHER = List.of("the", "film", "was", "кино", "it");

    @TempDir private Path folder;

    private final List<String> texts = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final List<TaggedSentence> sentences = new ArrayList<>();

    /// Which words tell is the same in both tasks.
    private void examples(int count) {
        Random random = new Random(1);
        for (int i = 0; i < count; i++) {
            List<String> words = new ArrayList<>();
            List<String> tags = new ArrayList<>();
            boolean good = random.nextBoolean();
            for (int w = 2 + random.nextInt(4); w > 0; w--) {
                words.add(OTHER.get(random.nextInt(OTHER.size())));
                tags.add("O");
            }
            words.add((good ? GOOD : BAD).get(random.nextInt(3)));
            tags.add(good ? "GOOD" : "BAD");
            if (i % 2 == 0) {
                sentences.add(new TaggedSentence(words, tags));
            } else {
                texts.add(String.join(" ", words));
                labels.add(good ? "good" : "bad");
            }
        }
    }

    private SharedTable.Builder both() {
        return SharedTable.builder()
                .tag(
                        "feelings",
                        Tagging.builder().body(Gru.of(8)).ngrams(Subwords.of(2, 3, 100), 4).build(),
                        sentences)
                .classify("texts", TextClassification.builder().build(), texts, labels)
                .dimension(8)
                .rate(0.02)
                .epochs(6)
                .threads(1)
                .validation(0.2);
    }

    @Test
    void bothLearnOnOneTable() throws IOException {
        examples(400);
        Path tagger = folder.resolve("tagger.akin");
        Path classifier = folder.resolve("classifier.akin");
        try (SharedNetworks networks = both().build().fit()) {
            Epoch kept = networks.history().kept();
            assertThat(kept.measure("feelings accuracy")).isGreaterThan(0.95);
            assertThat(kept.measure("texts accuracy")).isGreaterThan(0.95);
            assertThat(networks.names()).containsExactly("feelings", "texts");
            assertThat(networks.tagger("feelings").embeddings().vector("great"))
                    .isEqualTo(networks.classifier("texts").embeddings().vector("great"));
            networks.tagger("feelings").save(tagger);
            networks.classifier("texts").save(classifier);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> networks.tagger("texts"))
                    .withMessage("there is no Tagger \"texts\" among the tasks [feelings, texts]");
        }
        try (Tagger loaded = Tagger.load(tagger);
                TextClassifier texting = TextClassifier.load(classifier)) {
            assertThat(loaded.tag(List.of("it", "was", "плохо"))).containsExactly("O", "O", "BAD");
            assertThat(texting.predict("it was плохо", 1).getFirst().name()).isEqualTo("bad");
        }
    }

    @Test
    void goesOnWhereItStopped() throws IOException {
        examples(200);
        Path file = folder.resolve("checkpoint");
        int[] heard = {0};
        ProgressListener stopping =
                new ProgressListener() {
                    @Override
                    public void update(Progress progress) {}

                    @Override
                    public boolean stopRequested() {
                        return heard[0]++ == 8;
                    }
                };
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(
                        () -> both().epochs(3).checkpoint(file).listener(stopping).build().fit());
        try (SharedNetworks resumed = both().epochs(3).checkpoint(file).build().fit();
                SharedNetworks once = both().epochs(3).build().fit()) {
            assertThat(resumed.history().kept().loss())
                    .isCloseTo(once.history().kept().loss(), within(1e-5));
            assertThat(resumed.tagger("feelings").embeddings().vector("great"))
                    .containsExactly(
                            once.tagger("feelings").embeddings().vector("great"), within(1e-4f));
        }
    }

    @Test
    void whatCannotBeShared() {
        examples(20);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SharedTable.builder().build())
                .withMessage("there is no task to learn");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> both().tag("texts", Tagging.builder().build(), sentences))
                .withMessageContaining("a task needs a name of its own");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        both().classify(
                                        "more",
                                        TextClassification.builder()
                                                .vocabulary(Vocabulary.of(List.of("a")))
                                                .build(),
                                        texts,
                                        labels))
                .withMessageContaining("shares its vocabulary");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SharedTable.builder()
                                .classify(
                                        "one",
                                        TextClassification.builder().build(),
                                        texts,
                                        labels.subList(0, 3))
                                .build()
                                .fit())
                .withMessageContaining("3 labels, for 10 texts");
    }
}
