package dev.akin.compress;

import dev.akin.Progress;
import dev.akin.embeddings.Embeddings;
import dev.akin.evaluate.Interval;
import dev.akin.evaluate.PairedDifference;
import dev.akin.evaluate.WordTest;
import dev.akin.format.Column;
import dev.akin.format.SubwordTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// Finds the way to make rows smaller that keeps the most within so many bytes: tries every method, and every combination of one with
/// rows inside and one for those, by tests of the caller's, or by how many nearest keys stay the same.
///
/// The choice is never worse, by these measures, than the best single method that fits: those are among what is tried. Immutable and
/// thread-safe; the same options and rows give the same choice.
public final class Tuner {
    /// What names, types and metadata of a file may take.
    private static final long HEADER = 1 << 14;

    private static final int NEAREST = 10;

    private final long budget;
    private final List<WordTest> tests;
    private final int sample;
    private final CompressorBuilder.Work work;

    private Tuner(Builder builder) {
        this.budget = builder.budget;
        this.tests = List.copyOf(builder.tests);
        this.sample = builder.sample;
        this.work = builder.work();
    }

    /// @param budget bytes that the file may take, keys and all
    public static Builder builder(long budget) {
        return new Builder(budget);
    }

    /// One way that was tried.
    ///
    /// @param method with its combination: `prune+int8`
    /// @param asked the options that it was given
    /// @param bytes that a file takes, about
    /// @param quality 1 for no loss: the mean of scores by those before, or the share of nearest keys that stay the same
    /// @param interval where that would lie in 95 of 100 draws of test items or keys like these
    public record Trial(
            String method, MethodRequest asked, long bytes, double quality, Interval interval) {

        /// As the command takes it: `prune+int8 --keep 50%`.
        public String named() {
            return new Ways.Way(method, asked).toString();
        }
    }

    /// What was found.
    ///
    /// @param trials all ways that fit, the smallest first
    /// @param front those than which no smaller one is as good, the smallest first
    /// @param best the best one
    /// @param tooLarge how many did not fit
    /// @param refused what the methods said that cannot be for these rows, by their names
    public record Result(
            List<Trial> trials,
            List<Trial> front,
            Trial best,
            int tooLarge,
            Map<String, String> refused) {}

    /// Tries all ways.
    ///
    /// @throws IllegalArgumentException if no way fits; the message says what the smallest takes
    /// @throws CancellationException if the listener asks to stop
    public Result tune(Embeddings words) {
        long floor = floor(words);
        if (floor > budget) {
            throw new IllegalArgumentException(
                    "the keys and what else stays take "
                            + floor
                            + " bytes, more than the budget of "
                            + budget
                            + "; raise it, or leave keys out first");
        }
        Compression.checkFinite(words);
        List<Trial> trials = new ArrayList<>();
        Map<String, String> refused = new LinkedHashMap<>();
        List<Ways.Way> ways = Ways.all(request(words));
        long least = Long.MAX_VALUE;
        for (int i = 0; i < ways.size(); i++) {
            progress(i, ways.size());
            Ways.Way way = ways.get(i);
            Embeddings smaller = smaller(words, way, refused);
            if (smaller == null) {
                continue;
            }
            long bytes = floor + rowBytes(smaller);
            least = Math.min(least, bytes);
            if (bytes <= budget) {
                trials.add(trial(way, bytes, words, smaller));
            }
        }
        progress(ways.size(), ways.size());
        if (trials.isEmpty()) {
            throw new IllegalArgumentException(
                    "the smallest of "
                            + ways.size()
                            + " ways takes "
                            + least
                            + " bytes, more than the budget of "
                            + budget);
        }
        return result(trials, ways.size() - trials.size() - refused.size(), refused);
    }

    /// Null where the method cannot be for these rows, such as codebooks of more vectors than there are rows.
    private static @Nullable Embeddings smaller(
            Embeddings words, Ways.Way way, Map<String, String> refused) {
        try {
            return Compression.of(words, Methods.of(way.method(), way.asked()));
        } catch (IllegalArgumentException e) {
            refused.put(way.toString(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    private MethodRequest request(Embeddings words) {
        MethodRequest standard = MethodRequest.standard();
        return new MethodRequest(
                standard.values(),
                work.seed(),
                work.threads(),
                standard.listener(),
                words.vocabulary());
    }

    private void progress(long done, long all) {
        if (work.listener().stopRequested()) {
            throw new CancellationException("stopped while ways were tried");
        }
        work.listener().update(new Progress("trying", done, all, "ways"));
    }

    private static Result result(List<Trial> trials, int tooLarge, Map<String, String> refused) {
        List<Trial> sorted =
                trials.stream()
                        .sorted(
                                Comparator.comparingLong(Trial::bytes)
                                        .thenComparing(Trial::quality, Comparator.reverseOrder()))
                        .toList();
        List<Trial> front = new ArrayList<>();
        for (Trial trial : sorted) {
            if (front.isEmpty() || trial.quality() > front.getLast().quality()) {
                front.add(trial);
            }
        }
        return new Result(sorted, List.copyOf(front), front.getLast(), tooLarge, refused);
    }

    private Trial trial(Ways.Way way, long bytes, Embeddings before, Embeddings after) {
        if (tests.isEmpty()) {
            Fidelity found =
                    Fidelity.between(
                            before, after, new Fidelity.Options(NEAREST, sample, work.listener()));
            int keys = (int) Math.round(found.overlap() * found.asked());
            Interval interval = Interval.ofShare(keys, found.asked());
            return new Trial(way.method(), way.asked(), bytes, found.overlap(), interval);
        }
        List<PairedDifference> differences =
                tests.stream().map(test -> test.compare(after, before)).toList();
        double quality = 0;
        double below = 0;
        double above = 0;
        for (PairedDifference difference : differences) {
            double scale = Math.abs(difference.second());
            if (!(scale > 0)) {
                throw new IllegalArgumentException(
                        "a test scores nothing on the whole rows: use one whose words they have");
            }
            // Rows that are all alike give pairs no order, and so no score.
            if (Double.isFinite(difference.first())) {
                Interval likely = difference.interval();
                quality += difference.first() / difference.second() / tests.size();
                below += square((difference.difference() - likely.low()) / scale);
                above += square((likely.high() - difference.difference()) / scale);
            }
        }
        Interval interval =
                new Interval(
                        quality - Math.sqrt(below) / tests.size(),
                        quality + Math.sqrt(above) / tests.size());
        return new Trial(way.method(), way.asked(), bytes, quality, interval);
    }

    private static double square(double value) {
        return value * value;
    }

    /// What a file takes beside rows.
    private static long floor(Embeddings words) {
        long keys = words.size();
        long counts = words.vocabulary().counted() ? Long.BYTES * keys : 0;
        long columns = 0;
        for (Column column : words.columns().values()) {
            columns += bytes(column);
        }
        return HEADER
                + words.vocabulary().bytes().byteSize()
                + Long.BYTES * (keys + 1)
                + counts
                + Integer.BYTES * keys
                + columns;
    }

    private static long bytes(Column column) {
        if (column.kind() != Column.Kind.TEXT) {
            return (long) Long.BYTES * column.size();
        }
        long bytes = Long.BYTES * (column.size() + 1L);
        for (int row = 0; row < column.size(); row++) {
            bytes += 3L * column.text(row).length();
        }
        return bytes;
    }

    private static long rowBytes(Embeddings words) {
        SubwordTable parts = words.subwords();
        long norms = (long) Float.BYTES * words.size();
        return words.table().bytes()
                + norms
                + (parts == null
                        ? 0
                        : parts.rows().bytes() + Integer.BYTES * (long) parts.rows().rows());
    }

    /// Collects options. Not thread-safe.
    public static final class Builder extends CompressorBuilder<Builder> {
        private final long budget;
        private List<WordTest> tests = List.of();
        private int sample = 500;

        private Builder(long budget) {
            if (budget < 1) {
                throw new IllegalArgumentException("a budget of 1 byte or more, not " + budget);
            }
            this.budget = budget;
        }

        @Override
        Builder self() {
            return this;
        }

        /// What quality is; how many nearest keys stay the same, unless told.
        public Builder tests(List<WordTest> those) {
            tests = List.copyOf(those);
            return this;
        }

        /// Of how many keys the nearest are looked for where there are no tests; 500 unless told.
        public Builder sample(int keys) {
            if (keys < 1) {
                throw new IllegalArgumentException("sample ≥ 1, not " + keys);
            }
            sample = keys;
            return this;
        }

        public Tuner build() {
            return new Tuner(this);
        }
    }
}
