package dev.akin.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Label;
import dev.akin.embeddings.Model;
import dev.akin.table.EmbeddingTable;
import dev.akin.text.Click;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoTowersTest {
    @TempDir private Path folder;

    /// Users choose items of their own kind: 10 of the even ones, or 10 of the odd ones.
    private static List<Click> clicks() {
        List<Click> clicks = new ArrayList<>();
        Random random = new Random(5);
        for (int time = 0; time < 8; time++) {
            for (int user = 0; user < 120; user++) {
                int item = 2 * random.nextInt(10) + user % 2;
                clicks.add(new Click("пользователь" + user, "商品" + item, time));
            }
        }
        return clicks;
    }

    private static TwoTowers.Builder small() {
        return TwoTowers.builder()
                .dimension(8)
                .rate(0.02)
                .epochs(15)
                .batchSize(32)
                .validation(0.1)
                .threads(1);
    }

    private static boolean even(Label label) {
        return Integer.parseInt(label.name().substring(2)) % 2 == 0;
    }

    @Test
    void findsItemsOfTheUsersKind() throws IOException {
        TwoTowerModel model = small().build().fit(clicks());
        Path file = folder.resolve("towers.akin");
        model.save(file);
        TwoTowerModel loaded = TwoTowerModel.load(file);

        assertThat(model.recommend("пользователь4", 2)).allMatch(TwoTowersTest::even);
        assertThat(model.recommend("пользователь5", 2)).noneMatch(TwoTowersTest::even);
        assertThat(loaded.recommend("пользователь4", 3))
                .isEqualTo(model.recommend("пользователь4", 3));
        assertThat(loaded.recommend(List.of("商品2", "商品4", "unknown"), 2))
                .allMatch(TwoTowersTest::even)
                .noneMatch(label -> label.name().equals("商品2"));
        assertThat(model.items().similarity("商品2", "商品4"))
                .isGreaterThan(model.items().similarity("商品2", "商品5"));
        assertThat(model.users().size()).isEqualTo(120);
        assertThat(Embeddings.load(file).contains("商品2")).isTrue();
    }

    @Test
    void evaluatesOnWhatCameLater() throws IOException {
        List<Click> all = clicks();
        TwoTowerModel model = small().build().fit(all.subList(0, 7 * 120));

        assertThat(model.evaluate(all.subList(7 * 120, all.size()), 10).hitRate().value())
                .isBetween(0.2, 1.0);
        assertThat(model.evaluate(List.of(new Click("nobody", "商品2", 9)), 10).hitRate().value())
                .isZero();
    }

    @Test
    void scoresWhatItRecommends() throws IOException {
        List<Click> all = clicks();
        TwoTowerModel model = small().epochs(2).build().fit(all.subList(0, 5 * 120));
        List<Click> later = all.subList(5 * 120, all.size());
        Set<String> hit = new HashSet<>();
        for (Click click : later) {
            if (model.recommend(click.user(), 3).stream()
                    .anyMatch(label -> label.name().equals(click.item()))) {
                hit.add(click.user());
            }
        }
        assertThat(model.evaluate(later, 3).hitRate().value()).isEqualTo(hit.size() / 120.0);
        assertThat(model.recommend("пользователь4", 1000))
                .hasSizeLessThan(20)
                .isSortedAccordingTo(Comparator.comparingDouble(Label::probability).reversed());
    }

    @Test
    void theFirstOfEqualItemsComesFirst() throws IOException {
        Model model = small().epochs(1).build().fit(clicks()).model();
        Map<String, Embeddings> zeros = new TreeMap<>();
        for (String name : List.of("", "users", "before")) {
            Embeddings table = model.table(name);
            float[] values = new float[table.size() * table.dimension()];
            zeros.put(
                    name,
                    Embeddings.of(
                            table.vocabulary(),
                            EmbeddingTable.of(values, table.size(), table.dimension())));
        }
        TwoTowerModel equal =
                TwoTowerModel.of(
                        folder.resolve("zeros.akin"),
                        Model.of(TwoTowerModel.KIND, zeros)
                                .withMetadata(model.metadata())
                                .withExtras(model.extras()));
        assertThat(equal.recommend(List.of(), 7))
                .extracting(Label::name)
                .isEqualTo(equal.items().vocabulary().keys().subList(0, 7));
    }

    @Test
    void refusesWhatCannotBe() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> small().build().fit(List.of()))
                .withMessageContaining("nothing to choose");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> small().dropout(0.1).build())
                .withMessageContaining("dropout is 0");
        TwoTowerModel model = small().epochs(1).build().fit(clicks());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.recommend("nobody", 1))
                .withMessageContaining("nobody");
        assertThatIllegalArgumentException().isThrownBy(() -> model.recommend("пользователь4", 0));
        Path file = folder.resolve("towers.akin");
        model.save(file);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 3));
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> TwoTowerModel.load(file));
    }
}
