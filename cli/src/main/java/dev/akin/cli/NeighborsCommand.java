package dev.akin.cli;

import dev.akin.ProgressListener;
import dev.akin.align.Alignment;
import dev.akin.align.Csls;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.embeddings.Neighbor;
import dev.akin.embeddings.Query;
import dev.akin.learn.DocumentVectors;
import dev.akin.text.Json;
import dev.akin.text.PlainLines;
import java.io.IOException;
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
            "  akin neighbors words.safetensors coffee --closer-than tea",
            "  akin neighbors docs.safetensors --text 'a few words of a document'",
            "  akin neighbors russian-in-english.safetensors слово --in english.safetensors --csls"
        })
final class NeighborsCommand extends VectorFileCommand {
    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "WORD",
            description = "A word; several are added up.")
    private List<String> keys = new ArrayList<>();

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

    @Option(
            names = "--text",
            paramLabel = "TEXT",
            description =
                    "The documents nearest to this text, for which a vector is inferred; for files of"
                            + " doc2vec, instead of words.")
    private @Nullable String text;

    @Option(
            names = "--in",
            paramLabel = "FILE",
            description =
                    "The words of this file answer, whose vectors are in the same space: translations,"
                            + " after akin align.")
    private @Nullable Path in;

    @Option(
            names = "--csls",
            description =
                    "With --in, words that are near to everything count less (CSLS); both files' first"
                            + " 20,000 words are looked at, or as many as --restrict says.")
    private boolean csls;

    @Override
    public Integer call() throws IOException {
        if (text != null) {
            return nearTo(text);
        }
        if (keys.isEmpty()) {
            throw wrongUsage("give a word, or --text");
        }
        Query.Builder query = query();
        if (in != null) {
            return elsewhere(in);
        }
        if (csls) {
            throw wrongUsage("--csls goes with --in");
        }
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

    private int nearTo(String sought) throws IOException {
        if (!keys.isEmpty() || !minus.isEmpty() || among != null || limit != null) {
            throw wrongUsage(
                    "--text stands alone, without words, --minus, --among or --closer-than");
        }
        requireFile(file);
        DocumentVectors vectors = DocumentVectors.of(Model.load(file));
        Embeddings documents = vectors.documents();
        float[] inferred = vectors.encode(sought);
        if (isZero(inferred)) {
            throw new IllegalArgumentException(
                    "none of the text's words is one that the documents were learned by");
        }
        List<Neighbor> neighbors =
                documents.neighbors(
                        Query.builder().positive(inferred).k(k).mostFrequent(restrict).build());
        if (json) {
            return print(
                    Json.object(
                            "text",
                            sought,
                            "measure",
                            documents.similarity().label(),
                            "neighbors",
                            Documents.neighbors(documents, neighbors)));
        }
        out().println("Nearest to the text  (" + meaning(documents) + ")");
        table(documents, neighbors);
        return ExitCode.DONE;
    }

    private static boolean isZero(float[] vector) {
        for (float number : vector) {
            if (number != 0) {
                return false;
            }
        }
        return true;
    }

    private int elsewhere(Path other) throws IOException {
        refuse(List.of("--minus", "--among", "--closer-than"), "words of another file");
        if (restrict < 1) {
            throw wrongUsage("--restrict must be at least 1, not " + restrict);
        }
        Embeddings words = load();
        Embeddings answering = load(other);
        if (words.dimension() != answering.dimension()) {
            throw new IllegalArgumentException(
                    "neighbours need one space: vectors of "
                            + words.dimension()
                            + " and of "
                            + answering.dimension()
                            + " dimensions; align maps the ones to the others");
        }
        float[] asked = words.mean(keys);
        List<Neighbor> neighbors =
                csls
                        ? scaled(words, answering).neighbors(asked, k)
                        : answering.neighbors(
                                Query.builder()
                                        .positive(asked)
                                        .k(k)
                                        .mostFrequent(restrict)
                                        .build());
        if (json) {
            return print(
                    Json.object(
                            "words",
                            keys,
                            "in",
                            other.toString(),
                            "measure",
                            csls ? "csls" : answering.similarity().label(),
                            "neighbors",
                            Documents.neighbors(answering, neighbors)));
        }
        out().println(
                        "Nearest to "
                                + question()
                                + " in "
                                + other
                                + "  ("
                                + (csls ? "CSLS, larger is nearer" : meaning(answering))
                                + ")");
        table(answering, neighbors);
        return ExitCode.DONE;
    }

    private Csls scaled(Embeddings words, Embeddings answering) {
        return Csls.of(
                answering,
                words,
                restrict == Integer.MAX_VALUE ? Alignment.Options.standard().limit() : restrict,
                ProgressListener.NONE);
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
                PlainLines.read(list).stream()
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
