package dev.akin.evaluate;

import dev.akin.embeddings.Embeddings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A test of vectors with one score: word pairs that people judged, analogies, labels of keys, or keys that should be near others.
/// Immutable.
public final class WordTest {
    private final ScoredTask task;

    private WordTest(ScoredTask task) {
        this.task = task;
    }

    /// Scored by Spearman's rank correlation.
    public static WordTest of(SimilarityTask task) {
        return new WordTest(new ScoredTask.Pairs(task));
    }

    /// Scored by the share completed.
    public static WordTest of(AnalogyTask task) {
        return new WordTest(new ScoredTask.Analogies(task));
    }

    /// Scored by the share of keys that get their label from the others': each is left out in one of five parts, and gets the label
    /// whose mean is nearest.
    ///
    /// @param labels of keys
    public static WordTest ofLabels(String name, Map<String, String> labels) {
        return new WordTest(
                new KeyLabelTask(
                        name,
                        labels.entrySet().stream()
                                .map(item ->
                                        new KeyLabelTask.Labelled(item.getKey(), item.getValue()))
                                .toList()));
    }

    /// Scored by nDCG of the ten nearest keys.
    ///
    /// @param relevant for each key those that should be near it
    public static WordTest ofRetrieval(String name, Map<String, Set<String>> relevant) {
        return new WordTest(KeyRetrievalTask.of(name, relevant));
    }

    /// Reads a file of any of these kinds, told by its shape. Lines with tabs of which none has a number behind its second word: of two
    /// fields, with keys that come once and labels that come twice or more on average, they are labels of keys; otherwise a key
    /// and those that should be near it. A file whose first line begins with a colon, or has four words of which the last is no number, is
    /// of analogies; any other of word pairs.
    ///
    /// @throws dev.akin.MalformedFileException as [SimilarityTask#read] and [AnalogyTask#read]
    public static WordTest read(Path file) throws IOException {
        TabbedLines lines = TabbedLines.read(file);
        if (lines.areLabels()) {
            return ofLabels(TestLines.name(file), lines.labels());
        }
        if (lines.areKeys()) {
            return ofRetrieval(TestLines.name(file), lines.relevant());
        }
        return isAnalogy(lines.first())
                ? of(AnalogyTask.read(file))
                : of(SimilarityTask.read(file));
    }

    private static boolean isAnalogy(String line) {
        String[] words = line.split("\\s+", -1);
        return line.startsWith(":")
                || (words.length == 4 && !words[3].matches("[-+]?[0-9.]+") && !line.contains("\t"));
    }

    public String name() {
        return task.name();
    }

    /// In [-1, 1] of word pairs, in [0, 1] of the others; NaN where no item can be asked.
    public Score score(Embeddings words) {
        return task.score(words);
    }

    /// As [#score(Embeddings)], without the interval, which takes most of the time.
    public double value(Embeddings words) {
        return task.value(words);
    }

    /// Compares two tables on the items that both know.
    public PairedDifference compare(Embeddings first, Embeddings second) {
        return task.compare(first, second);
    }

    /// The keys that are asked about.
    public Set<String> keys() {
        return task.keys().stream().collect(Collectors.toUnmodifiableSet());
    }

    /// The same test with so many items at the most, evenly spread over all.
    ///
    /// @throws IllegalArgumentException if below 1
    public WordTest some(int items) {
        if (items < 1) {
            throw new IllegalArgumentException("a test has 1 item or more, not " + items);
        }
        return new WordTest(task.some(items));
    }

    /// All of several tests' keys.
    public static Set<String> keys(List<WordTest> tests) {
        return ScoredTask.all(tests.stream().map(test -> test.task.keys()));
    }
}
