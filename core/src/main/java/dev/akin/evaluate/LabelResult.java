package dev.akin.evaluate;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How well given labels fit those that are right. The intervals are of F1 and accuracy over draws of the test items: texts, or whole
/// sentences. What has no denominator counts 0, as in scikit-learn and `conlleval`.
///
/// @param accuracy how many texts, or words, have just the right labels
/// @param micro all labels in one count
/// @param macro the plain means over the labels
/// @param labels each label that was held or given, in the order of their characters
/// @param n texts, or words
public record LabelResult(
        Score accuracy, LabelScore micro, LabelScore macro, List<LabelScore> labels, int n) {

    public LabelResult {
        labels = List.copyOf(labels);
    }

    /// Of texts that have one label each.
    ///
    /// @param right the labels that the texts have
    /// @param given what was predicted, text by text
    /// @throws IllegalArgumentException if the lists differ in length or are empty
    public static LabelResult ofLabels(List<String> right, List<String> given) {
        return ofLabelSets(
                right.stream().map(List::of).toList(), given.stream().map(List::of).toList());
    }

    /// Of texts that have any number of labels each; a text's accuracy asks for all of them and no other.
    ///
    /// @throws IllegalArgumentException if the lists differ in length or are empty
    public static LabelResult ofLabelSets(
            List<? extends Collection<String>> right, List<? extends Collection<String>> given) {
        return new LabelComparison<Collection<String>, String>(TreeSet::new, label -> label)
                .result(
                        right,
                        given,
                        (a, b) -> Agreement.of(new TreeSet<>(a).equals(new TreeSet<>(b))));
    }

    /// Of the tags of words, such as parts of speech, sentence by sentence; a word is what counts.
    ///
    /// @throws IllegalArgumentException if lists differ in length or there are none
    public static LabelResult ofTags(List<List<String>> right, List<List<String>> given) {
        requireSameWords(right, given);
        return new LabelComparison<>(Tag::of, Tag::tag).result(right, given, Agreement::ofTags);
    }

    /// Of the entities that tags name ([EntitySpan#of]): one is right if its words and its type are. The labels are the types;
    /// accuracy is that of the words' tags, as `conlleval` gives it.
    ///
    /// @throws IllegalArgumentException if lists differ in length, there are none, or a tag names no entity
    public static LabelResult ofEntities(List<List<String>> right, List<List<String>> given) {
        requireSameWords(right, given);
        return new LabelComparison<>(EntitySpan::of, EntitySpan::type)
                .result(right, given, Agreement::ofTags);
    }

    /// The score of one label; of two labels, that of the one that is looked for is what people call "the" F1.
    ///
    /// @throws NoSuchElementException if no text has the label or was given it
    public LabelScore label(String name) {
        return labels.stream()
                .filter(score -> score.label().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new NoSuchElementException(
                                "no label \""
                                        + name
                                        + "\"; there are "
                                        + labels.stream().map(LabelScore::label).toList()));
    }

    /// A table of a line a label, then micro, macro and accuracy.
    @Override
    public String toString() {
        int width =
                Stream.concat(labels.stream(), Stream.of(macro))
                        .mapToInt(score -> score.label().length())
                        .max()
                        .orElse(0);
        return Stream.concat(labels.stream(), Stream.of(micro, macro))
                .map(score -> line(score, width))
                .collect(Collectors.joining("\n", "", "\naccuracy " + accuracy + ", n " + n));
    }

    private static String line(LabelScore score, int width) {
        return String.format(
                Locale.ROOT,
                "%-" + width + "s  precision %.3f  recall %.3f  F1 %s  n %d",
                score.label(),
                score.precision(),
                score.recall(),
                score.f1(),
                score.support());
    }

    private record Tag(int place, String tag) {
        static List<Tag> of(List<String> tags) {
            return IntStream.range(0, tags.size()).mapToObj(i -> new Tag(i, tags.get(i))).toList();
        }
    }

    private static void requireSameWords(List<List<String>> right, List<List<String>> given) {
        for (int i = 0; i < Math.min(right.size(), given.size()); i++) {
            int words = right.get(i).size();
            if (words != given.get(i).size()) {
                throw new IllegalArgumentException(
                        "sentence "
                                + i
                                + " has "
                                + words
                                + " words, but "
                                + given.get(i).size()
                                + " tags were given it");
            }
        }
    }
}
