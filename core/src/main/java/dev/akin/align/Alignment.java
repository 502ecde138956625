package dev.akin.align;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.algebra.Procrustes;
import dev.akin.algebra.Workers;
import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Brings the vectors of a second table into the space of a first by pairs of words that mean the same: turned and mirrored, so that similarities among them
/// stay (orthogonal Procrustes; Smith et al. 2017, "Offline Bilingual Word Vectors"), or by a linear map fitted by ridge regression, which also
/// goes between different dimensions. Pairs held out tell how often a word finds its partner. Rows of length 1 are compared. Immutable.
public final class Alignment {
    private final Embeddings aligned;
    private final Report report;

    private Alignment(Embeddings aligned, Report report) {
        this.aligned = aligned;
        this.report = report;
    }

    /// How it is done.
    ///
    /// @param linear a ridge map instead of a turn
    /// @param refinements how often the map is fitted again to the mutual nearest neighbours by CSLS (Conneau et al. 2018); 0 for never
    /// @param holdout the share of pairs that only tell precision, in [0, 1)
    /// @param limit among how many of each table's first keys neighbours are looked for, 1 or more
    public record Options(boolean linear, int refinements, double holdout, int limit) {
        /// @throws IllegalArgumentException if one of them is out of its range
        public Options {
            if (refinements < 0 || !(holdout >= 0 && holdout < 1) || limit < 1) {
                throw new IllegalArgumentException(
                        "refinements ≥ 0, 0 ≤ holdout < 1, limit ≥ 1, not "
                                + refinements
                                + ", "
                                + holdout
                                + ", "
                                + limit);
            }
        }

        /// A turn, no refinement, a fifth of the pairs held out, neighbours among the first 20,000 keys.
        public static Options standard() {
            return new Options(false, 0, 0.2, 20_000);
        }
    }

    /// What it was fitted to, and how well held-out words find their partners.
    ///
    /// @param used pairs that the map was fitted to at last
    /// @param unknown pairs of the dictionary of which a word has no vector, or one without a direction
    /// @param csls how far down the partner, or the nearest of several, stands by CSLS, 0 for the nearest, for each second-table word held out and found
    ///     among the first keys
    /// @param cosine the same by cosine
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Report(int used, int unknown, int[] csls, int[] cosine) {}

    /// Holds out a share of the pairs.
    ///
    /// @throws IllegalArgumentException if fewer than two pairs have vectors, or the dimensions differ and the map is not linear
    /// @throws CancellationException if the listener asks to stop
    public static Alignment of(
            Embeddings first,
            Embeddings second,
            WordDictionary dictionary,
            Options options,
            ProgressListener listener) {
        requireOneSpace(first, second, options);
        return new Fit(first, second, options, listener).run(dictionary);
    }

    /// Holds out all pairs of `test`, and of the dictionary none but those of a word that `test` has.
    ///
    /// @param options of which the share held out does nothing
    /// @throws IllegalArgumentException as the other, and if no pair of `test` has vectors
    /// @throws CancellationException if the listener asks to stop
    public static Alignment of(
            Embeddings first,
            Embeddings second,
            WordDictionary dictionary,
            WordDictionary test,
            Options options,
            ProgressListener listener) {
        requireOneSpace(first, second, options);
        return new Fit(first, second, options, listener).run(dictionary, test);
    }

    private static void requireOneSpace(Embeddings first, Embeddings second, Options options) {
        if (first.dimension() != second.dimension() && !options.linear()) {
            throw new IllegalArgumentException(
                    "a turn needs one dimension, not "
                            + first.dimension()
                            + " and "
                            + second.dimension()
                            + "; a linear map (--linear) goes between them");
        }
    }

    /// The second table's keys with vectors in the space of the first; rows have the lengths that they had, or under a linear map those that it gives.
    public Embeddings aligned() {
        return aligned;
    }

    public Report report() {
        return report;
    }

    /// A row of the first table and one of the second.
    private record Pair(int first, int second) {}

    private record Fit(
            Embeddings first, Embeddings second, Options options, ProgressListener listener) {

        Alignment run(WordDictionary dictionary) {
            List<Pair> pairs = known(dictionary);
            int unknown = unknown(dictionary);
            Collections.shuffle(pairs, new Random(1));
            int wanted = (int) (options.holdout() * pairs.size());
            List<Pair> held = List.copyOf(pairs.subList(0, wanted));
            List<Pair> seen = without(held, pairs);
            if (seen.size() < 2) {
                throw new IllegalArgumentException(
                        "of "
                                + pairs.size()
                                + " pairs "
                                + wanted
                                + " are held out, which leaves fewer than two to fit to; hold out fewer");
            }
            return run(seen, held, unknown);
        }

        Alignment run(WordDictionary dictionary, WordDictionary test) {
            List<Pair> pairs = known(dictionary);
            List<Pair> held = List.copyOf(pairs(test));
            List<Pair> seen = without(held, pairs);
            if (held.isEmpty() || seen.size() < 2) {
                throw new IllegalArgumentException(
                        "of "
                                + test.entries().size()
                                + " pairs to test by "
                                + held.size()
                                + " have vectors in both tables, and of "
                                + pairs.size()
                                + " to fit to "
                                + seen.size()
                                + " have no word of those; one and two are needed at least");
            }
            return run(seen, held, unknown(dictionary));
        }

        private List<Pair> known(WordDictionary dictionary) {
            Set<Pair> known = pairs(dictionary);
            if (known.size() < 2) {
                throw new IllegalArgumentException(
                        "of "
                                + dictionary.entries().size()
                                + " pairs of words "
                                + known.size()
                                + " have vectors in both tables, and two are needed at least; is the first column of the first table's words?");
            }
            return new ArrayList<>(known);
        }

        /// Each pair once, without those of which a word has no vector.
        private Set<Pair> pairs(WordDictionary dictionary) {
            Set<Pair> known = new LinkedHashSet<>();
            for (WordDictionary.Entry entry : dictionary.entries()) {
                int a = row(first, entry.first());
                int b = row(second, entry.second());
                if (a >= 0 && b >= 0) {
                    known.add(new Pair(a, b));
                }
            }
            return known;
        }

        private int unknown(WordDictionary dictionary) {
            return (int)
                    dictionary.entries().stream()
                            .filter(entry ->
                                    row(first, entry.first()) < 0
                                            || row(second, entry.second()) < 0)
                            .count();
        }

        private Alignment run(List<Pair> fitted, List<Pair> held, int unknown) {
            List<Pair> seen = fitted;
            Embeddings mapped = mapped(seen);
            for (int round = 0; round < options.refinements(); round++) {
                listener.update(new Progress("refining", round, options.refinements(), "rounds"));
                List<Pair> mutual = without(held, mutual(mapped));
                if (mutual.size() < 2) {
                    break;
                }
                seen = mutual;
                mapped = mapped(seen);
            }
            return new Alignment(mapped, report(mapped, held, seen, unknown));
        }

        /// Whole words are held out: no other pair of a word held out is learned from.
        private static List<Pair> without(List<Pair> held, List<Pair> pairs) {
            Set<Integer> firsts = new HashSet<>();
            Set<Integer> seconds = new HashSet<>();
            held.forEach(pair -> {
                firsts.add(pair.first());
                seconds.add(pair.second());
            });
            return pairs.stream()
                    .filter(pair -> !firsts.contains(pair.first()))
                    .filter(pair -> !seconds.contains(pair.second()))
                    .toList();
        }

        private static int row(Embeddings words, String word) {
            int row = words.find(word);
            return row >= 0 && hasDirection(words.table().row(row)) ? row : -1;
        }

        private static boolean hasDirection(float[] row) {
            for (float number : Csls.unit(row)) {
                if (number != 0) {
                    return true;
                }
            }
            return false;
        }

        private Embeddings mapped(List<Pair> pairs) {
            if (listener.stopRequested()) {
                throw new CancellationException("told to stop");
            }
            UnaryOperator<float[]> map = options.linear() ? linear(pairs) : turn(pairs);
            int rows = second.size();
            int dimension = first.dimension();
            float[] all = new float[Math.multiplyExact(rows, dimension)];
            new Workers(Runtime.getRuntime().availableProcessors())
                    .each(
                            rows,
                            row ->
                                    System.arraycopy(
                                            map.apply(second.table().row(row)),
                                            0,
                                            all,
                                            row * dimension,
                                            dimension));
            Embeddings.Builder builder =
                    Embeddings.builder(second.vocabulary(), EmbeddingTable.of(all, rows, dimension))
                            .similarity(first.similarity());
            second.columns().forEach(builder::column);
            return builder.build();
        }

        private UnaryOperator<float[]> linear(List<Pair> pairs) {
            float[][] from = new float[pairs.size()][];
            float[][] to = new float[pairs.size()][];
            for (int i = 0; i < from.length; i++) {
                from[i] = Csls.unit(second.table().row(pairs.get(i).second()));
                to[i] = Csls.unit(first.table().row(pairs.get(i).first()));
            }
            LinearMap found = LinearMap.fit(from, to).ridge(0.01);
            return row ->
                    hasDirection(row) ? found.apply(Csls.unit(row)) : new float[first.dimension()];
        }

        /// A turn about zero: pairs and their opposites have their mean there.
        private UnaryOperator<float[]> turn(List<Pair> pairs) {
            int d = first.dimension();
            float[] from = new float[2 * pairs.size() * d];
            float[] to = new float[from.length];
            for (int i = 0; i < pairs.size(); i++) {
                float[] x = Csls.unit(second.table().row(pairs.get(i).second()));
                float[] y = Csls.unit(first.table().row(pairs.get(i).first()));
                for (int j = 0; j < d; j++) {
                    from[2 * i * d + j] = x[j];
                    from[(2 * i + 1) * d + j] = -x[j];
                    to[2 * i * d + j] = y[j];
                    to[(2 * i + 1) * d + j] = -y[j];
                }
            }
            Procrustes found = Procrustes.of(from, to, d);
            return row -> sameLength(found.apply(row), row);
        }

        /// The scale of the analysis is not wanted here.
        private static float[] sameLength(float[] turned, float[] row) {
            double before = 0;
            double after = 0;
            for (int i = 0; i < row.length; i++) {
                before += (double) row[i] * row[i];
                after += (double) turned[i] * turned[i];
            }
            double scale = after > 0 ? Math.sqrt(before / after) : 1;
            for (int i = 0; i < turned.length; i++) {
                turned[i] = (float) (turned[i] * scale);
            }
            return turned;
        }

        /// Words that are each other's nearest by CSLS.
        private List<Pair> mutual(Embeddings mapped) {
            Csls there = Csls.of(first, mapped, options.limit(), listener);
            Csls back = Csls.of(mapped, first, options.limit(), listener);
            int count = Math.min(options.limit(), mapped.size());
            int[] best = new int[count];
            Workers workers = new Workers(Runtime.getRuntime().availableProcessors());
            workers.each(
                    count,
                    row -> {
                        int nearest = there.best(mapped.table().row(row));
                        boolean mutual =
                                nearest >= 0 && back.best(first.table().row(nearest)) == row;
                        best[row] = mutual ? nearest : -1;
                    });
            return IntStream.range(0, count)
                    .filter(row -> best[row] >= 0)
                    .mapToObj(row -> new Pair(best[row], row))
                    .toList();
        }

        private Report report(Embeddings mapped, List<Pair> held, List<Pair> used, int unknown) {
            SequencedMap<Integer, List<Integer>> partners = new LinkedHashMap<>();
            held.stream()
                    .filter(pair -> pair.first() < options.limit())
                    .filter(pair -> pair.second() < options.limit())
                    .forEach(pair ->
                            partners.computeIfAbsent(pair.second(), _ -> new ArrayList<>())
                                    .add(pair.first()));
            List<Integer> asked = List.copyOf(partners.keySet());
            int[] csls = new int[asked.size()];
            int[] cosine = new int[asked.size()];
            if (!asked.isEmpty()) {
                Csls targets = Csls.of(first, mapped, options.limit(), listener);
                new Workers(Runtime.getRuntime().availableProcessors())
                        .each(
                                csls.length,
                                i -> {
                                    float[] vector = mapped.table().row(asked.get(i));
                                    List<Integer> theirs =
                                            partners.getOrDefault(asked.get(i), List.of());
                                    csls[i] = targets.rank(vector, theirs, true);
                                    cosine[i] = targets.rank(vector, theirs, false);
                                });
            }
            return new Report(used.size(), unknown, csls, cosine);
        }
    }
}
