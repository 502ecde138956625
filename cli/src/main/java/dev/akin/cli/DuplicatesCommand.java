package dev.akin.cli;

import dev.akin.cluster.FiniteRows;
import dev.akin.cluster.Metric;
import dev.akin.cluster.NearDuplicates;
import dev.akin.cluster.NeighborGraph;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.EncodedTexts;
import dev.akin.format.Column;
import dev.akin.search.CollectionHome;
import dev.akin.search.CollectionVectors;
import dev.akin.search.DocumentIndex;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "duplicates",
        description = {
            "Finds what is almost the same: groups of vectors whose cosines are at the threshold or above,"
                    + " directly or by way of others. For texts, pictures and sounds alike.",
            "",
            "Up to some 100,000 vectors are compared each with each; of more, each with its nearest."
        },
        footer = {
            "  akin duplicates notes",
            "  akin duplicates photos.safetensors --threshold 0.98 -o groups.tsv"
        })
final class DuplicatesCommand extends CollectionCommand {
    private static final int SHOWN_KEYS = 6;
    private static final int TEXT_COLUMNS = 70;

    @Parameters(
            index = "0",
            paramLabel = "COLLECTION|FILE",
            description = "A collection's name, or a file of vectors.")
    @SuppressWarnings("NullAway.Init")
    private String input;

    @Option(
            names = "--threshold",
            paramLabel = "T",
            defaultValue = "0.95",
            description = "The least cosine of duplicates, above 0. Default: ${DEFAULT-VALUE}.")
    private double threshold;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Write a line for each member of a group, .tsv or .csv: the group's number, the key, the"
                            + " cosine to the group's first member, and the text where it is known.")
    private @Nullable Path output;

    @Option(
            names = "--show",
            paramLabel = "N",
            defaultValue = "25",
            description = "How many groups to print, the largest first. Default: ${DEFAULT-VALUE}.")
    private int show;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private SeedAndThreads run;

    @Override
    public Integer call() throws IOException {
        check();
        return show(progress -> {
            Embeddings vectors = vectors(progress);
            FiniteRows rows = FiniteRows.of(vectors.table(), Integer.MAX_VALUE);
            NearDuplicates found =
                    NearDuplicates.of(
                            rows.points(Metric.COSINE),
                            threshold,
                            new NeighborGraph.Options(run.seed, run.threads, progress));
            progress.clear();
            int leftOut = vectors.size() - rows.count();
            if (leftOut > 0) {
                warn(
                        "left out what holds NaN or infinite numbers: "
                                + Quantities.counted(leftOut, "row"));
            }
            write(vectors, rows, found);
            if (json) {
                print(document(vectors, rows, found));
            } else {
                report(vectors, rows, found);
            }
            return leftOut > 0 ? ExitCode.DONE_IN_PART : ExitCode.DONE;
        });
    }

    private void check() throws IOException {
        if (!(threshold > 0 && threshold <= 1)) {
            throw wrongUsage("--threshold is a cosine above 0 and at the most 1, not " + threshold);
        }
        if (show < 0) {
            throw wrongUsage("--show is 0 or more, not " + show);
        }
        if (output != null) {
            if (!DelimitedText.isMeantBy(output)) {
                throw wrongUsage("groups go into a .tsv or .csv file, not " + output);
            }
            new OutputPlace(output).check();
        }
    }

    private Embeddings vectors(ProgressDisplay progress) throws IOException {
        CollectionHome collections = collections();
        boolean file = Files.isRegularFile(Path.of(input));
        if (!file && CollectionVectors.isName(input) && collections.exists(input)) {
            try (DocumentIndex index = collections.openReadOnly(input)) {
                sayIfWritten(collections, input);
                return CollectionVectors.of(index, progress);
            }
        }
        return load(Path.of(input), progress);
    }

    private void write(Embeddings vectors, FiniteRows rows, NearDuplicates found)
            throws IOException {
        if (output == null) {
            return;
        }
        DelimitedText lines = DelimitedText.of(output);
        lines.line("group", "key", "cosine", "text");
        for (int g = 0; g < found.groups().size(); g++) {
            for (int point : found.groups().get(g)) {
                lines.line(
                        Integer.toString(g + 1),
                        key(vectors, rows, point),
                        String.format(Locale.ROOT, "%.4f", found.similarity(point)),
                        text(vectors, rows, point));
            }
        }
        lines.write(output);
        say("wrote " + output);
    }

    private static String key(Embeddings vectors, FiniteRows rows, int point) {
        return vectors.vocabulary().key(rows.row(point));
    }

    private static String text(Embeddings vectors, FiniteRows rows, int point) {
        Column texts = vectors.columns().get(EncodedTexts.TEXT);
        return texts == null ? "" : texts.text(rows.row(point));
    }

    private void report(Embeddings vectors, FiniteRows rows, NearDuplicates found) {
        List<int[]> groups = found.groups();
        for (int[] group : groups.subList(0, Math.min(show, groups.size()))) {
            List<String> keys =
                    Arrays.stream(group)
                            .limit(SHOWN_KEYS)
                            .mapToObj(point -> key(vectors, rows, point))
                            .toList();
            int more = group.length - keys.size();
            out().println(
                            group.length
                                    + "  "
                                    + String.join("  ", keys)
                                    + (more > 0 ? "  and " + more + " more" : ""));
            String text = text(vectors, rows, group[0]);
            if (!text.isEmpty()) {
                out().println("   " + DisplayWidth.brief(text, TEXT_COLUMNS));
            }
        }
        int hidden = Math.max(0, groups.size() - show);
        out().println(
                        Quantities.counted(groups.size(), "group")
                                + " of "
                                + Quantities.counted(rows.count(), "vector")
                                + ": "
                                + Quantities.exact(found.extra())
                                + " could go"
                                + (found.isExact() ? "" : "; compared with the nearest only")
                                + (hidden > 0 ? "; " + hidden + " not shown" : ""));
    }

    private Json document(Embeddings vectors, FiniteRows rows, NearDuplicates found) {
        List<Json> groups = new ArrayList<>();
        for (int[] group : found.groups()) {
            groups.add(
                    new Json.Arr(
                            Arrays.stream(group)
                                    .mapToObj(point ->
                                            (Json)
                                                    Json.object(
                                                            "key",
                                                            key(vectors, rows, point),
                                                            "cosine",
                                                            found.similarity(point)))
                                    .toList()));
        }
        return Json.object(
                "input", input,
                "threshold", threshold,
                "rows", rows.count(),
                "pairs", found.pairs(),
                "extra", found.extra(),
                "exact", found.isExact(),
                "groups", groups);
    }
}
