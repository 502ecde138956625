package dev.akin.format;

import dev.akin.table.ComposedTable;
import dev.akin.vocabulary.Vocabulary;

/// The n-grams of the words of a vocabulary, as rows of their table. Thread-safe.
record WordParts(KeyView words, SubwordTable subwords) implements ComposedTable.Shares {
    WordParts(Vocabulary words, SubwordTable subwords) {
        this(new KeyView(words), subwords);
    }

    @Override
    public int[] of(int row) {
        byte[] word = words.utf8(row);
        return subwords.rows(word, 0, word.length);
    }
}
