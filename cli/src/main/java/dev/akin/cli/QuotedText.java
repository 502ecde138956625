package dev.akin.cli;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.text.Corpus;
import dev.akin.text.Json;
import dev.akin.text.Tokens;
import dev.akin.text.WordSink;
import dev.akin.vocabulary.Phrases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// An argument that may be one word or, in quotes, a text of several.
///
/// @param typed as it was given
/// @param words what the vectors have of a text; the word itself, known or not
/// @param unknown what the vectors do not have of a text
/// @param single whether it is one word
record QuotedText(String typed, List<String> words, List<String> unknown, boolean single) {

    /// A text is cut into words as the text was that the vectors are from, where the file says so.
    static QuotedText of(Embeddings vectors, String typed) throws IOException {
        if (typed.isBlank() || vectors.contains(typed) || !typed.matches("(?s).*\\s.*")) {
            return new QuotedText(typed, List.of(typed), List.of(), true);
        }
        List<String> all = cut(vectors, typed);
        List<String> known = all.stream().filter(vectors::answers).toList();
        if (known.isEmpty()) {
            throw new IllegalArgumentException(
                    "the vectors have none of the words of \"" + typed + "\"");
        }
        List<String> unknown = all.stream().filter(word -> !vectors.answers(word)).toList();
        return new QuotedText(typed, known, unknown, false);
    }

    /// Phrases that the vectors have are one word each.
    private static List<String> cut(Embeddings vectors, String text) throws IOException {
        boolean whitespace = says(vectors, "tokens", new Json.Str("whitespace"));
        boolean lowercase = says(vectors, "lowercase", new Json.Bool(true));
        Gathering gathering = new Gathering();
        Corpus.ofLines(List.of(text))
                .tokens(whitespace ? Tokens.WHITESPACE : Tokens.WORDS)
                .lowercase(lowercase)
                .read(1, () -> gathering, ProgressListener.NONE);
        return Phrases.join(gathering.words, vectors::contains);
    }

    private static boolean says(Embeddings vectors, String name, Json value) {
        String form = vectors.metadata().get("akin.text");
        return form != null
                && Json.parse(form) instanceof Json.Obj members
                && value.equals(members.get(name));
    }

    private static final class Gathering implements WordSink {
        private final List<String> words = new ArrayList<>();

        @Override
        public void beginChunk(long number) {}

        @Override
        public void word(byte[] utf8, int from, int to) {
            words.add(new String(utf8, from, to - from, StandardCharsets.UTF_8));
        }

        @Override
        public void endLine() {}

        @Override
        public void endChunk() {}
    }

    /// A word as it is, a text in quotation marks.
    @Override
    public String toString() {
        return single ? typed : "\"" + typed + "\"";
    }
}
