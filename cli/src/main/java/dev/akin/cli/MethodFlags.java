package dev.akin.cli;

import dev.akin.ProgressListener;
import dev.akin.compress.MethodOption;
import dev.akin.compress.MethodRequest;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of the methods that make rows smaller; which method takes which, the methods know.
final class MethodFlags {
    @Option(names = "--bits", paramLabel = "N", description = "Bits a number, or a code.")
    private @Nullable String bits;

    @Option(
            names = "--parts",
            paramLabel = "N",
            description = "Parts that a row is cut into, or codebooks.")
    private @Nullable String parts;

    @Option(
            names = "--levels",
            paramLabel = "N",
            description = "Codes of a part, each for what is left: of residual. Default: 2.")
    private @Nullable String levels;

    @Option(
            names = "--rank",
            paramLabel = "N",
            description = "Numbers a row between factors; of tucker also three ranks: 64x12x16.")
    private @Nullable String rank;

    @Option(
            names = "--shape",
            paramLabel = "NxN",
            description = "Sides into which cp and tucker fold a row, such as 15x20.")
    private @Nullable String shape;

    @Option(
            names = "--turns",
            paramLabel = "N",
            description =
                    "How often cp and tucker find factors anew at the most. Default: 200 and 25.")
    private @Nullable String turns;

    @Option(names = "--dimension", paramLabel = "N", description = "Numbers of a shorter row.")
    private @Nullable String dimension;

    @Option(names = "--top", paramLabel = "N", description = "First directions left out.")
    private @Nullable String top;

    @Option(names = "--scale", paramLabel = "WHAT", description = "What has a scale of its own.")
    private @Nullable String scale;

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "Rows that keep their own: a number, or a share such as 20%%.")
    private @Nullable String keep;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            description = "What makes a row worth keeping: frequency, norm or usefulness.")
    private @Nullable String by;

    @Option(
            names = "--instead",
            paramLabel = "WHAT",
            description =
                    "What stands for the others: nearest, of those kept; mean, of the others; or nothing:"
                            + " their keys leave the file.")
    private @Nullable String instead;

    @Option(
            names = "--cosine",
            paramLabel = "X",
            description = "From which cosine on two rows are one.")
    private @Nullable String cosine;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    SeedAndThreads run;

    MethodRequest request(ProgressListener listener) {
        Map<MethodOption, @Nullable String> typed = new EnumMap<>(MethodOption.class);
        typed.put(MethodOption.BITS, bits);
        typed.put(MethodOption.PARTS, parts);
        typed.put(MethodOption.LEVELS, levels);
        typed.put(MethodOption.RANK, rank);
        typed.put(MethodOption.SHAPE, shape);
        typed.put(MethodOption.TURNS, turns);
        typed.put(MethodOption.DIMENSION, dimension);
        typed.put(MethodOption.TOP, top);
        typed.put(MethodOption.SCALE, scale);
        typed.put(MethodOption.KEEP, keep);
        typed.put(MethodOption.BY, by);
        typed.put(MethodOption.INSTEAD, instead);
        typed.put(MethodOption.COSINE, cosine);
        Map<MethodOption, String> given = new EnumMap<>(MethodOption.class);
        typed.forEach((option, value) -> {
            if (value != null) {
                given.put(option, value);
            }
        });
        return new MethodRequest(given, run.seed, run.threads, listener, null);
    }
}
