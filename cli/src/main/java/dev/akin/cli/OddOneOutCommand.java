package dev.akin.cli;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Neighbor;
import dev.akin.embeddings.Query;
import dev.akin.text.Json;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "odd-one-out",
        description = "Finds the word that fits the others least.",
        footer = "  akin odd-one-out words.safetensors breakfast cereal dinner lunch")
final class OddOneOutCommand extends VectorFileCommand {
    @Parameters(
            index = "1..*",
            arity = "3..*",
            paramLabel = "WORD",
            description = "Three words or more.")
    @SuppressWarnings("NullAway.Init")
    private List<String> keys;

    @Override
    public Integer call() throws IOException {
        Embeddings words = load();
        String odd = words.oddOneOut(keys);
        List<Neighbor> nearToMean =
                words.neighbors(
                        Query.builder()
                                .positive(words.mean(keys))
                                .among(keys)
                                .k(keys.size())
                                .build());
        if (json) {
            return print(Json.object("odd", odd, "words", Documents.neighbors(nearToMean)));
        }
        out().println(odd + " is the odd one out");
        out().println();
        out().println("How near each word is to the mean of all:");
        table(nearToMean);
        return ExitCode.DONE;
    }
}
