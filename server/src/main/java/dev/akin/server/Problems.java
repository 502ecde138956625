package dev.akin.server;

import dev.akin.embeddings.UnknownKeyException;
import dev.akin.search.CollectionInUseException;
import dev.akin.search.FilterException;
import dev.akin.text.Json;
import dev.akin.text.JsonException;
import io.helidon.http.BadRequestException;
import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Says what is wrong as RFC 9457 has it, with the `error` object that clients of OpenAI look for.
final class Problems {
    static final Header TYPE =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/problem+json");

    /// Long enough for a batch under way to end.
    private static final String RETRY_SECONDS = "1";

    private final Consumer<String> remarks;

    Problems(Consumer<String> remarks) {
        this.remarks = remarks;
    }

    /// For what goes wrong while a request is handled.
    void answer(ServerRequest request, ServerResponse response, Throwable failure) {
        ProblemException problem = problem(failure);
        if (problem.status().code() >= 500
                && !problem.status().equals(Status.SERVICE_UNAVAILABLE_503)) {
            remarks.accept(
                    request.prologue().method()
                            + " "
                            + request.path().rawPath()
                            + ": "
                            + failure
                            + at(failure));
        }
        if (problem.status().equals(Status.TOO_MANY_REQUESTS_429)
                || problem.status().equals(Status.SERVICE_UNAVAILABLE_503)) {
            response.header(HeaderNames.RETRY_AFTER, RETRY_SECONDS);
        }
        if (problem.status().equals(Status.UNAUTHORIZED_401)) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        response.status(problem.status()).header(TYPE).send(document(problem));
    }

    private static String at(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0];
    }

    private static ProblemException problem(Throwable failure) {
        return switch (failure) {
            case ProblemException e -> e;
            case UnknownKeyException e ->
                    new ProblemException(Status.NOT_FOUND_404, message(e))
                            .with("key", e.key())
                            .with("suggestions", e.suggestions());
            case JsonException e ->
                    new ProblemException(
                                    Status.BAD_REQUEST_400,
                                    "the body is not JSON: " + e.getMessage())
                            .with("offset", e.offset());
            case FilterException e ->
                    ProblemException.field("filter", message(e))
                            .with("filter", e.filter())
                            .with("position", e.position());
            case IllegalArgumentException e ->
                    new ProblemException(ProblemException.UNPROCESSABLE, message(e));
            case FileAlreadyExistsException e ->
                    new ProblemException(
                            Status.CONFLICT_409, "there is something of this name already");
            case CollectionInUseException e ->
                    new ProblemException(
                            Status.CONFLICT_409, "another process writes the collection");
            case IOException e when message(e).contains("No space left") ->
                    new ProblemException(
                            Status.INSUFFICIENT_STORAGE_507,
                            "the server's disk is full; what was acknowledged is kept");
            case BadRequestException e -> new ProblemException(Status.BAD_REQUEST_400, message(e));
            case HttpException e -> new ProblemException(e.status(), message(e));
            case InternalError e when message(e).contains("memory access") ->
                    new ProblemException(
                            Status.SERVICE_UNAVAILABLE_503,
                            "a file was cut short by someone else while it was in use; once it is whole"
                                    + " again, it is served again");
            default ->
                    new ProblemException(
                            Status.INTERNAL_SERVER_ERROR_500,
                            "the server failed; its log says where");
        };
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private static byte[] document(ProblemException problem) {
        String detail = message(problem);
        Map<String, Json> document = new LinkedHashMap<>();
        document.put("type", Json.of("about:blank"));
        document.put("title", Json.of(problem.status().reasonPhrase()));
        document.put("status", Json.of(problem.status().code()));
        document.put("detail", Json.of(detail));
        document.putAll(problem.members());
        document.put(
                "error",
                Json.object(
                        "message",
                        detail,
                        "type",
                        problem.status().code() < 500 ? "invalid_request_error" : "server_error",
                        "code",
                        problem.status().code()));
        return new Json.Obj(document).toString().getBytes(StandardCharsets.UTF_8);
    }

    /// For what is wrong before a request is one: a head that cannot be read, a body that is too long.
    static DirectHandlers beforeRouting() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
            handlers.addHandler(event, Problems::direct);
        }
        return handlers.build();
    }

    /// Helidon says nothing of a body that is too long.
    private static String detail(Status status, @Nullable String message) {
        if (status.equals(Status.REQUEST_ENTITY_TOO_LARGE_413)) {
            return "the body is longer than this server takes; send less at a time";
        }
        return status.code() >= 500 || message == null || message.isBlank()
                ? status.reasonPhrase()
                : message;
    }

    private static DirectHandler.TransportResponse direct(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType event,
            Status status,
            io.helidon.http.ServerResponseHeaders headers,
            String message) {
        String detail = detail(status, message);
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .header(TYPE)
                .keepAlive(event.keepAlive())
                .entity(document(new ProblemException(status, detail)))
                .build();
    }
}
