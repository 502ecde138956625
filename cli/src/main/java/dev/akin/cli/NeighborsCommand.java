package dev.akin.cli;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Neighbor;
import dev.akin.embeddings.Query;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "neighbors",
        description = "Finds the words nearest to a word, or to several taken together.",
        footer = {
            "  akin neighbors words.safetensors king -k 10",
            "  akin neighbors words.safetensors king woman --minus man",
            "  akin neighbors words.safetensors coffee --closer-than tea"
        })
final class NeighborsCommand extends VectorFileCommand {
    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "WORD",
            description = "A word; several are added up.")
    @SuppressWarnings("NullAway.Init")
    private List<String> keys;

    @Option(
            names = "--minus",
            paramLabel = "WORD",
            description = "A word to be far from; may be given several times.")
    private List<String> minus = new ArrayList<>();

    @Option(
            names = "-k",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many neighbours. Default: ${DEFAULT-VALUE}.")
    private int k;

    @Option(
            names = "--restrict",
            paramLabel = "N",
            description = "Only the N most frequent words may answer.")
    private int restrict = Integer.MAX_VALUE;

    @Option(
            names = "--among",
            paramLabel = "FILE",
            description = "Only the words of this text file may answer, one a line.")
    private @Nullable Path among;

    @Option(
            names = "--closer-than",
            paramLabel = "WORD",
            description = "Only words nearer than this one, and how many they are.")
    private @Nullable String limit;

    @Override
    public Integer call() throws IOException {
        Query.Builder query = query();
        if (limit != null) {
            return closer(limit);
        }
        Embeddings words = load();
        int unknown = among == null ? 0 : restrictTo(query, words, among);
        List<Neighbor> neighbors = words.neighbors(query.build());
        sayUnseen(words, keys);
        if (json) {
            print(
                    Json.object(
                            "words",
                            keys,
                            "minus",
                            minus,
                            "measure",
                            words.similarity().label(),
                            "neighbors",
                            Documents.neighbors(words, neighbors)));
        } else {
            out().println("Nearest to " + question() + "  (" + meaning(words) + ")");
            table(words, neighbors);
        }
        return unknown == 0 ? ExitCode.DONE : ExitCode.DONE_IN_PART;
    }

    private int closer(String other) throws IOException {
        if (keys.size() > 1 || !minus.isEmpty() || among != null || restrict < Integer.MAX_VALUE) {
            throw wrongUsage(
                    "--closer-than asks about one word, without --minus, --among or --restrict");
        }
        Embeddings words = load();
        List<Neighbor> closer = words.closerThan(keys.getFirst(), other);
        List<Neighbor> shown = closer.subList(0, Math.min(k, closer.size()));
        if (json) {
            return print(
                    Json.object(
                            "words",
                            keys,
                            "closerThan",
                            other,
                            "measure",
                            words.similarity().label(),
                            "count",
                            closer.size(),
                            "neighbors",
                            Documents.neighbors(words, shown)));
        }
        out().println(
                        counted(closer.size())
                                + " nearer to "
                                + keys.getFirst()
                                + " than "
                                + other
                                + "  ("
                                + meaning(words)
                                + ")");
        table(words, shown);
        return ExitCode.DONE;
    }

    private static String counted(int words) {
        return switch (words) {
            case 0 -> "No word is";
            case 1 -> "1 word is";
            default -> Quantities.exact(words) + " words are";
        };
    }

    private Query.Builder query() {
        try {
            Query.Builder query =
                    Query.builder().positive(keys).negative(minus).k(k).mostFrequent(restrict);
            query.build();
            return query;
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    /// @return how many words of the list the vectors do not have
    private int restrictTo(Query.Builder query, Embeddings words, Path list) throws IOException {
        List<String> listed =
                Files.readAllLines(list).stream()
                        .map(String::strip)
                        .filter(w -> !w.isEmpty())
                        .toList();
        List<String> known = listed.stream().filter(words::contains).toList();
        List<String> unknown = listed.stream().filter(word -> !words.contains(word)).toList();
        query.among(known);
        if (!unknown.isEmpty()) {
            warn(list + ": left out what the vectors do not have: " + Listed.some(unknown));
        }
        return unknown.size();
    }

    private String question() {
        return String.join(" + ", keys)
                + (minus.isEmpty() ? "" : " − " + String.join(" − ", minus));
    }
}
