package dev.akin.examples;

import dev.akin.evaluate.KneserNeyTrigrams;
import dev.akin.evaluate.LabelResult;
import dev.akin.evaluate.MostFrequentTags;
import dev.akin.evaluate.PopularItems;
import dev.akin.evaluate.RecommendationResult;
import dev.akin.text.Click;
import dev.akin.text.ClickLog;
import dev.akin.text.TaggedSentence;
import dev.akin.text.TaggedSentences;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Scores predictions of labels, tags, words and items, and what the simplest models reach.
public final class ScorePredictions {
    private ScorePredictions() {}

    /// @param arguments a file of tagged words, and a log of clicks
    public static void main(String[] arguments) throws IOException {
        // region labels
        List<String> right = List.of("spam", "ham", "ham", "spam", "ham");
        List<String> given = List.of("spam", "ham", "spam", "spam", "ham");
        LabelResult labels = LabelResult.ofLabels(right, given);
        System.out.println(labels.label("spam").f1()); // 0.800 with its interval
        System.out.println(labels); // a table: each label, micro, macro, accuracy
        // endregion

        // region tags
        List<TaggedSentence> sentences = TaggedSentences.in(List.of(Path.of(arguments[0]))).read();
        MostFrequentTags baseline = MostFrequentTags.fit(sentences);
        LabelResult entities =
                LabelResult.ofEntities(
                        sentences.stream().map(TaggedSentence::tags).toList(),
                        sentences.stream().map(s -> baseline.tags(s.words())).toList());
        System.out.println(entities.micro().f1());
        // endregion

        // region words
        List<List<String>> text = sentences.stream().map(TaggedSentence::words).toList();
        KneserNeyTrigrams trigrams = KneserNeyTrigrams.fit(text, 2);
        System.out.println(trigrams.perplexity(text));
        // endregion

        // region items
        List<Click> clicks = ClickLog.in(List.of(Path.of(arguments[1]))).read();
        PopularItems popular = PopularItems.fit(clicks.subList(0, clicks.size() - 2));
        Map<String, List<String>> later =
                ClickLog.itemsByUser(clicks.subList(clicks.size() - 2, clicks.size()));
        RecommendationResult result =
                RecommendationResult.of(
                        List.copyOf(later.values()),
                        later.keySet().stream().map(u -> popular.recommend(List.of(), 10)).toList(),
                        10);
        System.out.println(result);
        // endregion
    }
}
