package dev.akin.embeddings;

import dev.akin.text.Json;
import dev.akin.text.Words;
import dev.akin.vocabulary.Phrases;
import dev.akin.vocabulary.Vocabulary;
import java.util.List;

/// The words of a text, cut as the text was that vectors were learned from. Immutable and thread-safe.
///
/// @param phrases whether words that stand together are joined where the vocabulary has them so
record TextWords(Words cutter, Vocabulary vocabulary, boolean phrases) {
    static final String METADATA = "akin.text";

    static TextWords of(Embeddings words) {
        String text = words.metadata().get(METADATA);
        boolean phrases =
                text != null
                        && Json.parse(text) instanceof Json.Obj members
                        && members.get("phrases") instanceof Json.Num;
        return new TextWords(Words.ofDescription(text), words.vocabulary(), phrases);
    }

    List<String> in(String text) {
        List<String> found = cutter.in(text);
        return phrases ? Phrases.join(found, vocabulary::contains) : found;
    }
}
