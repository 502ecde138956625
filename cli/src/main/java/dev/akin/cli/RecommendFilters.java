package dev.akin.cli;

import dev.akin.items.RecommendOptions;
import dev.akin.items.Recommender;
import dev.akin.text.PlainLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// Which items may be recommended, and how.
final class RecommendFilters {
    static final List<String> NAMES =
            List.of("--unlike", "--seen", "--only", "--without", "--diversity", "--explain");

    private static final int REASONS = 3;

    @Option(
            names = "--unlike",
            paramLabel = "ITEM",
            description =
                    "With --like: what is not wanted, nor its like. May be given several times.")
    List<String> unlike = new ArrayList<>();

    @Option(names = "--seen", description = "Items that were chosen before may come again.")
    private boolean seen;

    @Option(
            names = "--only",
            paramLabel = "ITEM|FILE",
            description =
                    "Recommend none but this item, or those of a file with one on each line. May be"
                            + " given several times.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--without",
            paramLabel = "ITEM|FILE",
            description =
                    "Never recommend this item, or those of a file. May be given several times.")
    private List<String> without = new ArrayList<>();

    @Option(
            names = "--diversity",
            paramLabel = "X",
            defaultValue = "0",
            description =
                    "How much it counts that items are unlike each other, from 0 to 1. Default:"
                            + " ${DEFAULT-VALUE}.")
    private double diversity;

    @Option(
            names = "--explain",
            description = "Name the chosen items that moved each score most, with their shares.")
    boolean explain;

    /// @throws IllegalArgumentException if something is out of range, or a filter holds nothing
    RecommendOptions options(Subcommand command, Recommender recommender, int k)
            throws IOException {
        RecommendOptions.Builder options =
                RecommendOptions.builder()
                        .k(k)
                        .seen(seen)
                        .diversity(diversity)
                        .reasons(explain ? REASONS : 0);
        if (!only.isEmpty()) {
            options.only(known(command, recommender, "--only", only));
        }
        return options.without(known(command, recommender, "--without", without)).build();
    }

    private static List<String> known(
            Subcommand command, Recommender recommender, String option, List<String> given)
            throws IOException {
        List<String> items = items(given);
        long unknown =
                items.stream()
                        .filter(item -> !recommender.items().vocabulary().contains(item))
                        .count();
        if (unknown > 0) {
            command.say("unknown items of " + option + ": " + unknown + " of " + items.size());
        }
        return items;
    }

    private static List<String> items(List<String> given) throws IOException {
        List<String> items = new ArrayList<>();
        for (String one : given) {
            if (Files.isRegularFile(Path.of(one))) {
                PlainLines.read(Path.of(one)).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .forEach(items::add);
            } else {
                items.add(one);
            }
        }
        return items;
    }
}
