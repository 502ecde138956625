package dev.akin.vocabulary;

import java.util.Arrays;
import java.util.Locale;

/// Counts waiting keys in a counting Bloom filter of fixed size (Fan et al. 2000), and raises only the lowest of a key's
/// counters (conservative update, Estan and Varghese 2002): a count may be too high, never too low.
final class BloomWaiting implements Waiting {
    static final int MOST = 255;

    private final byte[] counters;
    private final int hashes;
    private final int enough;

    /// @param enough 2 … 255
    /// @param keys different keys that are counted, before more than the rate share all their counters
    BloomWaiting(int enough, long keys, double rate) {
        double bits = Math.ceil(-keys * Math.log(rate) / (Math.log(2) * Math.log(2)));
        if (enough > MOST || keys < 1 || !(rate > 0 && rate < 1) || bits > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "a count of %d, %d keys and a rate of %s: at most %d, at least 1, between 0 and 1, and all"
                                    + " together at most 2 GB, are expected",
                            enough,
                            keys,
                            rate,
                            MOST));
        }
        this.enough = enough;
        this.counters = new byte[(int) Math.max(1, bits)];
        this.hashes = Math.max(1, (int) Math.round(bits / keys * Math.log(2)));
    }

    @Override
    public boolean admits(long key) {
        long hash = KeySlots.mixed(key);
        long step = KeySlots.mixed(hash) | 1;
        int lowest = lowest(hash, step);
        if (lowest < enough) {
            raise(hash, step, lowest);
        }
        return lowest + 1 >= enough;
    }

    private int lowest(long hash, long step) {
        int lowest = MOST;
        for (int i = 0; i < hashes; i++) {
            lowest = Math.min(lowest, counters[place(hash + i * step)] & MOST);
        }
        return lowest;
    }

    private void raise(long hash, long step, int lowest) {
        for (int i = 0; i < hashes; i++) {
            int place = place(hash + i * step);
            if ((counters[place] & MOST) == lowest) {
                counters[place]++;
            }
        }
    }

    private int place(long hash) {
        return (int) Math.unsignedMultiplyHigh(hash, counters.length);
    }

    @Override
    public WaitingKeys counts() {
        return new WaitingKeys(new long[0], new int[0], counters.clone());
    }

    @Override
    public void restore(WaitingKeys counts) {
        if (counts.counters().length != counters.length) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "waiting keys were counted in %d counters and %d by themselves, and here in %d counters:"
                                    + " build with the admission of then",
                            counts.counters().length,
                            counts.keys().length,
                            counters.length));
        }
        System.arraycopy(counts.counters(), 0, counters, 0, counters.length);
    }

    @Override
    public void clear() {
        Arrays.fill(counters, (byte) 0);
    }
}
