package dev.akin.learn;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Neighbor;
import dev.akin.text.Corpus;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Text about topics: a learner that works puts the words of one topic together.
final class Topics {
    private static final int TOPICS = 10;
    private static final int WORDS_PER_TOPIC = 20;

    private Topics() {}

    /// Lines of ten words, all of one topic.
    static Corpus corpus(int lines) {
        return corpus(lines, 5, "");
    }

    /// @param suffix ends every word
    static Corpus corpus(int lines, int seed, String suffix) {
        Random random = new Random(seed);
        List<List<String>> sentences = new ArrayList<>();
        for (int line = 0; line < lines; line++) {
            int topic = random.nextInt(TOPICS);
            sentences.add(
                    random.ints(10, 0, WORDS_PER_TOPIC)
                            .mapToObj(w -> "t" + topic + "w" + w + suffix)
                            .toList());
        }
        return Corpus.ofSentences(sentences);
    }

    /// How many of the five nearest neighbours are of the word's own topic, on average, 0 … 1.
    static double purity(Embeddings words) {
        int same = 0;
        int all = 0;
        for (String key : words.vocabulary().keys()) {
            for (Neighbor neighbor : words.neighbors(key, 5)) {
                same += topicOf(neighbor.key()).equals(topicOf(key)) ? 1 : 0;
                all++;
            }
        }
        return (double) same / all;
    }

    private static String topicOf(String key) {
        return key.substring(0, key.indexOf('w'));
    }
}
