package dev.akin.vocabulary;

/// Which words may be a phrase with which, by their counts alone: most pairs of a text are told apart from phrases so,
/// since a very frequent word is in none, and need not be counted. Immutable.
final class Partners {
    /// For each word its count, and the count that a partner's must be below.
    private final double[] limits;

    /// @param phrases with a discount that is a number
    /// @param total of all words of the text
    Partners(WordTable words, Phrases phrases, long minCount, long total) {
        limits = new double[Math.multiplyExact(words.size(), 2)];
        for (int id = 0; id < words.size(); id++) {
            long count = words.count(id);
            limits[2 * id] = count;
            limits[2 * id + 1] = count < minCount ? 0 : phrases.partnerLimit(count, total);
        }
    }

    boolean possible(int first, int second) {
        return limits[2 * first] < limits[2 * second + 1]
                && limits[2 * second] < limits[2 * first + 1];
    }
}
