package dev.akin.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.akin.text.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Against scikit-learn 1.2.1, whose figures `tools/golden/labels.py` wrote down.
class LabelResultParityTest {
    private static final Json.Obj GOLDEN = golden();

    private static Json.Obj golden() {
        try (InputStream in =
                Objects.requireNonNull(
                        LabelResultParityTest.class.getResourceAsStream(
                                "/golden/labels/expected.json"))) {
            return (Json.Obj) Json.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Json> list(Json.Obj object, String name) {
        return list(Objects.requireNonNull(object.get(name)));
    }

    private static List<Json> list(Json array) {
        return ((Json.Arr) array).elements();
    }

    private static List<String> texts(List<Json> values) {
        return values.stream().map(value -> ((Json.Str) value).value()).toList();
    }

    private static double number(Json value) {
        return Double.parseDouble(((Json.Num) value).literal());
    }

    private static void assertSame(LabelScore score, List<Json> expected) {
        assertThat(score.precision()).isCloseTo(number(expected.get(0)), within(1e-12));
        assertThat(score.recall()).isCloseTo(number(expected.get(1)), within(1e-12));
        assertThat(score.f1().value()).isCloseTo(number(expected.get(2)), within(1e-12));
    }

    private static void assertSame(LabelResult result, Json.Obj expected) {
        assertThat(result.accuracy().value())
                .isCloseTo(number(Objects.requireNonNull(expected.get("accuracy"))), within(1e-12));
        List<String> names = texts(list(expected, "names"));
        assertThat(result.labels()).extracting(LabelScore::label).isEqualTo(names);
        for (int i = 0; i < names.size(); i++) {
            List<Json> row = list(list(expected, "labels").get(i));
            assertSame(result.labels().get(i), row);
            assertThat(result.labels().get(i).support()).isEqualTo((int) number(row.get(3)));
        }
        assertSame(result.micro(), list(expected, "micro"));
        assertSame(result.macro(), list(expected, "macro"));
    }

    @Test
    void oneLabelEach() {
        Json.Obj single = (Json.Obj) Objects.requireNonNull(GOLDEN.get("single"));
        assertSame(
                LabelResult.ofLabels(texts(list(single, "right")), texts(list(single, "given"))),
                single);
    }

    @Test
    void severalLabels() {
        Json.Obj several = (Json.Obj) Objects.requireNonNull(GOLDEN.get("several"));
        assertSame(
                LabelResult.ofLabelSets(
                        list(several, "right").stream().map(set -> texts(list(set))).toList(),
                        list(several, "given").stream().map(set -> texts(list(set))).toList()),
                several);
    }

    @Test
    void gains() {
        List<Json> users = list(GOLDEN, "ranked");
        assertThat(users).hasSize(20);
        double mean = 0;
        for (Json user : users) {
            Json.Obj each = (Json.Obj) user;
            RecommendationResult result =
                    RecommendationResult.of(
                            List.of(texts(list(each, "chosen"))),
                            List.of(texts(list(each, "recommended"))),
                            5);
            double expected = number(Objects.requireNonNull(each.get("ndcg")));
            assertThat(result.ndcg().value()).isCloseTo(expected, within(1e-12));
            mean += expected;
        }
        assertThat(mean).isPositive();
    }
}
