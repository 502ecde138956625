package dev.akin.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;

/// How often each label was given, held and both, in each test item; summed over any draw of the items.
///
/// What is drawn again is an item: a text, or a sentence with all of its words.
final class LabelCounts {
    static final int CORRECT = 0;
    static final int GIVEN = 1;
    static final int HELD = 2;

    private final List<String> labels;

    /// Which cell of the sums goes up by one, item by item: `3 · label + kind`.
    private final int[] cells;

    /// Where each item's cells begin; one more than there are items.
    private final int[] starts;

    private LabelCounts(List<String> labels, int[] cells, int[] starts) {
        this.labels = labels;
        this.cells = cells;
        this.starts = starts;
    }

    List<String> labels() {
        return labels;
    }

    int items() {
        return starts.length - 1;
    }

    /// The sums of correct, given and held for each label.
    long[] sums(int[] times) {
        long[] sums = new long[3 * labels.size()];
        for (int item = 0; item < times.length; item++) {
            if (times[item] > 0) {
                for (int c = starts[item]; c < starts[item + 1]; c++) {
                    sums[cells[c]] += times[item];
                }
            }
        }
        return sums;
    }

    /// 2 · correct / (given + held): the harmonic mean of precision and recall; 0 where nothing was correct.
    static double f1(long[] sums, int label) {
        long both = sums[3 * label + GIVEN] + sums[3 * label + HELD];
        return both == 0 ? 0 : 2.0 * sums[3 * label + CORRECT] / both;
    }

    static double precision(long[] sums, int label) {
        return share(sums[3 * label + CORRECT], sums[3 * label + GIVEN]);
    }

    static double recall(long[] sums, int label) {
        return share(sums[3 * label + CORRECT], sums[3 * label + HELD]);
    }

    /// The sums over all labels, as if they were one.
    static long[] total(long[] sums) {
        long[] total = new long[3];
        for (int i = 0; i < sums.length; i++) {
            total[i % 3] += sums[i];
        }
        return total;
    }

    private static double share(long part, long all) {
        return all == 0 ? 0 : (double) part / all;
    }

    /// Adds up item by item.
    static final class Gathering {
        private final List<String> labels;
        private final int[] starts;
        private int[] cells = new int[64];
        private int size;
        private int item;

        /// @param labels all that will come
        Gathering(SortedSet<String> labels, int items) {
            this.labels = new ArrayList<>(labels);
            this.starts = new int[items + 1];
        }

        void add(String label, int kind) {
            if (size == cells.length) {
                cells = Arrays.copyOf(cells, 2 * size);
            }
            cells[size++] = 3 * Collections.binarySearch(labels, label) + kind;
        }

        void endItem() {
            starts[++item] = size;
        }

        LabelCounts counts() {
            return new LabelCounts(List.copyOf(labels), Arrays.copyOf(cells, size), starts);
        }
    }
}
