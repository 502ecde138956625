package dev.akin.cli;

import dev.akin.networks.Body;
import dev.akin.networks.Gru;
import dev.akin.networks.Lstm;
import dev.akin.networks.Tagger;
import dev.akin.networks.Tagging;
import dev.akin.text.TaggedSentence;
import dev.akin.text.TaggedSentences;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// `train --model tagger`: lines of a word, a tab and its tag, with blank lines between sentences; or CoNLL-U.
final class TaggerTraining extends NetworkTraining<List<TaggedSentence>, Tagging.Builder, Tagger> {
    private final Body body;

    TaggerTraining(Request request) {
        super(request);
        this.body = bothWays(request.network().body("lstm"));
    }

    private static Body bothWays(Body body) {
        return switch (body) {
            case Lstm lstm -> lstm.both();
            case Gru gru -> gru.both();
            default -> body;
        };
    }

    @Override
    void check() {
        told(builder()).build();
    }

    @Override
    Tagging.Builder builder() {
        LearnerOptions learner = request.learner();
        Tagging.Builder builder =
                Tagging.builder().body(body).lowercase(!request.network().keepCase);
        return request.command().given("--min-count")
                ? builder.minCount(learner.minCount)
                : builder;
    }

    @Override
    Standard standard() {
        return new Standard(50, 0.002, 15);
    }

    @Override
    long rowBytes(Tagger model) {
        return (long) Float.BYTES * model.embeddings().size() * model.embeddings().dimension();
    }

    @Override
    boolean needsTorch() {
        return true;
    }

    @Override
    List<TaggedSentence> read() throws IOException {
        List<String> inputs = request.files().inputs();
        return (inputs.contains("-")
                        ? TaggedSentences.standardInput(System.in)
                        : TaggedSentences.in(inputs.stream().map(Path::of).toList()))
                .read();
    }

    @Override
    Tagger fit(Tagging.Builder builder, List<TaggedSentence> examples) throws IOException {
        return builder.build().fit(examples);
    }

    @Override
    Report report(Tagger model) {
        return new Report(
                body.name()
                        + ", "
                        + Quantities.counted(model.tags().size(), "tag")
                        + ", "
                        + Quantities.shape(
                                model.embeddings().size(), "word", model.embeddings().dimension()),
                "echo 'some text' | "
                        + Subcommand.invitation("classify", request.files().output().path()));
    }
}
