package dev.akin.cli;

import dev.akin.embeddings.EncodedTexts;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.JointEncoder;
import dev.akin.learn.VectorClassifier;
import dev.akin.text.FolderFiles;
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
import org.jspecify.annotations.Nullable;

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
        return Set.of("--encoder", "--method", "--header", PictureLimit.NAME);
    }

    /// Things with a label each.
    private record Labelled(List<String> things, List<String> labels) {
        void add(String thing, String label) {
            things.add(thing);
            labels.add(label);
        }

        List<Path> paths() {
            return things.stream().map(Path::of).toList();
        }

        /// Those of which there are vectors.
        Labelled among(Set<String> encoded) {
            Labelled kept = new Labelled(new ArrayList<>(), new ArrayList<>());
            for (int i = 0; i < things.size(); i++) {
                if (encoded.contains(things.get(i))) {
                    kept.add(things.get(i), labels.get(i));
                }
            }
            return kept;
        }
    }

    @Override
    public VectorTraining.Learned learn(List<String> inputs, Path output, ProgressDisplay progress)
            throws IOException {
        try (JointEncoder opened = training.open(encoder)) {
            List<String> notes = new ArrayList<>();
            FileEncoder files = opened.files();
            Path folder = folder(inputs);
            boolean ofFiles = false;
            Labelled labelled;
            Map<String, float[]> vectors;
            if (files != null && folder != null) {
                ofFiles = true;
                labelled = inFolders(folder, files, notes);
                vectors = TypedThings.of(opened).readable(files, labelled.paths(), notes, progress);
            } else {
                labelled = read(inputs, opened);
                vectors = TypedThings.of(opened).vectors(labelled.things(), progress);
            }
            Labelled known = labelled.among(vectors.keySet());
            float[][] rows =
                    known.things().stream()
                            .map(thing -> vectors.getOrDefault(thing, new float[0]))
                            .toArray(float[][]::new);
            VectorClassifier classifier =
                    VectorClassifier.fit(rows, known.labels(), options)
                            .withMetadata(Map.of(EncodedTexts.METADATA, described(opened)));
            classifier.save(output, progress);
            String next = ofFiles ? inputs.getFirst() : "a text to classify";
            return learned(classifier, rows.length, Subcommand.invitation("classify", output, next))
                    .withNotes(notes);
        }
    }

    /// The only input, if it is a folder.
    private static @Nullable Path folder(List<String> inputs) {
        Path only = inputs.size() == 1 ? Path.of(inputs.getFirst()) : null;
        return only != null && Files.isDirectory(only) ? only : null;
    }

    private String described(JointEncoder opened) {
        String lasting = CollectionCommand.lasting(encoder);
        return Json.object("name", lasting, "fingerprint", opened.fingerprint()).toString();
    }

    private Labelled read(List<String> inputs, JointEncoder opened) throws IOException {
        if (opened.texts() == null) {
            throw training.command.wrongUsage(
                    opened.name()
                            + " encodes files: give a folder that holds a folder for each label, not "
                            + inputs);
        }
        training.command.refuse(List.of(PictureLimit.NAME), "texts");
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

    private static Labelled inFolders(Path root, FileEncoder files, List<String> notes)
            throws IOException {
        Labelled labelled = new Labelled(new ArrayList<>(), new ArrayList<>());
        FolderFiles found = FolderFiles.in(root, files::reads);
        found.unread().values().forEach(why -> notes.add("left out: " + Failures.message(why)));
        for (Path file : found.files()) {
            Path inside = root.relativize(file);
            if (inside.getNameCount() > 1) {
                labelled.add(file.toString(), inside.getName(0).toString());
            }
        }
        if (labelled.things().isEmpty()) {
            throw new IllegalArgumentException(
                    root + " holds no folders with " + files.contents() + " in them, one a label");
        }
        return labelled;
    }

    private VectorTraining.Learned learned(VectorClassifier classifier, int examples, String next) {
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
                next,
                List.of());
    }
}
