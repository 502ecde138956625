package dev.akin.learn;

/// A row a word.
final class WordInputs implements Inputs {
    private final Rows rows;
    private int[] sentence = new int[0];

    WordInputs(Rows rows) {
        this.rows = rows;
    }

    @Override
    public float[] array() {
        return rows.array();
    }

    @Override
    public void open(int[] words, int length) {
        sentence = words;
    }

    @Override
    public int offset(int position) {
        return rows.offset(sentence[position]);
    }

    @Override
    public int share(int position) {
        return 1;
    }

    @Override
    public boolean lasting() {
        return rows.lasting();
    }

    @Override
    public void close() {
        rows.endSentence();
    }
}
