package dev.akin.cli;

import dev.akin.learn.Doc2Vec;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What vectors of documents are told beside what they share with vectors of words.
final class DocumentOptions {
    /// Options of vectors of words that they heed.
    private static final Set<String> SHARED =
            Set.of(
                    "--dim",
                    "--window",
                    "--negatives",
                    "--loss",
                    "--epochs",
                    "--min-count",
                    "--max-words",
                    "--subsample",
                    "--learning-rate",
                    "--reproducible",
                    "--lowercase",
                    "--tokens",
                    "--field",
                    "--encoding",
                    "--phrases",
                    "--phrase-threshold",
                    "--resume",
                    "--update",
                    "--decay",
                    "--lean");

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description =
                    "What predicts a word: dm, the mean of the document and the words around;"
                            + " dm-concat, the same one behind the other; or dbow, the document alone."
                            + " Default: dm.")
    private @Nullable String mode;

    @Option(
            names = "--with-words",
            description =
                    "With --mode dbow: learn vectors of words beside those of documents; slower.")
    private boolean withWords;

    @Option(
            names = "--id",
            paramLabel = "NAME",
            description =
                    "The JSON field or table column that holds the key of a document, which no other"
                            + " has. Default: the line's number, or the file's path.")
    @Nullable String id;

    @Option(
            names = "--tags",
            paramLabel = "NAME",
            description =
                    "The JSON field or table column with what documents have in common, such as"
                            + " authors: each has a vector of its own, beside the document's.")
    @Nullable String tags;

    static Set<String> heeded() {
        Set<String> all = new HashSet<>(SHARED);
        all.addAll(Set.of("--mode", "--with-words", "--id", "--tags"));
        return all;
    }

    /// @throws IllegalArgumentException if there is no such mode, or it learns words anyway
    void applyTo(Doc2Vec.Builder builder) {
        Doc2Vec.Mode chosen = mode == null ? Doc2Vec.Mode.DM : Doc2Vec.Mode.ofLabel(mode);
        if (withWords && chosen != Doc2Vec.Mode.DBOW) {
            throw new IllegalArgumentException(
                    "--with-words goes with --mode dbow: "
                            + chosen.label()
                            + " learns words anyway");
        }
        builder.mode(chosen).words(withWords);
    }
}
