package dev.akin.learn;

import dev.akin.vocabulary.EncodedDocuments;

/// The document that a thread is at, and where its rows are.
final class OpenDocument {
    private final EncodedDocuments documents;
    private final Rows rows;
    private final int[] offsets;
    private int document;
    private int count;

    OpenDocument(EncodedDocuments documents, Rows rows) {
        this.documents = documents;
        this.rows = rows;
        offsets = new int[documents.mostTags()];
    }

    /// Goes to the document that this number of the corpus belongs to.
    void seek(long position) {
        document = documents.documentAt(position);
    }

    /// Goes to the next document.
    void next() {
        document++;
    }

    /// Some words of the document follow.
    void open() {
        int first = documents.tagStart(document);
        count = documents.tagStart(document + 1) - first;
        for (int i = 0; i < count; i++) {
            offsets[i] = rows.offset(documents.tag(first + i));
        }
    }

    /// The rows of all documents.
    Rows rows() {
        return rows;
    }

    /// The array that the rows lie in.
    float[] array() {
        return rows.array();
    }

    /// The most rows that a document has.
    int most() {
        return offsets.length;
    }

    /// Copies to where in [#array()] each of the document's rows begins.
    ///
    /// @return how many there are
    int offsets(int[] into) {
        System.arraycopy(offsets, 0, into, 0, count);
        return count;
    }

    /// Whether offsets stay true when the words are learned.
    boolean lasting() {
        return rows.lasting();
    }

    /// The words are learned.
    void close() {
        rows.endSentence();
    }
}
