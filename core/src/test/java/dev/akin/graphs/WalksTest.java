package dev.akin.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WalksTest {
    private static final String PLAIN = "a b\na c\nb c\nb d\nc d\nd e\ne f\nb f\n";
    private static final String WEIGHTED =
            "a b 3\na c .2\nb c 1\nb d .5\nc d 4\nd e 2\ne f .1\nb f 7\n";

    private static WalkOptions options(double p, double q, boolean extended) {
        return new WalkOptions(3, 20, p, q, extended, 0);
    }

    /// α of node2vec and node2vec+, as the papers define it.
    private static double alpha(Graph graph, WalkOptions options, int before, int at, int edge) {
        int to = graph.neighbor(at, edge);
        if (to == before) {
            return 1 / options.p();
        }
        int link = graph.edge(before, to);
        if (!options.extended() || !graph.weighted()) {
            return link >= 0 ? 1 : 1 / options.q();
        }
        double near = link < 0 ? 0 : graph.weight(before, link) / mean(graph, to);
        double own = graph.weight(at, edge) / mean(graph, at);
        if (near >= 1) {
            return 1;
        }
        return own < 1
                ? Math.min(1, 1 / options.q())
                : 1 / options.q() + (1 - 1 / options.q()) * near;
    }

    private static double mean(Graph graph, int node) {
        double sum = 0;
        for (int i = 0; i < graph.degree(node); i++) {
            sum += graph.weight(node, i);
        }
        return sum / graph.degree(node);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, false",
        "0.05, 4, false",
        "4, 0.25, false",
        "0.25, 0.5, false",
        "20, 20, false",
        "0.5, 2, true",
        "3, 0.2, true"
    })
    void stepsAreDrawnByTheWeightsOfThePaper(double p, double q, boolean extended)
            throws IOException {
        for (String edges : new String[] {PLAIN, WEIGHTED}) {
            Graph graph = GraphTest.graph(edges);
            WalkOptions options = options(p, q, extended);
            for (int at = 0; at < graph.nodes(); at++) {
                for (int i = 0; i < graph.degree(at); i++) {
                    compare(graph, options, graph.neighbor(at, i), at);
                }
            }
        }
    }

    private static void compare(Graph graph, WalkOptions options, int before, int at) {
        double[] expected = new double[graph.nodes()];
        for (int i = 0; i < graph.degree(at); i++) {
            expected[graph.neighbor(at, i)] =
                    graph.weight(at, i) * alpha(graph, options, before, at, i);
        }
        double sum = Arrays.stream(expected).sum();
        Steps steps = new Steps(graph, options);
        WalkRandom random = new WalkRandom(7, at);
        int draws = 20_000;
        double[] drawn = new double[graph.nodes()];
        for (int i = 0; i < draws; i++) {
            drawn[steps.next(before, at, random)]++;
        }
        for (int node = 0; node < drawn.length; node++) {
            assertThat(drawn[node] / draws)
                    .as("%d → %d → %d", before, at, node)
                    .isCloseTo(expected[node] / sum, within(0.02));
            assertThat(drawn[node] > 0).isEqualTo(expected[node] > 0);
        }
    }

    @Test
    void walksGoAlongEdgesAndBeginEquallyOftenAtEachNode() throws IOException {
        Graph graph = GraphTest.graph(PLAIN);
        Walks walks = Walks.of(graph, options(1, 1, false), 5);
        int[] began = new int[graph.nodes()];
        int[] walk = new int[21];

        for (long number = 0; number < walks.count(); number++) {
            assertThat(walks.walk(number, walk)).isEqualTo(20);
            assertThat(walk[20]).isEqualTo(-1);
            began[walk[0]]++;
            for (int i = 1; i < 20; i++) {
                assertThat(graph.edge(walk[i - 1], walk[i])).isNotNegative();
            }
        }

        assertThat(began).containsOnly(3);
    }

    @Test
    void aReadingFromAnywhereGivesTheSame() throws IOException {
        Walks walks = Walks.of(GraphTest.graph(PLAIN), options(0.5, 2, false), 5);
        int[] all = new int[(int) walks.length()];
        int[] parts = new int[all.length];

        assertThat(walks.read(0, all, 0, all.length)).isEqualTo(all.length);
        for (int at = 0; at < parts.length; at += 13) {
            walks.read(at, parts, at, Math.min(13, parts.length - at));
        }

        assertThat(parts).isEqualTo(all);
        assertThat(walks.read(all.length, parts, 0, 5)).isZero();
    }

    @Test
    void aWalkEndsWhereNoEdgeLeaves() throws IOException {
        Graph graph = Graph.builder().directed(true).read(GraphTest.edges("a b\nb c\n"));
        Walks walks = Walks.of(graph, options(1, 1, false), 1);
        int[] walk = new int[21];

        assertThat(walks.count()).isEqualTo(2 * 3);
        for (long number = 0; number < walks.count(); number++) {
            int length = walks.walk(number, walk);
            assertThat(length).isEqualTo(walk[0] == 0 ? 3 : 2);
            assertThat(Arrays.copyOfRange(walk, length, 21)).containsOnly(-1);
        }
    }
}
