package dev.akin.vocabulary;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Keys that get rows of a table as they come, none known before: each key a row of its own, never shared. What is evicted
/// gives its row back, and the next new key gets it. Not thread-safe, but that any number of threads may `find` while no
/// thread changes anything.
///
/// Rows are numbered from 0 without gaps but for those given back, so that the vectors lie in one block, which is somebody
/// else's: it needs [#rows()] rows. Ask for many keys at a time: the cache misses of
/// several searches then overlap.
public abstract sealed class GrowingKeys permits LongKeys, StringKeys {
    /// Stands for a row where there is none: of a key that is not there, or waits to be admitted.
    public static final int ABSENT = -1;

    private static final long TIME = 0xffffffffL;

    final KeySlots slots;
    final RowPool pool = new RowPool();
    private final @Nullable Waiting waiting;
    private final IntConsumer onAdd;
    private final boolean counted;

    /// By row: how often it was asked for in the upper half, when last in the lower, so that a use touches one place.
    private long[] uses = new long[16];

    private int now;

    GrowingKeys(Builder builder) {
        this.slots = new KeySlots(builder.expected);
        this.waiting = builder.waiting();
        this.onAdd = builder.onAdd;
        this.counted = builder.counted;
    }

    /// How keys are taken in; at first as its methods name.
    public static Builder builder() {
        return new Builder();
    }

    /// Keys that have a row.
    public int size() {
        return pool.size();
    }

    /// Rows that the table needs: one more than the highest that was ever in use.
    public int rows() {
        return pool.rows();
    }

    /// Whether a key has the row.
    public boolean used(int row) {
        return row >= 0 && pool.used(row);
    }

    /// All rows that keys have, rising.
    public int[] usedRows() {
        return pool.usedRows();
    }

    /// Whether it is noted how often and when rows are used.
    public boolean counted() {
        return counted;
    }

    /// Sets the time that uses are noted with from now on, in any unit: steps, batches, hours. At first 0.
    public void time(int now) {
        this.now = now;
    }

    /// How often `findOrAdd` gave this row since its key got it, at most 2³¹ − 1.
    ///
    /// @throws IllegalArgumentException if no key has the row
    /// @throws IllegalStateException if uses are not counted
    public int count(int row) {
        checkCounted(row);
        return (int) (uses[row] >>> Integer.SIZE);
    }

    /// The [time][#time(int)] at which `findOrAdd` gave this row last; throws as [#count(int)].
    public int lastUse(int row) {
        checkCounted(row);
        return (int) uses[row];
    }

    /// Sets what [#count(int)] and [#lastUse(int)] say, for rows that are read from a file; throws as [#count(int)], and for
    /// a count below 0.
    public void setUses(int row, int count, int lastUse) {
        checkCounted(row);
        if (count < 0) {
            throw new IllegalArgumentException("a count of " + count + ": 0 or more");
        }
        uses[row] = (long) count << Integer.SIZE | (lastUse & TIME);
    }

    /// Rows that were not used for so long: [#time(int)] − [#lastUse(int)] ≥ `age`.
    public IntPredicate idleFor(int age) {
        return row -> (long) now - lastUse(row) >= age;
    }

    /// Rows that were used fewer times: [#count(int)] < `least`.
    public IntPredicate usedFewerThan(int least) {
        return row -> count(row) < least;
    }

    /// Takes the rows of all keys of which the condition holds, such as
    /// `keys.idleFor(1000).and(row -> norm(row) < 0.1)`.
    ///
    /// @return the rows, rising, whose vectors mean nothing any more
    public int[] evict(IntPredicate condition) {
        int[] evicted = Arrays.stream(usedRows()).filter(condition).toArray();
        for (int i = evicted.length - 1; i >= 0; i--) {
            release(evicted[i]);
        }
        return evicted;
    }

    /// Takes the rows with the lowest scores, so that no more than `most` keys are left. Of equal scores, the higher rows go
    /// first. Scores such as `keys::count`, `keys::lastUse` or the vector's norm.
    ///
    /// @return the rows, rising
    /// @throws IllegalArgumentException if `most` is negative
    public int[] keepBest(int most, IntToDoubleFunction score) {
        if (most < 0) {
            throw new IllegalArgumentException("at most " + most + " keys: 0 or more");
        }
        int[] rows = usedRows();
        if (rows.length <= most) {
            return new int[0];
        }
        double[] scores = Arrays.stream(rows).mapToDouble(score).toArray();
        double[] rising = scores.clone();
        Arrays.sort(rising);
        int surplus = rows.length - most;
        double limit = rising[surplus - 1];
        int below = (int) Arrays.stream(scores).filter(s -> Double.compare(s, limit) < 0).count();
        return evictLowest(rows, scores, limit, surplus - below);
    }

    private int[] evictLowest(int[] rows, double[] scores, double limit, int ties) {
        int[] evicted = new int[rows.length];
        int count = 0;
        for (int i = rows.length - 1; i >= 0; i--) {
            int order = Double.compare(scores[i], limit);
            boolean tie = order == 0 && ties > 0;
            if (order < 0 || tie) {
                ties -= tie ? 1 : 0;
                release(rows[i]);
                evicted[count++] = rows[i];
            }
        }
        int[] rising = Arrays.copyOf(evicted, count);
        Arrays.sort(rising);
        return rising;
    }

    /// Forgets how often keys that wait were seen; with an approximate count also of those admitted, which are else admitted
    /// at once if they come again after they were evicted.
    public void forgetWaiting() {
        if (waiting != null) {
            waiting.clear();
        }
    }

    /// How often keys that wait came; copies.
    public WaitingKeys waiting() {
        return waiting == null ? WaitingKeys.NONE : waiting.counts();
    }

    /// Puts what [#waiting()] gave in the place of the counts here. Where all keys are admitted at once, counts mean nothing and are
    /// passed over.
    ///
    /// @throws IllegalArgumentException if they were counted in another way: by themselves, or approximately for another number of
    ///     keys; nothing has changed then
    public void restoreWaiting(WaitingKeys counts) {
        if (waiting != null) {
            waiting.restore(counts);
        }
    }

    /// Whether a new key gets a row now.
    final boolean admits(long key) {
        return waiting == null || waiting.admits(key);
    }

    /// Gives a new key its row.
    ///
    /// @param slot the empty one that the search for it ended at
    final int add(int slot, long key) {
        int row = pool.take();
        slots.put(slot, key, row);
        if (counted) {
            if (row >= uses.length) {
                uses = Arrays.copyOf(uses, row + (row >> 1) + 1);
            }
            uses[row] = now & TIME;
        }
        return row;
    }

    final void added(int row) {
        onAdd.accept(row);
    }

    /// Notes that the first rows were asked for; [#ABSENT] is passed over.
    final void use(int[] rows, int count) {
        if (!counted) {
            return;
        }
        long[] all = uses;
        long time = now & TIME;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (row >= 0) {
                all[row] = oneMore(all[row]) | time;
            }
        }
    }

    final void use(int row) {
        if (counted && row >= 0) {
            uses[row] = oneMore(uses[row]) | (now & TIME);
        }
    }

    /// The count, one higher but not beyond the highest, without the time. Without a branch: fewer instructions leave room for
    /// more cache misses at a time.
    private static long oneMore(long use) {
        long more = (use & ~TIME) + (1L << Integer.SIZE);
        return more + (more >> (Long.SIZE - 1) << Integer.SIZE);
    }

    /// Empties the slot of the row's key, and gives the row back.
    abstract void release(int row);

    final void release(int slot, int row) {
        slots.remove(slot);
        pool.giveBack(row);
    }

    final void checkUsed(int row) {
        if (!used(row)) {
            throw new IllegalArgumentException(
                    "no key has the row " + row + ", of " + rows() + " rows");
        }
    }

    private void checkCounted(int row) {
        if (!counted) {
            throw new IllegalStateException("uses are not counted: build with counted(true)");
        }
        checkUsed(row);
    }

    static void checkRoom(int keys, int rows) {
        if (rows < keys) {
            throw new IllegalArgumentException(
                    "there is room for " + rows + " rows, where " + keys + " keys are looked up");
        }
    }

    /// How keys are taken in. Not thread-safe.
    public static final class Builder {
        private int expected;
        private boolean counted;
        private IntConsumer onAdd = row -> {};
        private int enough = 1;
        private boolean exact = true;
        private long keys;
        private double rate;

        private Builder() {}

        /// How many keys to make room for at once; default few. It grows anyhow.
        ///
        /// @throws IllegalArgumentException if it is negative
        public Builder expected(int keys) {
            if (keys < 0) {
                throw new IllegalArgumentException(keys + " keys expected: 0 or more");
            }
            this.expected = keys;
            return this;
        }

        /// Whether to note how often and when each row is used, which eviction by count or age needs; default false, since each
        /// look-up then writes to one more place in memory, and takes half as long again.
        public Builder counted(boolean counted) {
            this.counted = counted;
            return this;
        }

        /// Who is told of each row that a new key gets, also one that another key had before, so that its vector is made
        /// anew; called from within `findOrAdd`, which must not be called in turn. Default nobody.
        public Builder onAdd(IntConsumer onAdd) {
            this.onAdd = onAdd;
            return this;
        }

        /// Gives a key its row when it is asked for the `count`th time; default 1, at once. Each key that waits takes memory,
        /// some 32 to 64 bytes.
        ///
        /// @throws IllegalArgumentException if it is less than 1
        public Builder admitAfter(int count) {
            checkCount(count);
            this.enough = count;
            this.exact = true;
            return this;
        }

        /// As [#admitAfter(int)], by a count in fixed memory, some 10 bytes a key at a rate of 0.01, that may be too high: of
        /// the keys that come, no more than about `rate` get a row too early, while no more than `keys` different ones were
        /// counted.
        ///
        /// @param count at most 255
        /// @throws IllegalArgumentException if a number is out of its range, or the memory more than 2 GB
        public Builder admitAfterAbout(int count, long keys, double rate) {
            checkCount(count);
            this.enough = count;
            this.exact = false;
            this.keys = keys;
            this.rate = rate;
            return this;
        }

        private static void checkCount(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("admitted after " + count + ": 1 or more");
            }
        }

        /// Nothing yet, of whole numbers.
        public LongKeys longs() {
            return new LongKeys(this);
        }

        /// Nothing yet, of strings.
        public StringKeys strings() {
            return new StringKeys(this);
        }

        private @Nullable Waiting waiting() {
            if (!exact) {
                return new BloomWaiting(enough, keys, rate);
            }
            return enough == 1 ? null : new ExactWaiting(enough);
        }
    }
}
