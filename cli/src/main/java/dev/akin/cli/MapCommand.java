package dev.akin.cli;

import dev.akin.cluster.FiniteRows;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.MediaFolders;
import dev.akin.picture.Coloring;
import dev.akin.picture.MapPage;
import dev.akin.picture.MapPictures;
import dev.akin.picture.Picture;
import dev.akin.picture.ScatterMap;
import dev.akin.picture.Sheet;
import dev.akin.project.Projection;
import dev.akin.project.Projector;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "map",
        description = "Puts vectors on a map: a picture, or places in a table.",
        footer = {
            "  akin map words.safetensors -o words.png",
            "  akin map words.safetensors -o words.svg --method umap --color count --dark",
            "  akin map words.safetensors -o words.html --limit 50000",
            "  akin map photos.safetensors -o photos.html --thumbnails 2000",
            "  akin map words.safetensors -o words.csv --dimensions 3"
        })
final class MapCommand extends VectorFileCommand {
    private static final int USUAL = 10_000;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description =
                    "The file to write: .png or .svg, .html to look around in, or .csv with key, x and y.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private MapMethod method;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PictureOptions look;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "" + USUAL,
            description =
                    "How many vectors, the first of the file, which are the most frequent of words."
                            + " Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(
            names = "--color",
            paramLabel = "COLUMN",
            description =
                    "What colours tell: a column of the file; count, how often a word came; or cluster,"
                            + " groups that lie together, made here if the file has none.")
    private @Nullable String color;

    @Option(
            names = "--labels",
            paramLabel = "N",
            description = "How many points are named at the most. Default: as many as fit well.")
    private @Nullable Integer labels;

    @Option(
            names = "--thumbnails",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "In .html: show the first N pictures that keys name, 48 pixels large, which the page then holds; up to"
                            + " 10,000. Default: none.")
    private int thumbnails;

    @Override
    public Integer call() throws IOException {
        Sheet plain = check();
        ScatterMap.Builder picture = picture();
        return show(
                new OutputPlace(output),
                progress -> {
                    long began = System.nanoTime();
                    Projector projector = projector(progress);
                    Embeddings words = load(file, progress);
                    MapColors colors = colors(words, progress);
                    FiniteRows rows = FiniteRows.of(words.table(), limit);
                    Projection map =
                            projector.project(rows.points(method.metric(words.similarity())));
                    progress.checkStop();
                    progress.clear();
                    List<String> names =
                            IntStream.range(0, rows.count())
                                    .mapToObj(i -> words.vocabulary().key(rows.row(i)))
                                    .toList();
                    int code = ExitCode.DONE;
                    if (Picture.isName(output)) {
                        String usual = plain.title().isEmpty() ? "" : title(words, rows.count());
                        picture.names(names).sheet(look.sheet(usual));
                        picture.coloring(coloring(colors, rows));
                        code = PictureOptions.save(picture.build().draw(map), output, this);
                    } else if (isNamed(".html")) {
                        new MapPage(title(words, rows.count()), names, coloring(colors, rows))
                                .pictures(thumbnails(words, names, progress))
                                .write(map, output);
                    } else {
                        new MapTable(names, map).write(output, rows, colors);
                    }
                    int leftOut = Math.min(limit, words.size()) - rows.count();
                    sayNote(method.note(projector, map.count()));
                    report(words, map, leftOut, Duration.ofNanos(System.nanoTime() - began));
                    return leftOut > 0 ? ExitCode.DONE_IN_PART : code;
                });
    }

    /// What can be known to be wrong before anything is read.
    private Sheet check() {
        boolean picture = Picture.isName(output);
        if (!picture && !isNamed(".csv") && !isNamed(".html")) {
            throw wrongUsage("a map is .png, .svg, .html or .csv, not " + output);
        }
        if (picture && method.dimensions != 2) {
            throw wrongUsage(
                    "a picture is flat; write .html or .csv for --dimensions " + method.dimensions);
        }
        if (thumbnails < 0 || thumbnails > PageThumbnails.MOST) {
            throw wrongUsage("--thumbnails is 0 to " + PageThumbnails.MOST + ", not " + thumbnails);
        }
        if (thumbnails > 0 && !isNamed(".html")) {
            throw wrongUsage("--thumbnails is for .html");
        }
        if (limit < 1) {
            throw wrongUsage("--limit is 1 or more, not " + limit);
        }
        refuse(method.method.unheeded(), "--method " + lower(method.method));
        PictureOptions.withoutScreen();
        try {
            return look.sheet("a map");
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private @Nullable MapPictures thumbnails(
            Embeddings words, List<String> names, ProgressDisplay progress) throws IOException {
        if (thumbnails == 0) {
            return null;
        }
        PageThumbnails found = new PageThumbnails(MediaFolders.recorded(words.metadata(), file));
        MapPictures pictures = found.of(names, thumbnails, progress);
        progress.clear();
        say(Quantities.counted(found.count(), "picture") + " in the page");
        if (found.missing() > 0) {
            warn(
                    Quantities.counted(found.missing(), "picture")
                            + " could not be read: the file may have been moved without its folder");
        }
        return pictures;
    }

    private boolean isNamed(String end) {
        return output.toString().toLowerCase(Locale.ROOT).endsWith(end);
    }

    private @Nullable MapColors colors(Embeddings words, ProgressDisplay progress) {
        if (color == null) {
            return null;
        }
        if (!MapColors.needsGroups(words, color)) {
            return MapColors.of(words, color);
        }
        MapColors colors =
                MapColors.grouped(words, limit, method.metric(words.similarity()), progress);
        progress.clear();
        say("the file has no column cluster: coloured by groups of k-means; others: akin cluster");
        return colors;
    }

    private static Coloring coloring(@Nullable MapColors colors, FiniteRows rows) {
        return colors == null ? Coloring.plain() : colors.coloring(rows);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private ScatterMap.Builder picture() {
        try {
            ScatterMap.Builder picture = ScatterMap.builder();
            return labels == null ? picture : picture.labels(labels);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private Projector projector(ProgressDisplay progress) {
        try {
            return method.projector(progress);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private String title(Embeddings words, int points) {
        return file.getFileName()
                + ": "
                + vectors(points, points, words.size())
                + ", "
                + method.method.title;
    }

    /// `1 vector`, `10,000 of 72,650 vectors`
    private static String vectors(int points, int looked, int all) {
        return looked < all
                ? Quantities.exact(points) + " of " + Quantities.counted(all, "vector")
                : Quantities.counted(points, "vector");
    }

    private void sayNote(@Nullable String note) {
        if (note != null) {
            say(note);
        }
    }

    private void report(Embeddings words, Projection map, int leftOut, Duration took) {
        if (leftOut > 0) {
            warn(
                    "left out what holds NaN or infinite numbers: "
                            + Quantities.exact(leftOut)
                            + " of "
                            + Quantities.counted(Math.min(limit, words.size()), "row")
                            + "; see akin info --verify");
        }
        double objective =
                map.objectives().isEmpty() ? Double.NaN : map.objectives().getLast().value();
        if (json) {
            print(
                    Json.object(
                            "file",
                            output,
                            "method",
                            lower(method.method),
                            "points",
                            map.count(),
                            "of",
                            words.size(),
                            "leftOut",
                            leftOut,
                            "dimensions",
                            map.dimensions(),
                            "objective",
                            objective,
                            "seconds",
                            took.toMillis() / 1000.0));
            return;
        }
        say(
                "wrote "
                        + output
                        + ": "
                        + vectors(map.count(), map.count() + leftOut, words.size())
                        + " by "
                        + method.method.title
                        + " in "
                        + Quantities.duration(took));
        if (limit < words.size() && !given("--limit")) {
            say("more of them: --limit " + words.size());
        }
    }
}
