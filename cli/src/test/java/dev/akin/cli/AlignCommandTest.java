package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import dev.akin.text.Json;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `align`, and what is asked of tables in one space: `neighbors --in` and `diff --align`.
class AlignCommandTest {
    private static final int WORDS = 200;
    private static final int DIMENSION = 10;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path english;

    @SuppressWarnings("NullAway.Init")
    private Path russian;

    @SuppressWarnings("NullAway.Init")
    private Path dictionary;

    @SuppressWarnings("NullAway.Init")
    private Path moved;

    /// The second language is the first with its axes in another order, one of them mirrored, and twice as long.
    @BeforeEach
    void write() throws IOException {
        float[] numbers = numbers();
        float[] turned = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            int axis = i % DIMENSION;
            int other = (axis + 3) % DIMENSION;
            turned[i - axis + other] = (axis == 0 ? -2 : 2) * numbers[i];
        }
        english = save("en", numbers, DIMENSION);
        russian = save("слово", turned, DIMENSION);
        List<String> pairs = new ArrayList<>(List.of("# en ru", ""));
        for (int i = 0; i < 100; i++) {
            pairs.add("en" + i + "\tслово" + i);
        }
        dictionary = Files.write(folder.resolve("en-ru.tsv"), pairs);
        moved = folder.resolve("moved.safetensors");
    }

    private static float[] numbers() {
        Random random = new Random(6);
        float[] numbers = new float[WORDS * DIMENSION];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    private Path save(String prefix, float[] numbers, int dimension) throws IOException {
        List<String> keys =
                IntStream.range(0, numbers.length / dimension).mapToObj(i -> prefix + i).toList();
        Path file = folder.resolve(prefix + dimension + ".safetensors");
        Embeddings.of(
                        Vocabulary.of(keys),
                        EmbeddingTable.of(numbers, numbers.length / dimension, dimension))
                .save(file);
        return file;
    }

    private Run align(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("align", english, russian, "-o", moved));
        arguments.addAll(List.of(more));
        return Run.akin(arguments.toArray());
    }

    @Test
    void turnsOneSpaceIntoTheOther() throws IOException {
        Run run = align("--dictionary", dictionary).succeeds();
        assertThat(run.err()).contains("wrote " + moved + ", fitted to 80 pairs of words");
        assertThat(run.out().lines())
                .anyMatch(line -> line.matches(" *CSLS precision@1 +1\\.000 +.* 20"))
                .anyMatch(line -> line.matches(" *cosine precision@10 +1\\.000 +.* 20"));
        Embeddings first = Embeddings.load(english);
        Embeddings second = Embeddings.load(moved);
        for (int i = 0; i < DIMENSION; i++) {
            assertThat(second.vector("слово150")[i] / 2)
                    .isCloseTo(first.vector("en150")[i], within(1e-4f));
        }
    }

    @Test
    void translates() {
        align("--dictionary", dictionary, "--quiet").succeeds();
        Run asked =
                Run.akin("neighbors", moved, "слово150", "--in", english, "--csls", "-k", "3")
                        .succeeds();
        assertThat(asked.out())
                .startsWith("Nearest to слово150 in " + english + "  (CSLS, larger is nearer)")
                .containsPattern("(?m)^ *1 +en150 ")
                .hasLineCount(4);
        Json.Obj json =
                Run.akin("neighbors", moved, "слово7", "--in", english, "--csls", "--json")
                        .succeeds()
                        .json();
        assertThat(Run.text(Run.element(json, "neighbors", 0), "word")).isEqualTo("en7");
        Json.Obj plain =
                Run.akin("neighbors", moved, "слово7", "--in", english, "--json").succeeds().json();
        Json nearest = Run.element(plain, "neighbors", 0);
        assertThat(Run.text(nearest, "word")).isEqualTo("en7");
        assertThat(Run.number(nearest, "similarity")).isCloseTo(1, within(1e-4));
    }

    @Test
    void jsonHasEveryScore() {
        Json.Obj json =
                align("--dictionary", dictionary, "--refine", "2", "--json").succeeds().json();
        assertThat(Run.text(json, "file")).isEqualTo(moved.toString());
        assertThat(Run.number(json, "pairs")).isEqualTo(180);
        assertThat(Run.number(json, "unknown")).isZero();
        assertThat(Run.size(json, "scores")).isEqualTo(6);
        Json score = Run.element(json, "scores", 0);
        assertThat(Run.text(score, "measure")).isEqualTo("CSLS");
        assertThat(Run.number(score, "at")).isEqualTo(1);
        assertThat(Run.number(score, "score")).isEqualTo(1);
        assertThat(Run.number(score, "low")).isBetween(0.5, 1.0);
        assertThat(Run.number(score, "n")).isEqualTo(20);
        Json.Obj unscored =
                align("--dictionary", dictionary, "--holdout", "0", "--json").succeeds().json();
        assertThat(Run.number(unscored, "pairs")).isEqualTo(100);
        assertThat(Run.member(Run.element(unscored, "scores", 0), "score")).hasToString("null");
    }

    @Test
    void testsByPairsOfItsOwn() throws IOException {
        Path test = Files.writeString(folder.resolve("test.tsv"), "en7\tслово7\nen150\tслово150\n");
        Json.Obj json =
                align("--dictionary", dictionary, "--test", test, "--json").succeeds().json();
        assertThat(Run.number(json, "pairs")).isEqualTo(99);
        assertThat(Run.number(Run.element(json, "scores", 0), "n")).isEqualTo(2);
        align("--dictionary", dictionary, "--test", test, "--holdout", "0.1")
                .failsSaying(ExitCode.WRONG_USAGE, "--holdout does not go with --test");
        align("--dictionary", dictionary, "--test", dictionary)
                .failsSaying(ExitCode.FAILED, "of 100 to fit to 0 have no word of those");
        Path missing = folder.resolve("missing.tsv");
        align("--dictionary", dictionary, "--test", missing)
                .failsSaying(ExitCode.FAILED, missing + ": no such file");
    }

    @Test
    void aLinearMapGoesBetweenDimensions() throws IOException {
        float[] numbers = numbers();
        float[] wider = new float[WORDS * (DIMENSION + 2)];
        for (int i = 0; i < numbers.length; i++) {
            wider[i / DIMENSION * (DIMENSION + 2) + i % DIMENSION] = numbers[i];
        }
        Path wide = save("слово", wider, DIMENSION + 2);
        Run.akin("align", english, wide, "-o", moved, "--dictionary", dictionary)
                .failsSaying(
                        ExitCode.FAILED,
                        "a turn needs one dimension, not 10 and 12; a linear map (--linear) goes between them");
        Run.akin("align", english, wide, "-o", moved, "--dictionary", dictionary, "--linear")
                .succeeds();
        assertThat(Embeddings.load(moved).dimension()).isEqualTo(DIMENSION);
        Run.akin("neighbors", wide, "слово1", "--in", english)
                .failsSaying(
                        ExitCode.FAILED,
                        "vectors of 12 and of 10 dimensions; align maps the ones to the others");
    }

    @Test
    void wordsOfBothAreADictionary() throws IOException {
        float[] numbers = numbers();
        for (int i = 0; i < DIMENSION; i++) {
            numbers[5 * DIMENSION + i] *= -1;
        }
        Path later = folder.resolve("later.safetensors");
        Embeddings.of(
                        Embeddings.load(english).vocabulary(),
                        EmbeddingTable.of(numbers, WORDS, DIMENSION))
                .save(later);
        Run run = Run.akin("align", english, later, "-o", moved).succeeds();
        assertThat(run.err()).contains("fitted to 160 pairs of words");
        Run diff = Run.akin("diff", english, later, "--align", "--movers", "2").succeeds();
        assertThat(diff.out()).containsPattern("(?m)^ *en5 +");
        Json.Obj json = Run.akin("diff", english, later, "--align", "--json").succeeds().json();
        assertThat(json.toString()).contains("\"en5\"");
    }

    @Test
    void theSameFileMayBeReadAndWritten() {
        align("--dictionary", dictionary).succeeds();
        Run.akin("align", english, russian, "-o", russian, "--dictionary", dictionary).succeeds();
        assertThat(russian).hasSameBinaryContentAs(moved);
    }

    @Test
    void leavesOutWhatHasNoDirection() throws IOException {
        float[] numbers = numbers();
        numbers[DIMENSION] = Float.NaN;
        for (int i = 0; i < DIMENSION; i++) {
            numbers[i] = 0;
        }
        english = save("en", numbers, DIMENSION);
        Files.writeString(dictionary, Files.readString(dictionary) + "nothing\tслово3\n");
        Run run = align("--dictionary", dictionary, "--holdout", "0.1").succeeds();
        assertThat(run.err()).contains("left out 3 pairs of which a word has no vector");
        assertThat(run.out()).contains("precision@1");
        assertThat(
                        Run.akin(
                                        "neighbors",
                                        moved,
                                        "слово9",
                                        "--in",
                                        english,
                                        "--csls",
                                        "-k",
                                        "500")
                                .succeeds()
                                .out())
                .hasLineCount(1 + WORDS - 2)
                .doesNotContain("NaN");
    }

    @Test
    void namesWhatIsWrongWithADictionary() throws IOException {
        Path missing = folder.resolve("missing.tsv");
        align("--dictionary", missing).failsSaying(ExitCode.FAILED, missing + ": no such file");
        Path file = folder.resolve("pairs.tsv");
        Files.writeString(file, "\n# none\n");
        align("--dictionary", file)
                .failsSaying(ExitCode.FAILED, file + ": line 1: there are no pairs of words");
        Files.writeString(file, "en1\tслово1\nen2\n");
        align("--dictionary", file)
                .failsSaying(
                        ExitCode.FAILED, file + ": line 2: a line is two words with a tab between");
        Files.write(file, "en1\tcaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        align("--dictionary", file)
                .failsSaying(
                        ExitCode.FAILED,
                        file + ": line 1: the bytes are not UTF-8; convert the file");
        Files.writeString(file, "слово1\ten1\nслово2\ten2\n");
        align("--dictionary", file)
                .failsSaying(
                        ExitCode.FAILED,
                        "of 2 pairs of words 0 have vectors in both tables, and two are needed at least");
        Files.writeString(file, "en1 слово1\nen2 слово2\n");
        align("--dictionary", file, "--holdout", "0.5")
                .failsSaying(
                        ExitCode.FAILED,
                        "of 2 pairs 1 are held out, which leaves fewer than two to fit to; hold out fewer");
        align().failsSaying(ExitCode.FAILED, "of 0 pairs of words 0 have vectors in both tables");
        assertThat(moved).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--refine=-1", "--holdout=1", "--holdout=NaN", "--restrict=0"})
    void optionsHaveRanges(String option) {
        align("--dictionary", dictionary, option)
                .failsSaying(
                        ExitCode.WRONG_USAGE, "refinements ≥ 0, 0 ≤ holdout < 1, limit ≥ 1, not ");
    }

    @Test
    void refusesWhatCannotBe() {
        Path missing = folder.resolve("missing.safetensors");
        Run.akin("align", english, missing, "-o", moved)
                .failsSaying(ExitCode.FAILED, missing + ": no such file");
        Run.akin("neighbors", english, "en1", "--in", missing)
                .failsSaying(ExitCode.FAILED, missing + ": no such file");
        Run.akin("neighbors", english, "en1", "--csls").failsSaying(ExitCode.WRONG_USAGE, "--in");
        Run.akin("neighbors", english, "en1", "--in", russian, "--minus", "en2")
                .failsSaying(ExitCode.WRONG_USAGE, "--minus");
        Run.akin("diff", english, english, russian, "--align")
                .failsSaying(ExitCode.WRONG_USAGE, "--align");
        Run.akin("diff", english, russian, "--movers", "3")
                .failsSaying(ExitCode.WRONG_USAGE, "--movers");
        Run.akin("diff", english, russian, "--align").failsSaying(ExitCode.FAILED, "both");
        align("-o", folder).failsSaying(ExitCode.WRONG_USAGE, "");
    }

    @Test
    void aFolderWithoutPermissionIsFoundFirst() throws IOException {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        assumeThat(locked.toFile().setWritable(false)).isTrue();
        assumeThat(Files.isWritable(locked)).as("not root").isFalse();
        Run.akin("align", english, english, "-o", locked.resolve("a.safetensors"))
                .failsWith(
                        ExitCode.FAILED, locked + ": the folder is not writable; write elsewhere");
    }
}
