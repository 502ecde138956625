package dev.akin.knowledge;

import dev.akin.knowledge.Facts.Triples;
import java.util.Arrays;
import java.util.stream.IntStream;

/// What is known to answer a query: for each entity and relation, the entities at the other end, by rising number. Immutable and
/// thread-safe.
final class Answers {
    private final int[] starts;
    private final int[] relations;
    private final int[] answers;

    private Answers(int[] starts, int[] relations, int[] answers) {
        this.starts = starts;
        this.relations = relations;
        this.answers = answers;
    }

    /// The tails of each head and relation.
    static Answers tails(Triples facts, int entities, int relations) {
        return of(facts.heads(), facts.relations(), facts.tails(), entities, relations);
    }

    /// The heads of each tail and relation.
    static Answers heads(Triples facts, int entities, int relations) {
        return of(facts.tails(), facts.relations(), facts.heads(), entities, relations);
    }

    private static Answers of(int[] known, int[] ways, int[] others, int entities, int relations) {
        int[] order = sorted(known, ways, others, entities, relations);
        int[] starts = new int[entities + 1];
        for (int entity : known) {
            starts[entity + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        return new Answers(
                starts,
                Arrays.stream(order).map(row -> ways[row]).toArray(),
                Arrays.stream(order).map(row -> others[row]).toArray());
    }

    private static int[] sorted(
            int[] known, int[] ways, int[] others, int entities, int relations) {
        int[] order = IntStream.range(0, known.length).toArray();
        order = stable(order, others, entities);
        order = stable(order, ways, relations);
        return stable(order, known, entities);
    }

    /// The rows in the order of a column's values, of equals in the order in which they were.
    private static int[] stable(int[] order, int[] column, int values) {
        int[] places = new int[values + 1];
        for (int value : column) {
            places[value + 1]++;
        }
        Arrays.parallelPrefix(places, Integer::sum);
        int[] sorted = new int[order.length];
        for (int row : order) {
            sorted[places[column[row]]++] = row;
        }
        return sorted;
    }

    /// The rows of facts that no earlier row has, rising.
    static int[] first(Triples all, int entities, int relations) {
        int[] order = sorted(all.heads(), all.relations(), all.tails(), entities, relations);
        boolean[] repeated = new boolean[order.length];
        for (int i = 1; i < order.length; i++) {
            int row = order[i];
            int last = order[i - 1];
            repeated[row] =
                    all.heads()[row] == all.heads()[last]
                            && all.relations()[row] == all.relations()[last]
                            && all.tails()[row] == all.tails()[last];
        }
        return IntStream.range(0, repeated.length).filter(row -> !repeated[row]).toArray();
    }

    /// Where the answers begin.
    int from(int entity, int relation) {
        return bound(entity, relation);
    }

    /// Where they end.
    int to(int entity, int relation) {
        return bound(entity, relation + 1);
    }

    private int bound(int entity, int relation) {
        int low = starts[entity];
        int high = starts[entity + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (relations[middle] < relation) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int answer(int at) {
        return answers[at];
    }

    /// Whether `other` is among the answers from … to − 1.
    boolean among(int from, int to, int other) {
        return Arrays.binarySearch(answers, from, to, other) >= 0;
    }

    boolean has(int entity, int relation, int other) {
        return among(from(entity, relation), to(entity, relation), other);
    }
}
