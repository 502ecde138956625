package dev.akin.cli;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Neighbor;
import dev.akin.embeddings.Query;
import dev.akin.evaluate.Auc;
import dev.akin.format.FileFormat;
import dev.akin.learn.SkipGram;
import dev.akin.text.Corpus;
import dev.akin.text.Json;
import dev.akin.wordnet.SynonymTask;
import dev.akin.wordnet.Synset;
import dev.akin.wordnet.WordNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = {
            "Learns word vectors from WordNet's 117,791 definitions and shows what they know. Takes"
                    + " about half a minute, asks nothing, and needs no network."
        },
        footer = "  akin demo")
final class DemoCommand extends Subcommand {
    private static final List<String> SHOWN =
            List.of("king", "coffee", "piano", "doctor", "happy", "quickly", "mathematics", "red");

    private static final List<List<String>> ANALOGIES =
            List.of(
                    List.of("man", "king", "woman"),
                    List.of("man", "actor", "woman"),
                    List.of("boy", "girl", "man"),
                    List.of("germany", "german", "italy"),
                    List.of("physicist", "physics", "chemist"),
                    List.of("quick", "quickly", "slow"),
                    List.of("bird", "birds", "horse"),
                    List.of("hand", "fingers", "foot"));

    /// Words seen a few times only have vectors that say little yet.
    private static final int SEARCHED = 10_000;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private HomeOption home;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "20",
            description = "Passes over the definitions. Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What chance starts from. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() throws IOException {
        SkipGram skipGram = skipGram();
        OutputFile file = file();
        return show(file, progress -> run(skipGram, file, progress));
    }

    private int run(SkipGram skipGram, OutputFile file, ProgressDisplay progress)
            throws IOException {
        long began = System.nanoTime();
        begin();
        WordNet wordNet = WordNet.open();
        Embeddings words = skipGram.fit(text(wordNet), progress);
        words.save(file.path(), FileFormat.SAFETENSORS, progress);
        Json neighbors = neighbors(words);
        Json analogies = analogies(words);
        Auc synonyms = SynonymTask.of(wordNet).evaluate(words, seed);
        score(synonyms);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        end(words, file.path(), took);
        return json
                ? print(document(words, file.path(), neighbors, analogies, synonyms, took))
                : ExitCode.DONE;
    }

    private void begin() {
        print("Akin learns what words mean from how a dictionary uses them.");
        print(
                "Its text is WordNet's 117,791 meanings, one a line: a word, what it means, examples.");
        print("");
        out().flush();
    }

    private SkipGram skipGram() {
        try {
            return SkipGram.builder()
                    .dimension(100)
                    .window(10)
                    .epochs(epochs)
                    .subsample(1e-4)
                    .seed(seed)
                    .build();
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private OutputFile file() throws IOException {
        Path folder = home.path();
        Files.createDirectories(folder.resolve("demo"));
        OutputFile file =
                OutputFile.of(folder.resolve("demo").resolve("wordnet.safetensors"), null);
        file.check();
        return file;
    }

    /// Only the first word of each meaning: with all of them on one line the text would hold the list of synonyms that
    /// the score asks for.
    private static Corpus text(WordNet wordNet) {
        List<String> lines = new ArrayList<>(wordNet.synsets().size());
        for (Synset synset : wordNet.synsets()) {
            lines.add(
                    synset.words().getFirst()
                            + " "
                            + synset.definition()
                            + " "
                            + String.join(" ", synset.examples()));
        }
        return Corpus.ofLines(lines).lowercase(true);
    }

    private Json neighbors(Embeddings words) {
        print("");
        print(
                "Words used alike now lie near each other. The nearest to some, of the 10,000 most used:");
        print("");
        TextTable table = TextTable.of(TextTable.Align.LEFT, TextTable.Align.LEFT);
        List<Json> documents = new ArrayList<>();
        for (String word : SHOWN) {
            List<Neighbor> nearest =
                    words.neighbors(
                            Query.builder().positive(word).k(7).mostFrequent(SEARCHED).build());
            table.row(word, keys(nearest));
            documents.add(Json.object("word", word, "neighbors", Documents.neighbors(nearest)));
        }
        print(table);
        return new Json.Arr(documents);
    }

    private Json analogies(Embeddings words) {
        print("");
        print("The way from one word to another means something too. The best three answers:");
        print("");
        TextTable table = TextTable.of(TextTable.Align.LEFT, TextTable.Align.LEFT);
        List<Json> documents = new ArrayList<>();
        for (List<String> three : ANALOGIES) {
            List<Neighbor> answers =
                    words.neighbors(
                            Query.builder()
                                    .positive(three.get(1), three.get(2))
                                    .negative(three.get(0))
                                    .k(3)
                                    .mostFrequent(SEARCHED)
                                    .build());
            table.row(
                    three.get(0) + " is to " + three.get(1) + " as " + three.get(2) + " is to",
                    keys(answers));
            documents.add(Json.object("words", three, "answers", Documents.neighbors(answers)));
        }
        print(table);
        return new Json.Arr(documents);
    }

    private void score(Auc synonyms) {
        print("");
        print("How good is that? Two synonyms should be nearer than two random words.");
        print(
                String.format(
                        Locale.ROOT,
                        "They are in %.1f %% of cases (95 %% interval %.1f to %.1f; chance is 50 %%),",
                        100 * synonyms.value(),
                        100 * synonyms.interval().low(),
                        100 * synonyms.interval().high()));
        print(
                String.format(
                        Locale.ROOT,
                        "over %,d pairs of WordNet synonyms, each against a random word as frequent.",
                        synonyms.positives()));
        print("The text held no list of synonyms: each line names one word of its meaning.");
    }

    private void end(Embeddings words, Path file, Duration took) {
        print("");
        print(
                count(words)
                        + " words × "
                        + words.dimension()
                        + " numbers, learnt in "
                        + Quantities.duration(took)
                        + ", are in "
                        + file);
        print("Now type:");
        print("");
        print("  " + invitation("neighbors", file, "music"));
        print("  " + invitation("odd-one-out", file, "apple", "banana", "hammer", "cherry"));
        print("  " + invitation("train", "YOUR-TEXT.txt", "-o", "words.safetensors"));
    }

    private static Json document(
            Embeddings words,
            Path file,
            Json neighbors,
            Json analogies,
            Auc synonyms,
            Duration took) {
        return Json.object(
                "file", file.toString(),
                "rows", words.size(),
                "dimension", words.dimension(),
                "seconds", took.toMillis() / 1000.0,
                "neighbors", neighbors,
                "analogies", analogies,
                "synonyms",
                        Json.object(
                                "auc", synonyms.value(),
                                "low", synonyms.interval().low(),
                                "high", synonyms.interval().high(),
                                "pairs", synonyms.positives()));
    }

    private static String count(Embeddings words) {
        return Quantities.exact(words.size());
    }

    private static String keys(List<Neighbor> neighbors) {
        return neighbors.stream().map(Neighbor::key).collect(Collectors.joining(", "));
    }

    private void print(String line) {
        if (!json) {
            out().println(line);
        }
    }

    private void print(TextTable table) {
        if (!json) {
            table.print(out());
        }
    }
}
