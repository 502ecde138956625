package dev.akin.learn;

import dev.akin.vocabulary.EncodedCorpus;

/// One thread of skip-gram training: takes parts of the corpus, cuts them into sentences, drops frequent words, and
/// learns tile by tile. A tile is filled, and its rows are fetched, while the one before it is computed.
final class SkipGramWorker implements Runnable {
    /// Sentences longer than this, after subsampling, are cut, as in word2vec.c.
    private static final int MAX_SENTENCE = 1000;

    /// The loss is measured on every tile whose number is a multiple of this: logarithms cost more than the learning.
    private static final int LOSS_EVERY = 64;

    /// Words between two reports to the other threads.
    private static final int REPORT_WORDS = 10_000;

    private final SkipGram options;
    private final EncodedCorpus corpus;
    private final Subsampler subsampler;
    private final Training training;
    private final LossSum loss = new LossSum();
    private final int[] part = new int[SkipGram.PART];
    private final int[] sentence = new int[MAX_SENTENCE];

    private WindowTile filling;
    private WindowTile filled;
    private boolean waiting;
    private FastRandom random;
    private float rate;
    private long words;
    private long tiles;

    SkipGramWorker(
            SkipGram options, EncodedCorpus corpus, SkipGram.Tables tables, Training training) {
        this.options = options;
        this.corpus = corpus;
        this.subsampler = tables.subsampler();
        this.training = training;
        filling = new WindowTile(options, tables);
        filled = filling.twin();
        random = new FastRandom(options.seed(), -1);
        rate = training.learningRate();
    }

    @Override
    public void run() {
        long partsPerEpoch = SkipGram.parts(corpus);
        for (long p = training.nextPart(); p >= 0; p = training.nextPart()) {
            random = new FastRandom(options.seed(), p);
            filling.restart();
            learnPart(corpus.read(p % partsPerEpoch * SkipGram.PART, part, 0, SkipGram.PART));
        }
        stepFilled();
        report();
    }

    private void learnPart(int length) {
        for (int at = 0; at < length; ) {
            int kept = 0;
            while (at < length && kept < MAX_SENTENCE) {
                int word = part[at++];
                if (word < 0) {
                    break;
                }
                words++;
                sentence[kept] = word;
                kept += subsampler.keep(word, random);
            }
            if (words >= REPORT_WORDS) {
                report();
            }
            learnSentence(kept);
        }
    }

    private void learnSentence(int length) {
        int centres = filling.centres();
        for (int first = 0; first < length; first += centres) {
            int count = Math.min(centres, length - first);
            if (filling.fill(sentence, first, count, length, rate, random)) {
                filling.touch();
                stepFilled();
                WindowTile next = filled;
                filled = filling;
                filling = next;
                waiting = true;
            }
        }
    }

    private void stepFilled() {
        if (waiting) {
            filled.step(tiles++ % LOSS_EVERY == 0 ? loss : null);
            waiting = false;
        }
    }

    private void report() {
        training.add(words, loss);
        words = 0;
        loss.clear();
        rate = training.learningRate();
    }
}
