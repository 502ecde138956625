package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.akin.text.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionCommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path words;

    @BeforeEach
    void write() {
        words = Samples.write(folder.resolve("words.safetensors"));
    }

    @Test
    void similarityIsOneLine() {
        Run run = Run.akin("similarity", words, "man", "woman").succeeds();
        assertThat(run.out().strip())
                .isEqualTo("man and woman: 0.707  (cosine similarity, 1 is the most alike)");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void similarityAsJson() {
        Json.Obj json = Run.akin("similarity", words, "man", "woman", "--json").succeeds().json();
        assertThat(Run.number(json, "similarity")).isCloseTo(Math.sqrt(0.5), within(1e-6));
        assertThat(Run.text(json, "measure")).isEqualTo("cosine");
        assertThat(Run.text(json, "a")).isEqualTo("man");
    }

    @Test
    void similarityOfTextsIsThatOfTheirMeans() {
        Run run = Run.akin("similarity", words, "Man, woman!", "king").succeeds();
        assertThat(run.out().strip())
                .isEqualTo(
                        "\"Man, woman!\" and king: 0.800  (of the means: cosine similarity, 1 is the"
                                + " most alike)");
        Json.Obj json =
                Run.akin("similarity", words, "man woman", "king", "--json").succeeds().json();
        assertThat(Run.number(json, "similarity")).isCloseTo(0.8, within(1e-6));
        assertThat(Run.size(json, "unknown")).isZero();
    }

    @Test
    void phrasesOfATextAreOneWordEach() throws IOException {
        Path phrases =
                Files.writeString(
                        folder.resolve("phrases.vec"),
                        "4 2\nnew_york 1 0\nnew 0 1\nyork 0 1\ncity 1 0\n");
        Run run = Run.akin("similarity", phrases, "new york, city", "city").succeeds();
        assertThat(run.out()).contains(": 1.000  (");
        assertThat(Run.akin("similarity", phrases, "new york", "city").succeeds().out())
                .startsWith("new york and city: 1.000  (cosine");
    }

    @Test
    void wordsOfATextThatAreUnknownAreListed() {
        Run run = Run.akin("similarity", words, "the man eats lunch", "woman dinner");
        assertThat(run.code()).isEqualTo(ExitCode.DONE_IN_PART);
        assertThat(run.err().strip())
                .isEqualTo("akin: left out what the vectors do not have: the, eats");
        Run.akin("similarity", words, "nobody knows", "king")
                .failsWith(
                        ExitCode.FAILED, "the vectors have none of the words of \"nobody knows\"");
    }

    @Test
    void wordsMoveFromTextToText() {
        Run run = Run.akin("similarity", words, "man king", "king man", "--method", "wmd");
        assertThat(run.succeeds().out().strip())
                .isEqualTo(
                        "\"man king\" and \"king man\": 0.000  (word mover's distance, 0 is the same"
                                + " words)");
        Json.Obj json =
                Run.akin("similarity", words, "man", "woman", "--method", "wmd", "--json")
                        .succeeds()
                        .json();
        assertThat(Run.number(json, "distance"))
                .isCloseTo(Math.sqrt(2 - Math.sqrt(2)), within(1e-6));
        assertThat(Run.text(json, "measure")).isEqualTo("wmd");
        Run.akin("similarity", words, "qeen", "king", "--method", "wmd")
                .failsWith(ExitCode.FAILED, "unknown key \"qeen\"; did you mean queen?");
    }

    @Test
    void ranksAreAmongAllOtherWords() {
        Run run = Run.akin("similarity", words, "king", "man", "--rank").succeeds();
        assertThat(run.out().lines()).contains("man is number 3 of 8 words by nearness to king");
        assertThat(
                        Run.number(
                                Run.akin("similarity", words, "king", "man", "--rank", "--json")
                                        .json(),
                                "rank"))
                .isEqualTo(3);
        Run.akin("similarity", words, "king", "man", "--rank", "--method", "wmd")
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "--rank goes by similarity, not by --method wmd; see akin similarity"
                                + " --help");
        Run.akin("similarity", words, "king man", "man", "--rank")
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "--rank asks about two words, and this is a text: king man; see akin"
                                + " similarity --help");
    }

    @Test
    void neighborsCloserThanAnother() {
        Run run = Run.akin("neighbors", words, "king", "--closer-than", "man", "-k", "1");
        assertThat(run.succeeds().out().lines())
                .containsExactly(
                        "2 words are nearer to king than man  (cosine similarity, 1 is the most"
                                + " alike)",
                        "  1  国王  0.999");
        Json.Obj json =
                Run.akin("neighbors", words, "king", "--closer-than", "国王", "--json")
                        .succeeds()
                        .json();
        assertThat(Run.number(json, "count")).isZero();
        assertThat(Run.size(json, "neighbors")).isZero();
        Run.akin("neighbors", words, "king", "man", "--closer-than", "queen")
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "--closer-than asks about one word, without --minus, --among or --restrict;"
                                + " see akin neighbors --help");
    }

    @Test
    void neighborsLineUpAlsoForWideCharacters() {
        Run run = Run.akin("neighbors", words, "king", "-k", "3").succeeds();
        assertThat(run.out().lines())
                .containsExactly(
                        "Nearest to king  (cosine similarity, 1 is the most alike)",
                        "  1  国王    0.999",
                        "  2  король  0.996",
                        "  3  man     0.894");
    }

    @Test
    void neighborsAddAndSubtract() {
        Json.Obj json =
                Run.akin("neighbors", words, "king", "woman", "--minus", "man", "--json")
                        .succeeds()
                        .json();
        assertThat(Run.text(Run.element(json, "neighbors", 0), "word")).isEqualTo("queen");
        assertThat(Run.text(json, "measure")).isEqualTo("cosine");
        assertThat(Run.size(json, "neighbors")).isEqualTo(6);
        assertThat(Run.akin("neighbors", words, "king", "woman", "--minus", "man").out())
                .startsWith("Nearest to king + woman − man  (");
    }

    @Test
    void neighborsAmongAList() throws IOException {
        Path list = Files.writeString(folder.resolve("list.txt"), "lunch\nqueen\n\n");
        Json.Obj json =
                Run.akin("neighbors", words, "king", "--among", list, "--json").succeeds().json();
        assertThat(Run.size(json, "neighbors")).isEqualTo(2);
        assertThat(Run.text(Run.element(json, "neighbors", 0), "word")).isEqualTo("queen");
    }

    @Test
    void neighborsAmongAListWithUnknownWordsAreDoneInPart() throws IOException {
        Path list = Files.writeString(folder.resolve("list.txt"), "lunch\nbrunch\n");
        Run run = Run.akin("neighbors", words, "king", "--among", list);
        assertThat(run.code()).isEqualTo(ExitCode.DONE_IN_PART);
        assertThat(run.err().strip())
                .isEqualTo("akin: " + list + ": left out what the vectors do not have: brunch");
    }

    @Test
    void neighborsAmongTheMostFrequent() {
        Json.Obj json =
                Run.akin("neighbors", words, "king", "--restrict", "2", "--json").succeeds().json();
        assertThat(Run.size(json, "neighbors")).isEqualTo(2);
    }

    @Test
    void analogyCompletes() {
        Run run = Run.akin("analogy", words, "man", "king", "woman", "-k", "1").succeeds();
        assertThat(run.out().lines().findFirst()).contains("man is to king as woman is to");
        assertThat(run.out()).contains("  1  queen  ");
        Json.Obj json =
                Run.akin(
                                "analogy",
                                words,
                                "man",
                                "king",
                                "woman",
                                "--method",
                                "cosmul",
                                "--restrict",
                                "4",
                                "--json")
                        .succeeds()
                        .json();
        assertThat(Run.text(Run.element(json, "answers", 0), "word")).isEqualTo("queen");
        assertThat(Run.text(json, "method")).isEqualTo("cosmul");
    }

    @Test
    void oddOneOutSaysWhy() {
        Run run = Run.akin("odd-one-out", words, "breakfast", "lunch", "queen", "dinner");
        assertThat(run.succeeds().out()).startsWith("queen is the odd one out");
        Json.Obj json =
                Run.akin("odd-one-out", words, "breakfast", "lunch", "queen", "--json").json();
        assertThat(Run.text(json, "odd")).isEqualTo("queen");
        assertThat(Run.size(json, "words")).isEqualTo(3);
    }

    @Test
    void vectorPrintsTheWordAndItsNumbers() {
        Run run = Run.akin("vector", words, "queen", "король").succeeds();
        assertThat(run.out().lines()).containsExactly("queen 2.0 1.5 1.0", "король 2.0 0.2 1.0");
        Json.Obj json = Run.akin("vector", words, "国王", "--json").succeeds().json();
        assertThat(Run.text(Run.element(json, "vectors", 0), "word")).isEqualTo("国王");
        assertThat(Run.member(Run.element(json, "vectors", 0), "vector"))
                .hasToString("[2.0,0.1,1.0]");
    }

    @Test
    void vectorFallsBackToLowerCase() {
        assertThat(Run.akin("vector", words, "QUEEN").succeeds().out())
                .startsWith("QUEEN 2.0 1.5 1.0");
    }

    @Test
    void vectorReadsWordsFromStandardInput() {
        Run run = withInput("king\n\nnobody\nking\n", "vector", words, "-");
        assertThat(run.out().lines()).containsExactly("king 2.0 0.0 1.0", "king 2.0 0.0 1.0");
        assertThat(run.code()).isEqualTo(ExitCode.DONE_IN_PART);
        assertThat(run.err().strip())
                .isEqualTo("akin: left out what the vectors do not have: nobody");
    }

    @Test
    void vectorOfUnknownWordsOnlyFails() {
        Run run = withInput("nobody\n", "vector", words, "-");
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void anUnknownWordGetsSuggestions() {
        Run.akin("similarity", words, "qeen", "king")
                .failsWith(ExitCode.FAILED, "unknown key \"qeen\"; did you mean queen?");
        Run.akin("vector", words, "qeen")
                .failsWith(ExitCode.FAILED, "unknown key \"qeen\"; did you mean queen?");
    }

    @Test
    void impossibleNumbersAreWrongUsage() {
        Run.akin("neighbors", words, "king", "-k", "0")
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "k must be at least 1, not 0; see akin neighbors --help");
        Run.akin("analogy", words, "man", "king", "woman", "-k", "ten")
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "invalid value for option '-k': 'ten' is not an int; see akin analogy"
                                + " --help");
    }

    private static Run withInput(String input, Object... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return Run.akin(arguments);
        } finally {
            System.setIn(before);
        }
    }
}
