package dev.akin.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.akin.cluster.KMeans;
import dev.akin.format.Column;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CentroidEncoderTest {
    private static final List<String> KEYS = List.of("cat", "dog", "猫", "tea", "чай");

    /// Animals point one way, drinks another.
    private static final float[] ROWS = {1, 0, 2, 0.1f, 3, -0.1f, 0, 1, 0.1f, 5};

    @TempDir Path folder;

    private static Embeddings.Builder words() {
        return Embeddings.builder(Vocabulary.of(KEYS), EmbeddingTable.of(ROWS, 5, 2));
    }

    private static CentroidEncoder encoder() {
        return CentroidEncoder.grouping("bags", words().build(), KMeans.builder(2).build());
    }

    @Test
    void aBagHoldsHowManyWordsOfATextAreInEachGroup() {
        CentroidEncoder bags = encoder();
        assertThat(bags.dimension()).isEqualTo(2);
        int animals = bags.group(0);
        int drinks = bags.group(3);
        assertThat(new int[] {bags.group(1), bags.group(2), bags.group(4)})
                .containsExactly(animals, animals, drinks);
        float[] bag = bags.bag("cat dog tea 猫 nobody");
        assertThat(bag[animals]).isEqualTo(3);
        assertThat(bag[drinks]).isEqualTo(1);
    }

    @Test
    void vectorsAreBagsAtUnitLength() {
        CentroidEncoder bags = encoder();
        float[] vector = bags.encode("cat dog dog чай");
        assertThat((double) vector[bags.group(0)]).isEqualTo(3 / Math.sqrt(10), within(1e-6));
        assertThat((double) vector[bags.group(3)]).isEqualTo(1 / Math.sqrt(10), within(1e-6));
        assertThat(bags.encode("nobody")).containsExactly(0, 0);
    }

    @Test
    void groupsOfManyTextsWeighLess() {
        CentroidEncoder bags = encoder().weighedBy(List.of("cat tea", "dog", "猫", "nobody at all"));
        double animals = 1 + Math.log(5 / 4.0);
        double drinks = 1 + Math.log(5 / 2.0);
        float[] vector = bags.encode("cat tea");
        assertThat((double) vector[bags.group(0)])
                .isEqualTo(animals / Math.hypot(animals, drinks), within(1e-6));
        assertThat((double) vector[bags.group(3)])
                .isEqualTo(drinks / Math.hypot(animals, drinks), within(1e-6));
    }

    @Test
    void aFileKeepsIt() throws IOException {
        CentroidEncoder bags = encoder().weighedBy(List.of("cat tea", "dog"));
        Path file = folder.resolve("bags.safetensors");
        bags.embeddings().save(file);
        Embeddings loaded = Embeddings.load(file);
        assertThat(CentroidEncoder.describedBy(loaded)).isTrue();
        CentroidEncoder again = CentroidEncoder.of("bags", loaded);
        assertThat(again.encode("cat tea tea")).containsExactly(bags.encode("cat tea tea"));
        assertThat(again.fingerprint())
                .isEqualTo(bags.fingerprint())
                .isNotEqualTo(encoder().fingerprint());
    }

    @Test
    void groupsMayComeFromElsewhere() {
        Embeddings grouped =
                words().column(KeyClusters.CLUSTER, Column.integers(1, 1, -1, 0, 0)).build();
        CentroidEncoder bags = CentroidEncoder.of("bags", grouped);
        assertThat(bags.bag("cat dog 猫 tea")).containsExactly(1, 2);
    }

    @Test
    void textsInManyThreadsAreAsOneByOne() {
        CentroidEncoder bags = encoder();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            texts.add("cat ".repeat(i % 7) + KEYS.get(i % 5));
        }
        float[][] together = bags.encode(texts);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(together[i]).containsExactly(bags.encode(texts.get(i)));
        }
    }

    @Test
    void tokensAreWords() {
        CentroidEncoder bags = encoder();
        int[] ids = bags.tokenizer().tokenize("cat nobody tea").ids();
        assertThat(bags.encodeTokens(List.of(ids))[0]).containsExactly(bags.encode("cat tea"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bags.encodeTokens(List.of(new int[] {6})))
                .withMessage("the token 6 is not 0 to 5");
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CentroidEncoder.of("bags", words().build()))
                .withMessageContaining("cluster");
        Embeddings wrong =
                words().column(KeyClusters.CLUSTER, Column.integers(1, 1, -1, 0, 9)).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CentroidEncoder.of("bags", wrong))
                .withMessage("the column cluster says 9 in row 4, of 5");
        Embeddings few =
                words().column(KeyClusters.CLUSTER, Column.integers(1, 1, -1, 0, 0))
                        .metadata(Map.of(CentroidEncoder.METADATA, "{\"weights\":[1,2,3]}"))
                        .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CentroidEncoder.of("bags", few))
                .withMessage("akin.centroids has 3 weights for 2 groups");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder().weighedBy(List.of()))
                .withMessage("no text to weigh groups by");
    }
}
