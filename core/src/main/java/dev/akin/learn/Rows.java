package dev.akin.learn;

/// Rows that a thread reads and writes while it learns: a table's own, or copies of them.
sealed interface Rows permits TableRows, RowCache {

    /// The array that the rows lie in. Another one after [#offset(int)] where rows are copied and their number grows.
    float[] array();

    /// Where the row begins; a copy is made where rows are copied.
    int offset(int id);

    /// Where a row begins that has no id and holds zeros.
    int spare();

    /// Whether what [#offset(int)] said stays true when a sentence has ended.
    boolean lasting();

    /// The sentence has ended.
    void endSentence();
}
