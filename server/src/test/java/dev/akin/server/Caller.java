package dev.akin.server;

import dev.akin.text.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;

/// Calls a server as a client would.
record Caller(HttpClient client, URI server) {
    static Caller of(AkinServer server) {
        return new Caller(HttpClient.newHttpClient(), server.uri());
    }

    /// What came back.
    record Reply(int status, String type, String body) {
        Json.Obj json() {
            return (Json.Obj) Json.parse(body);
        }

        String text(String name) {
            return String.valueOf(json().get(name));
        }
    }

    /// A member that is an object itself.
    static Json.Obj object(Json.Obj parent, String name) {
        return (Json.Obj) Objects.requireNonNull(parent.get(name), name);
    }

    Reply get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET().build());
    }

    Reply post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send(
                request(path, headers)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    Reply send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        return new Reply(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.body());
    }
}
