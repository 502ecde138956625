package dev.akin.cli;

import dev.akin.embeddings.JointEncoder;
import dev.akin.embeddings.TextEncoder;
import dev.akin.search.CollectionHome;
import dev.akin.search.DocumentIndex;
import dev.akin.search.EncoderTag;
import dev.akin.server.AkinServer;
import dev.akin.text.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "serve",
        description =
                "Answers over HTTP: vectors, neighbours, analogies, labels, and all that can be done with"
                        + " collections. Runs until Ctrl-C, and takes up new versions of its files by itself."
                        + " With nothing named it serves every collection there is, and what the demo made.",
        footer = {
            "  akin serve notes",
            "  curl 'http://localhost:7777/v1/collections/notes/search?query=password&k=5'",
            "  akin serve words.safetensors",
            "  curl 'http://localhost:7777/v1/models/words/neighbors?key=king&k=5'",
            "  akin serve words.safetensors lid.176.ftz --port 8080 --api-keys keys.txt",
            "  akin serve --encoder minilm",
            "  curl http://localhost:7777/v1/embeddings -H 'Content-Type: application/json' -d"
                    + " '{\"model\": \"minilm\", \"input\": [\"a text\"]}'"
        })
final class ServeCommand extends CollectionCommand {
    /// Held, since a logger that nobody holds forgets its level.
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    @Parameters(
            index = "0..*",
            arity = "0..*",
            paramLabel = "FILE|COLLECTION",
            description =
                    "Vectors or classifiers of any format: each is a model with the file's name up to its"
                            + " last dot. Or collections, by name.")
    private List<String> named = new ArrayList<>();

    @Option(
            names = "--encoder",
            paramLabel = "E",
            description =
                    "An encoder of texts for /v1/embeddings: minilm, another name of `akin models`, a"
                            + " folder, a file that distill wrote, or vectors of words. May be given several times.")
    private List<String> encoders = new ArrayList<>();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "7777",
            description = "Where to listen; 0 takes any that is free. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "The address to listen on. Default: ${DEFAULT-VALUE}, this machine alone.")
    private String host = "127.0.0.1";

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            description =
                    "A further name that clients call this server by; may be given several times."
                            + " Requests to other names are refused.")
    private List<String> hosts = new ArrayList<>();

    @Option(
            names = "--api-keys",
            paramLabel = "FILE",
            description = "Answer only those who send a key of this file, one a line.")
    private @Nullable Path keys;

    @Option(
            names = "--open",
            description = "Let other machines ask without keys, where --host lets them.")
    private boolean open;

    @Option(
            names = "--max-body",
            paramLabel = "BYTES",
            defaultValue = "16777216",
            description = "The longest request. Default: ${DEFAULT-VALUE}.")
    private long mostBytes;

    @Option(
            names = "--media",
            paramLabel = "FOLDER",
            description =
                    "Where the pictures and sounds lie that keys name; may be given several times. Default: where"
                            + " the files of vectors say, if only this machine may ask.")
    private List<Path> mediaFolders = new ArrayList<>();

    @Option(
            names = "--no-media",
            description = "Give no pictures and sounds, neither of keys nor of galleries.")
    private boolean noMedia;

    private final List<Path> files = new ArrayList<>();
    private final List<String> collections = new ArrayList<>();

    /// Of the collections those that the demo made.
    private final List<String> dictionaries = new ArrayList<>();

    /// The encoders by the names they are served by.
    private final Map<String, JointEncoder> opened = new LinkedHashMap<>();

    /// By what each encoder was opened.
    private final Map<String, String> references = new HashMap<>();

    @Override
    public Integer call() throws IOException {
        HELIDON.setLevel(Level.WARNING);
        CollectionHome home = collections();
        sort(home);
        checkQuestion();
        try {
            open(home);
            serve(home);
        } finally {
            opened.values().forEach(JointEncoder::close);
        }
        return ExitCode.DONE;
    }

    /// Tells files and collections apart.
    private void sort(CollectionHome home) throws IOException {
        for (String name : named) {
            Path file = Path.of(name);
            if (Files.isRegularFile(file)) {
                files.add(file);
            } else if (isCollection(home, name)) {
                collections.add(name);
            } else if (Files.exists(file)) {
                requireFile(file);
                files.add(file);
            } else {
                throw new NoSuchFileException(
                        name, null, "there is no such file, and no collection of this name");
            }
        }
        if (named.isEmpty() && encoders.isEmpty()) {
            collections.addAll(home.names());
            addDemo();
        }
    }

    private void addDemo() throws IOException {
        DemoFolder demo = demo();
        if (demo.hasWords()) {
            files.add(demo.words());
        }
        dictionaries.addAll(demo.dictionaries(collections));
        collections.addAll(dictionaries);
    }

    private DemoFolder demo() {
        return DemoFolder.of(home);
    }

    private static boolean isCollection(CollectionHome home, String name) {
        try {
            return home.exists(name);
        } catch (IllegalArgumentException e) {
            return false; // What cannot be a collection's name may be a file's.
        }
    }

    private void checkQuestion() {
        if (files.isEmpty() && encoders.isEmpty() && collections.isEmpty()) {
            throw wrongUsage(
                    "there is nothing to serve: name files or --encoder, make a collection with akin"
                            + " index COLLECTION INPUT, or something to look at with akin demo");
        }
        checkMedia();
        if (keys == null && !open && !isLoopback()) {
            throw wrongUsage(
                    "--host "
                            + host
                            + " lets other machines ask: give --api-keys FILE, or --open to let anybody");
        }
    }

    private void checkMedia() {
        if (noMedia && !mediaFolders.isEmpty()) {
            throw wrongUsage("--media and --no-media exclude each other");
        }
        for (Path folder : mediaFolders) {
            if (!Files.isDirectory(folder)) {
                throw wrongUsage("--media " + folder + " is no folder");
            }
        }
    }

    /// Those that were named, and those whose vectors the collections hold.
    private void open(CollectionHome home) throws IOException {
        for (String encoder : encoders) {
            open(
                    nameOf(encoder),
                    encoder,
                    EncoderChoice.openJoint(this, encoder, this.home.path()));
        }
        for (String collection : collections) {
            EncoderTag tag =
                    tag(
                            dictionaries.contains(collection) ? demo().collections() : home,
                            collection);
            if (tag != null && opened.values().stream().noneMatch(encoder -> makes(encoder, tag))) {
                openFor(collection, tag);
            }
        }
    }

    private static @Nullable EncoderTag tag(CollectionHome home, String collection)
            throws IOException {
        try (DocumentIndex index = home.openReadOnly(collection)) {
            return index.options().encoder();
        }
    }

    /// Whether it is the encoder of texts, or of files, that a collection has.
    private static boolean makes(JointEncoder encoder, EncoderTag tag) {
        TextEncoder texts = encoder.texts();
        return encoder.fingerprint().equals(tag.fingerprint())
                || (texts != null && texts.fingerprint().equals(tag.fingerprint()));
    }

    /// Without its encoder a collection still answers by words, and those who send vectors.
    private void openFor(String collection, EncoderTag tag) {
        try {
            JointEncoder encoder = EncoderChoice.openJoint(this, tag.name(), home.path());
            if (makes(encoder, tag)) {
                open(nameOf(tag.name()), tag.name(), encoder);
                return;
            }
            encoder.close();
            warn(collection + ": " + tag.name() + " is another encoder by now than that of " + tag);
        } catch (IOException | IllegalArgumentException e) {
            warn(collection + ": its encoder cannot be opened: " + Failures.message(e));
        }
    }

    private void open(String name, String reference, JointEncoder encoder) {
        if (opened.putIfAbsent(name, encoder) != null) {
            encoder.close();
            throw wrongUsage("two encoders would have the name \"" + name + "\"");
        }
        references.put(name, lasting(reference));
    }

    private void serve(CollectionHome home) throws IOException {
        CountDownLatch stop = new CountDownLatch(1);
        try (Interruption _ = Interruption.guard(stop::countDown);
                AkinServer server = server(home).start()) {
            announce(server);
            stop.await();
            say("stopping: what was accepted is answered first");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private AkinServer.Builder server(CollectionHome home) throws IOException {
        try {
            AkinServer.Builder server =
                    AkinServer.builder()
                            .host(host)
                            .port(port)
                            .maxBodyBytes(mostBytes)
                            .collections(home)
                            .media(!noMedia)
                            .remarks(this::say);
            mediaFolders.forEach(server::mediaFolder);
            hosts.forEach(server::allowHost);
            collections.forEach(server::collection);
            dictionaries.forEach(name -> server.collection(name, demo().collections()));
            if (keys != null) {
                server.apiKeys(keys);
            }
            files.forEach(file -> server.file(name(file), file));
            opened.forEach((name, encoder) ->
                    server.encoder(name, encoder, Objects.requireNonNull(references.get(name))));
            return server;
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    /// The last part of a path or of `hub:OWNER/NAME`.
    private static String nameOf(String name) {
        if (name.startsWith("hub:")) {
            return name.substring(name.lastIndexOf('/') + 1);
        }
        Path path = Path.of(name);
        return Files.exists(path) ? name(path.toAbsolutePath().normalize()) : name;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        names.addAll(opened.keySet());
        files.forEach(file -> names.add(name(file)));
        return names;
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw wrongUsage("--host " + host + " has no address");
        }
    }

    private static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return (dot > 0 ? name.substring(0, dot) : name).replace(' ', '_');
    }

    private void announce(AkinServer server) {
        if (json) {
            print(Json.object("url", server.uri(), "models", names(), "collections", collections));
            out().flush();
            return;
        }
        out().println("listening on " + server.uri() + "; Ctrl-C ends it");
        out().flush();
        say("look at it in a browser: " + server.uri());
        say("ask, for example: curl '" + server.uri() + example() + "'");
        say("all that can be asked: " + server.uri() + "/openapi.json");
    }

    private String example() {
        return collections.isEmpty()
                ? "/v1/models/" + names().getFirst()
                : "/v1/collections/" + collections.getFirst() + "/search?query=password&k=5";
    }
}
