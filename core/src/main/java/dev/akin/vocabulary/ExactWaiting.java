package dev.akin.vocabulary;

/// Counts each waiting key by itself, in some 32 to 64 bytes; who is admitted is forgotten.
final class ExactWaiting implements Waiting {
    private final KeySlots counts = new KeySlots(0);
    private final int enough;

    /// @param enough more than 1
    ExactWaiting(int enough) {
        this.enough = enough;
    }

    @Override
    public boolean admits(long key) {
        counts.reserve();
        int slot = counts.search(key, counts.home(key));
        if (slot < 0) {
            counts.put(~slot, key, 1);
            return false;
        }
        int count = counts.number(slot) + 1;
        if (count >= enough) {
            counts.remove(slot);
            return true;
        }
        counts.setNumber(slot, count);
        return false;
    }

    @Override
    public WaitingKeys counts() {
        long[] keys = new long[counts.size()];
        int[] numbers = new int[counts.size()];
        counts.copy(keys, numbers);
        return new WaitingKeys(keys, numbers, new byte[0]);
    }

    @Override
    public void restore(WaitingKeys others) {
        if (others.counters().length > 0) {
            throw new IllegalArgumentException(
                    "waiting keys were counted in "
                            + others.counters().length
                            + " counters, and here are counted by themselves: build with"
                            + " admitAfterAbout and the numbers of then");
        }
        counts.clear();
        for (int i = 0; i < others.keys().length; i++) {
            put(others.keys()[i], others.counts()[i]);
        }
    }

    private void put(long key, int count) {
        counts.reserve();
        int slot = counts.search(key, counts.home(key));
        if (slot < 0) {
            counts.put(~slot, key, count);
        } else {
            counts.setNumber(slot, count);
        }
    }

    @Override
    public void clear() {
        counts.clear();
    }
}
