package dev.akin.examples;

import dev.akin.embeddings.Embeddings;
import dev.akin.graphs.Graph;
import dev.akin.graphs.Node2Vec;
import dev.akin.graphs.WalkOptions;
import dev.akin.text.EdgeList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Learns vectors of the nodes of a graph. Arguments: a file of edges; a node.
public final class LearnGraph {
    private LearnGraph() {}

    public static void main(String[] arguments) throws IOException {
        Path edges = Path.of(arguments[0]);
        // region learn
        Graph graph = Graph.builder().read(EdgeList.in(List.of(edges)));
        WalkOptions walks = new WalkOptions(10, 40, 1, 0.5, false, 0);
        Embeddings nodes = Node2Vec.builder().walks(walks).dimension(32).seed(1).build().fit(graph);
        // endregion
        System.out.println(nodes.neighbors(arguments[1], 3));
    }
}
