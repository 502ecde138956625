package dev.akin.graphs;

import dev.akin.vocabulary.EncodedCorpus;
import dev.akin.vocabulary.IdSequence;
import java.util.Arrays;

/// All walks through a graph, one behind the other, each followed by the end of a line: walked anew whenever they are read, always the
/// same. Thread-safe.
///
/// Every walk has its own room of `length + 1` numbers; where one comes to a node that no edge leaves, ends of lines fill the rest.
final class Walks implements IdSequence {
    private static final long MIX = 0x9e3779b97f4a7c15L;

    private final Steps steps;
    private final WalkOptions options;
    private final long seed;

    /// Nodes at which walks begin: those that an edge leaves.
    private final int[] beginnings;

    /// What stands for each node in the sequence.
    private final int[] ids;

    private Walks(Steps steps, WalkOptions options, long seed, int[] beginnings, int[] ids) {
        this.steps = steps;
        this.options = options;
        this.seed = seed;
        this.beginnings = beginnings;
        this.ids = ids;
    }

    /// Walks whose ids are the numbers of the nodes.
    static Walks of(Graph graph, WalkOptions options, long seed) {
        int[] ids = new int[graph.nodes()];
        Arrays.setAll(ids, i -> i);
        int[] beginnings = Arrays.stream(ids).filter(node -> graph.degree(node) > 0).toArray();
        shuffle(beginnings, seed);
        return new Walks(new Steps(graph, options), options, seed, beginnings, ids);
    }

    private static void shuffle(int[] numbers, long seed) {
        WalkRandom random = new WalkRandom(seed, -1);
        for (int i = numbers.length - 1; i > 0; i--) {
            int other = random.below(i + 1);
            int number = numbers[i];
            numbers[i] = numbers[other];
            numbers[other] = number;
        }
    }

    /// The same walks with other ids.
    ///
    /// @param ids by node; kept
    Walks as(int[] ids) {
        return new Walks(steps, options, seed, beginnings, ids);
    }

    /// How many walks there are.
    long count() {
        return (long) beginnings.length * options.walks();
    }

    @Override
    public long length() {
        return count() * stride();
    }

    private int stride() {
        return options.length() + 1;
    }

    @Override
    public int read(long position, int[] into, int from, int count) {
        int wanted = (int) Math.min(count, length() - position);
        int[] walk = new int[stride()];
        for (int done = 0; done < wanted; ) {
            long at = position + done;
            int within = (int) (at % stride());
            int part = Math.min(wanted - done, stride() - within);
            walk(at / stride(), walk);
            System.arraycopy(walk, within, into, from + done, part);
            done += part;
        }
        return wanted;
    }

    /// @param walk takes the ids and the end of the line
    /// @return how many nodes it has
    int walk(long number, int[] walk) {
        WalkRandom random = new WalkRandom(seed, number);
        int before = Steps.NONE;
        int at = beginning(number);
        int length = 0;
        while (at != Steps.NONE && length < options.length()) {
            walk[length++] = ids[at];
            int next = length < options.length() ? steps.next(before, at, random) : Steps.NONE;
            before = at;
            at = next;
        }
        Arrays.fill(walk, length, walk.length, EncodedCorpus.END_OF_LINE);
        return length;
    }

    /// Each round begins once at each node, from another place of the shuffled order.
    private int beginning(long number) {
        int round = (int) (number / beginnings.length);
        long shift = ((round * MIX) >>> 33) % beginnings.length;
        return beginnings[(int) ((number % beginnings.length + shift) % beginnings.length)];
    }
}
