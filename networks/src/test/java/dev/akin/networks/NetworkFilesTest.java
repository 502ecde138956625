package dev.akin.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.Model;
import dev.akin.format.Tensor;
import dev.akin.text.Click;
import dev.akin.text.TaggedSentence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Files that say other things of a network than they hold.
class NetworkFilesTest {
    private static final Path FILE = Path.of("some.akin");

    private static final List<Click> CLICKS =
            List.of(
                    new Click("u", "a", 1),
                    new Click("u", "b", 2),
                    new Click("v", "b", 3),
                    new Click("v", "c", 4));

    interface Learning {
        TrainedNetwork fit() throws IOException;
    }

    interface Reading {
        TrainedNetwork of(Path path, Model model) throws MalformedFileException;
    }

    /// A kind of network.
    record Kind(String name, Learning learning, Reading reading) {
        Model learned() throws IOException {
            try (TrainedNetwork network = learning.fit()) {
                return network.model();
            }
        }

        void read(Model model) throws MalformedFileException {
            reading.of(FILE, model).close();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static <B extends NetworkBuilder<B>> B small(B builder) {
        return builder.dimension(4).epochs(1).threads(1);
    }

    /// Each with a body that has sizes, but for the two towers, which have none.
    private static List<Kind> kinds() {
        return List.of(
                new Kind(
                        TextClassifier.KIND,
                        () ->
                                small(TextClassification.builder().body(Gru.of(4)))
                                        .build()
                                        .fit(List.of("a", "b"), List.of("x", "y")),
                        TextClassifier::of),
                new Kind(
                        Tagger.KIND,
                        () ->
                                small(Tagging.builder().body(Gru.of(4)))
                                        .build()
                                        .fit(
                                                List.of(
                                                        new TaggedSentence(
                                                                List.of("a", "b"),
                                                                List.of("X", "Y")))),
                        Tagger::of),
                new Kind(
                        LanguageModel.KIND,
                        () ->
                                small(LanguageModelling.builder().body(Gru.of(4)))
                                        .build()
                                        .fit(List.of("a b", "b a")),
                        LanguageModel::of),
                new Kind(
                        NextItemModel.KIND,
                        () ->
                                small(NextItemPrediction.builder().body(Gru.of(4)))
                                        .build()
                                        .fit(CLICKS),
                        NextItemModel::of),
                new Kind(
                        ClickModel.KIND,
                        () ->
                                small(ClickPrediction.builder().hidden(List.of(4)))
                                        .build()
                                        .fit(CLICKS),
                        ClickModel::of),
                new Kind(
                        MetricModel.KIND,
                        () ->
                                small(MetricLearning.builder().body(Gru.of(4)))
                                        .build()
                                        .fitPairs(List.of(List.of("a", "b"), List.of("c", "d"))),
                        MetricModel::of),
                new Kind(
                        TwoTowerModel.KIND,
                        () -> small(TwoTowers.builder()).build().fit(CLICKS),
                        TwoTowerModel::of));
    }

    private static void refused(Kind kind, Model model, String... parts) {
        assertThatExceptionOfType(MalformedFileException.class)
                .as(kind.toString())
                .isThrownBy(() -> kind.read(model))
                .satisfies(e -> assertThat(e).hasMessageContainingAll(parts))
                .withMessageContaining(FILE.toString());
    }

    private static Model described(Model model, String pattern, String replacement) {
        Map<String, String> metadata = new TreeMap<>(model.metadata());
        String before = String.valueOf(metadata.get("akin.network"));
        String after = before.replaceFirst(pattern, replacement);
        assertThat(after).isNotEqualTo(before);
        metadata.put("akin.network", after);
        return model.withMetadata(metadata);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void sizesThatTheWeightsDoNotHave(Kind kind) throws IOException {
        Model model = kind.learned();
        kind.read(model);
        assumeThat(kind.name()).isNotEqualTo(TwoTowerModel.KIND);
        String size = kind.name().equals(ClickModel.KIND) ? "(hidden\":\\[)4" : "(units\":)4";
        // More than any machine has: whoever believes it runs out of memory, or of an int.
        Model larger = described(model, size, "$1500000000");
        refused(kind, larger, "500000000", "its weights are no larger than");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void descriptionsThatAreNone(Kind kind) throws IOException {
        Model model = kind.learned();
        refused(kind, described(model, ".+", "{}"), "has no \"");
        refused(kind, described(model, ".+", "[1]"), "is no JSON object");
        refused(kind, described(model, ".+", "{"), "the text ends");
        refused(kind, model.withMetadata(Map.of()), "it ");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void weightsThatAreMissingOrOfAnotherShape(Kind kind) throws IOException {
        Model model = kind.learned();
        for (String name : new ArrayList<>(model.extras().keySet())) {
            Map<String, Tensor> fewer = new TreeMap<>(model.extras());
            fewer.remove(name);
            refused(kind, model.withExtras(fewer), name.replace("network/", ""));
            fewer.put(name, Tensor.of(new int[] {1, 2, 3, 4, 5, 6, 7}));
            refused(kind, model.withExtras(fewer), name.replace("network/", ""));
        }
    }

    @Test
    void filesOfEachOtherKind() throws IOException {
        for (Kind written : kinds()) {
            Model model = written.learned();
            for (Kind read : kinds()) {
                if (!read.name().equals(written.name())) {
                    refused(read, model, model.kind());
                }
            }
        }
    }
}
