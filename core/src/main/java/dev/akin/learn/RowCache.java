package dev.akin.learn;

import dev.akin.table.TrainableRows;
import dev.akin.table.TrainableTable;
import java.util.Arrays;

/// Copies of the rows that are in use, in one array, and what was added to them since they were copied.
///
/// For tables that are more than one array, which are brought up to date after each sentence; and for learning whose
/// result does not depend on the number of threads: every part of the corpus learns from copies of the rows as they
/// were, and the changes are added up in the order of the parts.
final class RowCache implements Rows {
    /// Numbers before the first row: with the array's header they make one cache line.
    private static final int LEAD = 12;

    private final TrainableRows table;
    private final int stride;
    private final boolean bySentence;
    private final int[] slots;
    private int[] ids;
    private int[] uses;
    private float[] copies;
    private final float[] row;
    private int used;

    /// @param capacity the most rows in use at once; more make a new array
    /// @param bySentence whether the table gets the changes after each sentence; if not, whoever made the cache sees to it
    RowCache(TrainableRows table, int capacity, boolean bySentence) {
        this.table = table;
        this.stride = table.stride();
        this.bySentence = bySentence;
        slots = new int[table.rows()];
        Arrays.fill(slots, -1);
        ids = new int[capacity];
        uses = new int[capacity];
        copies = new float[Math.toIntExact(LEAD + (capacity + 1L) * stride)];
        row = new float[stride];
    }

    @Override
    public float[] array() {
        return copies;
    }

    @Override
    public int offset(int id) {
        int known = slots[id];
        int slot = known >= 0 ? known : fetch(id);
        uses[slot]++;
        return place(slot);
    }

    private int fetch(int id) {
        if (used == ids.length) {
            ids = Arrays.copyOf(ids, 2 * used + 1);
            uses = Arrays.copyOf(uses, ids.length);
            copies = Arrays.copyOf(copies, LEAD + (ids.length + 1) * stride);
            Arrays.fill(copies, place(used), place(used) + stride, 0);
        }
        if (table instanceof TrainableTable blocks) {
            System.arraycopy(blocks.block(id), blocks.offset(id), copies, place(used), stride);
        } else {
            table.read(id, 1, copies, place(used));
        }
        ids[used] = id;
        uses[used] = 0;
        slots[id] = used;
        return used++;
    }

    private int place(int slot) {
        return LEAD + slot * stride;
    }

    @Override
    public int spare() {
        return place(ids.length);
    }

    @Override
    public boolean lasting() {
        return !bySentence;
    }

    @Override
    public void endSentence() {
        if (bySentence) {
            toChanges();
            for (int slot = 0; slot < used; slot++) {
                addTo(slot, 1);
            }
            clear();
        }
    }

    /// Turns the copies into what was added to them.
    void toChanges() {
        for (int slot = 0; slot < used; slot++) {
            int at = place(slot);
            if (table instanceof TrainableTable blocks) {
                float[] block = blocks.block(ids[slot]);
                int from = blocks.offset(ids[slot]);
                for (int d = 0; d < stride; d++) {
                    copies[at + d] -= block[from + d];
                }
            } else {
                table.read(ids[slot], 1, row, 0);
                for (int d = 0; d < stride; d++) {
                    copies[at + d] -= row[d];
                }
            }
        }
    }

    /// How many rows the table has.
    int rows() {
        return slots.length;
    }

    /// How many rows are copied: slots 0 … used − 1.
    int used() {
        return used;
    }

    int id(int slot) {
        return ids[slot];
    }

    /// How often the row was asked for since it was copied.
    int uses(int slot) {
        return uses[slot];
    }

    /// Adds a row's change, scaled, to the table.
    void addTo(int slot, float scale) {
        int at = place(slot);
        if (table instanceof TrainableTable blocks) {
            float[] block = blocks.block(ids[slot]);
            int into = blocks.offset(ids[slot]);
            for (int d = 0; d < stride; d++) {
                block[into + d] += scale * copies[at + d];
            }
        } else {
            addBehindCopies(slot, scale);
        }
    }

    /// Adds to a row that cannot be written where it lies.
    private void addBehindCopies(int slot, float scale) {
        float[] sum = new float[stride];
        table.read(ids[slot], 1, sum, 0);
        int at = place(slot);
        for (int d = 0; d < stride; d++) {
            sum[d] += scale * copies[at + d];
        }
        table.set(ids[slot], sum, 0);
    }

    void clear() {
        for (int slot = 0; slot < used; slot++) {
            slots[ids[slot]] = -1;
        }
        used = 0;
    }
}
