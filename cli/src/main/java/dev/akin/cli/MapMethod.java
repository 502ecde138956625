package dev.akin.cli;

import dev.akin.ProgressListener;
import dev.akin.cluster.Metric;
import dev.akin.embeddings.Similarity;
import dev.akin.project.PcaProjector;
import dev.akin.project.Projector;
import dev.akin.project.Tsne;
import dev.akin.project.Umap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How a map is made.
final class MapMethod {
    /// The ways to make one.
    enum Method {
        TSNE("t-SNE"),
        UMAP("UMAP"),
        PCA("PCA");

        final String title;

        Method(String title) {
            this.title = title;
        }

        /// What only others heed.
        List<String> unheeded() {
            return switch (this) {
                case TSNE -> List.of("--neighbors", "--min-distance");
                case UMAP -> List.of("--perplexity");
                case PCA ->
                        List.of("--perplexity", "--neighbors", "--min-distance", "--iterations");
            };
        }
    }

    @Option(
            names = "--method",
            paramLabel = "NAME",
            defaultValue = "tsne",
            description =
                    "tsne shows groups well, umap is quicker for many points, pca is done at once."
                            + " Default: ${DEFAULT-VALUE}.")
    Method method = Method.TSNE;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            description =
                    "What is near: cosine or euclidean. Default: what the file says, cosine for most.")
    private @Nullable Metric metric;

    @Option(
            names = "--dimensions",
            paramLabel = "N",
            defaultValue = "2",
            description = "2, or 3 in .html and .csv. Default: ${DEFAULT-VALUE}.")
    int dimensions = 2;

    @Option(
            names = "--perplexity",
            paramLabel = "P",
            description =
                    "tsne: about how many neighbours count. Default: 30, or as many as so few vectors"
                            + " allow.")
    private @Nullable Double perplexity;

    @Option(
            names = "--neighbors",
            paramLabel = "N",
            description = "umap: how many neighbours count. Default: 15, or as many as there are.")
    private @Nullable Integer neighbors;

    @Option(
            names = "--min-distance",
            paramLabel = "D",
            defaultValue = "0.1",
            description = "umap: how near points come to each other. Default: ${DEFAULT-VALUE}.")
    private double minDistance;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description =
                    "tsne, umap: how long the map is improved. Default: 750; umap, 200 to 500.")
    private @Nullable Integer iterations;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private SeedAndThreads run;

    Metric metric(Similarity similarity) {
        if (metric != null) {
            return metric;
        }
        return similarity == Similarity.EUCLIDEAN ? Metric.EUCLIDEAN : Metric.COSINE;
    }

    /// What is not as usual, since there are so few points; null if all is.
    @Nullable String note(Projector projector, int points) {
        return switch (projector) {
            case Tsne tsne when tsne.perplexity(points) < tsne.perplexity(Integer.MAX_VALUE) ->
                    String.format(
                            Locale.ROOT,
                            "so few allow a perplexity of %.1f",
                            tsne.perplexity(points));
            case Umap umap when umap.neighbors(points) < umap.neighbors(Integer.MAX_VALUE) ->
                    "so few allow " + Quantities.counted(umap.neighbors(points), "neighbour");
            default -> null;
        };
    }

    /// @throws IllegalArgumentException if an option's value cannot be
    Projector projector(ProgressListener listener) {
        return switch (method) {
            case TSNE -> {
                Tsne.Builder tsne = Tsne.builder();
                tsne = perplexity == null ? tsne : tsne.perplexity(perplexity);
                tsne.dimensions(dimensions).seed(run.seed).threads(run.threads).listener(listener);
                yield (iterations == null ? tsne : tsne.iterations(iterations)).build();
            }
            case UMAP -> {
                Umap.Builder umap = Umap.builder().minDistance(minDistance);
                umap = neighbors == null ? umap : umap.neighbors(neighbors);
                umap.dimensions(dimensions).seed(run.seed).threads(run.threads).listener(listener);
                yield (iterations == null ? umap : umap.passes(iterations)).build();
            }
            case PCA ->
                    PcaProjector.builder()
                            .dimensions(dimensions)
                            .seed(run.seed)
                            .threads(run.threads)
                            .listener(listener)
                            .build();
        };
    }
}
