package dev.akin.cli;

import dev.akin.ProgressListener;
import dev.akin.cluster.Metric;
import dev.akin.embeddings.Similarity;
import dev.akin.project.PcaProjector;
import dev.akin.project.Projector;
import dev.akin.project.Tsne;
import dev.akin.project.Umap;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

        /// What only some heed.
        List<String> options() {
            return switch (this) {
                case TSNE -> List.of("--perplexity", "--iterations");
                case UMAP -> List.of("--neighbors", "--min-distance", "--iterations");
                case PCA -> List.of();
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
            defaultValue = "30",
            description = "tsne: about how many neighbours count. Default: ${DEFAULT-VALUE}.")
    private double perplexity;

    @Option(
            names = "--neighbors",
            paramLabel = "N",
            defaultValue = "15",
            description = "umap: how many neighbours count. Default: ${DEFAULT-VALUE}.")
    private int neighbors;

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

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What chance begins with. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Default: all processors. The map does not depend on them.")
    private int threads = Runtime.getRuntime().availableProcessors();

    /// The option that the method does not heed, if one was typed.
    @Nullable String unheeded(Subcommand command) {
        return List.of("--perplexity", "--neighbors", "--min-distance", "--iterations").stream()
                .filter(command::given)
                .filter(option -> !method.options().contains(option))
                .findFirst()
                .orElse(null);
    }

    Metric metric(Similarity similarity) {
        if (metric != null) {
            return metric;
        }
        return similarity == Similarity.EUCLIDEAN ? Metric.EUCLIDEAN : Metric.COSINE;
    }

    /// @throws IllegalArgumentException if an option's value cannot be
    Projector projector(ProgressListener listener) {
        return switch (method) {
            case TSNE -> {
                Tsne.Builder tsne = Tsne.builder().perplexity(perplexity);
                tsne.dimensions(dimensions).seed(seed).threads(threads).listener(listener);
                yield (iterations == null ? tsne : tsne.iterations(iterations)).build();
            }
            case UMAP -> {
                Umap.Builder umap = Umap.builder().neighbors(neighbors).minDistance(minDistance);
                umap.dimensions(dimensions).seed(seed).threads(threads).listener(listener);
                yield (iterations == null ? umap : umap.passes(iterations)).build();
            }
            case PCA ->
                    PcaProjector.builder()
                            .dimensions(dimensions)
                            .seed(seed)
                            .threads(threads)
                            .listener(listener)
                            .build();
        };
    }
}
