package dev.akin.vocabulary;

import dev.akin.vocabulary.EncodingSink.Span;
import java.util.BitSet;
import java.util.List;

/// What joins words of an encoded text into phrases, where they lie. Used once.
sealed interface Joining permits PhraseLearning, KnownPhrases {

    /// Joins the phrases.
    ///
    /// @param spans of the whole text, nothing left out, with ids of `words`; each ends with a line
    /// @param words gets the phrases, and counts and first places as they are afterwards
    /// @return the spans as they are afterwards
    /// @throws java.util.concurrent.CancellationException if the listener asked to stop
    List<Span> run(List<Span> spans, WordTable words);

    /// What a person should know.
    ///
    /// @param kept what stayed of the table of words
    String note(Kept kept);

    /// Ties between words of one count go by their first place, which joining has moved.
    static void setFirsts(List<Span> text, WordTable words) {
        BitSet seen = new BitSet(words.size());
        SpanBuffer buffer = new SpanBuffer();
        for (Span span : text) {
            int[] ids = buffer.read(span);
            for (int i = 0; i < span.count(); i++) {
                int id = ids[i];
                if (id >= 0 && !seen.get(id)) {
                    seen.set(id);
                    words.setFirst(id, span.number() << Integer.SIZE | i);
                }
            }
        }
    }
}
