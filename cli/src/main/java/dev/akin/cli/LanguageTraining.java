package dev.akin.cli;

import dev.akin.networks.Body;
import dev.akin.networks.LanguageModel;
import dev.akin.networks.LanguageModelling;
import dev.akin.text.TextFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// `train --model language`: text, a sentence or a paragraph on each line.
final class LanguageTraining
        extends NetworkTraining<List<String>, LanguageModelling.Builder, LanguageModel> {
    private final Body body;

    LanguageTraining(Request request) {
        super(request);
        NetworkOptions network = request.network();
        this.body = Body.of(network.body == null ? "lstm" : network.body, units());
    }

    private int units() {
        return request.command().given("--units") ? request.network().units : 128;
    }

    @Override
    void check() {
        told(builder()).build();
    }

    @Override
    LanguageModelling.Builder builder() {
        LearnerOptions learner = request.learner();
        LanguageModelling.Builder builder =
                LanguageModelling.builder().body(body).lowercase(!request.network().keepCase);
        if (request.command().given("--min-count")) {
            builder.minCount(learner.minCount);
        }
        return request.command().given("--max-words")
                ? builder.maxWords(learner.maxWords)
                : builder;
    }

    @Override
    Standard standard() {
        return new Standard(128, 0.002, 5);
    }

    @Override
    long rowBytes(LanguageModel model) {
        return (long) Float.BYTES * model.embeddings().size() * model.embeddings().dimension();
    }

    @Override
    boolean needsTorch() {
        return true;
    }

    @Override
    List<String> read() throws IOException {
        List<String> inputs = request.files().inputs();
        return (inputs.contains("-")
                        ? TextFiles.standardInput(System.in)
                        : TextFiles.in(inputs.stream().map(Path::of).toList()))
                .read();
    }

    @Override
    LanguageModel fit(LanguageModelling.Builder builder, List<String> examples) throws IOException {
        return builder.build().fit(examples);
    }

    @Override
    Report report(LanguageModel model) {
        return new Report(
                body.name()
                        + ", "
                        + Quantities.shape(
                                model.vocabulary().size(), "word", model.embeddings().dimension()),
                Subcommand.invitation(
                        "classify", request.files().output().path(), "the beginning of", "-k", 5));
    }
}
