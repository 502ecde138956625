package dev.akin.evaluate;

import dev.akin.embeddings.AnalogyMethod;
import dev.akin.embeddings.Embeddings;
import dev.akin.evaluate.AnalogyTask.Outcome;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// Answers all questions of a task together.
///
/// The questions share few words, and the score of an answer x is made of its similarities to the three words of the
/// question: for 3CosAdd, x·(b − a + c) = x·b − x·a + x·c. So a block of candidates is multiplied once by all words that
/// occur, and every question then adds up three rows of that product, which is in cache. Immutable and thread-safe.
final class AnalogySolver {
    private static final int BLOCK = 128;

    private final AnalogyRows rows;
    private final boolean product;

    /// For each question that is asked: places of a, b and c among the words, and the class of the expected word.
    private final int[] a;

    private final int[] b;
    private final int[] c;

    /// For each candidate the least id of those that differ in letter case only.
    private final int[] folded;

    private AnalogySolver(AnalogyRows rows, boolean product, int[][] asked, int[] folded) {
        this.rows = rows;
        this.product = product;
        this.a = asked[0];
        this.b = asked[1];
        this.c = asked[2];
        this.folded = folded;
    }

    static Outcome[] solve(
            Embeddings embeddings,
            List<AnalogyQuestion> questions,
            int restrict,
            AnalogyMethod method) {
        int limit = Math.min(restrict, embeddings.size());
        Outcome[] outcomes = new Outcome[questions.size()];
        Arrays.fill(outcomes, Outcome.LEFT_OUT);
        int[][] ids = questions.stream().map(q -> ids(embeddings, q, limit)).toArray(int[][]::new);
        int[] asked = IntStream.range(0, ids.length).filter(q -> ids[q].length > 0).toArray();
        int[] words =
                Arrays.stream(asked)
                        .flatMap(q -> Arrays.stream(ids[q], 0, 3))
                        .distinct()
                        .sorted()
                        .toArray();
        int[][] places = new int[3][asked.length];
        for (int i = 0; i < asked.length; i++) {
            for (int w = 0; w < 3; w++) {
                places[w][i] = Arrays.binarySearch(words, ids[asked[i]][w]);
            }
        }
        int[] folded = folded(embeddings, limit);
        boolean product = method == AnalogyMethod.COS_MUL;
        AnalogyRows rows = new AnalogyRows(embeddings, words, limit, product);
        int[] answers = new AnalogySolver(rows, product, places, folded).answers();
        for (int i = 0; i < asked.length; i++) {
            int expected = folded[ids[asked[i]][3]];
            boolean right = answers[i] >= 0 && folded[answers[i]] == expected;
            outcomes[asked[i]] = right ? Outcome.RIGHT : Outcome.WRONG;
        }
        return outcomes;
    }

    /// The four words' ids, or nothing where one is not among the first `limit`.
    private static int[] ids(Embeddings embeddings, AnalogyQuestion question, int limit) {
        int[] ids = {
            embeddings.find(question.a()),
            embeddings.find(question.b()),
            embeddings.find(question.c()),
            embeddings.find(question.expected())
        };
        boolean known = Arrays.stream(ids).allMatch(id -> id >= 0 && id < limit);
        return known ? ids : new int[0];
    }

    private static int[] folded(Embeddings embeddings, int limit) {
        Map<String, Integer> first = new HashMap<>();
        int[] folded = new int[limit];
        for (int id = 0; id < limit; id++) {
            String key = embeddings.vocabulary().key(id).toUpperCase(Locale.ROOT);
            folded[id] = first.merge(key, id, Math::min);
        }
        return folded;
    }

    private int[] answers() {
        return IntStream.range(0, Math.ceilDiv(rows.limit(), BLOCK))
                .parallel()
                .collect(Best::new, (best, block) -> best.scan(block * BLOCK), Best::merge)
                .answers;
    }

    private boolean isOfQuestion(int question, int candidate) {
        int[] words = rows.words();
        int fold = folded[candidate];
        return fold == folded[words[a[question]]]
                || fold == folded[words[b[question]]]
                || fold == folded[words[c[question]]];
    }

    /// The best answers within the blocks scanned so far, which rise.
    private final class Best {
        private final int[] answers = new int[a.length];
        private final float[] scores = new float[a.length];

        Best() {
            Arrays.fill(answers, -1);
            Arrays.fill(scores, Float.NEGATIVE_INFINITY);
        }

        void scan(int first) {
            int count = Math.min(BLOCK, rows.limit() - first);
            float[] bias = new float[count];
            float[] similarities = rows.similarities(first, count, bias);
            for (int q = 0; q < answers.length; q++) {
                if (product) {
                    multiply(q, first, count, similarities);
                } else {
                    add(q, first, bias, similarities);
                }
            }
        }

        private void add(int q, int first, float[] bias, float[] similarities) {
            int count = bias.length;
            int fromA = a[q] * count;
            int fromB = b[q] * count;
            int fromC = c[q] * count;
            float best = scores[q];
            for (int i = 0; i < count; i++) {
                float score =
                        similarities[fromB + i]
                                - similarities[fromA + i]
                                + similarities[fromC + i]
                                - bias[i];
                if (score > best && !isOfQuestion(q, first + i)) {
                    best = score;
                    answers[q] = first + i;
                }
            }
            scores[q] = best;
        }

        /// 3CosMul; a product is compared instead of a quotient, and divided only when it wins.
        private void multiply(int q, int first, int count, float[] similarities) {
            int fromA = a[q] * count;
            int fromB = b[q] * count;
            int fromC = c[q] * count;
            float best = scores[q];
            for (int i = 0; i < count; i++) {
                float above = (1 + similarities[fromB + i]) * (1 + similarities[fromC + i]) / 4;
                float below = (1 + similarities[fromA + i]) / 2 + 1e-6f;
                if (above > best * below && !isOfQuestion(q, first + i)) {
                    best = above / below;
                    answers[q] = first + i;
                }
            }
            scores[q] = best;
        }

        void merge(Best later) {
            for (int q = 0; q < answers.length; q++) {
                if (later.scores[q] > scores[q]) {
                    scores[q] = later.scores[q];
                    answers[q] = later.answers[q];
                }
            }
        }
    }
}
