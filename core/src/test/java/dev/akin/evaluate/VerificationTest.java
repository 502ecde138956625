package dev.akin.evaluate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {
    private static final double[] SCORES = {0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2};
    private static final boolean[] SAME = {true, true, false, true, false, true, false, false};

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void acceptsNoMoreDifferentPairsThanAsked() {
        Verification verification = Verification.of(SCORES, SAME);

        VerificationThreshold none = verification.atFalseAccepts(0);
        VerificationThreshold quarter = verification.atFalseAccepts(0.25);

        assertThat(none.value()).isEqualTo(0.8);
        assertThat(none.falseAccepts()).isEqualTo(new ErrorRate(0, 4));
        assertThat(none.falseRejects()).isEqualTo(new ErrorRate(2, 4));
        assertThat(quarter.value()).isEqualTo(0.6);
        assertThat(quarter.falseAccepts()).isEqualTo(new ErrorRate(1, 4));
        assertThat(quarter.accepts(0.6)).isTrue();
        assertThat(quarter.accepts(0.59)).isFalse();
        assertThat(verification.atFalseAccepts(1).value()).isEqualTo(0.2);
    }

    @Test
    void findsWhereBothErrorsAreEqual() {
        Verification verification = Verification.of(SCORES, SAME);

        assertThat(verification.equalErrorRate().value()).isCloseTo(0.25, within(1e-12));
        assertThat(verification.atEqualErrors().value()).isEqualTo(0.6);
        assertThat(verification.auc().value()).isCloseTo(13.0 / 16, within(1e-12));
    }

    @Test
    void drawsEachThresholdOnce() {
        double[][] curve =
                Verification.of(
                                new double[] {1, 0.5, 0.5, 0},
                                new boolean[] {true, true, false, false})
                        .curve();

        assertThat(curve[0]).containsExactly(0, 0, 0.5, 1);
        assertThat(curve[1]).containsExactly(0, 0.5, 1, 1);
    }

    @Test
    void ratesAreThoseOfCountingAtAnyThreshold() {
        SplittableRandom random = new SplittableRandom(3);
        int count = 400;
        double[] scores = new double[count];
        boolean[] same = new boolean[count];
        for (int i = 0; i < count; i++) {
            same[i] = random.nextInt(3) == 0;
            scores[i] = Math.rint(20 * (random.nextDouble() + (same[i] ? 0.3 : 0))) / 20;
        }
        Verification verification = Verification.of(scores, same);

        for (double share : new double[] {0, 0.01, 0.1, 0.3, 0.7}) {
            VerificationThreshold found = verification.atFalseAccepts(share);
            assertThat(requireNonNull(found.falseAccepts()).wrong())
                    .isEqualTo(accepted(scores, same, found.value(), false));
            assertThat(requireNonNull(found.falseRejects()).wrong())
                    .isEqualTo(verification.same() - accepted(scores, same, found.value(), true));
            assertThat(requireNonNull(found.falseAccepts()).value()).isLessThanOrEqualTo(share);
            double next =
                    IntStream.range(0, count)
                            .mapToDouble(i -> scores[i])
                            .filter(score -> score < found.value())
                            .max()
                            .orElseThrow();
            assertThat((double) accepted(scores, same, next, false))
                    .isGreaterThan(share * (count - verification.same()));
            assertThat(verification.at(found.value())).isEqualTo(found);
        }
        assertThat(verification.equalErrorRate().interval().low())
                .isLessThan(verification.equalErrorRate().value());
    }

    private static long accepted(double[] scores, boolean[] same, double from, boolean wanted) {
        return IntStream.range(0, scores.length)
                .filter(i -> same[i] == wanted && scores[i] >= from)
                .count();
    }

    @Test
    void chanceHasAnEqualErrorRateOfHalf() {
        boolean[] same = {true, false, true, false};

        Verification verification = Verification.of(new double[4], same);

        assertThat(verification.equalErrorRate().value()).isCloseTo(0.5, within(1e-12));
        assertThat(verification.atFalseAccepts(0.1).value()).isGreaterThan(0);
    }

    @Test
    void anErrorRateOfNothingIsStillUncertain() {
        Interval interval = new ErrorRate(0, 100).interval();

        assertThat(interval.low()).isZero();
        assertThat(interval.high()).isCloseTo(0.0370, within(1e-4));
        assertThat(new ErrorRate(50, 100).interval().low()).isCloseTo(0.4038, within(1e-4));
    }

    @Test
    void writesAndReadsAThreshold() {
        VerificationThreshold threshold =
                Verification.of(SCORES, SAME).atFalseAccepts(0.25).of("abc");

        assertThat(VerificationThreshold.ofJson(threshold.toJson().toString()))
                .isEqualTo(threshold);
        assertThatThrownBy(() -> VerificationThreshold.ofJson("{\"akin.threshold\":0.5}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("falseAccepts");
        assertThatThrownBy(() -> VerificationThreshold.ofJson("[]"))
                .hasMessageContaining("akin.threshold");
        assertThatThrownBy(() -> VerificationThreshold.ofJson("{"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no JSON");
    }

    @Test
    void refusesWhatSaysNothing() {
        assertThatThrownBy(() -> Verification.of(new double[2], new boolean[2]))
                .hasMessageContaining("0 pairs of the same thing and 2 of different ones");
        assertThatThrownBy(() -> Verification.of(new double[2], new boolean[3]))
                .hasMessageContaining("2 similarities for 3 pairs");
        assertThatThrownBy(() ->
                        Verification.of(new double[] {Double.NaN, 1}, new boolean[] {true, false}))
                .hasMessageContaining("pair 0 is NaN");
        assertThatThrownBy(() -> Verification.of(SCORES, SAME).atFalseAccepts(1.5))
                .hasMessageContaining("1.5");
    }

    @Test
    void readsLabelledPairs() throws IOException {
        Path file = Files.writeString(folder.resolve("pairs.tsv"), "a b\tc\t1\n\nd\te\t0\n");

        assertThat(LabelledPair.read(file))
                .containsExactly(
                        new LabelledPair("a b", "c", true), new LabelledPair("d", "e", false));

        Files.writeString(file, "a\tb\t1\nc\td\n");
        assertThatThrownBy(() -> LabelledPair.read(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("2");
    }
}
