package dev.akin.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.ProgressListener;
import dev.akin.format.Contents;
import dev.akin.format.FileFormat;
import dev.akin.format.VectorFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Against what fastText 0.9.2 says of the same files (tools/golden/fasttext.py).
class FastTextParityTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/fasttext");

    @TempDir Path folder;

    static Stream<Path> models() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files
                    .filter(f -> f.toString().matches(".*\\.(bin|ftz)"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    static Stream<Path> dense() throws IOException {
        return models().filter(f -> f.toString().endsWith(".bin"));
    }

    private static List<String> said(Path model, String extension) throws IOException {
        String name = model.getFileName().toString().replaceFirst("\\.[a-z]+$", "");
        return Files.readAllLines(model.resolveSibling(name + extension));
    }

    @Test
    void thereAreModels() throws IOException {
        assertThat(models()).hasSize(10);
        assertThat(dense()).hasSize(7);
    }

    @ParameterizedTest
    @MethodSource("models")
    void givesTheVectorsOfFastText(Path model) throws IOException {
        givesTheVectorsOfFastText(model, Embeddings.load(model));
    }

    @ParameterizedTest
    @MethodSource("models")
    void givesThemFromOurOwnFileToo(Path model) throws IOException {
        Path native1 = folder.resolve("one.safetensors");
        Path native2 = folder.resolve("two.safetensors");
        Embeddings.load(model).save(native1);
        Model.load(model).save(native2, ProgressListener.NONE);
        givesTheVectorsOfFastText(model, Embeddings.load(native1));
        givesTheVectorsOfFastText(model, Embeddings.load(native2));
    }

    /// Without the raw rows of words, they are computed back from the composed ones.
    @ParameterizedTest
    @MethodSource("dense")
    void givesThemFromWhatItWroteWithoutRawRows(Path model) throws IOException {
        Path bin = folder.resolve("lean.bin");
        Embeddings.load(model).save(bin, FileFormat.FASTTEXT, ProgressListener.NONE);
        givesTheVectorsOfFastText(model, Embeddings.load(bin));
    }

    private static void givesTheVectorsOfFastText(Path model, Embeddings embeddings)
            throws IOException {
        List<String> lines = said(model, ".vectors");
        assertThat(lines).hasSize(13);
        for (String line : lines) {
            String[] fields = line.strip().split(" ", -1);
            String word = fields[0];
            float[] expected = new float[fields.length - 1];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = Float.parseFloat(fields[i + 1]);
            }
            if (!embeddings.answers(word)) {
                assertThat(expected).as(word).containsOnly(0);
                assertThatThrownBy(() -> embeddings.vector(word))
                        .isInstanceOf(UnknownKeyException.class);
            } else if (embeddings.contains(word) == embeddings.vocabulary().contains(word)) {
                // else the key is known in lower case, which fastText does not look at
                assertSame(embeddings.vector(word), expected, word);
            }
        }
    }

    /// fastText prints five digits.
    private static void assertSame(float[] found, float[] expected, String word) {
        assertThat(found).hasSize(expected.length);
        for (int i = 0; i < found.length; i++) {
            String rounded = String.format(Locale.ROOT, "%.4e", found[i]);
            double allowed = 1.01e-4 * Math.abs(expected[i]) + 1e-7;
            assertThat(Math.abs(Double.parseDouble(rounded) - expected[i]))
                    .as(word + " " + i)
                    .isLessThanOrEqualTo(allowed);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void givesTheNeighborsOfFastText(Path model) throws IOException {
        Embeddings embeddings = Embeddings.load(model);
        List<String> lines = new ArrayList<>(said(model, ".nn"));
        lines.removeIf(String::isBlank);
        List<Neighbor> neighbors = embeddings.neighbors("cat", lines.size());
        for (int i = 0; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(" ", -1);
            assertThat(neighbors.get(i).key()).isEqualTo(fields[0]);
            assertThat(neighbors.get(i).score())
                    .isCloseTo(Double.parseDouble(fields[1]), within(2e-6));
        }
        assertThat(lines).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @MethodSource("dense")
    void writesTheBytesThatItRead(Path model) throws IOException {
        Path copy = folder.resolve("copy.bin");
        Contents contents = VectorFiles.read(model);
        VectorFiles.write(copy, contents, FileFormat.FASTTEXT, ProgressListener.NONE);
        assertThat(copy).hasSameBinaryContentAs(model);
        assertThat(VectorFiles.losses(contents, FileFormat.FASTTEXT)).isEmpty();
        assertThat(VectorFiles.zeros(contents, FileFormat.FASTTEXT)).isEmpty();

        Path ours = folder.resolve("ours.safetensors");
        VectorFiles.write(ours, contents, FileFormat.SAFETENSORS, ProgressListener.NONE);
        VectorFiles.write(copy, VectorFiles.read(ours), FileFormat.FASTTEXT, ProgressListener.NONE);
        assertThat(copy).hasSameBinaryContentAs(model);
    }

    @Test
    void aPrunedModelIsNotWrittenAsFastText() throws IOException {
        Contents contents = VectorFiles.read(GOLDEN.resolve("pruned-hs.ftz"));
        Path copy = folder.resolve("copy.bin");
        assertThatThrownBy(() ->
                        VectorFiles.write(
                                copy, contents, FileFormat.FASTTEXT, ProgressListener.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write .ftz or safetensors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"skipgram.bin", "cbow-hs.bin"})
    void anUnseenWordIsAskedLikeAnyOther(String name) throws IOException {
        Embeddings words = Embeddings.load(GOLDEN.resolve(name));
        String unseen = "catdog";
        assertThat(words.contains(unseen)).isFalse();
        assertThat(words.answers(unseen)).isTrue();

        List<Neighbor> neighbors = words.neighbors(unseen, 3);
        assertThat(neighbors).hasSize(3);
        assertThat(words.neighborsOfEach(List.of("cat", unseen), 3))
                .isEqualTo(List.of(words.neighbors("cat", 3), neighbors));
        assertThat(words.neighbors(words.vector(unseen), 3)).isEqualTo(neighbors);
        assertThat(words.similarity(unseen, neighbors.getFirst().key()))
                .isCloseTo(neighbors.getFirst().score(), within(1e-7));
        assertThat(words.analogy("cat", unseen, "dog", 2)).hasSize(2);
        List<String> three = List.of("cat", "cats", unseen);
        float[] mean = words.mean(three);
        assertThat(words.oddOneOut(three))
                .isEqualTo(
                        Collections.min(
                                three,
                                Comparator.comparingDouble(
                                        key -> cosine(words.vector(key), mean))));
        assertThat(words.mean(List.of(unseen))).hasSize(6);
        assertThatThrownBy(() -> words.id(unseen)).isInstanceOf(UnknownKeyException.class);
    }

    private static double cosine(float[] a, float[] b) {
        return Exact.cosine(a, Exact.norm(a), b, Exact.norm(b));
    }

    @Test
    void oneRowReadAloneIsTheRowReadWithAll() throws IOException {
        Embeddings words = Embeddings.load(GOLDEN.resolve("skipgram.bin"));
        float[][] alone = new float[words.size()][];
        for (int id = 0; id < alone.length; id++) {
            alone[id] = words.table().row(id);
        }
        words.norms();
        for (int id = 0; id < alone.length; id++) {
            assertThat(words.table().row(id)).isEqualTo(alone[id]);
        }
        int[] some = {2, 0, 2};
        float[] gathered = new float[3 * words.dimension()];
        words.table().gather(some, 3, gathered, 0);
        assertThat(Arrays.copyOf(gathered, words.dimension())).isEqualTo(alone[2]);
    }
}
