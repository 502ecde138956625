package dev.akin.vocabulary;

/// How often keys have come that wait to be admitted, as [GrowingKeys] keeps it: to be saved, and taken up again by keys of the
/// same options. The arrays are the caller's.
///
/// @param keys each key that is counted by itself, strings by 64 bits of hash; empty where counts are approximate
/// @param counts how often each of them came; empty where counts are approximate
/// @param counters of an approximate count, each an unsigned byte; empty where keys are counted by themselves
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WaitingKeys(long[] keys, int[] counts, byte[] counters) {
    static final WaitingKeys NONE = new WaitingKeys(new long[0], new int[0], new byte[0]);

    /// @throws IllegalArgumentException if there are more or fewer keys than counts, or a count is below 1
    public WaitingKeys {
        if (keys.length != counts.length) {
            throw new IllegalArgumentException(
                    keys.length + " waiting keys and " + counts.length + " counts of them");
        }
        for (int count : counts) {
            if (count < 1) {
                throw new IllegalArgumentException("a waiting key came " + count + " times");
            }
        }
    }
}
