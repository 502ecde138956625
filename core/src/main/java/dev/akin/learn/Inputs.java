package dev.akin.learn;

/// The input rows of a sentence's words.
sealed interface Inputs permits WordInputs, BundleInputs {

    /// The array that the rows of the sentence lie in: the same for all sentences.
    float[] array();

    /// A sentence begins.
    void open(int[] sentence, int length);

    /// Where the row of the word at this position begins.
    int offset(int position);

    /// How many rows of the table stand behind the one of this position.
    int share(int position);

    /// Whether offsets stay true when the sentence is closed.
    boolean lasting();

    /// The sentence has ended: what changed goes back to the table.
    void close();
}
