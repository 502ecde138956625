package dev.akin.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.MalformedFileException;
import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Similarity;
import dev.akin.embeddings.TextEncoder;
import dev.akin.vocabulary.SubwordTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StsTaskTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// A text is a number of degrees.
    private record Compass(int turn) implements TextEncoder {
        @Override
        public float[][] encode(List<String> texts, Purpose purpose) {
            return texts.stream()
                    .map(text -> Math.toRadians(Double.parseDouble(text) * turn))
                    .map(angle -> new float[] {(float) Math.cos(angle), (float) Math.sin(angle)})
                    .toArray(float[][]::new);
        }

        @Override
        public float[][] encodeTokens(List<int[]> texts) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SubwordTokenizer tokenizer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int maxTokens() {
            return Integer.MAX_VALUE;
        }

        @Override
        public String name() {
            return "compass";
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public Similarity similarity() {
            return Similarity.COSINE;
        }

        @Override
        public String fingerprint() {
            return "compass";
        }

        @Override
        public void close() {}
    }

    private StsTask task(String text) throws IOException {
        return StsTask.read(Files.writeString(folder.resolve("sts.tsv"), text));
    }

    @Test
    void theOrderOfAnglesIsThatOfScores() throws IOException {
        StsTask task = task("0\t10\t5\n0\t30\t3.5\n0\t20\t4.0\n0\t165\t0\n0\t80\t1\n");
        List<Progress> heard = new ArrayList<>();
        SimilarityResult result = task.evaluate(new Compass(1), heard::add);
        assertThat(result.task()).isEqualTo("sts");
        assertThat(result.spearman()).isCloseTo(1, within(1e-12));
        assertThat(result.n()).isEqualTo(5);
        assertThat(result.interval().high()).isCloseTo(1, within(1e-9));
        assertThat(heard.getLast().done()).isEqualTo(6);
        // Turned twice as far, 165 is nearer than 20: ranks 5, 2, 3, 4, 1 beside 5, 3, 4, 1, 2.
        double turned = task.evaluate(new Compass(2), ProgressListener.NONE).spearman();
        assertThat(turned).isCloseTo(0.4, within(1e-12));
        PairedDifference difference =
                task.compare(new Compass(1), new Compass(2), ProgressListener.NONE);
        assertThat(difference.difference()).isCloseTo(1 - turned, within(1e-12));
    }

    @Test
    void layouts() throws IOException {
        String official = "main-news\tMSRpar\t2012\t0001\t4.5\t\"One\" text.\tAnother.\n";
        assertThat(task(official).pairs())
                .containsExactly(new TextPair("\"One\" text.", "Another.", 4.5));
        assertThat(task("score\ta\tb\n3\tone\ttwo\n").pairs())
                .containsExactly(new TextPair("one", "two", 3));
        assertThat(task("one\ttwo\t2.5\r\n\none\tdrei\t1\n").pairs()).hasSize(2);
    }

    @Test
    void saysWhichLineIsNone() {
        assertThatThrownBy(() -> task("a\tb\t1\na\tb\n"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("line 2: it has no two texts and a score");
        assertThatThrownBy(() -> task("a\tb\n"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("there are no pairs of texts");
    }
}
