package dev.akin.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
import org.junit.jupiter.params.provider.EnumSource;

/// Files that say other things of a network than they hold.
class NetworkFilesTest {
    private static final Path FILE = Path.of("some.akin");

    private static final List<Click> CLICKS =
            List.of(
                    new Click("u", "a", 1),
                    new Click("u", "b", 2),
                    new Click("v", "b", 3),
                    new Click("v", "c", 4));

    /// Each with a body that has sizes, but for the two towers, which have none.
    enum Kind {
        CLASSIFIER {
            @Override
            Model learned() throws IOException {
                try (TextClassifier classifier =
                        small(TextClassification.builder().body(Gru.of(4)))
                                .build()
                                .fit(List.of("a", "b"), List.of("x", "y"))) {
                    return classifier.model();
                }
            }

            @Override
            void read(Model model) throws MalformedFileException {
                TextClassifier.of(FILE, model).close();
            }
        },
        TAGGER {
            @Override
            Model learned() throws IOException {
                List<TaggedSentence> sentences =
                        List.of(new TaggedSentence(List.of("a", "b"), List.of("X", "Y")));
                try (Tagger tagger =
                        small(Tagging.builder().body(Gru.of(4))).build().fit(sentences)) {
                    return tagger.model();
                }
            }

            @Override
            void read(Model model) throws MalformedFileException {
                Tagger.of(FILE, model).close();
            }
        },
        LANGUAGE {
            @Override
            Model learned() throws IOException {
                try (LanguageModel language =
                        small(LanguageModelling.builder().body(Gru.of(4)))
                                .build()
                                .fit(List.of("a b", "b a"))) {
                    return language.model();
                }
            }

            @Override
            void read(Model model) throws MalformedFileException {
                LanguageModel.of(FILE, model).close();
            }
        },
        NEXT_ITEM {
            @Override
            Model learned() throws IOException {
                try (NextItemModel next =
                        small(NextItemPrediction.builder().body(Gru.of(4))).build().fit(CLICKS)) {
                    return next.model();
                }
            }

            @Override
            void read(Model model) throws MalformedFileException {
                NextItemModel.of(FILE, model).close();
            }
        },
        CLICKS_OF_USERS {
            @Override
            Model learned() throws IOException {
                try (ClickModel clicks =
                        small(ClickPrediction.builder().hidden(List.of(4))).build().fit(CLICKS)) {
                    return clicks.model();
                }
            }

            @Override
            void read(Model model) throws MalformedFileException {
                ClickModel.of(FILE, model).close();
            }
        },
        METRIC {
            @Override
            Model learned() throws IOException {
                try (MetricModel metric =
                        small(MetricLearning.builder().body(Gru.of(4)))
                                .build()
                                .fitPairs(List.of(List.of("a", "b"), List.of("c", "d")))) {
                    return metric.model();
                }
            }

            @Override
            void read(Model model) throws MalformedFileException {
                MetricModel.of(FILE, model).close();
            }
        },
        TWO_TOWER {
            @Override
            Model learned() throws IOException {
                return small(TwoTowers.builder()).build().fit(CLICKS).model();
            }

            @Override
            void read(Model model) throws MalformedFileException {
                TwoTowerModel.of(FILE, model).close();
            }
        };

        abstract Model learned() throws IOException;

        abstract void read(Model model) throws MalformedFileException;

        private static <B extends NetworkBuilder<B>> B small(B builder) {
            return builder.dimension(4).epochs(1).threads(1);
        }
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
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TWO_TOWER")
    void sizesThatTheWeightsDoNotHave(Kind kind) throws IOException {
        Model model = kind.learned();
        kind.read(model);
        String size = kind == Kind.CLICKS_OF_USERS ? "(hidden\":\\[)4" : "(units\":)4";
        // More than any machine has: whoever believes it runs out of memory, or of an int.
        Model larger = described(model, size, "$1500000000");
        refused(kind, larger, "500000000", "its weights are no larger than");
    }

    @ParameterizedTest
    @EnumSource
    void descriptionsThatAreNone(Kind kind) throws IOException {
        Model model = kind.learned();
        refused(kind, described(model, ".+", "{}"), "has no \"");
        refused(kind, described(model, ".+", "[1]"), "is no JSON object");
        refused(kind, described(model, ".+", "{"), "the text ends");
        refused(kind, model.withMetadata(Map.of()), "it ");
    }

    @ParameterizedTest
    @EnumSource
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
        for (Kind written : Kind.values()) {
            Model model = written.learned();
            for (Kind read : Kind.values()) {
                if (read != written) {
                    refused(read, model, model.kind());
                }
            }
        }
    }
}
