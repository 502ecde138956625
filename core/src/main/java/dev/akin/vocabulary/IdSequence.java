package dev.akin.vocabulary;

/// Ids one after the other, with [EncodedCorpus#END_OF_LINE] after each line. Thread-safe.
public interface IdSequence {
    /// Numbers in the sequence: ids and ends of lines.
    long length();

    /// Copies up to `count` numbers from `position` on to `into[from …]`; the same ones each time.
    ///
    /// @return how many were copied: `count`, or what is left
    int read(long position, int[] into, int from, int count);
}
