package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetrofitCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path words;

    @SuppressWarnings("NullAway.Init")
    private Path lexicon;

    @SuppressWarnings("NullAway.Init")
    private Path better;

    @BeforeEach
    void write() throws IOException {
        words = Samples.write(folder.resolve("words.safetensors"));
        lexicon =
                Files.writeString(
                        folder.resolve("mine.tsv"),
                        """
                        # known
                        breakfast\tlunch
                        king\t国王\t2
                        lunch\tdinner\trelated
                        man\twoman\tantonym
                        king\tnobody at all
                        """);
        better = folder.resolve("better.safetensors");
    }

    private Run retrofit(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("retrofit", words, "-o", better));
        arguments.addAll(List.of(more));
        return Run.akin(arguments.toArray());
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void drawsTogetherAndApart() throws IOException {
        Run run = retrofit("--lexicon", lexicon).succeeds();
        assertThat(run.err())
                .contains(
                        "left out 1 of 8 words of the lexicon, which have no vector: nobody at all")
                .contains("wrote " + better + ": 7 words moved by counter-fit");
        assertThat(run.out().lines())
                .anyMatch(line -> line.matches(" *mean cosine of antonyms +0\\.707 +0\\.\\d{3} .*"))
                .anyMatch(line -> line.matches(" *mean cosine of random pairs .* 10,000"));
        Embeddings before = Embeddings.load(words);
        Embeddings after = Embeddings.load(better);
        assertThat(after.similarity("man", "woman")).isLessThan(before.similarity("man", "woman"));
        assertThat(after.similarity("king", "国王")).isGreaterThan(before.similarity("king", "国王"));
        assertThat(after.vector("король")).isEqualTo(before.vector("король"));
        assertThat(after.vocabulary().count(3)).isEqualTo(before.vocabulary().count(3));
    }

    @Test
    void retrofittingLeavesAntonyms() throws IOException {
        Run run =
                retrofit("--lexicon", lexicon, "--method", "retrofit", "--alpha", "0.5", "--quiet")
                        .succeeds();
        assertThat(run.err()).isEmpty();
        Embeddings before = Embeddings.load(words);
        Embeddings after = Embeddings.load(better);
        assertThat(after.vector("man")).isEqualTo(before.vector("man"));
        double close = after.similarity("breakfast", "lunch");
        assertThat(close).isGreaterThan(before.similarity("breakfast", "lunch"));
        retrofit("--lexicon", lexicon, "--method", "retrofit", "--iterations", "1").succeeds();
        assertThat(Embeddings.load(better).similarity("breakfast", "lunch")).isLessThan(close);
    }

    @Test
    void aLexiconWithoutAntonymsIsRetrofitted() throws IOException {
        Path alike = file("alike.tsv", "breakfast lunch\n");
        Run run = retrofit("--lexicon", alike, "--lexicon", alike).succeeds();
        assertThat(run.err()).contains("2 words moved by retrofit");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"retrofit", "counter-fit"})
    void anyNumberOfThreadsGivesTheSameBytes(String method) {
        retrofit("--lexicon", lexicon, "--method", method, "--threads", "1").succeeds();
        Path again = folder.resolve("again.safetensors");
        Run.akin(
                        "retrofit",
                        words,
                        "-o",
                        again,
                        "--lexicon",
                        lexicon,
                        "--method",
                        method,
                        "--threads",
                        "3")
                .succeeds();
        assertThat(again).hasSameBinaryContentAs(better);
    }

    @Test
    void knowsWordNetAndScoresBeforeAndAfter() throws IOException {
        Path test = file("people.txt", "man\tking\t5\nman\twoman\t1\nbreakfast\tdinner\t9\n");
        Json.Obj json =
                retrofit("--lexicon", "wordnet", "--evaluate", test, "--json").succeeds().json();
        assertThat(Run.text(json, "method")).isEqualTo("counter-fit");
        assertThat(Run.number(json, "moved")).isGreaterThanOrEqualTo(4);
        assertThat(Run.number(json, "lexiconWords")).isGreaterThan(60_000);
        assertThat(Run.number(json, "unknown")).isGreaterThan(60_000);
        Json cosines = Run.member(json, "cosines");
        assertThat(Run.number(cosines, "antonyms")).isGreaterThanOrEqualTo(1);
        assertThat(Run.number(cosines, "antonymsAfter"))
                .isLessThan(Run.number(cosines, "antonymsBefore"));
        Json score = Run.element(json, "scores", 0);
        assertThat(Run.text(score, "task")).isEqualTo("people");
        assertThat(Run.number(score, "n")).isEqualTo(3);
        assertThat(Run.number(score, "after") - Run.number(score, "before"))
                .isEqualTo(Run.number(score, "difference"));
    }

    @ParameterizedTest
    @CsvSource({"retrofit", "counter-fit"})
    void anEditEndsWhereALexiconFromTheStartDoes(String method) throws IOException {
        retrofit("--lexicon", lexicon, "--method", method, "--iterations", "60").succeeds();
        Path edited =
                file("edited.tsv", "breakfast lunch\nking 国王 2\nman woman antonym\nking queen\n");
        Path test = file("people.txt", "king\tqueen\t9\nman\twoman\t1\nlunch\tdinner\t7\n");
        Path again = folder.resolve("again.safetensors");
        Run run =
                Run.akin(
                                "retrofit",
                                better,
                                "--original",
                                words,
                                "-o",
                                again,
                                "--lexicon",
                                edited,
                                "--evaluate",
                                test)
                        .succeeds();
        assertThat(run.err()).contains(" words moved by " + method);
        assertThat(run.out()).containsPattern("people +\\S+ +\\S+ +\\S+ .* 3\n");
        retrofit("--lexicon", edited, "--method", method, "--iterations", "60").succeeds();
        Embeddings edit = Embeddings.load(again);
        Embeddings afresh = Embeddings.load(better);
        for (String word : edit.vocabulary().keys()) {
            assertThat(cosine(edit.vector(word), afresh.vector(word))).isGreaterThan(0.9999);
        }
        assertThat(edit.vector("dinner")).isEqualTo(Embeddings.load(words).vector("dinner"));
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double norms = 1;
        for (float[] one : List.of(a, b)) {
            double squares = 0;
            for (float number : one) {
                squares += (double) number * number;
            }
            norms *= Math.sqrt(squares);
        }
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
        }
        return dot / norms;
    }

    @Test
    void anEditGoesByWhatMadeTheFile() throws IOException {
        retrofit("--lexicon", lexicon, "--method", "retrofit").succeeds();
        Path again = folder.resolve("again.safetensors");
        Run.akin(
                        "retrofit",
                        better,
                        "--original",
                        words,
                        "-o",
                        again,
                        "--lexicon",
                        lexicon,
                        "--method",
                        "counter-fit")
                .failsSaying(
                        ExitCode.WRONG_USAGE,
                        better + " was made by retrofit: leave --method counter-fit out");
        Path other = folder.resolve("other.safetensors");
        Embeddings.of(Vocabulary.of(List.of("man")), EmbeddingTable.of(new float[] {1, 2}, 1, 2))
                .save(other);
        Run.akin("retrofit", better, "--original", other, "-o", again, "--lexicon", lexicon)
                .failsSaying(
                        ExitCode.FAILED,
                        "vectors of 9 words and 3 dimensions are not made of 1 words and 2"
                                + " dimensions");
        assertThat(again).doesNotExist();
    }

    @Test
    void theSameFileMayBeReadAndWritten() throws IOException {
        retrofit("--lexicon", lexicon).succeeds();
        Run.akin("retrofit", words, "-o", words, "--lexicon", lexicon).succeeds();
        assertThat(words).hasSameBinaryContentAs(better);
    }

    @Test
    void rowsWithoutADirectionStayAndCountAsUnknown() throws IOException {
        float[] numbers = {1, 0, 0, 0, Float.NaN, 1, 0.5f, 1};
        Embeddings.of(
                        Vocabulary.of(List.of("a", "zero", "nan", "b")),
                        EmbeddingTable.of(numbers, 4, 2))
                .save(words);
        Path pairs = file("pairs.tsv", "a b\na zero\nnan b\na zero antonym\n");
        for (String method : List.of("retrofit", "counter-fit")) {
            Run run = retrofit("--lexicon", pairs, "--method", method).succeeds();
            assertThat(run.err()).contains("left out 2 of 4 words", "nan, zero", "2 words moved");
            assertThat(Embeddings.load(better).vector("nan")).containsExactly(Float.NaN, 1);
        }
    }

    @Test
    void namesWhatIsWrongWithALexicon() throws IOException {
        Path missing = folder.resolve("missing.tsv");
        retrofit("--lexicon", missing).failsWith(ExitCode.FAILED, missing + ": no such file");
        Path empty = file("empty.tsv", "# nothing\n\n");
        retrofit("--lexicon", empty)
                .failsSaying(ExitCode.FAILED, empty + ": line 1: there are no pairs of words");
        Path strange = file("strange.tsv", "ab cd\nef gh\n");
        retrofit("--lexicon", strange)
                .failsSaying(
                        ExitCode.FAILED,
                        "no pair of the lexicon has two words that have vectors: of its 4 words 4"
                                + " are unknown");
        Path malformed = file("malformed.tsv", "man king\n\nman\n");
        retrofit("--lexicon", malformed)
                .failsSaying(
                        ExitCode.FAILED, malformed + ": line 3: a line is two words and perhaps");
        Path relation = file("relation.tsv", "man king\nman queen enemy\n");
        retrofit("--lexicon", relation)
                .failsSaying(ExitCode.FAILED, relation + ": line 2: \"enemy\" is none of synonym,");
        Path weight = file("weight.tsv", "man king -1\n");
        retrofit("--lexicon", weight)
                .failsSaying(ExitCode.FAILED, weight + ": line 1: a weight is above 0, not -1.0");
        Path same = file("same.tsv", "man man\n");
        retrofit("--lexicon", same)
                .failsSaying(ExitCode.FAILED, same + ": line 1: a pair is of two different words");
        Path latin =
                Files.write(
                        folder.resolve("latin.tsv"),
                        "man king\ncaf\u00e9 man\n".getBytes(StandardCharsets.ISO_8859_1));
        retrofit("--lexicon", latin)
                .failsSaying(
                        ExitCode.FAILED,
                        latin + ": line 2: the bytes are not UTF-8; convert the file");
        retrofit("--lexicon", file("apart.tsv", "man woman antonym\n"), "--method", "retrofit")
                .failsSaying(
                        ExitCode.FAILED,
                        "all 1 pairs are antonyms; counter-fitting drives them apart");
        assertThat(better).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--threads=0", "--iterations=0", "--alpha=0", "--alpha=NaN"})
    void optionsHaveRanges(String option) throws IOException {
        Path alike = file("alike.tsv", "breakfast lunch\n");
        retrofit("--lexicon", alike, option)
                .failsSaying(ExitCode.WRONG_USAGE, "alpha > 0, iterations ≥ 1, threads ≥ 1, not ");
    }

    @Test
    void refusesWhatCannotBe() throws IOException {
        retrofit("--lexicon", lexicon, "--method", "faruqui")
                .failsSaying(
                        ExitCode.WRONG_USAGE,
                        "--method is retrofit or counter-fit, not faruqui; see akin retrofit --help");
        retrofit("--lexicon", lexicon, "--alpha", "2")
                .failsSaying(ExitCode.WRONG_USAGE, "--alpha is not for counter-fit");
        retrofit().failsSaying(ExitCode.WRONG_USAGE, "--lexicon");
        Path test = folder.resolve("missing.txt");
        retrofit("--lexicon", lexicon, "--evaluate", test)
                .failsWith(ExitCode.FAILED, test + ": no such file");
        Path nowhere = folder.resolve("none");
        Run.akin("retrofit", words, "-o", nowhere.resolve("a.safetensors"), "--lexicon", lexicon)
                .failsWith(
                        ExitCode.FAILED, nowhere + ": no such folder; make it, or write elsewhere");
        Path missing = folder.resolve("missing.safetensors");
        Run.akin("retrofit", missing, "-o", better, "--lexicon", lexicon)
                .failsSaying(ExitCode.FAILED, missing + ": no such file");
    }

    @Test
    void aFolderWithoutPermissionIsFoundFirst() throws IOException {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        assumeThat(locked.toFile().setWritable(false)).isTrue();
        assumeThat(Files.isWritable(locked)).as("not root").isFalse();
        Run.akin("retrofit", words, "-o", locked.resolve("a.safetensors"), "--lexicon", lexicon)
                .failsWith(
                        ExitCode.FAILED, locked + ": the folder is not writable; write elsewhere");
    }
}
