package dev.akin.layers;

import dev.akin.algebra.Workers;
import dev.akin.kernel.ElementType;
import dev.akin.kernel.RowBlocks;
import dev.akin.kernel.RowMoves;
import dev.akin.table.TrainableRows;
import dev.akin.table.TrainableTable;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// The rows of one or several layers, the gradients that wait for the next step, and the optimiser. Not thread-safe; a step
/// itself uses several threads.
final class LayerRows {
    /// An odd number without a pattern in its bits.
    private static final long MIX = 0x9e3779b97f4a7c15L;

    /// One that is held up leaves its next parts to the others.
    private static final int PARTS_PER_THREAD = 2;

    /// Rows that the memory is asked for at a time.
    private static final int AHEAD = 32;

    private final TrainableRows table;
    private final RowState state;
    private final Workers workers;
    private final float clip;
    private final boolean frozen;
    private final long seed;
    private final LookUps waiting;

    /// log2 of how many parts a step has.
    private final int bits;

    /// Ready for use by any thread.
    private final Queue<Mover> movers = new ConcurrentLinkedQueue<>();

    LayerRows(TrainableRows table, RowState state, LayerOptions options) {
        this.table = table;
        this.state = state;
        this.seed = options.seed();
        this.workers = new Workers(options.threads());
        this.clip = (float) options.clipNorm();
        this.frozen = options.frozen();
        this.waiting = new LookUps(table.dimension(), table.stride());
        this.bits = bits(options.threads());
    }

    /// Rows of zeros, and state that remembers nothing.
    static LayerRows of(
            Storage storage, ElementType type, int rows, int dimension, LayerOptions options) {
        return new LayerRows(
                storage.rows(Storage.EMBEDDINGS, type, rows, dimension),
                new RowState(options.optimizer(), storage, rows, dimension),
                options);
    }

    TrainableRows table() {
        return table;
    }

    RowState state() {
        return state;
    }

    Workers workers() {
        return workers;
    }

    boolean frozen() {
        return frozen;
    }

    Optimizer optimizer() {
        return state.optimizer();
    }

    void rate(double rate) {
        state.rate(rate);
    }

    private static int bits(int threads) {
        int wanted = threads == 1 ? 1 : threads * PARTS_PER_THREAD;
        return 32 - Integer.numberOfLeadingZeros(wanted - 1);
    }

    /// Gradients that wait for the next step.
    LookUps waiting() {
        return waiting;
    }

    /// Adds rows of zeros, and state that remembers nothing.
    void grow(int rows) {
        int before = table.rows();
        table.grow(rows);
        state.grow(rows);
        if (state.initial() != 0) {
            state.begin(before, rows);
        }
    }

    void forgetGradients() {
        waiting.clear();
    }

    /// Moves the rows that have a gradient by its sum.
    void step() {
        if (frozen) {
            forgetGradients();
            return;
        }
        state.beginStep();
        workers.each(
                1 << bits,
                part -> {
                    Mover mover = Objects.requireNonNullElseGet(movers.poll(), Mover::new);
                    mover.move(part);
                    movers.add(mover);
                });
        forgetGradients();
    }

    /// What a thread needs to move the rows of a part.
    private final class Mover {
        private final RowGroups groups = new RowGroups(bits, table.stride());
        private final RowCursor row = new RowCursor(table);
        private final List<RowCursor> states =
                state.tables().values().stream().map(RowCursor::new).toList();

        /// One of the moves, of rows that are copied out of where they lie.
        private final RowMoves one = new RowMoves(table.stride());

        Mover() {
            one.count = 1;
            one.rows = new int[1];
            one.stateRows = new int[1];
            one.begins = new int[2];
        }

        void move(int part) {
            // What is rounded is rounded once a step.
            if (clip == 0 && state.isLinear() && table.elementType() == ElementType.FLOAT32) {
                groups.single(waiting, part);
            } else {
                groups.group(waiting, part);
            }
            if (clip > 0) {
                groups.moves().clip(clip);
            }
            RowBlocks rows = LayerRows.blocks(table);
            List<RowBlocks> blocks = state.blocks();
            if (rows != null && blocks.size() == states.size()) {
                RowBlocks first = blocks.isEmpty() ? rows : blocks.getFirst();
                RowBlocks last = blocks.isEmpty() ? rows : blocks.getLast();
                state.move(groups.moves(), rows, first, last);
            } else {
                moveCopies(groups.moves());
            }
        }

        private void moveCopies(RowMoves all) {
            one.gradients = all.gradients;
            one.starts = all.starts;
            one.scales = all.scales;
            for (int r = 0; r < all.count; r++) {
                if (r % AHEAD == 0) {
                    touch(all, r, Math.min(all.count, r + AHEAD));
                }
                one.begins[0] = all.begins[r];
                one.begins[1] = all.begins[r + 1];
                moveCopy(all.rows[r]);
            }
        }

        private void touch(RowMoves all, int from, int to) {
            for (int r = from; r < to; r++) {
                row.touch(all.rows[r]);
                for (RowCursor cursor : states) {
                    cursor.touch(all.rows[r]);
                }
            }
        }

        private void moveCopy(int id) {
            row.open(id);
            states.forEach(cursor -> cursor.open(id));
            RowCursor first = states.isEmpty() ? row : states.getFirst();
            RowCursor last = states.isEmpty() ? row : states.getLast();
            one.rows[0] = row.placeRow();
            one.stateRows[0] = first.placeRow();
            state.move(one, row.place(), first.place(), last.place());
            row.close(chance(id));
            states.forEach(cursor -> cursor.close(0));
        }

        /// The same for the same row and step, whoever moves it.
        private int chance(int id) {
            long mixed = (seed * MIX + state.steps()) * MIX + id;
            mixed = (mixed ^ mixed >>> 32) * MIX;
            return (int) (mixed >>> 32);
        }
    }

    /// Where rows lie, if in arrays.
    private static @Nullable RowBlocks blocks(TrainableRows rows) {
        return rows instanceof TrainableTable arrays ? arrays.rowBlocks() : null;
    }
}
