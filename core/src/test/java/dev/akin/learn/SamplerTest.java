package dev.akin.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.akin.vocabulary.Vocabulary;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplerTest {
    private static final int DRAWS = 2_000_000;
    private static final Vocabulary WORDS =
            Vocabulary.of(
                    List.of("the", "of", "king", "queen", "rare"),
                    new long[] {6000, 3000, 800, 190, 10});

    @Test
    void negativesComeInProportionToCountsToThePowerThreeQuarters() {
        NegativeSampler sampler = new NegativeSampler(WORDS, 0.75);
        FastRandom random = new FastRandom(7, 0);
        int[] drawn = new int[WORDS.size()];
        DrawnWords words = new DrawnWords(sampler);
        for (int i = 0; i < DRAWS; i++) {
            drawn[words.next(random)]++;
        }
        double sum = 0;
        for (int id = 0; id < drawn.length; id++) {
            sum += Math.pow((double) WORDS.count(id), 0.75);
        }
        for (int id = 0; id < drawn.length; id++) {
            double expected = Math.pow((double) WORDS.count(id), 0.75) / sum;
            double deviation = Math.sqrt(expected * (1 - expected) / DRAWS);
            assertThat((double) drawn[id] / DRAWS).isEqualTo(expected, within(5 * deviation));
        }
    }

    @Test
    void frequentWordsAreDroppedByTheRule() {
        Subsampler sampler = new Subsampler(WORDS, 0.01);
        FastRandom random = new FastRandom(7, 1);
        for (int id = 0; id < WORDS.size(); id++) {
            int kept = 0;
            for (int i = 0; i < DRAWS; i++) {
                kept += sampler.keep(id, random);
            }
            double f = WORDS.count(id) / 10_000.0;
            double expected = Math.min(1, Math.sqrt(0.01 / f) + 0.01 / f);
            assertThat((double) kept / DRAWS).isEqualTo(expected, within(0.002));
        }
    }

    @Test
    void rateZeroKeepsAll() {
        Subsampler sampler = new Subsampler(WORDS, 0);
        FastRandom random = new FastRandom(7, 2);
        for (int i = 0; i < 10_000; i++) {
            assertThat(sampler.keep(0, random)).isEqualTo(1);
        }
    }

    @Test
    void randomNumbersAreEvenAndStreamsDiffer() {
        FastRandom random = new FastRandom(1, 1);
        int[] buckets = new int[10];
        for (int i = 0; i < DRAWS; i++) {
            buckets[random.below(10)]++;
        }
        for (int n : buckets) {
            assertThat(n).isBetween(DRAWS / 10 - 3000, DRAWS / 10 + 3000);
        }
        assertThat(new FastRandom(1, 1).next32()).isNotEqualTo(new FastRandom(1, 2).next32());
        assertThat(new FastRandom(0, 0).unit()).isBetween(0f, 1f);
    }
}
