package dev.akin.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.MalformedFileException;
import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.text.EdgeList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GraphTest {
    static EdgeList edges(String text) {
        return EdgeList.standardInput(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    static Graph graph(String text) throws IOException {
        return Graph.builder().read(edges(text));
    }

    private static List<String> neighbors(Graph graph, String name) {
        int node =
                IntStream.range(0, graph.nodes())
                        .filter(i -> graph.name(i).equals(name))
                        .findFirst()
                        .orElseThrow();
        return IntStream.range(0, graph.degree(node))
                .mapToObj(i -> graph.name(graph.neighbor(node, i)) + ":" + graph.weight(node, i))
                .toList();
    }

    @Test
    void anUndirectedEdgeLeadsBothWays() throws IOException {
        Graph graph = graph("# comment\na b\nb c\n\n");

        assertThat(graph.nodes()).isEqualTo(3);
        assertThat(graph.edges()).isEqualTo(2);
        assertThat(graph.weighted()).isFalse();
        assertThat(neighbors(graph, "b")).containsExactly("a:1.0", "c:1.0");
        assertThat(neighbors(graph, "c")).containsExactly("b:1.0");
    }

    @Test
    void aDirectedEdgeLeadsOneWay() throws IOException {
        Graph graph = Graph.builder().directed(true).read(edges("a b\nb c\n"));

        assertThat(neighbors(graph, "b")).containsExactly("c:1.0");
        assertThat(neighbors(graph, "c")).isEmpty();
        assertThat(graph.edges()).isEqualTo(2);
    }

    @Test
    void readingTellsHowFarItIs() throws IOException {
        List<Progress> told = new ArrayList<>();
        Graph graph = Graph.builder().read(edges("a b\n".repeat(150_000)), told::add);

        assertThat(graph.edges()).isEqualTo(1);
        assertThat(told)
                .containsExactly(
                        new Progress("reading", 65_536, -1, "edges"),
                        new Progress("reading", 131_072, -1, "edges"));
    }

    @Test
    void readingStopsWhenAskedTo() {
        ProgressListener impatient =
                new ProgressListener() {
                    @Override
                    public void update(Progress progress) {}

                    @Override
                    public boolean stopRequested() {
                        return true;
                    }
                };

        assertThatThrownBy(() -> Graph.builder().read(edges("a b\n".repeat(70_000)), impatient))
                .isInstanceOf(CancellationException.class)
                .hasMessage("stopped while reading");
    }

    @Test
    void namesMayHoldSpacesAndAnyLettersWhereThereAreTabs() throws IOException {
        Graph graph = graph("Нижний Новгород\t北京\n北京\tNew York\n");

        assertThat(neighbors(graph, "北京")).containsExactly("Нижний Новгород:1.0", "New York:1.0");
    }

    @Test
    void weightsOfAnEdgeNamedTwiceAreAddedUp() throws IOException {
        Graph graph = graph("a b 2\nb a 0.5\na c\n");

        assertThat(neighbors(graph, "a")).containsExactly("b:2.5", "c:1.0");
        assertThat(graph.edges()).isEqualTo(2);
        assertThat(graph.notes())
                .containsExactly("1 edges were named before; their weights are added up");
    }

    @Test
    void withoutWeightsAnEdgeNamedTwiceCountsOnce() throws IOException {
        Graph graph = graph("a b\nb a\na b\na a\n");

        assertThat(neighbors(graph, "a")).containsExactly("b:1.0");
        assertThat(graph.notes()).containsExactly("1 edges from a node to itself were left out");
    }

    @Test
    void anAdjacencyListNamesAllNeighboursOfANode() throws IOException {
        Graph graph = Graph.builder().read(edges("a b c\nb a\nd\n").adjacency(true));

        assertThat(graph.nodes()).isEqualTo(4);
        assertThat(neighbors(graph, "a")).containsExactly("b:1.0", "c:1.0");
        assertThat(neighbors(graph, "d")).isEmpty();
    }

    @Test
    void whatIsNoEdgeIsRefusedWithItsLine() {
        assertThatThrownBy(() -> graph("a b\na b -1\n"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> graph("a b NaN\n")).hasMessageContaining("NaN");
        assertThatThrownBy(() -> graph("a b x\n")).hasMessageContaining("no number: \"x\"");
        assertThatThrownBy(() -> graph("a\n")).hasMessageContaining("it has 1 column,");
        assertThatThrownBy(() -> graph("a\t\tb\n")).hasMessageContaining("column 2 is empty");
        assertThatThrownBy(() -> graph("")).hasMessage("there are no edges");
        assertThatThrownBy(() -> graph("a a\nb b 0\n"))
                .hasMessageContaining("no edge joins two of the 2 nodes");
    }
}
