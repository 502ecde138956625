package dev.akin.cli;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.StaticEncoder;
import dev.akin.format.FileFormat;
import dev.akin.learn.SkipGram;
import dev.akin.search.CollectionHome;
import dev.akin.server.AkinServer;
import dev.akin.text.Json;
import dev.akin.wordnet.WordNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = {
            "Turns a dictionary round, so that it finds the word for a description, and learns words from"
                    + " its definitions: WordNet's 117,791 meanings. Takes about half a minute, asks"
                    + " nothing, and needs no network."
        },
        footer = {"  akin demo", "  akin demo --serve", "  akin demo --encoder minilm"})
final class DemoCommand extends Subcommand {
    /// What makes the vectors of definitions.
    enum Vectors {
        STATIC,
        MINILM
    }

    /// Held, since a logger that nobody holds forgets its level.
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    private static final String WORDS = "wordnet";
    private static final String ENCODER = "dictionary";

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private HomeOption home;

    @Option(
            names = "--encoder",
            paramLabel = "E",
            defaultValue = "static",
            description =
                    "What encodes the definitions: static, which is distilled from MiniLM on the spot, or"
                            + " minilm itself, which takes some minutes; interrupted, it goes on where it was."
                            + " Default: ${DEFAULT-VALUE}.")
    private Vectors vectors = Vectors.STATIC;

    @Option(
            names = "--serve",
            description =
                    "Then answer over HTTP what was made, on this machine alone, until Ctrl-C.")
    private boolean serve;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "7777",
            description =
                    "With --serve, where to listen; 0 takes any that is free. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "Passes over the definitions, where words are learned. Default: ${DEFAULT-VALUE}.")
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
        return show(
                file,
                progress -> {
                    try {
                        return run(skipGram, file, progress);
                    } catch (CancellationException e) {
                        progress.clear();
                        warn(
                                vectors == Vectors.MINILM
                                        ? "interrupted; what was encoded is kept, and the next demo goes on from there"
                                        : "interrupted; the next demo begins anew");
                        return ExitCode.INTERRUPTED;
                    }
                });
    }

    private int run(SkipGram skipGram, OutputFile file, ProgressDisplay progress)
            throws IOException {
        long began = System.nanoTime();
        DemoPage page = new DemoPage(out(), json);
        page.line("WordNet is a dictionary of English: 117,791 meanings, each with its words.");
        WordNet wordNet = WordNet.open();
        page.line("");
        page.line("1. From a description to the word");
        page.line("");
        try (DemoDictionary dictionary = dictionary(wordNet, page, progress)) {
            Map<String, Json> document = new LinkedHashMap<>();
            document.put("dictionary", ask(dictionary, page, began));
            page.line("");
            page.line("2. What words mean, from how a dictionary uses them");
            Embeddings words = skipGram.fit(DemoWords.text(wordNet), progress);
            words.save(file.path(), FileFormat.SAFETENSORS, progress);
            document.putAll(look(words, file.path(), new DemoWords(words, page), wordNet));
            document.put("seconds", Json.of(seconds(began)));
            end(page, dictionary, words, file.path(), began);
            if (json) {
                print(new Json.Obj(document));
            }
            if (serve) {
                serve(dictionary, file.path());
            }
            return ExitCode.DONE;
        }
    }

    private DemoDictionary dictionary(WordNet wordNet, DemoPage page, ProgressDisplay progress)
            throws IOException {
        CollectionCommand.quiet();
        CollectionHome collections = new CollectionHome(folder());
        DemoDictionary dictionary =
                vectors == Vectors.MINILM
                        ? DemoDictionary.ofTeacher(collections, home.path())
                        : distilled(collections, wordNet, page, progress);
        try {
            long began = System.nanoTime();
            dictionary.fill(wordNet.synsets(), progress);
            page.line(
                    "Each definition became a vector of "
                            + dictionary.encoder().dimension()
                            + " numbers, and can be found by it and by its words: "
                            + took(began)
                            + ".");
            return dictionary;
        } catch (IOException | RuntimeException e) {
            dictionary.close();
            throw e;
        }
    }

    private DemoDictionary distilled(
            CollectionHome collections, WordNet wordNet, DemoPage page, ProgressDisplay progress)
            throws IOException {
        page.line(
                "MiniLM, a small language model, is distilled to one vector for each of its tokens.");
        long began = System.nanoTime();
        Path file = folder().resolve(ENCODER + ".safetensors");
        StaticEncoder encoder = DemoDictionary.distill(wordNet, home.path(), file, progress);
        page.line(
                Quantities.exact(encoder.tokenizer().size()) + " tokens took " + took(began) + ".");
        return DemoDictionary.of(encoder, file, collections);
    }

    private Json ask(DemoDictionary dictionary, DemoPage page, long began) throws IOException {
        DemoDescriptions descriptions = new DemoDescriptions(dictionary, page);
        Json first = descriptions.first();
        double waited = seconds(began);
        Json others = descriptions.others();
        return Json.object(
                "encoder", dictionary.encoder().name(),
                "dimension", dictionary.encoder().dimension(),
                "definitions", dictionary.index().count(),
                "first", first,
                "firstSeconds", waited,
                "others", others,
                "score", descriptions.score());
    }

    private Map<String, Json> look(Embeddings words, Path file, DemoWords demo, WordNet wordNet) {
        Map<String, Json> document = new LinkedHashMap<>();
        document.put("file", new Json.Str(file.toString()));
        document.put("rows", Json.Num.of(words.size()));
        document.put("dimension", Json.Num.of(words.dimension()));
        document.put("neighbors", demo.neighbors());
        document.put("analogies", demo.analogies());
        document.put("synonyms", demo.score(wordNet, seed));
        return document;
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

    private Path folder() {
        return DemoFolder.of(home).path();
    }

    private OutputFile file() throws IOException {
        Files.createDirectories(folder());
        OutputFile file = OutputFile.of(DemoFolder.of(home).words(), null);
        file.check();
        return file;
    }

    private void end(
            DemoPage page, DemoDictionary dictionary, Embeddings words, Path file, long began) {
        page.line("");
        page.line(
                "All this took "
                        + took(began)
                        + ". The dictionary and the vectors of "
                        + Quantities.exact(words.size())
                        + " words are in "
                        + folder()
                        + ".");
        page.line("Now type:");
        page.line("");
        page.line(
                "  "
                        + invitation(
                                "search",
                                dictionary.name(),
                                "a place where bread is baked",
                                "--home",
                                folder()));
        page.line("  " + invitation("neighbors", file, "music"));
        page.line("  " + invitation("index", "notes", "YOUR-FOLDER"));
        page.line("  " + invitation("train", "YOUR-TEXT.txt", "-o", "words.safetensors"));
    }

    private void serve(DemoDictionary dictionary, Path file) throws IOException {
        HELIDON.setLevel(Level.WARNING);
        dictionary.index().close(); // The server is its writer from now on.
        CountDownLatch stop = new CountDownLatch(1);
        try (Interruption _ = Interruption.guard(stop::countDown);
                AkinServer server =
                        AkinServer.builder()
                                .port(port)
                                .file(WORDS, file)
                                .encoder(ENCODER, dictionary.encoder(), dictionary.reference())
                                .collections(new CollectionHome(folder()))
                                .collection(dictionary.name())
                                .remarks(this::say)
                                .start()) {
            out().println("");
            out().println("listening on " + server.uri() + "; Ctrl-C ends it");
            out().flush();
            say(
                    "ask, for example: curl '"
                            + server.uri()
                            + "/v1/collections/"
                            + dictionary.name()
                            + "/search?query=fear+of+heights&k=5'");
            say("or: curl '" + server.uri() + "/v1/models/" + WORDS + "/neighbors?key=music&k=5'");
            say("all that can be asked: " + server.uri() + "/openapi.json");
            stop.await();
            say("stopping: what was accepted is answered first");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double seconds(long began) {
        return Math.round((System.nanoTime() - began) / 1e6) / 1e3;
    }

    private static String took(long began) {
        return Quantities.duration(Duration.ofNanos(System.nanoTime() - began));
    }
}
