package dev.akin.cli;

import dev.akin.embeddings.EncodedTexts;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.JointEncoder;
import dev.akin.learn.VectorClassifier;
import dev.akin.text.Json;
import dev.akin.text.LabelledText;
import dev.akin.text.LabelledTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// `train --model classifier --encoder E`: lines of label and text with a tab between, or a folder of folders, each with the files of
/// the label that it is called by.
final class FewShotTask implements VectorTraining.Task {
    private final VectorTraining training;
    private final VectorClassifier.Options options;
    private final String encoder;

    /// @throws IllegalArgumentException if there is no such method
    FewShotTask(VectorTraining training) {
        this.training = training;
        this.options =
                VectorClassifier.Options.of(VectorClassifier.Method.ofLabel(training.space.method));
        this.encoder = Objects.requireNonNull(training.space.encoder);
    }

    @Override
    public Set<String> heeded() {
        return Set.of("--encoder", "--method", "--header");
    }

    /// Things with a label each.
    private record Labelled(List<String> things, List<String> labels) {
        void add(String thing, String label) {
            things.add(thing);
            labels.add(label);
        }
    }

    @Override
    public VectorTraining.Learned learn(List<String> inputs, Path output, ProgressDisplay progress)
            throws IOException {
        try (JointEncoder opened = training.open(encoder)) {
            Labelled labelled = read(inputs, opened);
            List<String> leftOut = new ArrayList<>();
            Map<String, float[]> vectors =
                    TypedThings.of(opened)
                            .leavingOut(leftOut)
                            .vectors(labelled.things(), progress);
            List<float[]> rows = new ArrayList<>();
            List<String> labels = new ArrayList<>();
            for (int i = 0; i < labelled.things().size(); i++) {
                float[] row = vectors.get(labelled.things().get(i));
                if (row != null) {
                    rows.add(row);
                    labels.add(labelled.labels().get(i));
                }
            }
            VectorClassifier classifier =
                    VectorClassifier.fit(rows.toArray(float[][]::new), labels, options)
                            .withMetadata(Map.of(EncodedTexts.METADATA, described(opened)));
            classifier.save(output, progress);
            return learned(classifier, rows.size(), output, leftOut);
        }
    }

    private String described(JointEncoder opened) {
        String lasting = CollectionCommand.lasting(encoder);
        return Json.object("name", lasting, "fingerprint", opened.fingerprint()).toString();
    }

    private Labelled read(List<String> inputs, JointEncoder opened) throws IOException {
        FileEncoder files = opened.files();
        boolean folder = inputs.size() == 1 && Files.isDirectory(Path.of(inputs.getFirst()));
        if (files != null && folder) {
            return inFolders(Path.of(inputs.getFirst()), files);
        }
        if (opened.texts() == null) {
            throw training.command.wrongUsage(
                    opened.name()
                            + " encodes files: give a folder that holds a folder for each label, not "
                            + inputs);
        }
        Labelled labelled = new Labelled(new ArrayList<>(), new ArrayList<>());
        for (LabelledText text : texts(inputs)) {
            labelled.add(text.text(), text.labels().getFirst());
        }
        return labelled;
    }

    private List<LabelledText> texts(List<String> inputs) throws IOException {
        LabelledTexts texts =
                inputs.contains("-")
                        ? LabelledTexts.standardInput(System.in)
                        : LabelledTexts.in(inputs.stream().map(Path::of).toList());
        return texts.header(training.network.header).read();
    }

    private static Labelled inFolders(Path root, FileEncoder files) throws IOException {
        Labelled labelled = new Labelled(new ArrayList<>(), new ArrayList<>());
        try (Stream<Path> below = Files.walk(root)) {
            for (Path file : below.sorted().filter(Files::isRegularFile).toList()) {
                Path inside = root.relativize(file);
                if (inside.getNameCount() > 1 && files.reads(file)) {
                    labelled.add(file.toString(), inside.getName(0).toString());
                }
            }
        }
        if (labelled.things().isEmpty()) {
            throw new IllegalArgumentException(
                    root + " holds no folders with " + files.contents() + " in them, one a label");
        }
        return labelled;
    }

    private VectorTraining.Learned learned(
            VectorClassifier classifier, int examples, Path output, List<String> leftOut) {
        return new VectorTraining.Learned(
                "a classifier of "
                        + Quantities.counted(classifier.labels().size(), "label")
                        + " by "
                        + options.method().label()
                        + ", of "
                        + Quantities.counted(examples, "example"),
                Map.of(
                        "examples", Json.of(examples),
                        "labels", Json.of(classifier.labels()),
                        "method", Json.of(options.method().label()),
                        "dimension", Json.of(classifier.dimension())),
                Subcommand.invitation("classify", output, "a text to classify"),
                leftOut);
    }
}
