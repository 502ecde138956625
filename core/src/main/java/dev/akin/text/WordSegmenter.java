package dev.akin.text;

import java.util.Optional;
import java.util.ServiceLoader;

/// Finds the words in text whose script puts no spaces between them: Han, Kana, Thai, Lao, Khmer, Myanmar.
///
/// Found by [ServiceLoader]; module `languages` has one. Every reading thread loads an instance of its own, so an
/// instance need not be thread-safe.
public interface WordSegmenter {
    /// What a model's metadata says of it, for example `icu4j 78.3`: the same name should cut the same words.
    String name();

    /// Cuts a run of letters and marks into words.
    ///
    /// @param run not empty, in NFC, without white space or punctuation
    /// @param ends gets the end of each word as an index into `run`, rising, the last being `run.length()`; at least as
    ///     long as `run`
    /// @return how many words there are
    int split(String run, int[] ends);

    /// A new instance of the segmenter on the class path, if there is one.
    static Optional<WordSegmenter> load() {
        return ServiceLoader.load(WordSegmenter.class).findFirst();
    }
}
