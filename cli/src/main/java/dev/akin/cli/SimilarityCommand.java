package dev.akin.cli;

import dev.akin.embeddings.Embeddings;
import dev.akin.text.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "similarity",
        description = {
            "Says how alike two words are, or two texts in quotes.",
            "",
            "Texts are compared by the means of their words' vectors, or by how far the words of one"
                    + " have to travel to become those of the other."
        },
        footer = {
            "  akin similarity words.safetensors coffee tea",
            "  akin similarity words.safetensors coffee tea --rank",
            "  akin similarity words.safetensors 'a cup of tea' 'some black coffee' --method wmd"
        })
final class SimilarityCommand extends VectorFileCommand {
    /// How two words or texts make one number.
    enum Method {
        cosine,
        wmd
    }

    @Parameters(index = "1", paramLabel = "A", description = "A word, or a text in quotes.")
    @SuppressWarnings("NullAway.Init")
    private String a;

    @Parameters(index = "2", paramLabel = "B", description = "Another word or text.")
    @SuppressWarnings("NullAway.Init")
    private String b;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            defaultValue = "cosine",
            description =
                    "cosine: of two words, or of the means of texts; in a file of another similarity,"
                            + " that one. wmd: word mover's distance, 0 for the same words. Default:"
                            + " ${DEFAULT-VALUE}.")
    private Method method = Method.cosine;

    @Option(
            names = "--rank",
            description = "Say also how many words are nearer to A than B is. For two words.")
    private boolean rank;

    @Override
    public Integer call() throws IOException {
        if (rank && method == Method.wmd) {
            throw wrongUsage("--rank goes by similarity, not by --method wmd");
        }
        Embeddings words = load();
        QuotedText first = QuotedText.of(words, a);
        QuotedText second = QuotedText.of(words, b);
        boolean texts = !(first.single() && second.single());
        if (rank && texts) {
            throw wrongUsage(
                    "--rank asks about two words, and this is a text: " + (first.single() ? b : a));
        }
        double value = value(words, first, second, texts);
        List<String> unknown =
                Stream.of(first, second)
                        .flatMap(text -> text.unknown().stream())
                        .distinct()
                        .toList();
        if (!unknown.isEmpty()) {
            warn("left out what the vectors do not have: " + Listed.some(unknown));
        }
        int place = rank ? words.rank(a, b) : 0;
        if (json) {
            print(document(words, value, unknown, place));
        } else {
            out().println(
                            first
                                    + " and "
                                    + second
                                    + ": "
                                    + score(value)
                                    + "  ("
                                    + meaning(words, texts)
                                    + ")");
            sayRank(words, place);
        }
        return unknown.isEmpty() ? ExitCode.DONE : ExitCode.DONE_IN_PART;
    }

    /// A single word that is unknown is an error, with what it might have been.
    private double value(Embeddings words, QuotedText first, QuotedText second, boolean texts) {
        Stream.of(first, second).flatMap(text -> text.words().stream()).forEach(words::vector);
        if (method == Method.wmd) {
            return words.wordMoversDistance(first.words(), second.words());
        }
        return texts
                ? words.similarityOfSets(first.words(), second.words())
                : words.similarity(a, b);
    }

    private void sayRank(Embeddings words, int place) {
        if (place > 0) {
            out().println(
                            b
                                    + " is number "
                                    + Quantities.exact(place)
                                    + " of "
                                    + Quantities.counted(words.size() - 1, "word")
                                    + " by nearness to "
                                    + a);
        }
    }

    private Json.Obj document(Embeddings words, double value, List<String> unknown, int place) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("a", Json.of(a));
        members.put("b", Json.of(b));
        boolean distance = method == Method.wmd;
        members.put(distance ? "distance" : "similarity", Json.of(value));
        members.put("measure", Json.of(distance ? "wmd" : words.similarity().label()));
        if (place > 0) {
            members.put("rank", Json.of(place));
        }
        members.put("unknown", Json.of(unknown));
        return new Json.Obj(members);
    }

    private String meaning(Embeddings words, boolean texts) {
        if (method == Method.wmd) {
            return "word mover's distance, 0 is the same words";
        }
        return (texts ? "of the means: " : "") + meaning(words);
    }
}
