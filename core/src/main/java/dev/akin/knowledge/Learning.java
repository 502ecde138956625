package dev.akin.knowledge;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.algebra.Workers;
import dev.akin.knowledge.Facts.Triples;
import dev.akin.knowledge.Queries.Batch;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The training loop that all scorings share. Of each batch of queries the slopes are worked out first, by groups that threads share out, then rows are moved, each
/// by one thread: the same seed gives the same numbers with any number of threads.
final class Learning {
    /// Queries in a group where each is held against all entities: few groups, since each has slopes of all.
    private static final int GROUP_OF_ALL = 256;

    private static final long PAUSE = 200_000_000;

    private final KnowledgeOptions options;
    private final Parameters parameters;
    private final Triples facts;
    private final Drawing drawing;
    private final Answers tails;
    private final Answers heads;
    private final int relations;
    private final int group;
    private final Queries queries;
    private final Slopes entitySlopes;
    private final Slopes relationSlopes;
    private final Workers workers;
    private final ConcurrentLinkedQueue<GroupStep> idle = new ConcurrentLinkedQueue<>();
    private double loss = Double.NaN;

    /// @param facts to learn from
    /// @param known all that are known to be right
    Learning(
            KnowledgeOptions options,
            Parameters parameters,
            Facts facts,
            Facts known,
            int threads) {
        this.options = options;
        this.parameters = parameters;
        this.facts = facts.triples();
        drawing = Drawing.of(options, known);
        relations = known.relations().size();
        int entities = known.entities().size();
        tails = Answers.tails(known.triples(), entities, relations);
        heads = Answers.heads(known.triples(), entities, relations);
        group = drawing.all() ? GROUP_OF_ALL : Queries.GROUP;
        queries = new Queries(this.facts, options.seed(), group, options.typed());
        workers = new Workers(threads);
        entitySlopes =
                new Slopes(parameters.entities(), parameters.entitySquares(), most(), workers);
        relationSlopes =
                new Slopes(
                        parameters.relations(),
                        parameters.relationSquares(),
                        Queries.BATCH,
                        workers);
    }

    /// Slopes of entities in a batch: of both ends of each query, and of those drawn.
    private int most() {
        int groups = options.typed() ? Queries.BATCH : Queries.BATCH / group;
        int drawn = options.typed() ? drawing.most(1) : drawing.most(group);
        long most = 2L * Queries.BATCH + (long) groups * drawn + drawing.most(group);
        if (options.typed()) {
            most += (long) Queries.BATCH / group * drawing.most(group);
        }
        if (most * parameters.entities().stride() > (1 << 30)) {
            throw new IllegalArgumentException(
                    drawing.most(group)
                            + " entities for each group of queries are too many at once: draw fewer negatives");
        }
        return (int) most;
    }

    KnowledgeOptions options() {
        return options;
    }

    Parameters parameters() {
        return parameters;
    }

    Drawing drawing() {
        return drawing;
    }

    int group() {
        return group;
    }

    Slopes entitySlopes() {
        return entitySlopes;
    }

    Slopes relationSlopes() {
        return relationSlopes;
    }

    int known(int query) {
        return heads(query) ? facts.tails()[query >>> 1] : facts.heads()[query >>> 1];
    }

    int other(int query) {
        return heads(query) ? facts.heads()[query >>> 1] : facts.tails()[query >>> 1];
    }

    private static boolean heads(int query) {
        return (query & 1) == 1;
    }

    /// The row of its relation, or of the way back.
    int way(int query) {
        int relation = facts.relations()[query >>> 1];
        return options.reciprocal() && heads(query) ? relation + relations : relation;
    }

    /// Whether the relation's row is gone backwards.
    boolean back(int query) {
        return !options.reciprocal() && heads(query);
    }

    /// Twice the relation, plus 1 for heads.
    int kind(int query) {
        return 2 * facts.relations()[query >>> 1] + (query & 1);
    }

    /// Gives those drawn entities a score of −∞ that answer the query, too.
    ///
    /// @return how many are left
    int without(int query, int[] drawn, int count, float[] scores, int at) {
        Answers answers = heads(query) ? heads : tails;
        int relation = facts.relations()[query >>> 1];
        int from = answers.from(known(query), relation);
        int to = answers.to(known(query), relation);
        int left = count;
        if (drawing.all()) {
            for (int i = from; i < to; i++) {
                scores[at + answers.answer(i)] = Float.NEGATIVE_INFINITY;
            }
            return Math.max(0, count - (to - from));
        }
        for (int j = 0; j < count; j++) {
            if (answers.among(from, to, drawn[j])) {
                scores[at + j] = Float.NEGATIVE_INFINITY;
                left--;
            }
        }
        return left;
    }

    long batches() {
        return (long) options.epochs() * queries.batches();
    }

    /// Learns from batch `first` on.
    ///
    /// @return how many batches are done, all together; fewer than there are if the listener asked to stop
    long run(long first, ProgressListener listener) {
        long told = System.nanoTime();
        long number = first;
        while (number < batches() && !listener.stopRequested()) {
            step(number++);
            if (System.nanoTime() - told > PAUSE) {
                tell(number, listener);
                told = System.nanoTime();
            }
        }
        tell(number, listener);
        return number;
    }

    private void tell(long number, ProgressListener listener) {
        listener.update(
                new Progress(
                        "training",
                        factsOf(number),
                        (long) options.epochs() * facts.size(),
                        "facts",
                        loss));
    }

    /// Facts learned in so many batches, each as often as it was.
    long factsOf(long number) {
        long epochs = number / queries.batches();
        long rest = number % queries.batches() * (Queries.BATCH / 2);
        return epochs * facts.size() + rest;
    }

    private void step(long number) {
        Batch batch = queries.batch(number);
        int[] places = places(batch);
        double[] sums = new double[batch.groups()];
        workers.each(
                batch.groups(),
                group -> {
                    GroupStep step = idle.poll();
                    GroupStep mine = step == null ? new GroupStep(this) : step;
                    sums[group] =
                            mine.run(
                                    batch,
                                    group,
                                    Queries.random(options.seed(), number, group),
                                    places[group]);
                    idle.add(mine);
                });
        float rate = (float) options.learningRate();
        entitySlopes.step(places[batch.groups()], rate);
        relationSlopes.step(batch.queries().length, rate);
        note(sums, batch.queries().length);
    }

    /// Where the drawn entities of each group lie among the slopes, and the end.
    private int[] places(Batch batch) {
        int[] places = new int[batch.groups() + 1];
        places[0] = 2 * batch.queries().length;
        for (int g = 0; g < batch.groups(); g++) {
            places[g + 1] = places[g] + drawing.most(batch.starts()[g + 1] - batch.starts()[g]);
        }
        return places;
    }

    private void note(double[] sums, int count) {
        double mean = Arrays.stream(sums).sum() / count;
        loss = Double.isNaN(loss) ? mean : 0.98 * loss + 0.02 * mean;
    }
}
