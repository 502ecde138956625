package dev.akin.knowledge;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.algebra.Workers;
import dev.akin.evaluate.LinkScores;
import dev.akin.text.Fact;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Facts that were not learned from: at which place their tail and their head come among all entities, those left out that are known to be right, too ("filtered", Bordes and others
/// 2013). Entities that score alike share their mean place. Immutable and thread-safe.
public final class LinkPrediction {
    private static final int TOGETHER = 32;

    private final List<Fact> asked;
    private final List<Fact> known;

    /// @param model how the model does
    /// @param frequency how it does to answer with the entities that are most often at this end of the relation
    /// @param n facts asked for, each for tail and head
    /// @param unknown facts left out, since an entity or the relation has no row
    public record Result(LinkScores model, LinkScores frequency, int n, int unknown) {}

    private LinkPrediction(List<Fact> asked, List<Fact> known) {
        this.asked = asked;
        this.known = known;
    }

    /// @param asked facts to ask for
    /// @param known facts that are right beside those asked for and those that a model was learned from; may be empty
    public static LinkPrediction of(Facts asked, @Nullable Facts known) {
        return new LinkPrediction(asked.list(), known == null ? List.of() : known.list());
    }

    /// Scores a model.
    ///
    /// @throws IllegalArgumentException if no fact is about entities and relations that have rows
    /// @throws CancellationException if the listener asked to stop
    public Result evaluate(Knowledge knowledge, int threads, ProgressListener listener) {
        Ids ids = new Ids(knowledge);
        Facts.Triples triples = ids.of(asked);
        if (triples.size() == 0) {
            throw new IllegalArgumentException(
                    "of "
                            + asked.size()
                            + " facts none is about entities and a relation that the model knows");
        }
        Facts learned = knowledge.facts();
        Facts.Triples all = triples.followedBy(ids.of(known));
        if (learned != null) {
            all = all.followedBy(learned.triples());
        }
        Asking asking = new Asking(knowledge, triples, all, threads);
        double[][] ranks = asking.ranks(listener);
        Facts.Triples seen =
                learned == null ? ids.of(known) : learned.triples().followedBy(ids.of(known));
        double[][] plain = asking.ranksByFrequency(seen);
        return new Result(
                LinkScores.of(ranks[0], ranks[1]),
                LinkScores.of(plain[0], plain[1]),
                triples.size(),
                asked.size() - triples.size());
    }

    /// Names → numbers, without facts about what is not known.
    private record Ids(Knowledge knowledge) {
        Facts.Triples of(List<Fact> facts) {
            int[][] columns = new int[3][facts.size()];
            int count = 0;
            for (Fact fact : facts) {
                int head = knowledge.entities().vocabulary().id(fact.head());
                int relation = knowledge.relations().vocabulary().id(fact.relation());
                int tail = knowledge.entities().vocabulary().id(fact.tail());
                if (head >= 0 && relation >= 0 && tail >= 0) {
                    columns[0][count] = head;
                    columns[1][count] = relation;
                    columns[2][count++] = tail;
                }
            }
            int[] rows = IntStream.range(0, count).toArray();
            return new Facts.Triples(columns[0], columns[1], columns[2]).pick(rows);
        }
    }

    /// One evaluation.
    private static final class Asking {
        private final Scorer scorer;
        private final Facts.Triples facts;
        private final Answers tails;
        private final Answers heads;
        private final int relations;
        private final Workers workers;

        Asking(Knowledge knowledge, Facts.Triples facts, Facts.Triples all, int threads) {
            scorer = knowledge.scorer();
            this.facts = facts;
            relations = knowledge.relations().size();
            tails = Answers.tails(all, scorer.size(), relations);
            heads = Answers.heads(all, scorer.size(), relations);
            workers = new Workers(threads);
        }

        double[][] ranks(ProgressListener listener) {
            double[][] ranks = new double[2][facts.size()];
            int tasks = Math.ceilDiv(facts.size(), TOGETHER);
            AtomicInteger done = new AtomicInteger();
            workers.each(
                    2 * tasks,
                    task -> {
                        if (listener.stopRequested()) {
                            throw new CancellationException("stopped while evaluating");
                        }
                        rank(task % 2 == 1, task / 2 * TOGETHER, ranks[task % 2]);
                        tell(listener, done.incrementAndGet());
                    });
            return ranks;
        }

        private void tell(ProgressListener listener, int done) {
            synchronized (this) {
                listener.update(
                        new Progress(
                                "evaluating",
                                Math.min(facts.size(), (long) done * TOGETHER / 2),
                                facts.size(),
                                "facts"));
            }
        }

        private void rank(boolean back, int from, double[] ranks) {
            int count = Math.min(TOGETHER, facts.size() - from);
            int[] known = new int[count];
            int[] ways = new int[count];
            for (int c = 0; c < count; c++) {
                known[c] = (back ? facts.tails() : facts.heads())[from + c];
                ways[c] = facts.relations()[from + c];
            }
            float[][] scores = new float[count][scorer.size()];
            scorer.all(known, ways, back, scores);
            for (int c = 0; c < count; c++) {
                int right = (back ? facts.heads() : facts.tails())[from + c];
                ranks[from + c] = rank(scores[c], known[c], ways[c], back, right);
            }
        }

        /// One, and how many score better, and half of those that score the same.
        private double rank(float[] scores, int known, int way, boolean back, int right) {
            float own = scores[right];
            long better = 0;
            long same = -1;
            for (float score : scores) {
                better += score > own ? 1 : 0;
                same += score == own ? 1 : 0;
            }
            return 1 + better + same / 2.0 - ofKnown(scores, known, way, back, right);
        }

        /// What those would add to a rank that are known to be right, too.
        private double ofKnown(float[] scores, int known, int way, boolean back, int right) {
            Answers answers = back ? heads : tails;
            float own = scores[right];
            int to = answers.to(known, way);
            int last = -1;
            double sum = 0;
            for (int at = answers.from(known, way); at < to; at++) {
                int other = answers.answer(at);
                if (other != last && other != right) {
                    sum += scores[other] > own ? 1 : scores[other] == own ? 0.5 : 0;
                }
                last = other;
            }
            return sum;
        }

        double[][] ranksByFrequency(Facts.Triples seen) {
            int[][] columns = {seen.tails(), seen.heads()};
            double[][] ranks = new double[2][facts.size()];
            for (int direction = 0; direction < 2; direction++) {
                boolean back = direction == 1;
                double[] into = ranks[direction];
                int[] column = columns[direction];
                workers.each(relations, way -> frequency(way, back, seen, column, into));
            }
            return ranks;
        }

        private void frequency(
                int way, boolean back, Facts.Triples seen, int[] column, double[] ranks) {
            float[] counts = new float[scorer.size()];
            for (int row = 0; row < column.length; row++) {
                if (seen.relations()[row] == way) {
                    counts[column[row]]++;
                }
            }
            float[] sorted = counts.clone();
            Arrays.sort(sorted);
            for (int i = 0; i < facts.size(); i++) {
                if (facts.relations()[i] == way) {
                    int known = (back ? facts.tails() : facts.heads())[i];
                    int right = (back ? facts.heads() : facts.tails())[i];
                    int better = sorted.length - below(sorted, counts[right] + 0.5f);
                    int same = sorted.length - better - below(sorted, counts[right] - 0.5f) - 1;
                    ranks[i] = 1 + better + same / 2.0 - ofKnown(counts, known, way, back, right);
                }
            }
        }

        /// How many are below a number that is none of them.
        private static int below(float[] sorted, float number) {
            return -Arrays.binarySearch(sorted, number) - 1;
        }
    }
}
