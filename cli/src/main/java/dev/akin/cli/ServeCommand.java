package dev.akin.cli;

import dev.akin.embeddings.TextEncoder;
import dev.akin.encode.TextEncoders;
import dev.akin.server.AkinServer;
import dev.akin.text.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "serve",
        description =
                "Answers over HTTP: vectors, neighbours, analogies, labels. Runs until Ctrl-C, and takes up"
                        + " new versions of its files by itself.",
        footer = {
            "  akin serve words.safetensors",
            "  curl 'http://localhost:7777/v1/models/words/neighbors?key=king&k=5'",
            "  akin serve words.safetensors lid.176.ftz --port 8080 --api-keys keys.txt",
            "  akin serve --encoder minilm",
            "  curl http://localhost:7777/v1/embeddings -H 'Content-Type: application/json' -d"
                    + " '{\"model\": \"minilm\", \"input\": [\"a text\"]}'"
        })
final class ServeCommand extends Subcommand {
    /// Held, since a logger that nobody holds forgets its level.
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    @Parameters(
            index = "0..*",
            arity = "0..*",
            paramLabel = "FILE",
            description =
                    "Vectors or classifiers of any format. Each is a model with the file's name up to its"
                            + " last dot.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--encoder",
            paramLabel = "E",
            description =
                    "An encoder of texts for /v1/embeddings: minilm, another name of `akin models`, a"
                            + " folder, or a file that distill wrote. May be given several times.")
    private List<String> encoders = new ArrayList<>();

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private HomeOption home;

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

    @Override
    public Integer call() throws IOException {
        HELIDON.setLevel(Level.WARNING);
        checkQuestion();
        List<TextEncoder> opened = new ArrayList<>();
        try {
            for (String encoder : encoders) {
                opened.add(TextEncoders.open(encoder, home.path()));
            }
            serve(opened);
        } finally {
            opened.forEach(TextEncoder::close);
        }
        return ExitCode.DONE;
    }

    private void checkQuestion() {
        if (files.isEmpty() && encoders.isEmpty()) {
            throw wrongUsage("there is nothing to serve: name files, or --encoder");
        }
        if (keys == null && !open && !isLoopback()) {
            throw wrongUsage(
                    "--host "
                            + host
                            + " lets other machines ask: give --api-keys FILE, or --open to let anybody");
        }
    }

    private void serve(List<TextEncoder> opened) throws IOException {
        CountDownLatch stop = new CountDownLatch(1);
        try (Interruption _ = Interruption.guard(stop::countDown);
                AkinServer server = server(opened).start()) {
            announce(server);
            stop.await();
            say("stopping: what was accepted is answered first");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private AkinServer.Builder server(List<TextEncoder> opened) throws IOException {
        try {
            AkinServer.Builder server =
                    AkinServer.builder()
                            .host(host)
                            .port(port)
                            .maxBodyBytes(mostBytes)
                            .remarks(this::say);
            hosts.forEach(server::allowHost);
            if (keys != null) {
                server.apiKeys(keys);
            }
            for (Path file : files) {
                requireFile(file);
                server.file(name(file), file);
            }
            for (int i = 0; i < opened.size(); i++) {
                server.encoder(nameOfEncoder(i), opened.get(i));
            }
            return server;
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    /// The last part of a path or of `hub:OWNER/NAME`.
    private String nameOfEncoder(int i) {
        String name = encoders.get(i);
        if (name.startsWith("hub:")) {
            return name.substring(name.lastIndexOf('/') + 1);
        }
        Path path = Path.of(name);
        return Files.exists(path) ? name(path.toAbsolutePath().normalize()) : name;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < encoders.size(); i++) {
            names.add(nameOfEncoder(i));
        }
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
            print(Json.object("url", server.uri(), "models", names()));
            out().flush();
            return;
        }
        out().println("listening on " + server.uri() + "; Ctrl-C ends it");
        out().flush();
        say("ask, for example: curl '" + server.uri() + "/v1/models/" + names().getFirst() + "'");
        say("all that can be asked: " + server.uri() + "/openapi.json");
    }
}
