package dev.akin.layers;

import dev.akin.kernel.RowMoves;
import java.util.Arrays;

/// The look-ups of some rows, grouped by row, so that each row is moved once by the sum of its gradients. Which rows is said by a
/// hash: threads can take their parts without waiting for each other, and a row that is looked up often does not put its
/// neighbours into the same part. Each thread has one, which it uses again and again.
final class RowGroups {
    private static final int GOLDEN = 0x9e3779b9;

    /// log2 of how many parts there are.
    private final int bits;

    private final int width;
    private final RowMoves moves;

    /// The places of the part's look-ups.
    private int[] mine = new int[0];

    /// The group of each of them.
    private int[] groups = new int[0];

    /// An open-addressed hash table: row in the upper half, group plus one in the lower; zero for nothing.
    private long[] slots = new long[16];

    /// @param bits log2 of how many parts there are
    /// @param width numbers in a row with its padding
    RowGroups(int bits, int width) {
        this.bits = bits;
        this.width = width;
        this.moves = new RowMoves(width);
    }

    RowMoves moves() {
        return moves;
    }

    /// One move for each row of the part, in the order of their first look-ups.
    void group(LookUps lookUps, int part) {
        int count = select(lookUps, part);
        findGroups(lookUps, count);
        int[] begins = moves.begins;
        for (int g = 0; g < moves.count; g++) {
            begins[g + 1] += begins[g];
        }
        // Each begin is moved on to the next one's while its look-ups are put there, and all back
        // by one in the end.
        for (int i = 0; i < count; i++) {
            put(lookUps, mine[i], begins[groups[i]]++);
        }
        System.arraycopy(begins, 0, begins, 1, moves.count);
        begins[0] = 0;
    }

    /// One move for each look-up of the part, in their order.
    void single(LookUps lookUps, int part) {
        int count = select(lookUps, part);
        for (int i = 0; i < count; i++) {
            moves.rows[i] = lookUps.ids[mine[i]];
            moves.begins[i] = i;
            put(lookUps, mine[i], i);
        }
        moves.begins[count] = count;
        moves.count = count;
    }

    private void put(LookUps lookUps, int lookUp, int at) {
        moves.starts[at] = lookUps.sources[lookUp] * width;
        moves.scales[at] = lookUps.scales[lookUp];
    }

    /// Finds the look-ups of a part: written without a branch, which could not be predicted.
    private int select(LookUps lookUps, int part) {
        reserve(lookUps.count());
        moves.gradients = lookUps.gradients;
        int[] ids = lookUps.ids;
        int found = 0;
        for (int i = 0; i < lookUps.count(); i++) {
            mine[found] = i;
            found += part(ids[i]) == part ? 1 : 0;
        }
        return found;
    }

    private int part(int row) {
        // A shift by 32 would be one by 0.
        return (row * GOLDEN) >>> 1 >>> (31 - bits);
    }

    private void findGroups(LookUps lookUps, int count) {
        int size = Integer.highestOneBit(Math.max(8, count + count / 2)) << 1;
        if (slots.length < size) {
            slots = new long[size];
        } else {
            Arrays.fill(slots, 0, size, 0);
        }
        Arrays.fill(moves.begins, 0, count + 1, 0);
        int shift = Integer.numberOfLeadingZeros(size - 1);
        int found = 0;
        for (int i = 0; i < count; i++) {
            int row = lookUps.ids[mine[i]];
            int slot = ((row * GOLDEN) << bits) >>> shift;
            while (slots[slot] != 0 && (int) (slots[slot] >>> 32) != row) {
                slot = (slot + 1) & (size - 1);
            }
            if (slots[slot] == 0) {
                moves.rows[found] = row;
                slots[slot] = ((long) row << 32) | ++found;
            }
            groups[i] = (int) slots[slot] - 1;
            moves.begins[groups[i] + 1]++;
        }
        moves.count = found;
    }

    private void reserve(int count) {
        if (mine.length < count + 1) {
            int size = Math.addExact(count, count / 2 + 1);
            mine = new int[size];
            groups = new int[size];
            moves.rows = new int[size];
            moves.stateRows = moves.rows;
            moves.begins = new int[size + 1];
            moves.starts = new int[size];
            moves.scales = new float[size];
        }
    }
}
