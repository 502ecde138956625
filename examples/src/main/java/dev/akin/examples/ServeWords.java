package dev.akin.examples;

import dev.akin.server.AkinServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/// Serves a file of vectors, and asks it over HTTP. Argument: the file.
public final class ServeWords {
    private ServeWords() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        // region serve
        try (AkinServer server = AkinServer.builder().port(0).file("words", file).start()) {
            URI question = server.uri().resolve("/v1/models/words/neighbors?key=king&k=3");
            HttpRequest request = HttpRequest.newBuilder(question).build();
            try (HttpClient client = HttpClient.newHttpClient()) {
                System.out.println(
                        client.sendAsync(request, BodyHandlers.ofString()).join().body());
            }
        }
        // endregion
    }
}
