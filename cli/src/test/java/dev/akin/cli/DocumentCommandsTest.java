package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `train --model doc2vec`, and the commands that read what it wrote.
class DocumentCommandsTest {
    private static final String[] SWEET = {"honey", "sugar", "cake", "jam", "мёд", "蜂蜜"};
    private static final String[] SALT = {"cheese", "olive", "ham", "crisps", "сыр", "盐"};

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path text;

    @SuppressWarnings("NullAway.Init")
    private Path model;

    @BeforeEach
    void write() throws IOException {
        text = Files.write(folder.resolve("tastes.jsonl"), lines(200, ""));
        model = folder.resolve("docs.safetensors");
    }

    private static List<String> lines(int count, String prefix) {
        Random random = new Random(1);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String taste = i % 2 == 0 ? "sweet" : "salt";
            lines.add(
                    Json.object(
                                    "id",
                                    prefix + taste + " №" + i,
                                    "text",
                                    words(random, i % 2 == 0 ? SWEET : SALT),
                                    "tags",
                                    new Json.Arr(List.of(new Json.Str("all " + taste))))
                            .toString());
        }
        return lines;
    }

    private static String words(Random random, String[] words) {
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            chosen.add(words[random.nextInt(words.length)]);
        }
        return String.join(" ", chosen);
    }

    private Run train(Path output, Object... more) {
        return train(text, output, more);
    }

    private static Run train(Path input, Path output, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("train", input, "-o", output));
        arguments.addAll(
                List.of("--model", "doc2vec", "--field", "text", "--id", "id", "--dim", 10));
        arguments.addAll(List.of("--learning-rate", 0.05, "--epochs", 40, "--subsample", 0));
        arguments.addAll(List.of(more));
        return Run.akin(arguments.toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dbow", "dm", "dm-concat"})
    void learnsDocumentsThatOtherCommandsRead(String mode) throws IOException {
        Run run = train(model, "--mode", mode, "--window", 1).succeeds();
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("2,400 words in 200 documents; 12 different ones seen 5 times or more")
                .contains("wrote " + model + ": 200 documents × 10 numbers, 12 words")
                .contains("next: akin neighbors " + model + " 'sweet №0'");
        assertThat(Model.load(model).kind()).isEqualTo("documents");
        assertThat(Run.akin("neighbors", model, "sweet №0").succeeds().out()).contains("№");
        Run.akin("similarity", model, "sweet №0", "salt №1").succeeds();
        Run.akin("info", model).succeeds();
        Run.akin("cluster", model, "-o", folder.resolve("c.tsv")).succeeds();
        Run.akin("map", model, "-o", folder.resolve("m.svg"), "--method", "pca").succeeds();
        Path encoded = folder.resolve("encoded.safetensors");
        Run.akin("encode", text, "--field", "text", "-o", encoded, "--encoder", model).succeeds();
        assertThat(Embeddings.load(encoded).size()).isEqualTo(200);
    }

    @Test
    void findsTheDocumentsNearestToAText() {
        train(model, "--mode", "dbow").succeeds();
        Run run = Run.akin("neighbors", model, "--text", "honey cake jam мёд 蜂蜜", "-k", 5);
        String[] rows = run.succeeds().out().split("\n", -1);
        assertThat(rows[0]).startsWith("Nearest to the text");
        for (int i = 1; i <= 5; i++) {
            assertThat(rows[i]).contains("sweet");
        }
        Json.Obj json = Run.akin("neighbors", model, "--text", "ham ham", "--json").json();
        assertThat(Run.text(json, "text")).isEqualTo("ham ham");
        assertThat(Run.text(Run.element(json, "neighbors", 0), "word")).startsWith("salt");
        Run.akin("neighbors", model, "--text", "nothing known")
                .failsWith(
                        ExitCode.FAILED,
                        "none of the text's words is one that the documents were learned by");
        assertThat(Run.akin("neighbors", model).code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(Run.akin("neighbors", model, "a", "--text", "b").code())
                .isEqualTo(ExitCode.WRONG_USAGE);
    }

    @Test
    void tagsHaveRowsOfTheirOwn() throws IOException {
        Json.Obj json = train(model, "--tags", "tags", "--mode", "dbow", "--json").json();
        assertThat(Run.number(json, "rows")).isEqualTo(202);
        assertThat(Run.number(json, "documents")).isEqualTo(200);
        assertThat(Run.number(json, "words")).isEqualTo(12);
        assertThat(Run.number(json, "corpusWords")).isEqualTo(2400);
        assertThat(Run.number(json, "empty")).isZero();
        assertThat(Embeddings.load(model).contains("all sweet")).isTrue();
    }

    @Test
    void reproducibleFilesAreTheSameWithAnyThreads() throws IOException {
        Path one = folder.resolve("one.safetensors");
        train(one, "--reproducible", "--threads", 1).succeeds();
        train(model, "--reproducible", "--threads", 3).succeeds();
        assertThat(one).hasSameBinaryContentAs(model);
    }

    @Test
    void anUpdateAddsDocuments() throws IOException {
        train(model, "--mode", "dbow", "--with-words").succeeds();
        Path more = Files.write(folder.resolve("more.jsonl"), lines(40, "new "));
        Path after = folder.resolve("after.safetensors");
        Run run =
                Run.akin(
                        "train",
                        more,
                        "-o",
                        after,
                        "--model",
                        "doc2vec",
                        "--field",
                        "text",
                        "--id",
                        "id",
                        "--update",
                        model);
        assertThat(run.succeeds().err())
                .contains("200 rows of " + model + " go on or stay, 40 new ones join them");
        Embeddings documents = Embeddings.load(after);
        assertThat(documents.size()).isEqualTo(240);
        assertThat(documents.vector("salt №1")).isEqualTo(Embeddings.load(model).vector("salt №1"));
        Run.akin("train", more, "-o", after, "--update", model)
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        model
                                + " was learned by doc2vec: say --model doc2vec to learn on from"
                                + " it; see akin train --help");
    }

    @Test
    void leanFilesSayWhatIsLost() {
        assertThat(train(model, "--lean").succeeds().err())
                .contains(
                        "lean: the file has the vectors alone; no text can be encoded by it, nor can"
                                + " --update go on from it");
        String lacks =
                "the model lacks the words that documents were learned by, which learning and"
                        + " inference need: it was saved lean, or converted";
        Run.akin("neighbors", model, "--text", "honey").failsWith(ExitCode.FAILED, lacks);
        Run.akin("neighbors", model, "sweet №0").succeeds();
        assertThat(train(folder.resolve("docs.vec")).err())
                .contains("which has no place for the words that documents are inferred by");
    }

    @Test
    void documentsWithoutWordsAreCounted() throws IOException {
        List<String> lines = new ArrayList<>(lines(100, ""));
        lines.add("{\"id\": \"none\", \"text\": \"\"}");
        lines.add("{\"id\": \"rare\", \"text\": \"once\"}");
        lines.add("{\"id\": \"lacks\"}");
        Files.write(text, lines);
        Run run = train(model);
        assertThat(run.err())
                .contains("akin: left out 1 record that had no text, or no id")
                .contains("akin: 2 of 102 documents have no word that is kept");
        Files.write(text, lines.subList(0, 101));
        assertThat(train(model).err())
                .contains("akin: 1 of 101 documents has no word that is kept");
        assertThat(Embeddings.load(model).vector("none")).containsOnly(0);
    }

    @Test
    void mistakesAreSaidInOneLine() throws IOException {
        Files.writeString(text, String.join("\n", lines(30, "")) + "\n" + lines(1, "").getFirst());
        assertThat(train(model).err())
                .contains("tastes.jsonl:31: a document before it has the key \"sweet №0\" too");
        Files.write(text, lines(30, ""));
        assertThat(
                        Run.akin(
                                        "train", text, "-o", model, "--model", "doc2vec", "--field",
                                        "text", "--id", "key")
                                .err())
                .contains(
                        "none of 30 records has a text and the key \"key\"; name their fields with"
                                + " --field and --id");
        assertThat(train(model, "--mode", "pv").err())
                .contains("there is no mode \"pv\"; there are dbow, dm, dm-concat");
        assertThat(train(model, "--with-words").err())
                .contains("--with-words goes with --mode dbow");
        assertThat(train(model, "--every", "1m").code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(train(model, "--max-ngram", 3).err())
                .contains("--max-ngram is not for --model doc2vec");
    }

    @Test
    void meansOfWordsAreWeighedAsTheCommandSays() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain.txt"), plain());
        Path words = folder.resolve("words.safetensors");
        Run.akin("train", plain, "-o", words, "--dim", 10, "--epochs", 5).succeeds();
        float[] first = encoded(plain, words);
        assertThat(encoded(plain, words, "--smoothing", 0.001)).isEqualTo(first);
        assertThat(encoded(plain, words, "--smoothing", 10)).isNotEqualTo(first);
        assertThat(encoded(plain, words, "--without-common")).isNotEqualTo(first);
        train(model).succeeds();
        Path file = folder.resolve("e.safetensors");
        Run.akin("encode", plain, "-o", file, "--encoder", model, "--smoothing", 1)
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "--smoothing and --without-common are for vectors of words, not for "
                                + model
                                + "; see akin encode --help");
        Run.akin("encode", "-", "-o", file, "--encoder", words, "--without-common")
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "--without-common reads the texts twice, which standard input cannot; see"
                                + " akin encode --help");
    }

    private static String plain() {
        Random random = new Random(2);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            lines.add(words(random, i % 2 == 0 ? SWEET : SALT));
        }
        return String.join("\n", lines);
    }

    private float[] encoded(Path texts, Path words, Object... more) throws IOException {
        Path file = folder.resolve("encoded.safetensors");
        List<Object> arguments =
                new ArrayList<>(List.of("encode", texts, "-o", file, "--encoder", words));
        arguments.addAll(List.of(more));
        Run.akin(arguments.toArray()).succeeds();
        return Embeddings.load(file).vector("1");
    }
}
