package dev.akin.text;

/// How a line becomes words.
public enum Tokens {
    /// Words as in Unicode Standard Annex #29, with the choices that suit a vocabulary.
    ///
    /// A word is a run of letters and decimal digits with their marks, and connectors such as `_`. It goes on over an
    /// inner `'`, `’`, `.` or `·` between two letters (`can't`, `e.g`, `example.com`), and over `.`, `,`, `'` or `;`
    /// between two digits (`3.14`, `1,000`). All else ends a word and is dropped: punctuation, hyphens, colons (as in
    /// CLDR's tailoring), symbols, emoji, and runs of connectors alone. Case is kept; each word is in NFC; soft
    /// hyphens, direction marks and other format characters within a word are removed, joiners (U+200C, U+200D) kept.
    /// A run of Han, Kana, Thai, Lao, Khmer or Myanmar letters is cut by the [WordSegmenter], or, where there is none,
    /// into single characters with their marks.
    WORDS,

    /// What stands between Unicode white space (`White_Space=Yes`), unchanged: for text that is already cut into words.
    WHITESPACE
}
