package dev.akin.counts;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Neighbor;
import dev.akin.text.Corpus;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Text about topics: who learns puts the words of one topic together. Now and then a line strays, since pairs that are never
/// seen teach GloVe nothing.
final class CountTopics {
    private CountTopics() {}

    /// Lines of ten words, two thirds of them of one of ten topics.
    ///
    /// @param suffix ends every word
    static Corpus corpus(int lines, String suffix) {
        Random random = new Random(5);
        List<List<String>> sentences = new ArrayList<>();
        for (int line = 0; line < lines; line++) {
            int topic = random.nextInt(10);
            sentences.add(
                    random.ints(10, 0, 30)
                            .mapToObj(
                                    w -> word(w < 20 ? topic : random.nextInt(10), w % 20, suffix))
                            .toList());
        }
        return Corpus.ofSentences(sentences);
    }

    private static String word(int topic, int number, String suffix) {
        return "t" + topic + "w" + number + suffix;
    }

    /// How many of the five nearest neighbours are of the word's own topic, on average, 0 … 1.
    static double purity(Embeddings words) {
        int same = 0;
        int all = 0;
        for (String key : words.vocabulary().keys()) {
            for (Neighbor neighbor : words.neighbors(key, 5)) {
                same += neighbor.key().startsWith(key.substring(0, 2)) ? 1 : 0;
                all++;
            }
        }
        return (double) same / all;
    }
}
