package dev.akin.learn;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Neighbor;
import dev.akin.text.TaggedDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Documents about topics: a learner that works puts those of one topic together. Between two words of the topic stands one that
/// all topics have, so that the words around a word do not tell the topic, and only the document can.
final class TopicDocuments {
    private static final int TOPICS = 10;
    private static final int WORDS_PER_TOPIC = 40;
    private static final int COMMON_WORDS = 20;
    private static final int WORDS = 41;

    private TopicDocuments() {}

    /// Documents of forty-one words, of one topic, which the key begins with.
    static List<TaggedDocument> of(int count) {
        return of(count, 5, "");
    }

    /// @param suffix ends every key and every word
    static List<TaggedDocument> of(int count, int seed, String suffix) {
        Random random = new Random(seed);
        List<TaggedDocument> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int topic = random.nextInt(TOPICS);
            documents.add(
                    TaggedDocument.of(
                            topic + "-" + i + suffix,
                            IntStream.range(0, WORDS)
                                    .mapToObj(w ->
                                            (w % 2 == 0
                                                            ? "t"
                                                                    + topic
                                                                    + "w"
                                                                    + random.nextInt(
                                                                            WORDS_PER_TOPIC)
                                                            : "common"
                                                                    + random.nextInt(COMMON_WORDS))
                                                    + suffix)
                                    .toList()));
        }
        return documents;
    }

    /// How many of the five nearest neighbours are of the document's own topic, on average, 0 … 1.
    static double purity(Embeddings documents) {
        int same = 0;
        int all = 0;
        for (String key : documents.vocabulary().keys()) {
            for (Neighbor neighbor : documents.neighbors(key, 5)) {
                same += topicOf(neighbor.key()).equals(topicOf(key)) ? 1 : 0;
                all++;
            }
        }
        return (double) same / all;
    }

    private static String topicOf(String key) {
        return key.substring(0, key.indexOf('-'));
    }
}
