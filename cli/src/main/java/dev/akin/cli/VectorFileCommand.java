package dev.akin.cli;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.EncodedTexts;
import dev.akin.embeddings.Neighbor;
import dev.akin.format.Column;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Parameters;

/// A command that asks one file of vectors.
abstract class VectorFileCommand extends Subcommand {
    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description =
                    "Vectors: safetensors, word2vec text or binary, GloVe text, fastText, or numpy.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs.
    Path file;

    /// How much of a text is shown.
    private static final int TEXT_COLUMNS = 60;

    final Embeddings load() throws IOException {
        return load(file);
    }

    /// Says of words without a vector of their own that theirs is made of their parts.
    final void sayUnseen(Embeddings words, List<String> keys) {
        List<String> unseen =
                keys.stream().filter(key -> !words.contains(key) && words.answers(key)).toList();
        if (!unseen.isEmpty()) {
            say("never seen, so made of their n-grams: " + Listed.some(unseen));
        }
    }

    /// Rank, word, score: what neighbours and analogies show.
    final void table(List<Neighbor> neighbors) {
        TextTable table =
                TextTable.of(TextTable.Align.RIGHT, TextTable.Align.LEFT, TextTable.Align.RIGHT);
        for (int i = 0; i < neighbors.size(); i++) {
            Neighbor neighbor = neighbors.get(i);
            table.row(Integer.toString(i + 1), neighbor.key(), score(neighbor.score()));
        }
        table.print(out());
    }

    /// As [#table(List)], with the texts that the vectors were made of, if the file keeps them.
    final void table(Embeddings words, List<Neighbor> neighbors) {
        Column texts = words.columns().get(EncodedTexts.TEXT);
        if (texts == null) {
            table(neighbors);
            return;
        }
        TextTable table =
                TextTable.of(
                        TextTable.Align.RIGHT,
                        TextTable.Align.LEFT,
                        TextTable.Align.RIGHT,
                        TextTable.Align.LEFT);
        for (int i = 0; i < neighbors.size(); i++) {
            Neighbor neighbor = neighbors.get(i);
            table.row(
                    Integer.toString(i + 1),
                    neighbor.key(),
                    score(neighbor.score()),
                    DisplayWidth.brief(texts.text(words.id(neighbor.key())), TEXT_COLUMNS));
        }
        table.print(out());
    }

    static String score(double score) {
        return String.format(Locale.ROOT, "%.3f", score);
    }

    /// What a score means, in a few words.
    static String meaning(Embeddings embeddings) {
        return switch (embeddings.similarity()) {
            case COSINE -> "cosine similarity, 1 is the most alike";
            case DOT -> "dot product, larger is nearer";
            case EUCLIDEAN -> "distance with a minus sign, 0 is the same place";
        };
    }
}
