package dev.akin.graphs;

/// Random numbers of one walk: SplitMix64 (Steele, Lea and Flood 2014), begun from the seed and the walk's number.
final class WalkRandom {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private long state;

    WalkRandom(long seed, long walk) {
        state = mixed(mixed(seed + GOLDEN) + walk * GOLDEN);
    }

    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    private long nextLong() {
        state += GOLDEN;
        return mixed(state);
    }

    int nextInt() {
        return (int) (nextLong() >>> 32);
    }

    /// 0 … bound − 1.
    int below(int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /// In [0, 1).
    double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }
}
