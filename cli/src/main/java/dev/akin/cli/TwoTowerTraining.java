package dev.akin.cli;

import dev.akin.networks.TwoTowerModel;
import dev.akin.networks.TwoTowers;
import dev.akin.text.Click;
import java.io.IOException;
import java.util.List;

/// `train --model two-tower`: lines of a user, a tab and an item.
final class TwoTowerTraining
        extends NetworkTraining<List<Click>, TwoTowers.Builder, TwoTowerModel> {
    TwoTowerTraining(Request request) {
        super(request);
    }

    @Override
    void check() {
        told(builder()).build();
    }

    @Override
    TwoTowers.Builder builder() {
        TwoTowers.Builder builder = TwoTowers.builder();
        return request.command().given("--min-count")
                ? builder.minCount(request.learner().minCount)
                : builder;
    }

    @Override
    Standard standard() {
        return new Standard(64, 0.003, 10, 256);
    }

    @Override
    long rowBytes(TwoTowerModel model) {
        return (long) Float.BYTES
                * model.items().dimension()
                * (2L * model.items().size() + model.users().size());
    }

    @Override
    boolean needsTorch() {
        return false;
    }

    @Override
    List<Click> read() throws IOException {
        return clicks();
    }

    @Override
    TwoTowerModel fit(TwoTowers.Builder builder, List<Click> examples) throws IOException {
        return builder.build().fit(examples);
    }

    @Override
    Report report(TwoTowerModel model) {
        return new Report(
                Quantities.counted(model.users().size(), "user")
                        + ", "
                        + Quantities.shape(model.items().size(), "item", model.items().dimension()),
                Subcommand.invitation(
                        "recommend",
                        request.files().output().path(),
                        model.users().vocabulary().key(0)));
    }
}
