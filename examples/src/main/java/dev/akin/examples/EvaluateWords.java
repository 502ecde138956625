package dev.akin.examples;

import dev.akin.embeddings.Embeddings;
import dev.akin.evaluate.AnalogyScore;
import dev.akin.evaluate.AnalogyTask;
import dev.akin.evaluate.PairedDifference;
import dev.akin.evaluate.SimilarityResult;
import dev.akin.evaluate.SimilarityTask;
import java.io.IOException;
import java.nio.file.Path;

/// Scores two files of vectors and compares them. Arguments: both files, word pairs, analogies.
public final class EvaluateWords {
    private EvaluateWords() {}

    public static void main(String[] arguments) throws IOException {
        Path pairs = Path.of(arguments[2]);
        Path questions = Path.of(arguments[3]);
        // region evaluate
        Embeddings first = Embeddings.load(Path.of(arguments[0]));
        Embeddings second = Embeddings.load(Path.of(arguments[1]));

        SimilarityTask similarity = SimilarityTask.read(pairs);
        SimilarityResult pairsOfFirst = similarity.evaluate(first);
        System.out.println(pairsOfFirst.spearman() + " in " + pairsOfFirst.interval());

        AnalogyTask analogies = AnalogyTask.read(questions).restrict(30_000);
        AnalogyScore total = analogies.evaluate(first).total();
        System.out.println(total.correct() + " of " + total.n() + ", unknown " + total.oov());

        PairedDifference difference = similarity.compare(first, second);
        System.out.println(difference.difference() + " in " + difference.interval());
        // endregion
    }
}
