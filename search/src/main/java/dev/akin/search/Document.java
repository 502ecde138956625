package dev.akin.search;

import dev.akin.embeddings.TextEncoder;
import dev.akin.text.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a collection holds under one id: a text, what is known about it, and vectors. Immutable.
///
/// A document may have several vectors, such as one for its title and one for each passage; it is as near to a question
/// as the nearest of them.
public final class Document {
    private final String id;
    private final String text;
    private final @Nullable String language;
    private final Map<String, Json> metadata;
    private final List<float[]> vectors;
    private final @Nullable String fingerprint;

    private Document(Builder builder) {
        id = builder.id;
        text = builder.text;
        language = builder.language;
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(builder.metadata));
        vectors = List.copyOf(builder.vectors);
        fingerprint = builder.fingerprint;
    }

    /// @param id not empty, at most 8,191 bytes of UTF-8
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /// The documents with a vector of their text each; those that have vectors stay as they are.
    public static List<Document> encode(List<Document> documents, TextEncoder encoder) {
        List<String> texts =
                documents.stream().filter(d -> d.vectors.isEmpty()).map(Document::text).toList();
        float[][] vectors = encoder.encode(texts, TextEncoder.Purpose.DOCUMENT);
        List<Document> encoded = new ArrayList<>();
        int next = 0;
        for (Document document : documents) {
            encoded.add(
                    document.vectors.isEmpty()
                            ? document.toBuilder()
                                    .vector(vectors[next++])
                                    .fingerprint(encoder.fingerprint())
                                    .build()
                            : document);
        }
        return encoded;
    }

    /// A builder that begins with what this document has.
    public Builder toBuilder() {
        Builder builder = new Builder(id).text(text).language(language).metadata(metadata);
        builder.vectors.addAll(vectors);
        return builder.fingerprint(fingerprint);
    }

    public String id() {
        return id;
    }

    /// Empty if there is none.
    public String text() {
        return text;
    }

    /// The language of the text (BCP 47: `en`, `zh`, `ru`), or null: the collection then guesses by the letters.
    public @Nullable String language() {
        return language;
    }

    /// A text, a number, true or false, or a list of one of these, for each field.
    public Map<String, Json> metadata() {
        return metadata;
    }

    /// Copies.
    public List<float[]> vectors() {
        return vectors.stream().map(float[]::clone).toList();
    }

    /// Who made the vectors ([dev.akin.embeddings.Encoder#fingerprint()]), or null if that was not said.
    public @Nullable String fingerprint() {
        return fingerprint;
    }

    /// Not copied: for those who only read.
    List<float[]> vectorsShared() {
        return vectors;
    }

    /// The id.
    @Override
    public String toString() {
        return id;
    }

    /// Collects a document. Not thread-safe.
    public static final class Builder {
        private final String id;
        private String text = "";
        private @Nullable String language;
        private final Map<String, Json> metadata = new LinkedHashMap<>();
        private final List<float[]> vectors = new ArrayList<>();
        private @Nullable String fingerprint;

        private Builder(String id) {
            this.id = id;
        }

        /// Empty if not said.
        public Builder text(String words) {
            text = words;
            return this;
        }

        /// Guessed by the letters if not said.
        public Builder language(@Nullable String tag) {
            language = tag;
            return this;
        }

        public Builder put(String field, String value) {
            return put(field, new Json.Str(value));
        }

        public Builder put(String field, double value) {
            boolean whole = value == Math.rint(value) && Math.abs(value) < 1L << 53;
            return put(field, whole ? Json.Num.of((long) value) : Json.Num.of(value));
        }

        public Builder put(String field, boolean value) {
            return put(field, new Json.Bool(value));
        }

        /// A field of several texts; a filter matches if it matches one of them.
        public Builder put(String field, Collection<String> values) {
            return put(
                    field, new Json.Arr(values.stream().map(v -> (Json) new Json.Str(v)).toList()));
        }

        /// JSON's null is no value.
        public Builder put(String field, Json value) {
            if (value instanceof Json.Null) {
                metadata.remove(field);
            } else {
                metadata.put(field, value);
            }
            return this;
        }

        public Builder metadata(Map<String, Json> fields) {
            fields.forEach(this::put);
            return this;
        }

        /// One more vector, which is copied.
        public Builder vector(float[] numbers) {
            vectors.add(numbers.clone());
            return this;
        }

        /// Who made the vectors; needed where the collection knows its encoder.
        public Builder fingerprint(@Nullable String encoder) {
            fingerprint = encoder;
            return this;
        }

        public Document build() {
            return new Document(this);
        }
    }
}
