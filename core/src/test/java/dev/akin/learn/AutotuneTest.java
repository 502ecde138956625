package dev.akin.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.TextClassifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class AutotuneTest {
    private static final Autotune.TrialListener UNHEARD = (trial, best) -> {};

    /// Lines of a label and eight words, two of which tell the label.
    private static List<String> lines(int count) {
        SplittableRandom random = new SplittableRandom(2);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int label = random.nextInt(3);
            StringBuilder line = new StringBuilder("__label__l").append(label);
            for (int word = 0; word < 6; word++) {
                line.append(" w").append(random.nextInt(50));
            }
            line.append(" t").append(label).append(random.nextInt(4));
            lines.add(line.append(" t").append(label).append(random.nextInt(4)).toString());
        }
        return lines;
    }

    private static Autotune.Builder search() {
        return Autotune.builder()
                .time(Duration.ofMinutes(5))
                .trials(8)
                .seed(3)
                .learner(() -> FastTextSupervised.builder().threads(1))
                .start(new Autotune.Trial(1, 0.01, 10, 1, 0, 0, 10_000, 0, Duration.ZERO));
    }

    @Test
    void findsOptionsThatDoBetterThanTheFirst() throws IOException {
        List<Boolean> best = new ArrayList<>();
        Autotune.Result result =
                search().build()
                        .run(
                                lines(400),
                                List.of(),
                                (trial, isBest) -> best.add(isBest),
                                ProgressListener.NONE);

        assertThat(result.trials()).hasSize(8);
        assertThat(best).hasSize(8).startsWith(true);
        assertThat(result.best().score())
                .isGreaterThan(result.trials().getFirst().score())
                .isGreaterThan(0.9);
        TextClassifier classifier = TextClassifier.of(Path.of("model"), result.model());
        assertThat(classifier.predict("w1 t20 t21", 1).getFirst().name()).isEqualTo("__label__l2");
    }

    @Test
    void theSameSeedTriesTheSame() {
        Autotune search = search().trials(4).build();

        assertThat(search.run(lines(100), List.of(), UNHEARD, ProgressListener.NONE).trials())
                .extracting(Autotune.Trial::toString)
                .isEqualTo(
                        search
                                .run(lines(100), List.of(), UNHEARD, ProgressListener.NONE)
                                .trials()
                                .stream()
                                .map(Autotune.Trial::toString)
                                .toList());
    }

    @Test
    void whatIsHeldStays() {
        Autotune.Result result =
                search().held(EnumSet.allOf(Autotune.Option.class))
                        .trials(5)
                        .build()
                        .run(lines(100), lines(50), UNHEARD, ProgressListener.NONE);

        assertThat(result.trials())
                .allMatch(trial -> trial.epochs() == 1 && trial.dimension() == 10);
    }

    @Test
    void stoppedBeforeTheFirstTrialEndsThereIsNothing() {
        ProgressListener stop =
                new ProgressListener() {
                    @Override
                    public void update(Progress progress) {
                        assertThat(progress.total()).isEqualTo(300);
                    }

                    @Override
                    public boolean stopRequested() {
                        return true;
                    }
                };
        assertThatThrownBy(() -> search().build().run(lines(50), List.of(), UNHEARD, stop))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void whatCannotBeMadeSmallEnoughIsSaid() {
        Autotune search =
                search().finish(
                                model -> {
                                    throw new IllegalArgumentException(
                                            "takes 9 bytes at the least");
                                })
                        .trials(2)
                        .build();

        assertThatThrownBy(() -> search.run(lines(50), List.of(), UNHEARD, ProgressListener.NONE))
                .hasMessage("takes 9 bytes at the least");
    }

    @Test
    void metricsAreThoseOfFastText() throws IOException {
        List<String> lines = lines(300);
        TextClassifier classifier =
                TextClassifier.of(
                        Path.of("model"),
                        FastTextSupervised.builder()
                                .threads(1)
                                .epochs(20)
                                .learningRate(0.5)
                                .build()
                                .fit(lines, ProgressListener.NONE));
        List<String> held = lines.subList(0, 60);
        int right = 0;
        for (String line : held) {
            right +=
                    classifier.predict(line, 1).getFirst().name().equals(line.split(" ", -1)[0])
                            ? 1
                            : 0;
        }

        // One label each: precision, recall and F1 are the same.
        assertThat(LabelMeasure.of("f1", held, "__label__").score(classifier))
                .isCloseTo(right / 60.0, within(1e-9));
        assertThat(LabelMeasure.of("f1:l1", held, "__label__").score(classifier))
                .isBetween(0.9, 1.0);
        assertThat(LabelMeasure.of("precisionAtRecall:30", held, "__label__").score(classifier))
                .isEqualTo(1);
        assertThat(LabelMeasure.of("recallAtPrecision:90:l0", held, "__label__").score(classifier))
                .isBetween(0.9, 1.0);
        assertThatThrownBy(() -> Autotune.builder().metric("accuracy"))
                .hasMessageContaining("no metric \"accuracy\"");
        assertThatThrownBy(() -> LabelMeasure.of("f1:none", held, "__label__"))
                .hasMessageContaining("the label __label__none");
        assertThatThrownBy(() ->
                        LabelMeasure.of("f1", List.of("__label__other x"), "__label__")
                                .score(classifier))
                .hasMessageContaining("no label of the lines");
    }
}
