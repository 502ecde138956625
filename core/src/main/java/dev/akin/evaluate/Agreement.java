package dev.akin.evaluate;

import java.util.List;

/// How many parts of a test item were given what they have: a text as a whole, or the words of a sentence.
record Agreement(int same, int parts) {

    static Agreement of(boolean same) {
        return new Agreement(same ? 1 : 0, 1);
    }

    static Agreement ofTags(List<String> right, List<String> given) {
        int same = 0;
        for (int i = 0; i < right.size(); i++) {
            same += right.get(i).equals(given.get(i)) ? 1 : 0;
        }
        return new Agreement(same, right.size());
    }

    /// The share of all parts that agree, each item there `times[i]` times; NaN without parts.
    static double share(List<Agreement> items, int[] times) {
        long same = 0;
        long parts = 0;
        for (int i = 0; i < times.length; i++) {
            same += (long) times[i] * items.get(i).same;
            parts += (long) times[i] * items.get(i).parts;
        }
        return parts == 0 ? Double.NaN : (double) same / parts;
    }
}
