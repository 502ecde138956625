package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `train --model node2vec` and `deepwalk`, and `evaluate` of nodes.
class GraphCommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path edges;

    @SuppressWarnings("NullAway.Init")
    private Path nodes;

    /// Two rings, with names that hold spaces and letters of any kind, and one edge between them.
    @BeforeEach
    void write() throws IOException {
        edges = Files.write(folder.resolve("edges.tsv"), ring("город ", "村 "));
        nodes = folder.resolve("nodes.safetensors");
    }

    private static List<String> ring(String one, String other) {
        List<String> lines = new ArrayList<>(List.of(one + 0 + "\t" + other + 0));
        for (String ring : List.of(one, other)) {
            for (int i = 0; i < 12; i++) {
                for (int step = 1; step <= 2; step++) {
                    lines.add(ring + i + "\t" + ring + (i + step) % 12);
                }
            }
        }
        return lines;
    }

    private Run train(Path input, Object... more) {
        List<Object> arguments = new ArrayList<>();
        arguments.addAll(List.of("train", input, "-o", nodes, "--model", "node2vec"));
        arguments.addAll(List.of("--dim", "16", "--threads", "1"));
        arguments.addAll(List.of(more));
        return Run.akin(arguments.toArray());
    }

    @Test
    void nodesOfOneRingAreNeighbours() {
        Run trained = train(edges, "--p", "2", "--q", "0.5", "--walk-length", "20").succeeds();

        assertThat(trained.err())
                .contains("24 nodes, 49 edges")
                .contains("wrote " + nodes + ": 24 nodes × 16 numbers, 14,400 steps");
        assertThat(Run.akin("neighbors", nodes, "город 5", "-k", "3").succeeds().out().lines())
                .allMatch(line -> line.contains("город"));
        assertThat(Run.number(train(edges, "--json", "-q").succeeds().json(), "edges"))
                .isEqualTo(49);
    }

    @Test
    void labelsAndEdgesScoreNodes() throws IOException {
        train(edges, "-q").succeeds();
        List<String> roles = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            roles.add("город " + i + "\ttown");
            roles.add("村 " + i + "\tvillage, old");
        }
        Path labels = Files.write(folder.resolve("roles.tsv"), roles);
        Run scored =
                Run.akin("evaluate", nodes, "--key-labels", labels, "--edges", edges).succeeds();

        assertThat(scored.out())
                .containsPattern("roles macro-F1 +1\\.000")
                .containsPattern("edges AUC +0\\.[6-9]")
                .contains("edges average precision");
        assertThat(
                        Run.element(
                                        Run.element(
                                                Run.akin(
                                                                "evaluate",
                                                                nodes,
                                                                "--key-labels",
                                                                labels,
                                                                "--json",
                                                                "-q")
                                                        .succeeds()
                                                        .json(),
                                                "files",
                                                0),
                                        "tests",
                                        0)
                                .toString())
                .contains("\"figure\":\"macro-F1\"");
    }

    @Test
    void newEdgesBringNewNodes() throws IOException {
        train(edges, "-q").succeeds();
        Path more = Files.writeString(folder.resolve("more.tsv"), "new\tгород 5\nnew\tгород 6\n");
        Path after = folder.resolve("after.safetensors");
        Run.akin("train", more, "-o", after, "--model", "node2vec", "--update", nodes, "-q")
                .succeeds();

        assertThat(Run.akin("neighbors", after, "new", "-k", "2").succeeds().out())
                .contains("город");
    }

    @Test
    void deepWalkTakesNoBias() {
        Run.akin("train", edges, "-o", nodes, "--model", "deepwalk", "--dim", "8", "-q").succeeds();
        Run.akin("train", edges, "-o", nodes, "--model", "deepwalk", "--p", "2")
                .failsSaying(ExitCode.WRONG_USAGE, "--p is not for --model deepwalk");
    }

    @Test
    void whereUsualStepsLeadTooFarShorterOnesAreTried() throws IOException {
        Path triangle = Files.writeString(folder.resolve("three.tsv"), "a\tb\nb\tc\nc\ta\n");
        Object[] typed = {"train", triangle, "-o", nodes, "--model", "node2vec", "--threads", "1"};
        Run run = Run.akin(typed).succeeds();
        assertThat(run.err())
                .contains("the learning rate 0.05 is too large for this graph; learning anew with ")
                .contains("3 nodes × 128 numbers");
        Run.akin(Stream.concat(Stream.of(typed), Stream.of("--learning-rate", "0.05")).toArray())
                .failsSaying(ExitCode.FAILED, "learn again with a smaller learning rate than 0.05");
    }

    @Test
    void wrongInputIsSaid() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.tsv"), "a\tb\t1\na\tc\t-2\n");
        train(bad).failsSaying(ExitCode.FAILED, "its weight is -2");
        train(Files.writeString(bad, "a\ta\n")).failsSaying(ExitCode.FAILED, "no edge joins two");
        train(Files.writeString(bad, ""))
                .failsSaying(ExitCode.FAILED, bad + ": there are no edges");
        train(edges, "--gamma", "1").failsSaying(ExitCode.WRONG_USAGE, "--gamma needs --plus");
        train(edges, "--min-count", "3")
                .failsSaying(ExitCode.WRONG_USAGE, "--min-count is not for --model node2vec");
        train(edges, "--p", "0").failsSaying(ExitCode.WRONG_USAGE, "p must be");
        Run.akin("train", edges, "-o", nodes, "--p", "2")
                .failsSaying(ExitCode.WRONG_USAGE, "--p is not for --model skipgram");
    }
}
