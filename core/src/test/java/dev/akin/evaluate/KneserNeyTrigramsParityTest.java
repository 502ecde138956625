package dev.akin.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Against the paper's formulas over maps of lists, from the whole text each time.
class KneserNeyTrigramsParityTest {
    private static final int WORDS = 30;
    private static final List<List<String>> TEXT = text(2000, 1);
    private static final KneserNeyTrigrams MODEL = KneserNeyTrigrams.fit(TEXT, 2);

    /// Words follow words as by a rule most of the time, so that all counts of counts exist.
    private static List<List<String>> text(int sentences, long seed) {
        Random random = new Random(seed);
        List<List<String>> text = new ArrayList<>();
        for (int s = 0; s < sentences; s++) {
            List<String> words = new ArrayList<>();
            int word = random.nextInt(WORDS);
            for (int length = random.nextInt(9); length > 0; length--) {
                words.add(random.nextInt(100) == 0 ? "once" + s : "слово" + word);
                int skewed = (int) Math.pow(WORDS, random.nextDouble());
                word = (skewed * (random.nextInt(4) + 1) + word) % WORDS;
            }
            text.add(words);
        }
        return text;
    }

    /// Counts of n-grams of one length, as the paper counts them.
    private static Map<List<String>, Integer> counts(int length) {
        Set<String> known = new HashSet<>();
        Map<String, Integer> words = new HashMap<>();
        TEXT.forEach(s -> s.forEach(w -> words.merge(w, 1, Integer::sum)));
        words.forEach((word, count) -> {
            if (count >= 2) {
                known.add(word);
            }
        });
        Map<List<String>, Integer> came = new HashMap<>();
        Map<List<String>, Set<String>> before = new HashMap<>();
        for (List<String> sentence : TEXT) {
            List<String> padded = new ArrayList<>(List.of("<s>"));
            sentence.forEach(word -> padded.add(known.contains(word) ? word : "<unk>"));
            padded.add("</s>");
            for (int i = 0; i + length <= padded.size(); i++) {
                List<String> gram = List.copyOf(padded.subList(i, i + length));
                if (length == 3 || gram.getFirst().equals("<s>")) {
                    came.merge(gram, 1, Integer::sum);
                } else {
                    before.computeIfAbsent(gram, g -> new HashSet<>()).add(padded.get(i - 1));
                }
            }
        }
        before.forEach((gram, lefts) -> came.put(gram, lefts.size()));
        came.remove(List.of("<s>"));
        return came;
    }

    private static final List<Map<List<String>, Integer>> COUNTS =
            List.of(counts(1), counts(2), counts(3));

    private static double discount(Map<List<String>, Integer> counts, int count) {
        double[] n = new double[5];
        for (int i = 1; i < 5; i++) {
            int times = i;
            n[i] = counts.values().stream().filter(c -> c == times).count();
        }
        double y = n[1] / (n[1] + 2 * n[2]);
        double[] discounts = new double[4];
        for (int j = 1; j < 4; j++) {
            discounts[j] = j - (j + 1) * y * n[j + 1] / n[j];
            if (!(discounts[j] > 0 && discounts[j] < j)) {
                return Math.min(count, 3) * 0.5;
            }
        }
        return discounts[Math.min(count, 3)];
    }

    @Test
    void theTextHasDiscountsOfItsOwn() {
        assertThat(discount(COUNTS.get(1), 1)).isNotEqualTo(0.5);
        assertThat(discount(COUNTS.get(2), 1)).isNotEqualTo(0.5);
    }

    private static double slow(List<String> gram) {
        if (gram.isEmpty()) {
            return 1.0 / MODEL.size();
        }
        Map<List<String>, Integer> counts = COUNTS.get(gram.size() - 1);
        double total = 0;
        double taken = 0;
        for (Map.Entry<List<String>, Integer> entry : counts.entrySet()) {
            if (entry.getKey()
                    .subList(0, gram.size() - 1)
                    .equals(gram.subList(0, gram.size() - 1))) {
                total += entry.getValue();
                taken += discount(counts, entry.getValue());
            }
        }
        double shorter = slow(gram.subList(1, gram.size()));
        Integer count = counts.get(gram);
        double own = count == null ? 0 : count - discount(counts, count);
        return total == 0 ? shorter : (own + taken * shorter) / total;
    }

    @Test
    void probabilitiesAreThePapers() {
        Random random = new Random(2);
        for (int round = 0; round < 40; round++) {
            String first = "слово" + random.nextInt(WORDS);
            String second = "слово" + random.nextInt(WORDS);
            String third = round % 8 == 0 ? "</s>" : "слово" + random.nextInt(WORDS);
            assertThat(MODEL.probability(List.of("x", first, second), third))
                    .isCloseTo(slow(List.of(first, second, third)), within(1e-12));
            assertThat(MODEL.probability(List.of(second), third))
                    .isCloseTo(slow(List.of("<s>", second, third)), within(1e-12));
            assertThat(MODEL.probability(List.of(), third))
                    .isCloseTo(slow(List.of("<s>", third)), within(1e-12));
            assertThat(MODEL.probability(List.of(first, "unheard"), third))
                    .isCloseTo(slow(List.of(first, "<unk>", third)), within(1e-12));
        }
    }

    @Test
    void probabilitiesSumToOne() {
        List<String> all = new ArrayList<>(List.of("<unk>", "</s>"));
        for (int i = 0; i < WORDS; i++) {
            all.add("слово" + i);
        }
        assertThat(MODEL.size()).isEqualTo(all.size());
        for (List<String> before :
                List.of(
                        List.<String>of(),
                        List.of("слово3"),
                        List.of("слово0", "слово1"),
                        List.of("unheard", "слово29"),
                        List.of("unheard", "unheard"))) {
            double sum = all.stream().mapToDouble(word -> MODEL.probability(before, word)).sum();
            assertThat(sum).as(before.toString()).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void itPredictsTextOfItsKindBetterThanChance() {
        double perplexity = MODEL.perplexity(text(300, 3)).value();
        assertThat(perplexity).isBetween(2.0, WORDS * 0.9);
    }
}
