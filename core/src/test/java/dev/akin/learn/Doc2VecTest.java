package dev.akin.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.text.TaggedDocument;
import dev.akin.vocabulary.EncodedCorpus;
import dev.akin.vocabulary.EncodedDocuments;
import dev.akin.vocabulary.GrowingVocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every way to learn documents must do, each in turn.
class Doc2VecTest {
    @TempDir Path folder;

    static Stream<Arguments> ways() {
        return Stream.of(Doc2Vec.Mode.values())
                .flatMap(mode ->
                        Stream.of(
                                way(mode.label(), () -> Doc2Vec.builder().mode(mode)),
                                way(
                                        mode.label() + " hs",
                                        () ->
                                                Doc2Vec.builder()
                                                        .mode(mode)
                                                        .loss(Loss.HIERARCHICAL_SOFTMAX)),
                                way(
                                        mode.label() + " words",
                                        () -> Doc2Vec.builder().mode(mode).words(true))));
    }

    private static Arguments way(String name, Supplier<Doc2Vec.Builder> builder) {
        return Arguments.of(name, builder);
    }

    private static Doc2Vec.Builder small(Supplier<Doc2Vec.Builder> builder) {
        return builder.get()
                .dimension(16)
                .window(1)
                .epochs(60)
                .minCount(1)
                .subsample(0)
                .learningRate(0.05)
                .threads(2);
    }

    private static EncodedDocuments encoded(Doc2Vec learner, List<TaggedDocument> documents)
            throws IOException {
        return EncodedDocuments.builder(learner.encoding(ProgressListener.NONE))
                .encodeWords(documents);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void documentsOfOneTopicComeNear(String name, Supplier<Doc2Vec.Builder> builder)
            throws IOException {
        DocumentVectors vectors = small(builder).build().fit(TopicDocuments.of(400));
        assertThat(TopicDocuments.purity(vectors.documents())).isGreaterThan(0.9);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void aLearnedDocumentIsNearestToWhatIsInferredFromItsWords(
            String name, Supplier<Doc2Vec.Builder> builder) throws IOException {
        List<TaggedDocument> documents = TopicDocuments.of(200);
        DocumentVectors vectors = small(builder).epochs(200).build().fit(documents);
        int found = 0;
        for (TaggedDocument document : documents) {
            float[] inferred = vectors.infer(document.words());
            String nearest = vectors.documents().neighbors(inferred, 1).getFirst().key();
            found += nearest.equals(document.tags().getFirst()) ? 1 : 0;
        }
        assertThat(found / 200.0).isGreaterThanOrEqualTo(0.95);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void rowsOfDocumentsInAMappedFileOrManyBlocksLearnToo(
            String name, Supplier<Doc2Vec.Builder> builder) throws IOException {
        Doc2Vec.Builder options = small(builder).scratch(folder).memoryLimit(0);
        DocumentVectors mapped = options.build().fit(TopicDocuments.of(400));
        assertThat(TopicDocuments.purity(mapped.documents())).isGreaterThan(0.9);
        DocumentVectors blocks =
                small(builder).blockNumbers(64 * 48).build().fit(TopicDocuments.of(400));
        assertThat(TopicDocuments.purity(blocks.documents())).isGreaterThan(0.9);
    }

    /// Rows that are predicted start at zero, so every σ is ½ and every choice costs ln 2.
    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void lossBeginsAtChance(String name, Supplier<Doc2Vec.Builder> builder) throws IOException {
        List<Progress> heard = new ArrayList<>();
        small(builder)
                .learningRate(1e-12)
                .epochs(1)
                .threads(1)
                .build()
                .fit(TopicDocuments.of(200), heard::add);
        // ½ log₂ 40 + ½ log₂ 800 choices on the way to a word.
        double choices = name.contains("hs") ? 7.5 : 6;
        // Words drawn that stand in the tile are left out, and there are twenty that stand in most.
        assertThat(heard.getLast().loss())
                .isEqualTo(choices * Math.log(2), within(0.1 * choices * Math.log(2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void reproducibleLearningDoesNotDependOnThreads(String name, Supplier<Doc2Vec.Builder> builder)
            throws IOException {
        Doc2Vec.Builder options = small(builder).reproducible(true);
        Path one = saved(options.epochs(2).threads(1), "one");
        Path three = saved(options.epochs(2).threads(3), "three");
        Path mapped = saved(options.threads(2).scratch(folder).memoryLimit(0), "mapped");
        assertThat(one).hasSameBinaryContentAs(three).hasSameBinaryContentAs(mapped);
        DocumentVectors vectors = options.epochs(60).build().fit(TopicDocuments.of(400));
        assertThat(TopicDocuments.purity(vectors.documents())).isGreaterThan(0.9);
    }

    private Path saved(Doc2Vec.Builder options, String name) throws IOException {
        Path path = folder.resolve(name + ".safetensors");
        Doc2Vec learner = options.build();
        try (EncodedDocuments documents = encoded(learner, TopicDocuments.of(1000))) {
            learner.train(documents, Map.of(), ProgressListener.NONE)
                    .model()
                    .save(path, ProgressListener.NONE);
        }
        return path;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void aStoppedTrainingGoesOnWhereItWas(String name, Supplier<Doc2Vec.Builder> builder)
            throws IOException {
        Path path = folder.resolve("partial.safetensors");
        Doc2Vec learner = small(builder).epochs(4).threads(1).build();
        try (EncodedDocuments documents = encoded(learner, TopicDocuments.of(3000))) {
            TrainingRun whole = learner.train(documents, Map.of(), ProgressListener.NONE);
            TrainingRun stopped = learner.train(documents, Map.of(), new StopsAfter(16));
            assertThat(stopped.finished()).isFalse();
            stopped.model().save(path, ProgressListener.NONE);
            TrainingRun resumed =
                    Doc2Vec.resume(Model.load(path), documents, 1, ProgressListener.NONE);
            assertThat(resumed.finished()).isTrue();
            assertThat(rows(resumed.embeddings())).isEqualTo(rows(whole.embeddings()));
            assertThatThrownBy(() ->
                            Doc2Vec.resume(resumed.model(), documents, 1, ProgressListener.NONE))
                    .hasMessageContaining("finished");
        }
    }

    private static float[] rows(Embeddings embeddings) {
        float[] rows = new float[embeddings.size() * embeddings.dimension()];
        embeddings.table().read(0, embeddings.size(), rows, 0);
        return rows;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void anUpdateAddsDocumentsAndForgetsNone(String name, Supplier<Doc2Vec.Builder> builder)
            throws IOException {
        DocumentVectors before = small(builder).build().fit(TopicDocuments.of(400));
        Path path = folder.resolve("before.safetensors");
        before.model().save(path, ProgressListener.NONE);
        Model model = Model.load(path);
        List<TaggedDocument> more = new ArrayList<>(TopicDocuments.of(100, 6, "x"));
        more.add(TaggedDocument.of("1-shared", List.of("t1w1", "t1w2", "t1w3x")));
        Doc2Vec learner = Doc2Vec.builderOf(model).learningRate(0.05).build();
        try (EncodedDocuments documents =
                EncodedDocuments.builder(
                                learner.encoding(ProgressListener.NONE)
                                        .growing(GrowingVocabulary.of(Doc2Vec.words(model))))
                        .known(model.table("").vocabulary())
                        .encodeWords(more)) {
            Model after = learner.update(model, documents, Map.of(), ProgressListener.NONE).model();
            assertThat(after.table("").size()).isEqualTo(501);
            assertThat(after.table("").vector("1-shared")).hasSize(16);
            float[] old = rows(before.documents());
            assertThat(rows(after.table(""))).startsWith(old);
            assertThat(TopicDocuments.purity(after.table(""))).isGreaterThan(0.85);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void aFileInfersWhatTheModelDid(String name, Supplier<Doc2Vec.Builder> builder)
            throws IOException {
        List<TaggedDocument> documents = TopicDocuments.of(100);
        DocumentVectors vectors = small(builder).epochs(5).build().fit(documents);
        Path path = folder.resolve("model.safetensors");
        vectors.model().save(path, ProgressListener.NONE);
        DocumentVectors loaded = DocumentVectors.of(Model.load(path));
        List<String> words = documents.get(3).words();
        assertThat(loaded.infer(words)).isEqualTo(vectors.infer(words));
        assertThat(loaded.fingerprint()).isEqualTo(vectors.fingerprint());
        assertThat(loaded.seed(7).infer(words)).isNotEqualTo(vectors.infer(words));
        String text = String.join(" ", words);
        List<String> texts = Collections.nCopies(50, text);
        for (float[] vector : loaded.threads(3).encode(texts)) {
            assertThat(vector).isEqualTo(vectors.infer(words));
        }
        assertThat(loaded.encodeTokens(List.of(ids(loaded, text)))[0])
                .isEqualTo(vectors.infer(words));
    }

    private static int[] ids(DocumentVectors vectors, String text) {
        var tokens = vectors.tokenizer().tokenize(text);
        int[] ids = new int[tokens.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = tokens.id(i);
        }
        return ids;
    }

    @Test
    void anEmptyDocumentIsAtTheOrigin() throws IOException {
        List<TaggedDocument> documents = new ArrayList<>(TopicDocuments.of(100));
        documents.add(7, TaggedDocument.of("1-none", List.of()));
        documents.add(8, TaggedDocument.of("2-rare", List.of("once")));
        DocumentVectors vectors = small(Doc2Vec::builder).minCount(2).build().fit(documents);
        assertThat(vectors.documents().vector("1-none")).containsOnly(0);
        assertThat(vectors.documents().vector("2-rare")).containsOnly(0);
        assertThat(vectors.infer(List.of("never", "seen"))).containsOnly(0);
        assertThat(TopicDocuments.purity(vectors.documents())).isGreaterThan(0.8);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"dbow", "dm"})
    void documentsWithATagInCommonShareItsRow(String mode) throws IOException {
        Supplier<Doc2Vec.Builder> builder =
                () -> Doc2Vec.builder().mode(Doc2Vec.Mode.ofLabel(mode));
        List<TaggedDocument> documents = new ArrayList<>();
        for (TaggedDocument document : TopicDocuments.of(300)) {
            String key = document.tags().getFirst();
            String topic = key.substring(0, key.indexOf('-'));
            documents.add(new TaggedDocument(List.of(topic, "all", topic), document.words()));
        }
        DocumentVectors vectors = small(builder).build().fit(documents);
        Embeddings tags = vectors.documents();
        assertThat(tags.size()).isEqualTo(11);
        assertThat(tags.vocabulary().count(tags.id("all"))).isEqualTo(300);
        assertThat(tags.vocabulary().count(tags.id("3"))).isBetween(10L, 60L);
        for (TaggedDocument document : documents.subList(0, 20)) {
            assertThat(tags.neighbors(vectors.infer(document.words()), 1).getFirst().key())
                    .isIn(document.tags());
        }
    }

    @Test
    void concatenationNeedsAsManyTagsForEachDocument() {
        List<TaggedDocument> documents = new ArrayList<>(TopicDocuments.of(50));
        documents.add(new TaggedDocument(List.of("1-a", "1-b"), List.of("t1w1")));
        Doc2Vec learner = small(Doc2Vec::builder).mode(Doc2Vec.Mode.DM_CONCAT).build();
        assertThatThrownBy(() -> learner.fit(documents))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("document 1 has 1 and another one 2");
    }

    @Test
    void aDocumentLongerThanAPartIsLearnedToItsEnd() throws IOException {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            words.add("w" + i % 1000);
        }
        words.addAll(Collections.nCopies(50, "end"));
        DocumentVectors vectors =
                small(Doc2Vec::builder)
                        .epochs(1)
                        .build()
                        .fit(
                                List.of(
                                        TaggedDocument.of("a", List.of("end", "w1")),
                                        TaggedDocument.of("long", words)));
        assertThat(vectors.documents().size()).isEqualTo(2);
        assertThat(vectors.model().metadata().get("akin.training")).contains("200052");
    }

    @Test
    void aDocumentWithoutATagIsRefused() {
        Doc2Vec learner = small(Doc2Vec::builder).build();
        assertThatThrownBy(
                        () -> learner.fit(List.of(new TaggedDocument(List.of(), List.of("word")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("document 1 has no tag, which its vector goes by");
    }

    @Test
    void keysThatMustDifferAreRefusedWhereTheyDoNot() {
        Doc2Vec learner = small(Doc2Vec::builder).build();
        List<TaggedDocument> documents =
                List.of(
                        TaggedDocument.of("a", List.of("word")),
                        TaggedDocument.of("a", List.of("word")));
        assertThatThrownBy(() ->
                        EncodedDocuments.builder(learner.encoding(ProgressListener.NONE))
                                .uniqueKeys(true)
                                .encodeWords(documents))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("document 2: a document before it has the key \"a\" too");
    }

    @Test
    void anUpdateDoesNotChangeHowLongIsInferred() throws IOException {
        List<TaggedDocument> first = TopicDocuments.of(50);
        DocumentVectors before = small(Doc2Vec::builder).build().fit(first);
        Doc2Vec learner = Doc2Vec.builderOf(before.model()).epochs(1).learningRate(1e-9).build();
        List<TaggedDocument> more = List.of(TaggedDocument.of("1-new", first.getFirst().words()));
        try (EncodedDocuments documents =
                EncodedDocuments.builder(
                                learner.encoding(ProgressListener.NONE)
                                        .vocabulary(Doc2Vec.words(before.model())))
                        .known(before.documents().vocabulary())
                        .encodeWords(more)) {
            Model after =
                    learner.update(before.model(), documents, Map.of(), ProgressListener.NONE)
                            .model();
            float[] then = before.infer(first.get(1).words());
            float[] now = DocumentVectors.of(after).infer(first.get(1).words());
            for (int d = 0; d < then.length; d++) {
                assertThat(now[d]).isEqualTo(then[d], within(1e-3f));
            }
        }
    }

    @Test
    void rowsOfAnotherLengthAreRefused() throws IOException {
        Model model = small(Doc2Vec::builder).epochs(1).build().fit(TopicDocuments.of(20)).model();
        Map<String, String> metadata = new HashMap<>(model.metadata());
        metadata.computeIfPresent(
                "akin.options",
                (key, json) -> json.replace("\"dimension\":16", "\"dimension\":17"));
        assertThatThrownBy(() -> DocumentVectors.of(model.withMetadata(metadata)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("documents have 16 numbers, where 17 were expected");
    }

    @Test
    void whatLearningAndInferenceNeedIsMissedByName() throws IOException {
        Model model = small(Doc2Vec::builder).epochs(1).build().fit(TopicDocuments.of(20)).model();
        Model lean =
                Model.of(model.kind(), Map.of("", model.table(""))).withMetadata(model.metadata());
        assertThatThrownBy(() -> DocumentVectors.of(lean))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("saved lean");
        assertThatThrownBy(() -> WordLearner.builderOf(model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("doc2vec");
    }

    @Test
    void stoppingStops() {
        Doc2Vec learner = small(Doc2Vec::builder).epochs(100).build();
        assertThatThrownBy(() -> learner.fit(TopicDocuments.of(2000), new StopsAfter(30)))
                .isInstanceOf(CancellationException.class);
        assertThat(Files.exists(folder)).isTrue();
    }

    @Test
    void defaultsAreThoseOfGensim() {
        Doc2Vec learner = Doc2Vec.builder().build();
        assertThat(learner.dimension()).isEqualTo(100);
        assertThat(learner.minCount()).isEqualTo(5);
        EncodedCorpus.Builder encoding = learner.encoding(ProgressListener.NONE);
        assertThat(encoding).isNotNull();
    }
}
