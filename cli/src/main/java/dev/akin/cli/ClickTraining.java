package dev.akin.cli;

import dev.akin.networks.ClickBody;
import dev.akin.networks.ClickModel;
import dev.akin.networks.ClickPrediction;
import dev.akin.text.Click;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `train --model clicks`: lines of a user, a tab and an item; what no line has is not clicked.
final class ClickTraining
        extends NetworkTraining<List<Click>, ClickPrediction.Builder, ClickModel> {
    private final ClickBody body;

    ClickTraining(Request request) {
        super(request);
        this.body = body(request.network().body);
    }

    private static ClickBody body(@Nullable String name) {
        return switch (name) {
            case null -> ClickBody.DEEP_FM;
            case "deepfm" -> ClickBody.DEEP_FM;
            case "wide-and-deep" -> ClickBody.WIDE_AND_DEEP;
            default ->
                    throw new IllegalArgumentException(
                            "--body of clicks is deepfm or wide-and-deep, not " + name);
        };
    }

    /// As it is typed.
    private String bodyName() {
        return switch (body) {
            case DEEP_FM -> "deepfm";
            case WIDE_AND_DEEP -> "wide-and-deep";
        };
    }

    @Override
    void check() {
        told(builder()).build();
    }

    @Override
    ClickPrediction.Builder builder() {
        ClickPrediction.Builder builder = ClickPrediction.builder().body(body);
        return request.command().given("--min-count")
                ? builder.minCount(request.learner().minCount)
                : builder;
    }

    @Override
    Standard standard() {
        return new Standard(16, 0.001, 5, 256);
    }

    @Override
    long rowBytes(ClickModel model) {
        long bytes = 0;
        for (String field : model.fields()) {
            bytes +=
                    (long) Float.BYTES
                            * model.embeddings(field).size()
                            * model.embeddings(field).dimension();
        }
        return bytes;
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
    ClickModel fit(ClickPrediction.Builder builder, List<Click> examples) throws IOException {
        return builder.build().fit(examples);
    }

    @Override
    Report report(ClickModel model) {
        return new Report(
                String.format(
                        Locale.ROOT,
                        "%s, %,d users, %,d items",
                        bodyName(),
                        model.embeddings("user").size(),
                        model.embeddings("item").size()),
                "printf 'USER\\tITEM\\n' | "
                        + Subcommand.invitation("classify", request.files().output().path()));
    }
}
