package dev.akin.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Label;
import dev.akin.embeddings.TextClassifier;
import dev.akin.format.Contents;
import dev.akin.format.FastTextArgs;
import dev.akin.format.FastTextModel;
import dev.akin.format.FileFormat;
import dev.akin.format.KeyedTable;
import dev.akin.format.ReadOptions;
import dev.akin.format.SubwordTable;
import dev.akin.format.VectorFiles;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.QuantizedTable;
import dev.akin.vocabulary.Subwords;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FastTextQuantizerTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/fasttext");

    private static final int WORDS = 400;
    private static final int PAIRS = 600;
    private static final int DIMENSION = 12;

    @TempDir Path folder;

    private static Contents golden(String name) throws IOException {
        return VectorFiles.read(GOLDEN.resolve(name), ReadOptions.DEFAULT);
    }

    private Path write(Contents contents) throws IOException {
        Path path = folder.resolve("small.ftz");
        VectorFiles.write(path, contents, FileFormat.FASTTEXT, ProgressListener.NONE);
        return path;
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(GOLDEN.resolve("lines")).stream()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static void assertSamePredictions(Path wanted, Path found, double within)
            throws IOException {
        TextClassifier before = TextClassifier.load(wanted);
        TextClassifier after = TextClassifier.load(found);
        for (String line : lines()) {
            List<Label> labels = before.predict(line, 3);
            List<Label> now = after.predict(line, 3);
            assertThat(now).hasSameSizeAs(labels);
            for (int i = 0; i < labels.size(); i++) {
                assertThat(now.get(i).probability())
                        .isCloseTo(labels.get(i).probability(), within(within));
            }
        }
    }

    @Test
    void whatWasNotPrunedIsWrittenByteForByte() throws IOException {
        Path golden = GOLDEN.resolve("quantized-softmax.ftz");
        assertThat(write(golden("quantized-softmax.ftz"))).hasSameBinaryContentAs(golden);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quantized-softmax.ftz", "pruned-hs.ftz", "pruned-norms.ftz"})
    void aQuantizedModelIsWrittenAndReadAgain(String name) throws IOException {
        Path written = write(golden(name));
        assertThat(Files.size(written)).isEqualTo(Files.size(GOLDEN.resolve(name)));
        assertSamePredictions(GOLDEN.resolve(name), written, 0);
        FastTextModel before = FastTextModel.of(golden(name));
        FastTextModel after = FastTextModel.of(VectorFiles.read(written, ReadOptions.DEFAULT));
        assertThat(after.words().keys()).isEqualTo(before.words().keys());
        assertThat(after.labels().keys()).isEqualTo(before.labels().keys());
        assertThat(after.args()).isEqualTo(before.args());
        assertThat(after.input().rows()).isEqualTo(before.input().rows());
        for (int row = 0; row < before.input().rows(); row++) {
            assertThat(after.input().row(row)).isEqualTo(before.input().row(row));
        }
    }

    /// Words of four topics and a row for each of 600 pairs of words; labels are the topics.
    private static Contents classifier() {
        Random random = new Random(5);
        float[] topics = new float[4 * DIMENSION];
        for (int i = 0; i < topics.length; i++) {
            topics[i] = (float) random.nextGaussian();
        }
        List<String> words = new ArrayList<>(List.of("</s>"));
        float[] rows = new float[WORDS * DIMENSION];
        for (int w = 1; w < WORDS; w++) {
            words.add("слово" + w);
            for (int d = 0; d < DIMENSION; d++) {
                rows[w * DIMENSION + d] =
                        topics[w % 4 * DIMENSION + d] * (0.5f + w / 200f)
                                + 0.3f * (float) random.nextGaussian();
            }
        }
        float[] pairs = new float[PAIRS * DIMENSION];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = 0.2f * (float) random.nextGaussian();
        }
        long[] counts = new long[WORDS];
        Arrays.setAll(counts, w -> 2L * WORDS - w);
        FastTextArgs args =
                new FastTextArgs(
                        FastTextArgs.Purpose.SUPERVISED,
                        FastTextArgs.Loss.SOFTMAX,
                        5,
                        5,
                        1,
                        5,
                        2,
                        100,
                        1e-4,
                        9999);
        Vocabulary labels =
                Vocabulary.of(
                        List.of("__label__a", "__label__b", "__label__c", "__label__d"),
                        new long[] {4, 3, 2, 1});
        return new Contents(
                Map.of(
                        "",
                        new KeyedTable(
                                Vocabulary.of(words, counts),
                                EmbeddingTable.of(rows, WORDS, DIMENSION)),
                        "labels/",
                        new KeyedTable(labels, EmbeddingTable.of(topics, 4, DIMENSION))),
                Map.of(FastTextArgs.METADATA, args.toJson()),
                FileFormat.FASTTEXT,
                Map.of(),
                List.of(),
                new SubwordTable(
                        new Subwords(0, 0, PAIRS, false),
                        EmbeddingTable.of(pairs, PAIRS, DIMENSION),
                        null));
    }

    private static double right(Path path) throws IOException {
        TextClassifier classifier = TextClassifier.load(path);
        int right = 0;
        for (int w = 251; w <= 350; w++) {
            String text = "слово" + w + " слово" + (w + 4) + " слово" + (w + 8);
            String label = classifier.predict(text, 1).getFirst().name();
            right += label.endsWith("abcd".substring(w % 4, w % 4 + 1)) ? 1 : 0;
        }
        return right / 100.0;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aModelOfAllRowsPredictsTheSame(boolean norms) throws IOException {
        FastTextQuantizer quantizer = FastTextQuantizer.builder().norms(norms).build();
        assertThat(right(write(quantizer.quantize(classifier())))).isGreaterThan(0.95);
    }

    @Test
    void keepsTheLongestRowsAndTheEndOfALine() throws IOException {
        Contents contents = classifier();
        FastTextModel whole = FastTextModel.of(contents);
        FastTextModel kept = whole.keepLongest(300);

        assertThat(kept.input().rows()).isEqualTo(300);
        assertThat(kept.isPruned()).isTrue();
        assertThat(kept.words().keys()).contains("</s>");
        float[] norms = new float[whole.input().rows()];
        whole.input().norms(0, norms.length, norms, 0);
        float[] sorted = norms.clone();
        Arrays.sort(sorted);
        float least = sorted[sorted.length - 300];
        for (String word : whole.words().keys()) {
            if (kept.words().id(word) < 0) {
                assertThat(norms[whole.words().id(word)]).as(word).isLessThanOrEqualTo(least);
            } else if (!word.equals("</s>")) {
                int row = whole.words().id(word);
                assertThat(norms[row]).as(word).isGreaterThanOrEqualTo(least * 0.999f);
                assertThat(kept.input().row(kept.words().id(word)))
                        .isEqualTo(whole.input().row(row));
            }
        }
    }

    @Test
    void fewerRowsAreLearnedAgainCodedAndRead() throws IOException {
        int[] seen = {0};
        FastTextQuantizer quantizer =
                FastTextQuantizer.builder()
                        .cutoff(300)
                        .norms(true)
                        .retrained(model -> {
                            seen[0] = model.input().rows();
                            return model;
                        })
                        .build();
        Path written = write(quantizer.quantize(classifier()));
        Contents read = VectorFiles.read(written, ReadOptions.DEFAULT);
        FastTextModel model = FastTextModel.of(read);
        assertThat(seen[0]).isEqualTo(300);
        assertThat(model.input()).isInstanceOf(QuantizedTable.class);
        assertThat(model.input().rows()).isEqualTo(300);
        assertThat(right(written)).isGreaterThan(0.9);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FastTextQuantizer.builder().cutoff(290).build().quantize(read))
                .withMessage("rows were left out of the model before; begin with the whole model");
    }

    @Test
    void anOutputOfEnoughLabelsIsCoded() throws IOException {
        Contents contents = classifier();
        Vocabulary words = contents.main().vocabulary();
        Contents many =
                new Contents(
                        Map.of(
                                "",
                                contents.main(),
                                "labels/",
                                new KeyedTable(words, contents.main().table())),
                        contents.metadata(),
                        FileFormat.FASTTEXT);
        Contents small = FastTextQuantizer.builder().output(true).build().quantize(many);
        FastTextModel read = FastTextModel.of(VectorFiles.read(write(small), ReadOptions.DEFAULT));
        assertThat(read.output()).isInstanceOf(QuantizedTable.class);
        assertThat(read.labels().size()).isEqualTo(WORDS);
    }

    @Test
    void wordVectorsAreCodedToo() throws IOException {
        Contents whole = classifier();
        Contents words = new Contents(Map.of("", whole.main()), Map.of(), FileFormat.SAFETENSORS);
        Contents small = FastTextQuantizer.builder().width(1).build().quantize(words);
        Contents read = VectorFiles.read(write(small), ReadOptions.DEFAULT);
        assertThat(Planted.error(whole.main().table(), read.main().table())).isLessThan(0.05);
        assertThat(read.main().vocabulary().keys()).isEqualTo(whole.main().vocabulary().keys());
    }

    @Test
    void refusesWhatCannotBe() throws IOException {
        Contents contents = classifier();
        int rows = FastTextModel.of(contents).input().rows();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        FastTextQuantizer.builder().cutoff(rows + 1).build().quantize(contents))
                .withMessage(
                        "the model has "
                                + rows
                                + " rows of words and n-grams; keep 1 to that many, not "
                                + (rows + 1));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> FastTextQuantizer.builder().cutoff(100).build().quantize(contents))
                .withMessageStartingWith("pq learns 256 centroids, more than the 100 rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FastTextQuantizer.builder().cutoff(0))
                .withMessage("keep 1 row or more, not 0");
        assertThatIllegalArgumentException().isThrownBy(() -> FastTextQuantizer.builder().width(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write(contents))
                .withMessage("rows are not quantised as fastText does it; compress them by ftz");
    }
}
