package dev.akin.cli;

import dev.akin.align.Alignment;
import dev.akin.align.WordDictionary;
import dev.akin.embeddings.Embeddings;
import dev.akin.evaluate.Interval;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "align",
        description = {
            "Brings the second file's vectors into the space of the first, by pairs of words that mean the"
                    + " same. Writes the second file's words.",
            "",
            "A part of the pairs is held out (--holdout, --test): printed is how often a word of the second file finds its"
                    + " partner at once, among the first 5 and among the first 10, by CSLS and by cosine."
        },
        footer = {
            "  akin align english.safetensors russian.safetensors -o ru-in-en.safetensors --dictionary en-ru.tsv",
            "  akin align old.safetensors new.safetensors -o new-in-old.safetensors",
            "  akin neighbors ru-in-en.safetensors слово --in english.safetensors --csls"
        })
final class AlignCommand extends Subcommand {
    private static final List<Integer> PLACES = List.of(1, 5, 10);

    @Parameters(index = "0", paramLabel = "FILE", description = "The vectors that stay.")
    @SuppressWarnings("NullAway.Init")
    private Path first;

    @Parameters(index = "1", paramLabel = "FILE", description = "The vectors that are moved.")
    @SuppressWarnings("NullAway.Init")
    private Path second;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "Where the moved vectors go.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(
            names = "--dictionary",
            paramLabel = "FILE",
            description =
                    "Lines of a word of the first file, a tab, and a word of the second. Default: the"
                            + " words that both have.")
    private @Nullable Path dictionary;

    @Option(
            names = "--linear",
            description =
                    "A linear map fitted by ridge regression instead of a turn; also between different"
                            + " dimensions.")
    private boolean linear;

    @Option(
            names = "--refine",
            paramLabel = "N",
            description =
                    "How often the map is fitted again, to words that are each other's nearest by CSLS."
                            + " Default: 0.")
    private int refinements;

    @Option(
            names = "--holdout",
            paramLabel = "X",
            defaultValue = "0.2",
            description = "The share of pairs held out. Default: ${DEFAULT-VALUE}.")
    private double holdout;

    @Option(
            names = "--test",
            paramLabel = "FILE",
            description =
                    "Pairs as in a dictionary that are held out, and all other pairs fitted to, instead of"
                            + " a share held out.")
    private @Nullable Path test;

    @Option(
            names = "--restrict",
            paramLabel = "N",
            defaultValue = "20000",
            description =
                    "Among how many of each file's first words partners are looked for. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int restrict;

    @Override
    public Integer call() throws IOException {
        if (test != null && given("--holdout")) {
            throw wrongUsage("--holdout does not go with --test, whose pairs are held out");
        }
        OutputFile target;
        Alignment.Options options;
        try {
            target = OutputFile.of(output, null);
            options = new Alignment.Options(linear, refinements, holdout, restrict);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
        return show(target, progress -> run(target, options, progress));
    }

    private int run(OutputFile target, Alignment.Options options, ProgressDisplay progress)
            throws IOException {
        Embeddings one = load(first, progress);
        Embeddings other = load(second, progress);
        WordDictionary pairs =
                dictionary == null ? WordDictionary.identical(one, other) : pairs(dictionary);
        Alignment alignment =
                test == null
                        ? Alignment.of(one, other, pairs, options, progress)
                        : Alignment.of(one, other, pairs, pairs(test), options, progress);
        alignment.aligned().save(target.path(), target.format(), progress);
        progress.clear();
        return report(alignment.report());
    }

    private static WordDictionary pairs(Path file) throws IOException {
        requireFile(file);
        return WordDictionary.read(file);
    }

    private int report(Alignment.Report report) {
        if (report.unknown() > 0) {
            say(
                    "left out "
                            + Quantities.counted(report.unknown(), "pair")
                            + " of which a word has no vector");
        }
        TextTable table =
                TextTable.of(
                                TextTable.Align.LEFT,
                                TextTable.Align.RIGHT,
                                TextTable.Align.LEFT,
                                TextTable.Align.RIGHT)
                        .row("measure", "score", "95 % interval", "n");
        List<Json> scores = new ArrayList<>();
        add("CSLS", report.csls(), table, scores);
        add("cosine", report.cosine(), table, scores);
        if (json) {
            return print(
                    Json.object(
                            "file", output.toString(),
                            "pairs", report.used(),
                            "unknown", report.unknown(),
                            "scores", scores));
        }
        if (report.csls().length > 0) {
            table.print(out());
        }
        say(
                "wrote "
                        + output
                        + ", fitted to "
                        + Quantities.counted(report.used(), "pair")
                        + " of words");
        return ExitCode.DONE;
    }

    private static void add(String measure, int[] ranks, TextTable table, List<Json> scores) {
        for (int places : PLACES) {
            int right = (int) Arrays.stream(ranks).filter(rank -> rank < places).count();
            Interval interval = Interval.ofShare(right, ranks.length);
            double share = (double) right / ranks.length;
            table.row(
                    measure + " precision@" + places,
                    number(share),
                    number(interval.low()) + " to " + number(interval.high()),
                    Quantities.exact(ranks.length));
            scores.add(
                    Json.object(
                            "measure",
                            measure,
                            "at",
                            places,
                            "score",
                            share,
                            "low",
                            interval.low(),
                            "high",
                            interval.high(),
                            "n",
                            ranks.length));
        }
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }
}
