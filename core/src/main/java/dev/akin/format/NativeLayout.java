package dev.akin.format;

/// The names in our own file. What each means stands in the reference of the file format.
final class NativeLayout {
    static final String VERSION = "1";

    static final String FORMAT = "akin.format";
    static final String KIND = "akin.kind";
    static final String TABLES = "akin.tables";
    static final String SIMILARITY = "akin.similarity";
    static final String CHECKSUMS = "akin.checksums";
    static final String FINGERPRINT = "akin.fingerprint";

    static final String EMBEDDINGS = "embeddings";
    static final String NORM = "embeddings.norm";

    static final String BYTES = "vocabulary.bytes";
    static final String OFFSETS = "vocabulary.offsets";
    static final String COUNTS = "vocabulary.counts";
    static final String ORDER = "vocabulary.order";

    /// The rows of words alone, where the main table has them composed with those of their n-grams.
    static final String WORDS = "words/";

    /// What predicts a word: the output matrix of a learner with negative sampling.
    static final String CONTEXT = "context/";

    /// The inner nodes of the Huffman tree of a learner with hierarchical softmax; keys say nothing here.
    static final String NODES = "nodes/";

    /// What predicts a label: the output matrix of a classifier.
    static final String LABELS = "labels/";

    /// The rows of parts of words, which are described as a table only where they are not stored number by number.
    static final String SUBWORDS = "subwords/";

    static final String SUBWORD_ROWS = "subwords/embeddings";
    static final String SUBWORD_BUCKETS = "subwords/buckets";

    /// The kind of file that predicts labels.
    static final String CLASSIFIER = "classifier";

    private NativeLayout() {}

    /// In place of the name of a vocabulary: rows are called by their numbers.
    static final String NUMBERED = "#";

    /// A CRC-32C as the metadata state it.
    static String checksum(long crc32c) {
        return String.format("crc32c:%08x", crc32c);
    }
}
