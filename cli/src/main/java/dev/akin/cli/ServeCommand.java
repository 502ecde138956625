package dev.akin.cli;

import dev.akin.server.AkinServer;
import dev.akin.text.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
                "Answers over HTTP: vectors, neighbours, analogies, labels. Runs until Ctrl-C, and takes up"
                        + " new versions of its files by itself.",
        footer = {
            "  akin serve words.safetensors",
            "  curl 'http://localhost:7777/v1/models/words/neighbors?key=king&k=5'",
            "  akin serve words.safetensors lid.176.ftz --port 8080 --api-keys keys.txt"
        })
final class ServeCommand extends Subcommand {
    /// Held, since a logger that nobody holds forgets its level.
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    @Parameters(
            index = "0..*",
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "Vectors or classifiers of any format. Each is a model with the file's name up to its"
                            + " last dot.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

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
        CountDownLatch stop = new CountDownLatch(1);
        try (Interruption _ = Interruption.guard(stop::countDown);
                AkinServer server = server().start()) {
            announce(server);
            stop.await();
            say("stopping: what was accepted is answered first");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.DONE;
    }

    private AkinServer.Builder server() throws IOException {
        if (keys == null && !open && !isLoopback()) {
            throw wrongUsage(
                    "--host "
                            + host
                            + " lets other machines ask: give --api-keys FILE, or --open to let anybody");
        }
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
            return server;
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
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
            print(
                    Json.object(
                            "url",
                            server.uri(),
                            "models",
                            files.stream().map(ServeCommand::name).toList()));
            out().flush();
            return;
        }
        out().println("listening on " + server.uri() + "; Ctrl-C ends it");
        out().flush();
        say(
                "ask, for example: curl '"
                        + server.uri()
                        + "/v1/models/"
                        + name(files.getFirst())
                        + "'");
        say("all that can be asked: " + server.uri() + "/openapi.json");
    }
}
