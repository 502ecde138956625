package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.embeddings.Embeddings;
import dev.akin.format.FileFormat;
import dev.akin.format.VectorFiles;
import dev.akin.text.Json;
import dev.akin.vocabulary.Vocabulary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path text;

    @SuppressWarnings("NullAway.Init")
    private Path words;

    @BeforeEach
    void write() throws IOException {
        text = Samples.text(folder.resolve("text.txt"));
        words = folder.resolve("words.safetensors");
    }

    @Test
    void learnsAndSaysWhatItNeedsAndWhatComesNext() throws IOException {
        Run run = Run.akin("train", text, "-o", words, "--epochs", "2").succeeds();
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("4,800 words in 400 lines; 42 different ones seen 5 times or more")
                .contains("memory: two tables of 42 words × 100 numbers take")
                .contains("wrote " + words + ": 42 words × 100 numbers")
                .contains("next: akin neighbors " + words + " ");
        Embeddings learnt = Embeddings.load(words);
        assertThat(learnt.contains("Word7")).isTrue();
        assertThat(learnt.contains("和")).isTrue();
        assertThat(learnt.metadata().get("akin.source")).contains("text.txt");
        assertNothingElseLeft();
    }

    @Test
    void takesItsOptions() {
        Json.Obj json =
                Run.akin(
                                "train",
                                text,
                                "-o",
                                words,
                                "--dim",
                                "8",
                                "--window",
                                "2",
                                "--negatives",
                                "3",
                                "--epochs",
                                "3",
                                "--min-count",
                                "1",
                                "--max-words",
                                "30",
                                "--subsample",
                                "0",
                                "--learning-rate",
                                "0.1",
                                "--threads",
                                "1",
                                "--seed",
                                "7",
                                "--lowercase",
                                "--tokens",
                                "whitespace",
                                "--json",
                                "--quiet")
                        .succeeds()
                        .json();
        assertThat(Run.number(json, "rows")).isEqualTo(30);
        assertThat(Run.number(json, "dimension")).isEqualTo(8);
        assertThat(Run.number(json, "corpusWords")).isEqualTo(4800);
        assertThat(Run.number(Run.member(json, "training"), "seed")).isEqualTo(7);
        Json.Obj info = Run.akin("info", words, "--json").succeeds().json();
        Json options = Run.member(Run.member(info, "metadata"), "akin.options");
        assertThat(Run.number(options, "window")).isEqualTo(2);
        assertThat(Run.number(options, "negatives")).isEqualTo(3);
        assertThat(Run.number(options, "learningRate")).isEqualTo(0.1);
        Json form = Run.member(Run.member(info, "metadata"), "akin.text");
        assertThat(Run.text(form, "tokens")).isEqualTo("whitespace");
        assertThat(Run.member(form, "lowercase")).hasToString("true");
    }

    @Test
    void joinsPhrases() throws IOException {
        Files.writeString(text, "we saw new york today\nnew ideas from york\n".repeat(30));
        Run run =
                Run.akin("train", text, "-o", words, "--phrases", "2", "--phrase-threshold", "1.5")
                        .succeeds();
        assertThat(run.err()).contains(" phrases, such as ");
        Embeddings learnt = Embeddings.load(words);
        assertThat(learnt.vocabulary().keys()).anyMatch(key -> key.contains("_"));
        assertThat(learnt.metadata().get("akin.text"))
                .contains("\"phrases\":2,\"phraseThreshold\":1.5");
        Run.akin("train", text, "-o", words, "--phrases", "17")
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "phrases must be 0 … 16 passes, not 17; see akin train --help");
    }

    @Test
    void theSameSeedGivesTheSameVectors() throws IOException {
        Path again = folder.resolve("again.safetensors");
        for (Path file : List.of(words, again)) {
            Run.akin("train", text, "-o", file, "--threads", "1", "--quiet").succeeds();
        }
        assertThat(words).hasSameBinaryContentAs(again);
    }

    @Test
    void quietPrintsNothing() {
        Run run = Run.akin("train", text, "-o", words, "--quiet").succeeds();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEmpty();
    }

    @Test
    void writesOtherFormats() throws IOException {
        Path vec = folder.resolve("words.vec");
        Run.akin("train", text, "-o", vec, "--dim", "4", "--quiet").succeeds();
        assertThat(Files.readAllLines(vec)).hasSize(43).first().isEqualTo("42 4");
    }

    @Test
    void readsFieldsAndFolders() throws IOException {
        Path records = Files.createDirectory(folder.resolve("records"));
        Files.writeString(
                records.resolve("a.jsonl"), "{\"body\":\"one two\"}\n{\"body\":\"two three\"}\n");
        Files.writeString(records.resolve("b.csv"), "id,body\n1,\"two, four\"\n");
        Json.Obj json =
                Run.akin(
                                "train",
                                records,
                                "-o",
                                words,
                                "--field",
                                "body",
                                "--min-count",
                                "1",
                                "--json",
                                "--quiet")
                        .succeeds()
                        .json();
        assertThat(Run.number(json, "rows")).isEqualTo(4);
    }

    @Test
    void readsStandardInput() throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(Files.readAllBytes(text)));
        try {
            Run.akin("train", "-", "-o", words, "--quiet").succeeds();
        } finally {
            System.setIn(before);
        }
        assertThat(Embeddings.load(words).size()).isEqualTo(42);
    }

    @Test
    void learnsInEveryWay() throws IOException {
        for (String[] way :
                new String[][] {
                    {"--model", "cbow"},
                    {"--model", "cbow", "--position-weights", "--loss", "hs"},
                    {"--loss", "hs"},
                    {"--model", "fasttext", "--buckets", "1000"},
                    {"--min-ngram", "2", "--max-ngram", "3", "--buckets", "1000"}
                }) {
            List<Object> arguments = new ArrayList<>(List.of("train", text, "-o", words));
            arguments.addAll(List.of(way));
            Run.akin(arguments.toArray()).succeeds();
            Embeddings learnt = Embeddings.load(words);
            assertThat(learnt.size()).isEqualTo(42);
            assertThat(learnt.answers("Word777"))
                    .isEqualTo(List.of(way).toString().contains("--buckets"));
        }
        Run.akin("train", text, "-o", words, "--position-weights")
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "--position-weights needs --model cbow: skipgram has no mean to weigh; see"
                                + " akin train --help");
        Run.akin("train", text, "-o", words, "--min-ngram", "5", "--max-ngram", "3")
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "n-grams go from 5 to 3 characters: the bounds are reversed; exchange them;"
                                + " see akin train --help");
    }

    @Test
    void aBinIsFastTextsWhereWordsHaveParts() throws IOException {
        Path bin = folder.resolve("words.bin");
        Run.akin("train", text, "-o", bin, "--model", "fasttext", "--buckets", "1000").succeeds();
        assertThat(VectorFiles.detect(bin)).isEqualTo(FileFormat.FASTTEXT);
        Run.akin("train", text, "-o", bin).succeeds();
        assertThat(VectorFiles.detect(bin)).isEqualTo(FileFormat.WORD2VEC_BINARY);
    }

    @Test
    void reproducibleFilesAreTheSameByteForByte() {
        Path other = folder.resolve("other.safetensors");
        Run.akin("train", text, "-o", words, "--reproducible", "--threads", "1").succeeds();
        Run.akin("train", text, "-o", other, "--reproducible", "--threads", "3").succeeds();
        assertThat(words).hasSameBinaryContentAs(other);
    }

    @Test
    void whatWasCountedBeforeMayFade() throws IOException {
        Path more = Files.writeString(folder.resolve("more.txt"), "a newcomer here\n".repeat(9));
        Path updated = folder.resolve("updated.safetensors");
        Run.akin("train", text, "-o", words, "--dim", "16").succeeds();
        Run.akin("train", more, "-o", updated, "--update", words, "--decay", "0.1").succeeds();
        Vocabulary before = Embeddings.load(words).vocabulary();
        Vocabulary after = Embeddings.load(updated).vocabulary();
        String last = before.key(before.size() - 1);
        assertThat(after.count(after.id(last)))
                .isEqualTo(Math.max(1, Math.round(0.1 * before.count(before.id(last)))));

        Run.akin("train", more, "-o", updated, "--decay", "0.5")
                .failsWith(ExitCode.WRONG_USAGE, "--decay needs --update; see akin train --help");
        Run.akin("train", more, "-o", updated, "--update", words, "--decay", "2")
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "--decay must be above 0 and at most 1, not 2.0; see akin train --help");
    }

    @Test
    void anUpdateTakesInNewWords() throws IOException {
        Path more = Files.writeString(folder.resolve("more.txt"), "a newcomer here\n".repeat(9));
        Path updated = folder.resolve("updated.safetensors");
        Run.akin("train", text, "-o", words, "--dim", "16", "--lowercase").succeeds();
        Run run = Run.akin("train", more, "-o", updated, "--update", words).succeeds();
        assertThat(run.err()).contains("42 words of " + words + " go on, 3 new ones join them");
        Embeddings after = Embeddings.load(updated);
        assertThat(after.size()).isEqualTo(45);
        assertThat(after.vocabulary().keys().subList(0, 42))
                .isEqualTo(Embeddings.load(words).vocabulary().keys());
        assertThat(after.metadata().get("akin.text")).contains("\"lowercase\":true");
        assertThat(after.metadata().get("akin.source.before")).contains("text.txt");

        Run.akin("train", more, "-o", updated, "--update", words, "--dim", "8")
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "--dim is 8, but "
                                + words
                                + " was learned with 16: leave the option out; see akin train --help");
        Run.akin("train", more, "-o", updated, "--update", words, "--tokens", "whitespace")
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "--tokens is whitespace, but "
                                + words
                                + " was learned with words: leave the option out; see akin train --help");
    }

    @Test
    void whatCannotBeUpdatedOrResumedSaysWhy() {
        Run.akin("train", text, "-o", words, "--lean").succeeds();
        Run lean = Run.akin("train", text, "-o", words, "--update", words);
        assertThat(lean.code()).isEqualTo(ExitCode.FAILED);
        assertThat(lean.err()).contains("lacks the table \"context/\"", "saved lean");
        Run finished = Run.akin("train", text, "-o", words, "--resume", words);
        assertThat(finished.code()).isEqualTo(ExitCode.FAILED);
        assertThat(finished.err()).contains("finished");
        Path vectors = folder.resolve("words.vec");
        Run.akin("convert", words, vectors).succeeds();
        Run foreign = Run.akin("train", text, "-o", words, "--update", vectors);
        assertThat(foreign.err()).contains("was not learned by akin train, or was converted");
        Run both = Run.akin("train", text, "-o", words, "--update", words, "--resume", words);
        assertThat(both.code()).isEqualTo(ExitCode.WRONG_USAGE);
    }

    @Test
    void standardInputStandsAlone() {
        Run.akin("train", "-", text, "-o", words)
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "- reads standard input and stands alone; found [-, "
                                + text
                                + "]; see akin train --help");
    }

    @Test
    void aMissingInput() throws IOException {
        Path missing = folder.resolve("missing.txt");
        Run.akin("train", missing, "-o", words)
                .failsWith(ExitCode.FAILED, missing + ": no such file");
        assertNothingElseLeft();
    }

    @Test
    void noWordOftenEnough() throws IOException {
        Run run = Run.akin("train", text, "-o", words, "--min-count", "1000");
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("akin: ").contains("1000").contains("400");
        assertNothingElseLeft();
    }

    @Test
    void bytesThatAreNoUtf8() throws IOException {
        Path latin =
                Files.write(
                        folder.resolve("latin.txt"),
                        "fine\ncaf\u00e9 noir\n".getBytes(StandardCharsets.ISO_8859_1));
        Run run = Run.akin("train", latin, "-o", words, "--min-count", "1");
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("akin: " + latin + ": line 2: ").contains("--encoding");
        Run.akin(
                        "train",
                        latin,
                        "-o",
                        words,
                        "--min-count",
                        "1",
                        "--encoding",
                        "ISO-8859-1",
                        "--quiet")
                .succeeds();
        assertThat(Run.akin("vector", words, "café").code()).isZero();
    }

    @Test
    void aMissingFolderIsFoundBeforeTheWork() {
        Path nowhere = folder.resolve("nowhere");
        Run run = Run.akin("train", text, "-o", nowhere.resolve("words.safetensors"));
        run.failsWith(ExitCode.FAILED, nowhere + ": no such folder; make it, or write elsewhere");
    }

    @Test
    void anOutputThatIsAFolder() {
        Run run = Run.akin("train", text, "-o", folder);
        assertThat(run.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void optionsOutOfRangeAreWrongUsage() {
        Run.akin("train", text, "-o", words, "--dim", "0")
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "dimension must be 1 … 65536, not 0; see akin train --help");
        Run.akin("train", text)
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "missing required option: '--output=FILE'; see akin train --help");
    }

    private void assertNothingElseLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith(".")))
                    .isEmpty();
        }
    }
}
