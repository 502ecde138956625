package dev.akin.cli;

import dev.akin.algebra.Pca;
import dev.akin.cluster.FiniteRows;
import dev.akin.cluster.Metric;
import dev.akin.cluster.Points;
import dev.akin.embeddings.Embeddings;
import dev.akin.picture.HeatMap;
import dev.akin.picture.Picture;
import dev.akin.picture.ScreePlot;
import dev.akin.picture.Sheet;
import dev.akin.picture.TrainingCurve;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "plot",
        description = "Draws what is known of vectors.",
        footer = {
            "  akin plot heatmap words.safetensors king queen man woman -o alike.png",
            "  akin plot scree words.safetensors -o scree.svg",
            "  akin plot training words.safetensors -o loss.svg"
        })
final class PlotCommand extends Subcommand {
    /// The words of a heat map unless told.
    private static final int FIRST = 24;

    /// Components are those of so many rows at the most.
    private static final int ROWS = 50_000;

    /// What is drawn.
    enum Kind {
        HEATMAP("how alike words are"),
        SCREE("variance of the components"),
        TRAINING("how the loss fell");

        final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    @Parameters(
            index = "0",
            paramLabel = "KIND",
            description =
                    "heatmap: how alike words are, each with each; scree: how much of the variance each"
                            + " component holds; training: how the loss fell.")
    @SuppressWarnings("NullAway.Init")
    private Kind kind;

    @Parameters(index = "1", paramLabel = "FILE", description = "Vectors, or a trained network.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Parameters(
            index = "2..*",
            arity = "0..*",
            paramLabel = "WORD",
            description = "heatmap: the words; the first " + FIRST + " of the file unless told.")
    private List<String> keys = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "The picture to write: .png or .svg.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private PictureOptions look;

    private final List<String> leftOut = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Sheet sheet = check();
        return show(
                new OutputPlace(output),
                progress -> {
                    Picture picture =
                            switch (kind) {
                                case HEATMAP -> heatMap(load(file, progress)).draw(sheet);
                                case SCREE ->
                                        ScreePlot.of(variances(load(file, progress))).draw(sheet);
                                case TRAINING -> TrainingCurve.of(metadata()).draw(sheet);
                            };
                    progress.checkStop();
                    progress.clear();
                    int code = PictureOptions.save(picture, output, this);
                    if (json) {
                        print(
                                Json.object(
                                        "file",
                                        output,
                                        "kind",
                                        kind.name().toLowerCase(Locale.ROOT),
                                        "leftOut",
                                        leftOut,
                                        "notes",
                                        picture.notes()));
                    } else {
                        say("wrote " + output);
                    }
                    return leftOut.isEmpty() ? code : ExitCode.DONE_IN_PART;
                });
    }

    private Sheet check() {
        if (!Picture.isName(output)) {
            throw wrongUsage("a picture is .png or .svg, not " + output);
        }
        if (kind != Kind.HEATMAP && !keys.isEmpty()) {
            throw wrongUsage(
                    kind.name().toLowerCase(Locale.ROOT) + " takes no words, but got " + keys);
        }
        PictureOptions.withoutScreen();
        try {
            return look.sheet(file.getFileName() + ": " + kind.title);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private HeatMap heatMap(Embeddings words) {
        List<String> shown = new ArrayList<>();
        for (String key : asked(words)) {
            (FiniteRows.isFinite(words.vector(key)) ? shown : leftOut).add(key);
        }
        if (!leftOut.isEmpty()) {
            warn(
                    "left out what holds NaN or infinite numbers: "
                            + Listed.some(leftOut)
                            + "; see akin info --verify");
        }
        double[][] alike = new double[shown.size()][shown.size()];
        for (int i = 0; i < alike.length; i++) {
            for (int j = 0; j <= i; j++) {
                alike[i][j] = words.similarity(shown.get(i), shown.get(j));
                alike[j][i] = alike[i][j];
            }
        }
        return new HeatMap(shown, alike);
    }

    private List<String> asked(Embeddings words) {
        return keys.isEmpty()
                ? words.vocabulary().keys().subList(0, Math.min(FIRST, words.size()))
                : keys;
    }

    private static double[] variances(Embeddings words) {
        Points points = FiniteRows.of(words.table(), ROWS).points(Metric.EUCLIDEAN);
        return Pca.of(points.values(), points.count(), points.dimension(), points.dimension())
                .variances();
    }

    private Map<String, String> metadata() throws IOException {
        return read(file).metadata();
    }
}
