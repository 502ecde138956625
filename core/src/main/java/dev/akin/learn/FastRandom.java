package dev.akin.learn;

/// Random numbers at a cycle or two each: Marsaglia's xorshift64* ("An experimental exploration of Marsaglia's
/// xorshift generators, scrambled", Vigna 2016). Good enough to draw words; not for secrets. One per thread.
final class FastRandom {
    private long state;

    /// Seeds and streams that differ in any bit give unrelated sequences.
    FastRandom(long seed, long stream) {
        state = mix(mix(seed) + stream);
        if (state == 0) {
            state = 1;
        }
    }

    /// Evenly distributed in 0 … 2³² − 1, as a long.
    long next32() {
        long x = state;
        x ^= x >>> 12;
        x ^= x << 25;
        x ^= x >>> 27;
        state = x;
        return (x * 0x2545f4914f6cdd1dL) >>> 32;
    }

    /// Evenly distributed in 0 … bound − 1 (to within bound / 2³²).
    int below(int bound) {
        return (int) ((next32() * bound) >>> 32);
    }

    /// Evenly distributed in [0, 1).
    float unit() {
        return (next32() >>> 8) * 0x1p-24f;
    }

    /// Fills the array evenly in ±½ · spread.
    void fill(float[] into, float spread) {
        for (int i = 0; i < into.length; i++) {
            into[i] = (unit() - 0.5f) * spread;
        }
    }

    /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    private static long mix(long z) {
        long x = z + 0x9e3779b97f4a7c15L;
        x = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }
}
