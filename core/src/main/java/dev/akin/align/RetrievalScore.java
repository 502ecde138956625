package dev.akin.align;

import java.util.Arrays;

/// Where the right one stands among those that are found: of each question, how many come before it.
///
/// @param places from 0
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RetrievalScore(int[] places) {
    static final RetrievalScore NONE = new RetrievalScore(new int[0]);

    /// From vectors of questions and of what may be found.
    ///
    /// @param questions [questions][dimension], each at length 1
    /// @param others [others][dimension], of any length
    /// @param right of each question, which of the others it asks for
    /// @throws IllegalArgumentException if there are not as many questions as right ones
    public static RetrievalScore of(float[][] questions, float[][] others, int[] right) {
        if (questions.length != right.length) {
            throw new IllegalArgumentException(
                    questions.length + " questions, and " + right.length + " answers");
        }
        Products products = new Products(1);
        float[] columns = Products.transposed(UnitRows.of(others), others.length);
        float[] cosines =
                products.of(UnitRows.of(questions), questions.length, columns, others.length);
        return of(cosines, others.length, right);
    }

    /// @param cosines questions × width
    static RetrievalScore of(float[] cosines, int width, int[] right) {
        int[] places = new int[right.length];
        for (int q = 0; q < places.length; q++) {
            float wanted = cosines[q * width + right[q]];
            for (int i = 0; i < width; i++) {
                places[q] += cosines[q * width + i] > wanted ? 1 : 0;
            }
        }
        return new RetrievalScore(places);
    }

    /// The mean of 1 / (1 + place), in [0, 1]; 0 where there are no questions.
    public double mrr() {
        return Arrays.stream(places).mapToDouble(place -> 1.0 / (1 + place)).average().orElse(0);
    }

    /// The share of questions whose answer is among the first k.
    public double recall(int k) {
        return (double) found(k) / Math.max(1, places.length);
    }

    /// How many questions have their answer among the first k.
    public int found(int k) {
        return (int) Arrays.stream(places).filter(place -> place < k).count();
    }
}
