package dev.akin.embeddings;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The words of a text that have a vector, in the order of their first appearance, with how often each stands there.
///
/// @param words by the table's own spelling, where it has one
/// @param dimension of the vectors
record Bag(Map<String, Word> words, int dimension) {

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Word(float[] vector, long count) {}

    static Bag of(Embeddings table, Collection<String> text) {
        Map<String, Word> words = new LinkedHashMap<>();
        for (String key : text) {
            if (table.answers(key)) {
                int id = table.find(key);
                String spelling = id < 0 ? key : table.vocabulary().key(id);
                words.compute(spelling, (_, word) -> counted(word, table, key));
            }
        }
        return new Bag(words, table.dimension());
    }

    private static Word counted(@Nullable Word word, Embeddings table, String key) {
        return word == null
                ? new Word(table.vector(key), 1)
                : new Word(word.vector(), word.count() + 1);
    }

    /// How many words in all.
    long size() {
        return words.values().stream().mapToLong(Word::count).sum();
    }

    /// How often the word stands in the text.
    long count(String spelling) {
        Word word = words.get(spelling);
        return word == null ? 0 : word.count();
    }

    /// The mean of the words' vectors as stored, each as often as it stands in the text.
    ///
    /// @throws IllegalArgumentException if there is no word
    float[] mean() {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("there is a vector for none of the words of a set");
        }
        List<Exact.Weighted> terms =
                words.values().stream()
                        .map(word -> new Exact.Weighted((double) word.count(), word.vector()))
                        .toList();
        return Exact.sum(terms, dimension, (double) size());
    }
}
