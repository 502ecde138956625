package dev.akin.cli;

import dev.akin.embeddings.AnalogyMethod;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Neighbor;
import dev.akin.embeddings.Query;
import dev.akin.text.Json;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "analogy",
        description = "A is to B as C is to …: finds the words that complete it.",
        footer = "  akin analogy words.safetensors man king woman")
final class AnalogyCommand extends VectorFileCommand {
    /// How the three words make one score.
    enum Method {
        cosadd(AnalogyMethod.COS_ADD),
        cosmul(AnalogyMethod.COS_MUL);

        private final AnalogyMethod method;

        Method(AnalogyMethod method) {
            this.method = method;
        }
    }

    @Parameters(index = "1", paramLabel = "A", description = "What B belongs to: man.")
    @SuppressWarnings("NullAway.Init")
    private String a;

    @Parameters(index = "2", paramLabel = "B", description = "What belongs to A: king.")
    @SuppressWarnings("NullAway.Init")
    private String b;

    @Parameters(index = "3", paramLabel = "C", description = "What the answer belongs to: woman.")
    @SuppressWarnings("NullAway.Init")
    private String c;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            defaultValue = "cosadd",
            description =
                    "cosadd: nearest to B − A + C. cosmul: products of similarities. Default:"
                            + " ${DEFAULT-VALUE}.")
    private Method method = Method.cosadd;

    @Option(
            names = "-k",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many answers. Default: ${DEFAULT-VALUE}.")
    private int k;

    @Option(
            names = "--restrict",
            paramLabel = "N",
            description = "Only the N most frequent words may answer.")
    private int restrict = Integer.MAX_VALUE;

    @Override
    public Integer call() throws IOException {
        Query query = query();
        Embeddings words = load();
        List<Neighbor> answers = words.neighbors(query);
        if (json) {
            return print(
                    Json.object(
                            "a", a,
                            "b", b,
                            "c", c,
                            "method", method.name(),
                            "answers", Documents.neighbors(answers)));
        }
        out().println(a + " is to " + b + " as " + c + " is to");
        table(answers);
        return ExitCode.DONE;
    }

    private Query query() {
        try {
            return Query.builder()
                    .positive(b, c)
                    .negative(a)
                    .method(method.method)
                    .k(k)
                    .mostFrequent(restrict)
                    .build();
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }
}
