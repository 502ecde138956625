package dev.akin.compress;

import dev.akin.algebra.Workers;
import dev.akin.kernel.Kernels;
import java.util.SplittableRandom;

/// Finds codes for rows, given codebooks.
///
/// ‖x − Σ c‖² = ‖x‖² + Σ (‖c‖² − 2 x·c) + 2 Σ c·c′ over pairs of the vectors chosen: what a vector costs alone, and what two
/// cost together, are known before any row is looked at, but for x·c.
final class CodeSearch {
    private static final Kernels KERNELS = Kernels.best();

    /// Rows whose products with all vectors are one matrix product.
    private static final int BLOCK = 64;

    /// Random changes tried for each row in a round.
    private static final int TRIES = 4;

    /// Looks at all codes of a row, at the most, until none is better alone.
    private static final int SWEEPS = 4;

    private final CodedRows rows;
    private final CompressorBuilder.Work work;
    private final Workers workers;

    CodeSearch(CodedRows rows, CompressorBuilder.Work work) {
        this.rows = rows;
        this.work = work;
        this.workers = new Workers(work.threads());
    }

    /// One code after the other, each the best for what those before leave.
    void greedy(Codebooks books) {
        each(books, 0, Search::greedy);
    }

    /// Makes codes better.
    ///
    /// @param round from which chance begins
    /// @return the mean of ‖x − x̂‖² / ‖x‖²
    double improve(Codebooks books, int round) {
        return each(books, round, Search::improve) / rows.count();
    }

    private interface Step {
        double take(Search search, int row, int costs);
    }

    private double each(Codebooks books, int round, Step step) {
        float[] pairs = pairs(books);
        float[] columns = columns(books);
        int blocks = Math.ceilDiv(rows.count(), BLOCK);
        double[] errors = new double[blocks];
        ThreadLocal<Search> searches = ThreadLocal.withInitial(() -> new Search(pairs, columns));
        workers.each(
                blocks,
                block -> {
                    work.checkStop();
                    Search search = searches.get();
                    search.begin(block, work.seed() + 31L * round);
                    int first = block * BLOCK;
                    int end = Math.min(rows.count(), first + BLOCK);
                    search.costs(first, end - first);
                    for (int row = first; row < end; row++) {
                        errors[block] += step.take(search, row, row - first);
                    }
                });
        double sum = 0;
        for (double error : errors) {
            sum += error;
        }
        return sum;
    }

    /// 2 c·c′ for each two vectors.
    private float[] pairs(Codebooks books) {
        int vectors = rows.vectors();
        float[] pairs = new float[vectors * vectors];
        float[] columns = columns(books);
        workers.each(
                rows.books(),
                book -> {
                    int first = book * rows.entries();
                    KERNELS.multiply(
                            books.vectors(),
                            first * rows.dimension(),
                            rows.entries(),
                            rows.dimension(),
                            columns,
                            vectors,
                            pairs,
                            first * vectors);
                    KERNELS.scale(2, pairs, first * vectors, rows.entries() * vectors);
                });
        return pairs;
    }

    /// The vectors as columns.
    private float[] columns(Codebooks books) {
        int vectors = rows.vectors();
        int dimension = rows.dimension();
        float[] columns = new float[dimension * vectors];
        for (int v = 0; v < vectors; v++) {
            for (int d = 0; d < dimension; d++) {
                columns[d * vectors + v] = books.vectors()[v * dimension + d];
            }
        }
        return columns;
    }

    /// One thread's search.
    private final class Search {
        private final int books = rows.books();
        private final int entries = rows.entries();
        private final int vectors = rows.vectors();
        private final float[] pairs;
        private final float[] columns;
        private final float[] alone = new float[BLOCK * vectors];
        private final float[] sums = new float[entries];
        private final int[] starts = new int[books];
        private final int[] now = new int[books];
        private final int[] best = new int[books];
        private SplittableRandom random = new SplittableRandom(0);

        Search(float[] pairs, float[] columns) {
            this.pairs = pairs;
            this.columns = columns;
        }

        /// Chance depends on the rows alone, not on who looks at them.
        void begin(int block, long round) {
            random = new SplittableRandom(round * 1_000_003 + block);
        }

        /// What each vector costs alone, for some rows.
        void costs(int first, int count) {
            KERNELS.multiply(
                    rows.values(),
                    first * rows.dimension(),
                    count,
                    rows.dimension(),
                    columns,
                    vectors,
                    alone,
                    0);
            KERNELS.scale(-2, alone, 0, count * vectors);
            for (int v = 0; v < vectors; v++) {
                float own = pairs[v * vectors + v] / 2;
                for (int row = 0; row < count; row++) {
                    alone[row * vectors + v] += own;
                }
            }
        }

        double greedy(int row, int place) {
            for (int book = 0; book < books; book++) {
                now[book] = cheapest(book, place, book);
            }
            System.arraycopy(now, 0, rows.codes(), row * books, books);
            return error(row, place, now);
        }

        double improve(int row, int place) {
            System.arraycopy(rows.codes(), row * books, now, 0, books);
            settle(place);
            System.arraycopy(now, 0, best, 0, books);
            double least = error(row, place, best);
            for (int attempt = 0; attempt < TRIES; attempt++) {
                System.arraycopy(best, 0, now, 0, books);
                for (int change = Math.max(1, books / 8); change > 0; change--) {
                    now[random.nextInt(books)] = random.nextInt(entries);
                }
                settle(place);
                double error = error(row, place, now);
                if (error < least) {
                    least = error;
                    System.arraycopy(now, 0, best, 0, books);
                }
            }
            System.arraycopy(best, 0, rows.codes(), row * books, books);
            return least * rows.weight(row);
        }

        /// Takes the cheapest code of each codebook, the others left, until all are.
        private void settle(int place) {
            boolean changed = true;
            for (int sweep = 0; changed && sweep < SWEEPS; sweep++) {
                changed = false;
                for (int book = 0; book < books; book++) {
                    int code = cheapest(book, place, books);
                    changed |= code != now[book];
                    now[book] = code;
                }
            }
        }

        /// @param others how many codebooks have a code already
        private int cheapest(int book, int place, int others) {
            int count = 0;
            for (int other = 0; other < others; other++) {
                if (other != book) {
                    starts[count++] = (other * entries + now[other]) * vectors + book * entries;
                }
            }
            KERNELS.sumRows(pairs, starts, count, entries, sums);
            int from = place * vectors + book * entries;
            int cheapest = 0;
            float least = Float.POSITIVE_INFINITY;
            for (int entry = 0; entry < entries; entry++) {
                float cost = sums[entry] + alone[from + entry];
                if (cost < least) {
                    least = cost;
                    cheapest = entry;
                }
            }
            return cheapest;
        }

        private double error(int row, int place, int[] codes) {
            double error = rows.squaredNorm(row);
            for (int book = 0; book < books; book++) {
                int vector = book * entries + codes[book];
                error += alone[place * vectors + vector];
                for (int other = 0; other < book; other++) {
                    error += pairs[vector * vectors + other * entries + codes[other]];
                }
            }
            return Math.max(0, error);
        }
    }
}
