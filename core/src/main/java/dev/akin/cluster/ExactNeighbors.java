package dev.akin.cluster;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.algebra.Workers;
import dev.akin.kernel.Kernels;
import dev.akin.kernel.NearKernel;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;

/// Each point compared with each: a block of points at a time is multiplied by a block of others while both are in the cache. Among
/// themselves, each pair is compared once and offered to both.
final class ExactNeighbors {
    private static final Kernels KERNELS = Kernels.best();

    private static final NearKernel NEAR = NearKernel.best();

    /// Points whose neighbours are looked for together.
    private static final int WIDTH = NearKernel.MOST;

    private static final int BLOCK = 128;

    /// Numbers of blocks that are compared together: half of what a core has for itself.
    private static final int TOGETHER = 1 << 17;

    private static final int MOST_TOGETHER = 8;

    /// Progress is told this often.
    private static final int REPORTS = 50;

    private final Points points;
    private final Points others;
    private final boolean same;
    private final float[] norms;
    private final float[] otherNorms;
    private final Candidates candidates;
    private final Object[] locks;
    private final AtomicLong done = new AtomicLong();
    private final long all;
    private long told;

    /// @param others who may be a neighbour of `points`
    /// @param same whether each other's neighbours are wanted
    private ExactNeighbors(Candidates candidates, Points points, Points others, boolean same) {
        this.candidates = candidates;
        this.points = points;
        this.others = others;
        this.same = same;
        this.norms = points.squaredNorms();
        this.otherNorms = same ? norms : others.squaredNorms();
        this.locks = new Object[Math.ceilDiv(points.count(), WIDTH)];
        Arrays.setAll(locks, i -> new Object());
        this.all = pairs();
    }

    private long pairs() {
        long pairs = 0;
        for (int first = 0; first < points.count(); first += WIDTH) {
            int width = Math.min(WIDTH, points.count() - first);
            pairs += (long) width * (others.count() - (same ? groupOf(first) : 0));
        }
        return pairs;
    }

    /// The first point of those that are compared together with this one.
    private int groupOf(int point) {
        int together = together() * WIDTH;
        return point / together * together;
    }

    /// How many blocks are compared together.
    private int together() {
        return Math.clamp(TOGETHER / (WIDTH * points.dimension()), 1, MOST_TOGETHER);
    }

    /// Of each point among all but itself.
    static ExactNeighbors ofEachOther(Points points, int k) {
        return new ExactNeighbors(new Candidates(points.count(), k), points, points, true);
    }

    static ExactNeighbors among(Points points, Points others, int k) {
        return new ExactNeighbors(new Candidates(points.count(), k), points, others, false);
    }

    /// @return the ids of the nearest of each, in no order
    /// @throws CancellationException if the listener asks to stop
    int[] find(NeighborGraph.Options options) {
        int together = together();
        new Workers(options.threads())
                .each(
                        Math.ceilDiv(locks.length, together),
                        part -> {
                            int from = part * together;
                            int to = Math.min(locks.length, from + together);
                            report(new Group(from, to).find(), options.listener());
                        });
        return candidates.nearest(options.threads());
    }

    private void report(long pairs, ProgressListener listener) {
        if (listener.stopRequested()) {
            throw new CancellationException("stopped while neighbours were looked for");
        }
        long now = done.addAndGet(pairs);
        synchronized (this) {
            if (now * REPORTS / all > told) {
                told = now * REPORTS / all;
                long equal = points.count() * now / all;
                listener.update(new Progress("neighbours", equal, points.count(), "points"));
            }
        }
    }

    /// Blocks that are compared together, so that what is near a point comes together too. For one thread.
    private final class Group {
        private final int first;
        private final Block[] blocks;
        private final Hits back;

        /// @param from the first block; `to` the one after the last
        Group(int from, int to) {
            this.first = from * WIDTH;
            this.blocks = new Block[to - from];
            Arrays.setAll(blocks, i -> new Block(from + i));
            this.back = new Hits(blocks.length * BLOCK * WIDTH);
        }

        /// @return how many pairs were compared
        long find() {
            long pairs = 0;
            for (int from = same ? first : 0; from < others.count(); from += BLOCK) {
                int rows = Math.min(BLOCK, others.count() - from);
                for (Block block : blocks) {
                    block.multiply(from, rows);
                    pairs += (long) rows * block.width;
                }
                for (int r = 0; r < rows; r++) {
                    float limit = limit(from + r);
                    for (Block block : blocks) {
                        block.compare(from + r, r, limit, back);
                    }
                }
                offerAll();
            }
            return pairs;
        }

        private float limit(int id) {
            return same ? withMargin(candidates.limit(id)) : Float.NEGATIVE_INFINITY;
        }

        private void offerAll() {
            for (Block block : blocks) {
                block.offer();
            }
            for (int from = 0; from < back.count; ) {
                int group = back.points[from] / WIDTH;
                int to = from + 1;
                while (to < back.count && back.points[to] / WIDTH == group) {
                    to++;
                }
                synchronized (locks[group]) {
                    back.offer(from, to);
                }
                from = to;
            }
            back.count = 0;
        }
    }

    /// Points whose neighbours are looked for at once.
    private final class Block {
        private final int number;
        private final int first;
        final int width;
        private final float[] columns;
        private final float[] columnNorms;
        private final float[] limits;
        private final NearKernel.Columns compared;
        private final float[] products;
        private final Hits own = new Hits(BLOCK * WIDTH);

        Block(int number) {
            this.number = number;
            this.first = number * WIDTH;
            this.width = Math.min(WIDTH, points.count() - first);
            this.columns = new float[points.dimension() * width];
            this.columnNorms = Arrays.copyOfRange(norms, first, first + width);
            this.limits = new float[width];
            this.compared = new NearKernel.Columns(columnNorms, limits);
            this.products = new float[BLOCK * width];
            for (int q = 0; q < width; q++) {
                for (int d = 0; d < points.dimension(); d++) {
                    columns[d * width + q] = points.values[(first + q) * points.dimension() + d];
                }
            }
        }

        void multiply(int from, int rows) {
            int dimension = others.dimension();
            KERNELS.multiply(
                    others.values, from * dimension, rows, dimension, columns, width, products, 0);
            for (int q = 0; q < width; q++) {
                limits[q] = withMargin(candidates.limit(first + q));
            }
        }

        /// @param limit what distances from the other may be at the most
        void compare(int id, int row, float limit, Hits back) {
            long near = NEAR.near(products, row * width, compared, otherNorms[id], limit);
            if (same && id < first + width) {
                // Others than itself, and each pair once.
                near &= id < first ? 0 : -2L << (id - first);
            }
            for (; near != 0; near &= near - 1) {
                int q = Long.numberOfTrailingZeros(near);
                float product = products[row * width + q];
                float distance = Math.max(0, columnNorms[q] + otherNorms[id] - 2 * product);
                if (distance <= limits[q]) {
                    own.add(first + q, id, distance);
                }
                if (distance <= limit) {
                    back.add(id, first + q, distance);
                }
            }
        }

        void offer() {
            synchronized (locks[number]) {
                own.offer(0, own.count);
            }
            own.count = 0;
        }
    }

    /// A little more than what is compared, which is rounded otherwise.
    private static float withMargin(float limit) {
        return limit * (1 + 1e-5f) + 1e-6f;
    }

    /// Who was found near whom.
    private final class Hits {
        final int[] points;
        private final int[] ids;
        private final float[] distances;
        int count;

        Hits(int most) {
            points = new int[most];
            ids = new int[most];
            distances = new float[most];
        }

        void add(int point, int id, float distance) {
            points[count] = point;
            ids[count] = id;
            distances[count++] = distance;
        }

        void offer(int from, int to) {
            for (int i = from; i < to; i++) {
                candidates.offer(points[i], ids[i], distances[i]);
            }
        }
    }
}
