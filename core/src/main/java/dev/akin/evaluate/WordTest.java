package dev.akin.evaluate;

import dev.akin.embeddings.Embeddings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/// A test of word vectors of either kind, with one score: word pairs that people judged, or analogies. Immutable.
public final class WordTest {
    private final String name;
    private final Function<Embeddings, Score> scoring;
    private final BiFunction<Embeddings, Embeddings, PairedDifference> comparing;

    private WordTest(
            String name,
            Function<Embeddings, Score> scoring,
            BiFunction<Embeddings, Embeddings, PairedDifference> comparing) {
        this.name = name;
        this.scoring = scoring;
        this.comparing = comparing;
    }

    /// Scored by Spearman's rank correlation.
    public static WordTest of(SimilarityTask task) {
        return new WordTest(
                task.name(),
                words -> {
                    SimilarityResult result = task.evaluate(words);
                    return new Score(result.spearman(), result.interval());
                },
                task::compare);
    }

    /// Scored by the share completed.
    public static WordTest of(AnalogyTask task) {
        return new WordTest(
                task.name(),
                words -> {
                    AnalogyScore total = task.evaluate(words).total();
                    return new Score(total.accuracy(), total.interval());
                },
                task::compare);
    }

    /// Reads a file of either kind: one whose first line begins with a colon, or has four words of which the last is no number, is
    /// of analogies; any other of word pairs.
    ///
    /// @throws dev.akin.MalformedFileException as [SimilarityTask#read] and [AnalogyTask#read]
    public static WordTest read(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        TestLines.each(
                file,
                (number, line) -> {
                    if (lines.isEmpty() && !line.startsWith("#")) {
                        lines.add(line);
                    }
                });
        return !lines.isEmpty() && isAnalogy(lines.getFirst())
                ? of(AnalogyTask.read(file))
                : of(SimilarityTask.read(file));
    }

    private static boolean isAnalogy(String line) {
        String[] words = line.split("\\s+", -1);
        return line.startsWith(":")
                || (words.length == 4 && !words[3].matches("[-+]?[0-9.]+") && !line.contains("\t"));
    }

    public String name() {
        return name;
    }

    /// In [-1, 1] of word pairs, in [0, 1] of analogies; NaN where no item can be asked.
    public Score score(Embeddings words) {
        return scoring.apply(words);
    }

    /// Compares two tables on the items that both know.
    public PairedDifference compare(Embeddings first, Embeddings second) {
        return comparing.apply(first, second);
    }
}
