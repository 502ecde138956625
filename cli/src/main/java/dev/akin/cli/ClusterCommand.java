package dev.akin.cli;

import dev.akin.ProgressListener;
import dev.akin.cluster.Clusterer;
import dev.akin.cluster.Hdbscan;
import dev.akin.cluster.KMeans;
import dev.akin.cluster.Metric;
import dev.akin.cluster.Silhouette;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.KeyClusters;
import dev.akin.embeddings.Similarity;
import dev.akin.format.Column;
import dev.akin.format.Contents;
import dev.akin.format.FileFormat;
import dev.akin.format.ReadOptions;
import dev.akin.format.VectorFiles;
import dev.akin.project.MappedClusterer;
import dev.akin.project.Umap;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "cluster",
        description = {
            "Puts vectors that lie together into groups, and names each by its most typical keys.",
            "",
            "What it writes depends on the extension: .csv or .tsv, a line for each key with its cluster, the"
                    + " cluster's name and how surely it belongs there; or .safetensors, the same vectors with"
                    + " the columns cluster, cluster.name and cluster.strength."
        },
        footer = {
            "  akin cluster words.safetensors -k 50 -o clusters.csv",
            "  akin cluster words.safetensors --method hdbscan --on-map -o clustered.safetensors"
        })
final class ClusterCommand extends VectorFileCommand {
    private static final int MOST_CLUSTERS = 100;
    private static final int TYPICAL_COLUMNS = 60;

    private enum Method {
        KMEANS,
        HDBSCAN;

        /// What only the other heeds.
        List<String> unheeded() {
            return switch (this) {
                case KMEANS ->
                        List.of(
                                "--min-size",
                                "--min-samples",
                                "--leaves",
                                "--epsilon",
                                "--single",
                                "--neighbors");
                case HDBSCAN -> List.of("--clusters", "--batch", "--iterations", "--restarts");
            };
        }
    }

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "The file to write: .csv, .tsv or .safetensors.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(
            names = "--method",
            paramLabel = "M",
            defaultValue = "kmeans",
            description =
                    "kmeans: as many groups as asked for, every key in one. hdbscan: as many as there are, and"
                            + " keys that lie thinly in none. Default: ${DEFAULT-VALUE}.")
    private Method method = Method.KMEANS;

    @Option(
            names = {"-k", "--clusters"},
            paramLabel = "N",
            description =
                    "How many groups kmeans makes. Default: the root of half the keys, at the most 100.")
    private @Nullable Integer clusters;

    @Option(
            names = "--min-size",
            paramLabel = "N",
            defaultValue = "15",
            description = "The fewest keys of a group of hdbscan. Default: ${DEFAULT-VALUE}.")
    private int minSize;

    @Option(
            names = "--min-samples",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "By how many keys hdbscan measures how densely they lie; more leave more keys in no"
                            + " group. Default: ${DEFAULT-VALUE}.")
    private int minSamples;

    @Option(
            names = "--leaves",
            description = "Of hdbscan's hierarchy the smallest groups, not the most stable ones.")
    private boolean leaves;

    @Option(
            names = "--epsilon",
            paramLabel = "D",
            defaultValue = "0",
            description =
                    "Groups of hdbscan that come apart at less than this distance are one. Default:"
                            + " ${DEFAULT-VALUE}.")
    private double epsilon;

    @Option(
            names = "--single",
            description =
                    "All keys may be one group of hdbscan, where they hold together better than parts do.")
    private boolean single;

    @Option(
            names = "--on-map",
            description =
                    "Group what lies together on a map by UMAP in three dimensions: density means little in"
                            + " hundreds.")
    private boolean onMap;

    @Option(
            names = "--neighbors",
            paramLabel = "N",
            description =
                    "Connect each key for hdbscan with so many nearest only, which is quicker for hundreds of"
                            + " thousands. Default: each with each.")
    private @Nullable Integer neighbors;

    @Option(
            names = "--metric",
            paramLabel = "M",
            description =
                    "cosine or euclidean. Default: what the file says nearness means; cosine for dot.")
    private @Nullable Metric metric;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Group only the first N keys, the most frequent where they were counted.")
    private int limit = Integer.MAX_VALUE;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description =
                    "Move kmeans' centres after every N keys drawn by chance: quicker for hundreds of"
                            + " thousands, and a little worse.")
    private @Nullable Integer batch;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            defaultValue = "100",
            description = "Passes of kmeans at the most. Default: ${DEFAULT-VALUE}.")
    private int iterations;

    @Option(
            names = "--restarts",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "How often kmeans begins anew; the best is kept. Default: ${DEFAULT-VALUE}.")
    private int restarts;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private SeedAndThreads run;

    @Option(
            names = "--show",
            paramLabel = "N",
            defaultValue = "25",
            description = "How many groups to print, the largest first. Default: ${DEFAULT-VALUE}.")
    private int show;

    @Override
    public Integer call() throws IOException {
        OutputFile file = outputFile();
        clusterer(ProgressListener.NONE);
        return show(file, progress -> run(file, progress));
    }

    private OutputFile outputFile() {
        boolean lines = DelimitedText.isMeantBy(output);
        if (!lines && !output.toString().toLowerCase(Locale.ROOT).endsWith(".safetensors")) {
            throw wrongUsage("clusters go into a .csv, .tsv or .safetensors file, not " + output);
        }
        if (limit < 1 || show < 0) {
            throw wrongUsage("--limit is 1 or more, and --show 0 or more");
        }
        refuse(method.unheeded(), "--method " + lower(method));
        return OutputFile.of(output, FileFormat.SAFETENSORS);
    }

    private int run(OutputFile output, ProgressDisplay progress) throws IOException {
        requireFile(file);
        Contents contents =
                VectorFiles.read(file, ReadOptions.builder().listener(progress).build());
        Embeddings words = Embeddings.of(file, contents);
        int rows = Math.min(limit, words.size());
        KeyClusters found = KeyClusters.of(words, rows, metric(words), clusterer(progress));
        progress.checkStop();
        write(contents, words, found, output.path(), progress);
        progress.clear();
        if (found.leftOut() > 0) {
            warn(
                    "left out what holds NaN or infinite numbers: "
                            + Quantities.exact(found.leftOut())
                            + " of "
                            + Quantities.counted(found.rows(), "row")
                            + "; see akin info --verify");
        }
        if (json) {
            print(document(found));
        } else {
            table(found);
        }
        return found.leftOut() > 0 ? ExitCode.DONE_IN_PART : ExitCode.DONE;
    }

    private Metric metric(Embeddings words) {
        if (metric != null) {
            return metric;
        }
        return words.similarity() == Similarity.EUCLIDEAN ? Metric.EUCLIDEAN : Metric.COSINE;
    }

    private static String lower(Method method) {
        return method.name().toLowerCase(Locale.ROOT);
    }

    private Clusterer clusterer(ProgressListener listener) {
        try {
            Clusterer chosen =
                    switch (method) {
                        case KMEANS -> means(listener);
                        case HDBSCAN -> density(listener);
                    };
            if (!onMap) {
                return chosen;
            }
            Umap umap =
                    Umap.builder()
                            .dimensions(3)
                            .minDistance(0)
                            .seed(run.seed)
                            .threads(run.threads)
                            .listener(listener)
                            .build();
            return new MappedClusterer(umap, chosen);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private Clusterer means(ProgressListener listener) {
        KMeans asked = means(clusters == null ? 1 : clusters, listener);
        return clusters == null
                ? points -> means(usual(points.count()), listener).fit(points)
                : asked;
    }

    private static int usual(int points) {
        return Math.clamp(Math.round(Math.sqrt(points / 2.0)), 1, MOST_CLUSTERS);
    }

    private KMeans means(int count, ProgressListener listener) {
        KMeans.Builder options =
                KMeans.builder(count)
                        .iterations(iterations)
                        .restarts(restarts)
                        .seed(run.seed)
                        .threads(run.threads)
                        .listener(listener);
        return (batch == null ? options : options.batch(batch)).build();
    }

    private Hdbscan density(ProgressListener listener) {
        Hdbscan.Builder options =
                Hdbscan.builder()
                        .minClusterSize(minSize)
                        .minSamples(minSamples)
                        .selection(
                                leaves ? Hdbscan.Selection.LEAVES : Hdbscan.Selection.MOST_STABLE)
                        .epsilon(epsilon)
                        .singleCluster(single)
                        .seed(run.seed)
                        .threads(run.threads)
                        .listener(listener);
        return (neighbors == null ? options : options.neighbors(neighbors)).build();
    }

    private void write(
            Contents contents,
            Embeddings words,
            KeyClusters found,
            Path path,
            ProgressDisplay progress)
            throws IOException {
        if (DelimitedText.isMeantBy(path)) {
            DelimitedText text = DelimitedText.of(path);
            text.line("key", "cluster", "name", "strength");
            for (int row = 0; row < found.rows(); row++) {
                int cluster = found.cluster(row);
                text.line(
                        words.vocabulary().key(row),
                        Integer.toString(cluster),
                        cluster < 0 ? "" : found.name(cluster),
                        String.format(Locale.ROOT, "%.4f", found.strength(row)));
            }
            text.write(path);
            return;
        }
        Map<String, Column> columns = new LinkedHashMap<>(words.columns());
        columns.putAll(found.columns(words.size()));
        VectorFiles.write(path, contents.withColumns(columns), FileFormat.SAFETENSORS, progress);
    }

    private void table(KeyClusters found) {
        if (found.count() > 0) {
            groups(found);
            out().println();
        }
        out().println(summary(found));
    }

    private void groups(KeyClusters found) {
        Silhouette silhouette = found.silhouette();
        TextTable table =
                TextTable.of(
                        TextTable.Align.RIGHT,
                        TextTable.Align.RIGHT,
                        TextTable.Align.RIGHT,
                        TextTable.Align.LEFT);
        table.row("cluster", "keys", "silhouette", "typical");
        for (int c = 0; c < Math.min(show, found.count()); c++) {
            table.row(
                    Integer.toString(c),
                    String.format(Locale.ROOT, "%,d", found.size(c)),
                    silhouette == null ? "" : score(silhouette.ofCluster(c)),
                    DisplayWidth.brief(String.join(", ", found.keys(c)), TYPICAL_COLUMNS));
        }
        table.print(out());
    }

    private String summary(KeyClusters found) {
        if (found.count() == 0) {
            return "no clusters: all "
                    + Quantities.counted(found.noise(), "key")
                    + " are in none; smaller ones: --min-size; one of all: --single";
        }
        Silhouette silhouette = found.silhouette();
        int hidden = Math.max(0, found.count() - show);
        return Quantities.counted(found.count(), "cluster")
                + " of "
                + Quantities.counted(found.rows() - found.leftOut() - found.noise(), "key")
                + (found.noise() > 0
                        ? ", " + Quantities.counted(found.noise(), "key") + " in none"
                        : "")
                + (silhouette == null ? "" : ", silhouette " + score(silhouette.mean()))
                + (hidden > 0 ? "; " + hidden + " not shown, see " + output : "");
    }

    private Json document(KeyClusters found) {
        Silhouette silhouette = found.silhouette();
        List<Json> groups = new ArrayList<>();
        for (int c = 0; c < found.count(); c++) {
            groups.add(
                    Json.object(
                            "cluster", c,
                            "name", found.name(c),
                            "rows", found.size(c),
                            "keys", found.keys(c),
                            "silhouette", silhouette == null ? null : silhouette.ofCluster(c)));
        }
        return Json.object(
                "file", output.toString(),
                "method", lower(method),
                "rows", found.rows(),
                "noise", found.noise(),
                "leftOut", found.leftOut(),
                "silhouette", silhouette == null ? null : silhouette.mean(),
                "clusters", groups);
    }
}
