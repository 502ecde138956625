package dev.akin.graphs;

import dev.akin.ProgressListener;
import dev.akin.text.EdgeList;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// Nodes and the edges between them, in compressed sparse rows: of each node the ones that it has edges to, by rising number.
/// Nodes are numbered in the order in which they were first named. Immutable and thread-safe.
///
/// An edge takes eight bytes (an undirected one has two ends of four bytes each), sixteen where edges have weights, and eight
/// more while the graph is read; all of them outside of the heap, on which the names of the nodes lie.
public final class Graph {
    private final List<String> names;
    private final long[] starts;
    private final MemorySegment targets;
    private final @Nullable MemorySegment weights;
    private final Facts facts;

    /// @param loops edges from a node to itself that were left out
    /// @param repeated edges that were named more than once
    record Facts(boolean directed, long edges, long loops, long repeated) {}

    Graph(
            List<String> names,
            long[] starts,
            MemorySegment targets,
            @Nullable MemorySegment weights,
            Facts facts) {
        this.names = names;
        this.starts = starts;
        this.targets = targets;
        this.weights = weights;
        this.facts = facts;
    }

    /// How edges become a graph; at first undirected.
    public static Builder builder() {
        return new Builder();
    }

    /// How many nodes, with those that have no edge.
    public int nodes() {
        return names.size();
    }

    /// How many edges; of an undirected graph each counts once.
    public long edges() {
        return facts.edges();
    }

    /// Whether edges lead one way only.
    public boolean directed() {
        return facts.directed();
    }

    /// Whether edges have weights other than 1.
    public boolean weighted() {
        return weights != null;
    }

    /// The node's name.
    ///
    /// @throws IndexOutOfBoundsException if there is no such node
    public String name(int node) {
        return names.get(node);
    }

    /// How many edges leave the node.
    public int degree(int node) {
        return (int) (starts[node + 1] - starts[node]);
    }

    /// Where the i-th edge of the node, 0 … degree − 1, leads.
    public int neighbor(int node, int i) {
        return target(starts[node] + i);
    }

    /// The weight of the i-th edge of the node; 1 in a graph without weights.
    public float weight(int node, int i) {
        MemorySegment all = weights;
        return all == null ? 1 : all.getAtIndex(ValueLayout.JAVA_FLOAT, starts[node] + i);
    }

    /// Which edge of the node leads there: 0 … degree − 1, or below 0 if none does. A binary search.
    public int edge(int node, int to) {
        long low = starts[node];
        long high = starts[node + 1] - 1;
        while (low <= high) {
            long middle = (low + high) >>> 1;
            int found = target(middle);
            if (found == to) {
                return (int) (middle - starts[node]);
            }
            if (found < to) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    long start(int node) {
        return starts[node];
    }

    int target(long at) {
        return targets.getAtIndex(ValueLayout.JAVA_INT, at);
    }

    @Nullable MemorySegment weights() {
        return weights;
    }

    /// What a person should know of the reading: nodes without edges, edges left out.
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        note(notes, facts.loops(), "edges from a node to itself were left out");
        if (weights != null) {
            note(notes, facts.repeated(), "edges were named before; their weights are added up");
        }
        return notes;
    }

    private static void note(List<String> notes, long count, String what) {
        if (count > 0) {
            notes.add(String.format(Locale.ROOT, "%,d %s", count, what));
        }
    }

    /// Collects options; each has a default. Not thread-safe.
    public static final class Builder {
        private boolean directed;

        private Builder() {}

        /// Whether edges lead from source to target only; false if not said.
        public Builder directed(boolean value) {
            directed = value;
            return this;
        }

        /// Reads a graph. Edges that are named twice count once, or where edges have weights the weights are added up;
        /// edges from a node to itself are left out, since a walk would stand still, and edges of weight 0 lead nowhere.
        ///
        /// @throws dev.akin.MalformedFileException as [EdgeList#read]
        /// @throws IllegalArgumentException if there is no edge
        public Graph read(EdgeList edges) throws IOException {
            return read(edges, ProgressListener.NONE);
        }

        /// As [#read(EdgeList)].
        ///
        /// @param listener hears of edges read
        /// @throws CancellationException if the listener asked to stop
        public Graph read(EdgeList edges, ProgressListener listener) throws IOException {
            EdgeCollector collector = new EdgeCollector(directed, listener);
            edges.read(collector);
            return collector.graph();
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "Graph[nodes=%d, edges=%d%s%s]",
                nodes(),
                edges(),
                directed() ? ", directed" : "",
                weighted() ? ", weighted" : "");
    }
}
