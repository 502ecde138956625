package dev.akin.learn;

/// Words drawn in advance, for one thread.
final class DrawnWords {
    private static final int AHEAD = 512;

    private final NegativeSampler sampler;
    private final int[] words = new int[AHEAD];
    private int used = AHEAD;

    DrawnWords(NegativeSampler sampler) {
        this.sampler = sampler;
    }

    /// Forgets the words drawn in advance, so that what follows depends on the generator alone.
    void clear() {
        used = AHEAD;
    }

    int next(FastRandom random) {
        if (used == AHEAD) {
            sampler.draw(words, random);
            used = 0;
        }
        return words[used++];
    }
}
