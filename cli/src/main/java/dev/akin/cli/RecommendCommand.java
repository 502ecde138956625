package dev.akin.cli;

import dev.akin.embeddings.Label;
import dev.akin.embeddings.UnknownKeyException;
import dev.akin.items.Reason;
import dev.akin.items.RecommendOptions;
import dev.akin.items.Recommendation;
import dev.akin.items.Recommender;
import dev.akin.networks.NextItemModel;
import dev.akin.networks.TrainedNetwork;
import dev.akin.networks.TwoTowerModel;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "recommend",
        description = {
            "Lists the items that a user is most likely to choose next, with a model of train --model"
                    + " item2vec, als, bpr, warp or logistic, or a network, two-tower or next-item.",
            "",
            "What the user chose before is left out. Prints a line for each item: item and score, of"
                    + " networks its share of the softmax over all items, with a tab between."
        },
        footer = {
            "  akin recommend shop.akin 4711 --explain",
            "  akin recommend shop.akin --like 6393 --unlike 13504 --diversity 0.3",
            "  akin recommend towers.akin 4711",
            "  akin recommend next.akin --like 6393 --like 13504 -k 20"
        })
final class RecommendCommand extends Subcommand {
    @Parameters(index = "0", paramLabel = "FILE", description = "The model.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "USER",
            description = "A user whom the model knows.")
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

    @ArgGroup(validate = false, heading = "%nModels that are no networks:%n")
    private RecommendFilters filters = new RecommendFilters();

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
        if (user != null && !filters.unlike.isEmpty()) {
            throw wrongUsage("--unlike goes with --like ITEM, not with a user");
        }
        Recommender recommender = RecommenderFile.open(file);
        if (recommender != null) {
            return printAll(recommend(recommender));
        }
        NetworkFile network = NetworkFile.open(this, file);
        if (network == null) {
            throw new IllegalArgumentException(
                    file
                            + " recommends nothing; train --model item2vec or two-tower writes what does");
        }
        refuse(RecommendFilters.NAMES, "networks, of which " + file + " is one");
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
                                    + ", not item2vec, als, bpr, warp, logistic, two-tower or"
                                    + " next-item");
        };
    }

    private List<Recommendation> recommend(Recommender recommender) throws IOException {
        String known = user;
        RecommendOptions options;
        try {
            options = filters.options(this, recommender, k);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
        if (known == null) {
            return recommender.recommend(like, filters.unlike, options);
        }
        if (!recommender.users().contains(known)) {
            throw unknown(recommender, known);
        }
        return recommender.recommend(known, options);
    }

    private IllegalArgumentException unknown(Recommender recommender, String name) {
        try {
            recommender.users().id(name);
        } catch (UnknownKeyException e) {
            List<String> near = e.suggestions();
            return new IllegalArgumentException(
                    file
                            + " knows no user \""
                            + name
                            + "\""
                            + (near.isEmpty()
                                    ? "."
                                    : "; did you mean " + String.join(", ", near) + "?")
                            + " For somebody new, name what they chose: --like ITEM",
                    e);
        }
        throw new IllegalStateException(name + " is known");
    }

    private int printAll(List<Recommendation> items) {
        if (json) {
            return print(
                    Json.object("items", items.stream().map(RecommendCommand::document).toList()));
        }
        for (Recommendation item : items) {
            StringBuilder line = new StringBuilder(item.item()).append('\t');
            Digits.six(item.score(), line);
            if (filters.explain) {
                line.append("\tbecause of ").append(because(item.reasons()));
            }
            out().println(line);
        }
        return ExitCode.DONE;
    }

    private static String because(List<Reason> reasons) {
        return reasons.stream()
                .map(reason ->
                        String.format(
                                Locale.ROOT, "%s (%+.0f %%)", reason.item(), 100 * reason.share()))
                .collect(Collectors.joining(", "));
    }

    private static Json document(Recommendation item) {
        return Json.object(
                "item",
                item.item(),
                "score",
                item.score(),
                "reasons",
                item.reasons().stream()
                        .map(reason -> Json.object("item", reason.item(), "share", reason.share()))
                        .toList());
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
