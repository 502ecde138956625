package dev.akin.cli;

import dev.akin.embeddings.Label;
import dev.akin.networks.NextItemModel;
import dev.akin.networks.TrainedNetwork;
import dev.akin.networks.TwoTowerModel;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "recommend",
        description = {
            "Lists the items that a user is most likely to choose next, with a network of train --model"
                    + " two-tower or next-item.",
            "",
            "What the user chose before is left out. Prints a line for each item: item and share of the"
                    + " softmax over all items, with a tab between."
        },
        footer = {
            "  akin recommend towers.akin 4711",
            "  akin recommend next.akin --like 6393 --like 13504 -k 20"
        })
final class RecommendCommand extends Subcommand {
    @Parameters(index = "0", paramLabel = "FILE", description = "The network.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "USER",
            description = "A user that the two towers know.")
    private @Nullable String user;

    @Option(
            names = "--like",
            paramLabel = "ITEM",
            description =
                    "Instead of a user: what somebody chose, in that order. May be given several times.")
    private List<String> like = new ArrayList<>();

    @Option(
            names = "-k",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many items. Default: ${DEFAULT-VALUE}.")
    private int k;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private HomeOption home;

    @Override
    public Integer call() throws IOException {
        if (k < 1) {
            throw wrongUsage("-k must be at least 1, not " + k);
        }
        if ((user == null) == like.isEmpty()) {
            throw wrongUsage("give a user, or --like ITEM");
        }
        NetworkFile network = NetworkFile.open(this, file);
        if (network == null) {
            throw new IllegalArgumentException(
                    file + " holds no network; train --model two-tower writes one");
        }
        try (TrainedNetwork trained = network.network(home)) {
            return print(recommend(trained, network.kind()));
        }
    }

    private List<Label> recommend(TrainedNetwork trained, String kind) {
        String known = user;
        return switch (trained) {
            case TwoTowerModel towers ->
                    known == null ? towers.recommend(like, k) : towers.recommend(known, k);
            case NextItemModel next when known == null -> next.recommend(like, k);
            case NextItemModel _ ->
                    throw new IllegalArgumentException(
                            file + " knows items and no users; give --like ITEM");
            default ->
                    throw new IllegalArgumentException(
                            file
                                    + " recommends nothing: it is of --model "
                                    + kind
                                    + ", not two-tower or next-item");
        };
    }

    private int print(List<Label> labels) {
        if (json) {
            return print(
                    Json.object(
                            "items",
                            labels.stream()
                                    .map(label ->
                                            Json.object(
                                                    "item",
                                                    label.name(),
                                                    "share",
                                                    (float) label.probability()))
                                    .toList()));
        }
        for (Label label : labels) {
            StringBuilder line = new StringBuilder(label.name()).append('\t');
            Digits.six(label.probability(), line);
            out().println(line);
        }
        return ExitCode.DONE;
    }
}
