package dev.akin.search;

import dev.akin.embeddings.Encoder;
import dev.akin.text.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Refuses what a collection cannot keep, before any of it is kept.
final class Checks {
    /// Longer keys Lucene would refuse, after the change was written down.
    static final int LONGEST_KEY = 8_191;

    private final CollectionOptions options;
    private final Map<String, FieldKind> kinds;

    Checks(CollectionOptions options, Map<String, FieldKind> known) {
        this.options = options;
        this.kinds = new LinkedHashMap<>(known);
    }

    /// The kinds of all fields, with those that documents brought.
    Map<String, FieldKind> kinds() {
        return kinds;
    }

    void check(Document document) {
        requireId(document.id());
        document.metadata().forEach((field, value) -> checkField(document, field, value));
        List<float[]> vectors = document.vectorsShared();
        if (vectors.isEmpty() && options.dimension() > 0) {
            throw refused(
                    document,
                    "it has no vector, and the collection holds vectors of "
                            + options.dimension()
                            + " dimensions; encode it first");
        }
        if (!vectors.isEmpty()) {
            requireFingerprint("document " + document, document.fingerprint());
            vectors.forEach(vector -> requireVector("document " + document, vector));
        }
    }

    void check(Encoder<?> encoder) {
        requireFingerprint(encoder.name(), encoder.fingerprint());
        if (encoder.dimension() != options.dimension()) {
            throw new IllegalArgumentException(
                    encoder.name()
                            + " makes vectors of "
                            + encoder.dimension()
                            + " dimensions, and the collection holds vectors of "
                            + options.dimension());
        }
    }

    void check(SearchRequest request) {
        SearchMode mode = request.mode();
        if (mode != SearchMode.VECTOR && request.text() == null) {
            throw new IllegalArgumentException(
                    "a search in mode " + mode.label() + " needs a text");
        }
        if (mode == SearchMode.TEXT) {
            return;
        }
        float[] vector = request.vector();
        if (vector == null) {
            throw new IllegalArgumentException(
                    "a search in mode " + mode.label() + " needs a vector; encode the question");
        }
        requireFingerprint("the question", request.fingerprint());
        requireVector("the question", vector);
    }

    static void requireId(String id) {
        int bytes = id.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > LONGEST_KEY) {
            throw new IllegalArgumentException(
                    "an id has 1 to " + LONGEST_KEY + " bytes, not " + bytes);
        }
    }

    void requireFingerprint(String what, @Nullable String fingerprint) {
        EncoderTag encoder = options.encoder();
        if (encoder == null || encoder.fingerprint().equals(fingerprint)) {
            return;
        }
        throw new IllegalArgumentException(
                what
                        + ": the vectors of this collection come from the encoder "
                        + encoder
                        + (fingerprint == null
                                ? "; say whose vector this is by its fingerprint"
                                : ", this one from one with the fingerprint "
                                        + fingerprint
                                        + "; encode with "
                                        + encoder.name()
                                        + ", or migrate the collection"));
    }

    void requireVector(String what, float[] vector) {
        if (vector.length != options.dimension()) {
            throw new IllegalArgumentException(
                    what
                            + ": a vector of "
                            + vector.length
                            + " dimensions, in a collection of "
                            + options.dimension());
        }
        for (int i = 0; i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                throw new IllegalArgumentException(
                        what + ": number " + i + " of the vector is " + vector[i]);
            }
        }
    }

    private void checkField(Document document, String field, Json value) {
        if (field.isEmpty()) {
            throw refused(document, "a field of its metadata has no name");
        }
        if (value instanceof Json.Arr list) {
            list.elements().forEach(element -> checkValue(document, field, element));
        } else {
            checkValue(document, field, value);
        }
    }

    private void checkValue(Document document, String field, Json value) {
        FieldKind kind = FieldKind.of(value);
        if (kind == null) {
            throw refused(
                    document,
                    "field "
                            + field
                            + " holds "
                            + (value instanceof Json.Arr ? "a list in a list" : value)
                            + "; metadata is texts, numbers, true or false, and lists of these");
        }
        FieldKind known = kinds.putIfAbsent(field, kind);
        if (known != null && known != kind) {
            throw refused(
                    document,
                    "field "
                            + field
                            + " is a "
                            + known.label()
                            + " in this collection, and "
                            + value
                            + " is a "
                            + kind.label());
        }
        if (value instanceof Json.Num number && !Double.isFinite(number.asDouble())) {
            throw refused(document, "field " + field + ": the number " + value + " is too large");
        }
    }

    private static IllegalArgumentException refused(Document document, String reason) {
        return new IllegalArgumentException("document " + document + ": " + reason);
    }
}
