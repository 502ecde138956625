package dev.akin.cli;

import dev.akin.embeddings.Embeddings;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "similarity",
        description = "Says how alike two words are.",
        footer = "  akin similarity words.safetensors coffee tea")
final class SimilarityCommand extends VectorFileCommand {
    @Parameters(index = "1", paramLabel = "A", description = "A word.")
    @SuppressWarnings("NullAway.Init")
    private String a;

    @Parameters(index = "2", paramLabel = "B", description = "Another word.")
    @SuppressWarnings("NullAway.Init")
    private String b;

    @Override
    public Integer call() throws IOException {
        Embeddings words = load();
        double similarity = words.similarity(a, b);
        if (json) {
            return print(
                    Documents.object(
                            "a", a, "b", b, "similarity", similarity, "measure", measure(words)));
        }
        out().println(a + " and " + b + ": " + score(similarity) + "  (" + meaning(words) + ")");
        return ExitCode.DONE;
    }

    private static String measure(Embeddings words) {
        return words.similarity().label();
    }
}
