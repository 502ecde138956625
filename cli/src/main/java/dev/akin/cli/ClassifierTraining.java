package dev.akin.cli;

import dev.akin.networks.Body;
import dev.akin.networks.Mean;
import dev.akin.networks.TextClassification;
import dev.akin.networks.TextClassifier;
import dev.akin.text.LabelledText;
import dev.akin.text.LabelledTexts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// `train --model classifier`: lines of a label, a tab and a text.
final class ClassifierTraining
        extends NetworkTraining<List<LabelledText>, TextClassification.Builder, TextClassifier> {
    /// Lines from which on a label that comes in the first one alone is taken for a column's name.
    private static final int ENOUGH = 10;

    private final Body body;

    ClassifierTraining(Request request) {
        super(request);
        this.body = request.network().body("mean");
    }

    @Override
    void check() {
        told(builder()).build();
    }

    @Override
    TextClassification.Builder builder() {
        LearnerOptions learner = request.learner();
        return TextClassification.builder()
                .body(body)
                .lowercase(!request.network().keepCase)
                .minCount(
                        request.command().given("--min-count") ? learner.minCount : standardCount())
                .maxWords(learner.maxWords);
    }

    /// What reads in order learns what an unknown word means from those that come once.
    private int standardCount() {
        return body instanceof Mean ? 1 : 2;
    }

    @Override
    Standard standard() {
        return body instanceof Mean ? new Standard(50, 0.003, 20) : new Standard(50, 0.001, 10);
    }

    @Override
    long rowBytes(TextClassifier model) {
        return (long) Float.BYTES * model.embeddings().size() * model.embeddings().dimension();
    }

    @Override
    boolean needsTorch() {
        return !(body instanceof Mean);
    }

    @Override
    TextClassifier fit(TextClassification.Builder builder, List<LabelledText> examples)
            throws IOException {
        TextClassification task = builder.build();
        List<String> texts = examples.stream().map(LabelledText::text).toList();
        return request.network().several
                ? task.fitSeveral(texts, examples.stream().map(LabelledText::labels).toList())
                : task.fit(texts, examples.stream().map(LabelledText::label).toList());
    }

    @Override
    List<LabelledText> read() throws IOException {
        List<String> inputs = request.files().inputs();
        LabelledTexts source =
                inputs.contains("-")
                        ? LabelledTexts.standardInput(System.in)
                        : LabelledTexts.in(inputs.stream().map(Path::of).toList());
        List<LabelledText> examples =
                source.several(request.network().several).header(request.network().header).read();
        return request.network().header ? examples : withoutHeader(examples, request.command());
    }

    /// Without the first line, if nothing else has its label: it names columns.
    static List<LabelledText> withoutHeader(List<LabelledText> examples, Subcommand command) {
        LabelledText first = examples.getFirst();
        if (examples.size() < ENOUGH
                || examples.stream()
                        .skip(1)
                        .anyMatch(other -> other.labels().equals(first.labels()))) {
            return examples;
        }
        command.say(
                "the first line, \""
                        + first.label()
                        + "\", names columns: no other has its label; passed over");
        return examples.subList(1, examples.size());
    }

    @Override
    Report report(TextClassifier model) {
        String summary =
                body.name()
                        + ", "
                        + Quantities.counted(model.labels().size(), "label")
                        + ", "
                        + Quantities.shape(
                                model.embeddings().size(), "word", model.embeddings().dimension());
        return new Report(
                summary,
                "echo 'some text' | "
                        + Subcommand.invitation("classify", request.files().output().path()));
    }
}
