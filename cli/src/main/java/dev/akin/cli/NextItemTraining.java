package dev.akin.cli;

import dev.akin.networks.Body;
import dev.akin.networks.NextItemModel;
import dev.akin.networks.NextItemPrediction;
import dev.akin.text.Click;
import java.io.IOException;
import java.util.List;

/// `train --model next-item`: lines of a user, a tab and an item, in the order of time.
final class NextItemTraining
        extends NetworkTraining<List<Click>, NextItemPrediction.Builder, NextItemModel> {
    private final Body body;

    NextItemTraining(Request request) {
        super(request);
        this.body = request.network().body("gru");
    }

    @Override
    void check() {
        told(builder()).build();
    }

    @Override
    NextItemPrediction.Builder builder() {
        NextItemPrediction.Builder builder = NextItemPrediction.builder().body(body);
        return request.command().given("--min-count")
                ? builder.minCount(request.learner().minCount)
                : builder;
    }

    @Override
    Standard standard() {
        return new Standard(64, 0.002, 5, 32);
    }

    @Override
    long rowBytes(NextItemModel model) {
        return (long) Float.BYTES * model.embeddings().size() * model.embeddings().dimension();
    }

    @Override
    boolean needsTorch() {
        return true;
    }

    @Override
    List<Click> read() throws IOException {
        return clicks();
    }

    @Override
    NextItemModel fit(NextItemPrediction.Builder builder, List<Click> examples) throws IOException {
        return builder.build().fit(examples);
    }

    @Override
    Report report(NextItemModel model) {
        return new Report(
                body.name()
                        + ", "
                        + Quantities.shape(
                                model.items().size(), "item", model.embeddings().dimension()),
                Subcommand.invitation(
                        "recommend",
                        request.files().output().path(),
                        "--like",
                        model.items().key(0)));
    }
}
