package dev.akin.server;

import dev.akin.text.Json;
import io.helidon.http.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request that gets no answer, and why: what becomes a problem document (RFC 9457).
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// The request is well-formed, and cannot be done: a status that Helidon has no constant for.
    static final Status UNPROCESSABLE = Status.create(422, "Unprocessable Content");

    private final transient Status status;
    private final transient Map<String, Json> members = new LinkedHashMap<>();

    ProblemException(Status status, String detail) {
        this(status, detail, null);
    }

    ProblemException(Status status, String detail, @Nullable Throwable cause) {
        super(detail, cause, false, false);
        this.status = status;
    }

    /// The request is well-formed, but a field of it cannot be.
    static ProblemException field(String field, String reason) {
        return new ProblemException(UNPROCESSABLE, field + ": " + reason).with("field", field);
    }

    /// There is no such thing.
    static ProblemException unknown(String what, String name, List<String> known) {
        return new ProblemException(
                        Status.NOT_FOUND_404, "there is no " + what + " \"" + name + "\"")
                .with("known", known);
    }

    /// Adds a member of the document's own.
    ProblemException with(String name, Object value) {
        members.put(name, Json.of(value));
        return this;
    }

    Status status() {
        return status;
    }

    Map<String, Json> members() {
        return members;
    }
}
