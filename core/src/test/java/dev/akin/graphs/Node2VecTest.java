package dev.akin.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.learn.TrainingRun;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Node2VecTest {
    /// Two rings of 12 nodes, each node with edges to the next three, and one edge between the rings.
    private static String rings() {
        StringBuilder edges = new StringBuilder("a0 b0\n");
        for (String ring : new String[] {"a", "b"}) {
            for (int i = 0; i < 12; i++) {
                for (int step = 1; step <= 3; step++) {
                    edges.append(ring).append(i).append(' ');
                    edges.append(ring).append((i + step) % 12).append('\n');
                }
            }
        }
        return edges.toString();
    }

    private static Node2Vec.Builder learner() {
        return Node2Vec.builder().dimension(16).window(4).seed(3).threads(1).epochs(3);
    }

    private static double inside(Embeddings nodes) {
        double same = 0;
        double other = 0;
        for (int i = 1; i < 12; i++) {
            same += nodes.similarity("a1", "a" + (i == 1 ? 11 : i));
            other += nodes.similarity("a1", "b" + i);
        }
        return (same - other) / 11;
    }

    @Test
    void nodesOfOneRingLieTogether() throws IOException {
        Embeddings nodes = learner().build().fit(GraphTest.graph(rings()));

        assertThat(nodes.size()).isEqualTo(24);
        assertThat(inside(nodes)).isGreaterThan(0.3);
        assertThat(nodes.vocabulary().key(0)).isIn("a0", "b0");
    }

    @Test
    void theSameSeedGivesTheSameRowsWithAnyNumberOfThreads() throws IOException {
        Graph graph = GraphTest.graph(rings());
        Embeddings one = learner().reproducible(true).build().fit(graph);
        Embeddings two = learner().reproducible(true).threads(2).build().fit(graph);

        for (String key : one.vocabulary().keys()) {
            assertThat(two.vector(key)).isEqualTo(one.vector(key));
        }
    }

    @Test
    void whatWasStoppedGoesOnAlongTheSameWalks() throws IOException {
        Graph graph = GraphTest.graph(rings());
        Node2Vec learner = learner().walks(new WalkOptions(200, 40, 1, 2, false, 0)).build();
        TrainingRun whole = learner.train(graph, Map.of(), ProgressListener.NONE);
        TrainingRun stopped = learner.train(graph, Map.of(), new Stop());

        assertThat(stopped.finished()).isFalse();
        TrainingRun resumed = Node2Vec.resume(stopped.model(), graph, 1, ProgressListener.NONE);

        assertThat(resumed.finished()).isTrue();
        assertThat(resumed.embeddings().vector("a3")).isEqualTo(whole.embeddings().vector("a3"));
        assertThatThrownBy(() ->
                        Node2Vec.resume(
                                stopped.model(),
                                GraphTest.graph("a0 z\n"),
                                1,
                                ProgressListener.NONE))
                .hasMessageContaining("another graph");
    }

    /// Asks to stop when it was asked so often that some of the walks have been learned from.
    private static final class Stop implements ProgressListener {
        private int asked;

        @Override
        public void update(Progress progress) {
            assertThat(progress.done()).isNotNegative();
        }

        @Override
        public boolean stopRequested() {
            return ++asked > 12;
        }
    }

    @Test
    void newNodesJoinAndOldOnesKeepTheirRows() throws IOException {
        TrainingRun run =
                learner().build().train(GraphTest.graph(rings()), Map.of(), ProgressListener.NONE);
        Model grown =
                learner()
                        .build()
                        .update(
                                run.model(),
                                GraphTest.graph("new a3\nnew a4\nnew a5\n"),
                                Map.of(),
                                ProgressListener.NONE)
                        .model();

        Embeddings nodes = grown.table("");
        assertThat(nodes.size()).isEqualTo(25);
        assertThat(nodes.vocabulary().id("new")).isEqualTo(24);
        assertThat(nodes.vocabulary().startsWith(run.embeddings().vocabulary())).isTrue();
        assertThat(nodes.similarity("new", "a4")).isGreaterThan(nodes.similarity("new", "b4"));
    }

    @Test
    void nodesThatNoWalkComesToHaveNoVector() throws IOException {
        Graph graph = Graph.builder().read(GraphTest.edges("a b\nb a\nc\n").adjacency(true));

        assertThat(learner().build().fit(graph).contains("c")).isFalse();
    }
}
