package dev.akin.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.MalformedFileException;
import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.format.VectorFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BridgeTest {
    private static final int INPUTS = 12;
    private static final int OUTPUTS = 9;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static float[][] drawn(int count, int dimension, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] vectors = new float[count][dimension];
        for (float[] vector : vectors) {
            for (int d = 0; d < dimension; d++) {
                vector[d] = (float) random.nextGaussian();
            }
        }
        return vectors;
    }

    /// A fixed map of each, with a bend in it.
    private static float[][] mapped(float[][] from) {
        float[][] weights = drawn(OUTPUTS, INPUTS, 99);
        float[][] to = new float[from.length][OUTPUTS];
        for (int i = 0; i < from.length; i++) {
            for (int o = 0; o < OUTPUTS; o++) {
                double sum = 0;
                for (int d = 0; d < INPUTS; d++) {
                    sum += (double) weights[o][d] * from[i][d];
                }
                to[i][o] = (float) Math.tanh(sum / 3);
            }
        }
        return to;
    }

    private static RetrievalScore score(Bridge bridge, float[][] from, float[][] to) {
        return RetrievalScore.of(bridge.apply(from), to, IntStream.range(0, from.length).toArray());
    }

    private static BridgeTraining.Builder quick() {
        return BridgeTraining.builder().learningRate(0.01).dropout(0.1).epochs(60).batch(64);
    }

    @Test
    void findsItsWayBetweenSpaces() {
        float[][] from = drawn(500, INPUTS, 1);
        float[][] held = drawn(100, INPUTS, 2);

        Bridge line = quick().build().fit(from, mapped(from), ProgressListener.NONE);
        Bridge bent = quick().hidden(64).build().fit(from, mapped(from), ProgressListener.NONE);

        assertThat(score(line, held, mapped(held)).recall(1)).isGreaterThan(0.8);
        assertThat(score(bent, held, mapped(held)).recall(1)).isGreaterThan(0.6);
        assertThat(line.hidden()).isZero();
        assertThat(bent.hidden()).isEqualTo(64);
        assertThat(bent.metadata().get("akin.training")).contains("recall@10");
    }

    @Test
    void theSameSeedGivesTheSameNumbersWithAnyNumberOfThreads() {
        float[][] from = drawn(200, INPUTS, 1);
        BridgeTraining.Builder options = quick().hidden(16).epochs(5).learnedTemperature(true);

        Bridge one = options.threads(1).build().fit(from, mapped(from), ProgressListener.NONE);
        Bridge two = options.threads(2).build().fit(from, mapped(from), ProgressListener.NONE);
        Bridge other = options.seed(2).build().fit(from, mapped(from), ProgressListener.NONE);

        assertThat(two.fingerprint()).isEqualTo(one.fingerprint());
        assertThat(two.metadata()).isEqualTo(one.metadata());
        assertThat(other.fingerprint()).isNotEqualTo(one.fingerprint());
    }

    @Test
    void givesUnitVectorsThatDoNotDependOnOthers() {
        float[][] from = drawn(40, INPUTS, 1);
        Bridge bridge = quick().epochs(3).build().fit(from, mapped(from), ProgressListener.NONE);

        float[][] all = bridge.apply(from);

        for (int i = 0; i < from.length; i++) {
            assertThat(bridge.apply(new float[][] {from[i]})[0]).containsExactly(all[i]);
            double squares = 0;
            for (float number : all[i]) {
                squares += (double) number * number;
            }
            assertThat(squares).isCloseTo(1, within(1e-5));
        }
        assertThat(bridge.apply(new float[0][])).isEmpty();
        assertThatThrownBy(() -> bridge.apply(new float[1][3]))
                .hasMessageContaining("3 dimensions, for a bridge from 12");
    }

    @Test
    void theSlopesAreThoseOfSmallSteps() {
        float[][] from = drawn(6, 4, 1);
        float[][] to = drawn(6, 3, 2);
        to[4] = to[1].clone();
        BridgePairs pairs = BridgePairs.of(from, to);
        int[] batch = {0, 1, 2, 3, 4, 5};
        float[] cosines = new float[36];
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 36; i++) {
            cosines[i] = (float) random.nextDouble(-1, 1);
        }

        BatchLoss loss = BatchLoss.of(cosines, pairs, batch, 4);

        float step = 1e-2f;
        for (int i = 0; i < 36; i++) {
            float[] more = cosines.clone();
            more[i] += step;
            float[] less = cosines.clone();
            less[i] -= step;
            double slope =
                    (BatchLoss.of(more, pairs, batch, 4).loss()
                                    - BatchLoss.of(less, pairs, batch, 4).loss())
                            / (2.0 * step);
            assertThat((double) loss.slopes()[i]).isCloseTo(slope, within(2e-4));
        }
        double bySteps =
                (BatchLoss.of(cosines, pairs, batch, (float) (4 * Math.exp(0.01))).loss()
                                - BatchLoss.of(cosines, pairs, batch, (float) (4 * Math.exp(-0.01)))
                                        .loss())
                        / 0.02;
        assertThat(loss.scaleSlope()).isCloseTo(bySteps, within(1e-4));
        // Both have the same target: neither speaks against the other.
        assertThat(loss.slopes()[1 * 6 + 4]).isZero();
    }

    @Test
    void isSavedAndRead() throws IOException {
        float[][] from = drawn(40, INPUTS, 1);
        Bridge bridge =
                quick().epochs(2)
                        .hidden(5)
                        .build()
                        .fit(from, mapped(from), ProgressListener.NONE)
                        .between(new Bridge.Side("minilm", "ab"), new Bridge.Side("pixels", "cd"));
        Path file = folder.resolve("b.akin");

        bridge.save(file, ProgressListener.NONE);
        Bridge read = Bridge.load(file);

        assertThat(read.apply(from)).isDeepEqualTo(bridge.apply(from));
        assertThat(read.fingerprint()).isEqualTo(bridge.fingerprint());
        assertThat(read.from()).isEqualTo(new Bridge.Side("minilm", "ab"));
        assertThat(read.to().fingerprint()).isEqualTo("cd");
        assertThat(VectorFiles.read(file).metadata()).containsEntry("akin.kind", "bridge");
    }

    @Test
    void whatIsNoBridgeIsRefused() throws IOException {
        Path file = folder.resolve("b.akin");
        float[][] from = drawn(20, INPUTS, 1);
        quick().epochs(1)
                .build()
                .fit(from, mapped(from), ProgressListener.NONE)
                .save(file, ProgressListener.NONE);
        var contents = VectorFiles.read(file);

        assertThatThrownBy(() -> Bridge.of(file, contents.withExtras(java.util.Map.of())))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("network/0.weight");
        assertThatThrownBy(() -> Bridge.of(file, contents.withMetadata(java.util.Map.of())))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("train --model bridge");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 300));
        assertThatThrownBy(() -> Bridge.load(file)).isInstanceOf(MalformedFileException.class);
    }

    @Test
    void refusesPairsThatAreNone() {
        BridgeTraining training = quick().build();

        assertThatThrownBy(
                        () -> training.fit(new float[3][2], new float[2][2], ProgressListener.NONE))
                .hasMessageContaining("3 and 2");
        float[][] bad = {{1, Float.NaN}, {1, 2}};
        assertThatThrownBy(() -> training.fit(bad, bad, ProgressListener.NONE))
                .hasMessageContaining("vector 0 holds what is not finite");
        assertThatThrownBy(() ->
                        training.fit(
                                new float[][] {{1}, {1, 2}},
                                new float[2][2],
                                ProgressListener.NONE))
                .hasMessageContaining("vector 1 has 2 dimensions");
        assertThatThrownBy(() -> BridgeTraining.builder().temperature(0))
                .hasMessageContaining("temperature");
    }

    @Test
    void stopsWhenAsked() {
        float[][] from = drawn(20, INPUTS, 1);
        ProgressListener stop =
                new ProgressListener() {
                    @Override
                    public void update(Progress progress) {}

                    @Override
                    public boolean stopRequested() {
                        return true;
                    }
                };

        assertThatThrownBy(() -> quick().build().fit(from, mapped(from), stop))
                .isInstanceOf(CancellationException.class);
    }
}
