package dev.akin.server;

import dev.akin.text.Json;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads what a request asks, and sends what is answered.
///
/// @param mostBytes how long a body may be
record Answers(long mostBytes) {
    private static final Header JSON =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
    private static final Header BINARY =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/octet-stream");

    /// Answers a request by a document.
    @FunctionalInterface
    interface Handling {
        Json answer(ServerRequest request, Fields fields) throws IOException;
    }

    /// Answers a request by whatever is right.
    @FunctionalInterface
    interface Replying {
        Reply reply(ServerRequest request, Fields fields) throws IOException;
    }

    Handler to(Handling handling) {
        return to(Status.OK_200, handling);
    }

    Handler to(Status status, Handling handling) {
        return (request, response) -> {
            Json answer = handling.answer(request, Fields.of(request, mostBytes));
            send(response.status(status), answer);
        };
    }

    Handler by(Replying replying) {
        return (request, response) -> {
            switch (replying.reply(request, Fields.of(request, mostBytes))) {
                case Reply.Document(Json json) -> send(request, response, json);
                case Reply.Numbers numbers -> send(request, response, numbers);
                case Reply.Media media -> MediaAnswers.send(request, response, media);
                case Reply.Thumb thumb -> MediaAnswers.send(request, response, thumb);
                case Reply.Working(Json progress) ->
                        send(
                                response.status(Status.ACCEPTED_202)
                                        .header(HeaderNames.RETRY_AFTER, "1"),
                                progress);
            }
        };
    }

    private static void send(ServerResponse response, Json json) {
        response.header(JSON).send(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void send(ServerRequest request, ServerResponse response, Json json)
            throws IOException {
        byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
        if (Packing.pays(request, bytes.length)) {
            bytes = Packing.gzip(bytes);
            response.header(HeaderNames.CONTENT_ENCODING, "gzip");
        }
        response.header(JSON).header(HeaderNames.VARY, "Accept-Encoding").send(bytes);
    }

    /// Whether who asks has it already.
    static boolean isKnown(ServerRequest request, String tag) {
        return request.headers().value(HeaderNames.IF_NONE_MATCH).filter(tag::equals).isPresent();
    }

    private static void send(
            ServerRequest request, ServerResponse response, Reply.Numbers numbers) {
        numbers.headers()
                .forEach((name, value) -> response.header(HeaderNames.create(name), value));
        response.header(HeaderNames.CACHE_CONTROL, "private, no-cache");
        String tag = numbers.headers().get("ETag");
        if (tag != null && isKnown(request, tag)) {
            response.status(Status.NOT_MODIFIED_304).send();
            return;
        }
        response.header(BINARY).send(numbers.bytes());
    }
}
