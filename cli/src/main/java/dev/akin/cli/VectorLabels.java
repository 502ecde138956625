package dev.akin.cli;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.embeddings.EncodedTexts;
import dev.akin.embeddings.EncoderProvider.Input;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.JointEncoder;
import dev.akin.embeddings.Label;
import dev.akin.embeddings.Model;
import dev.akin.embeddings.TextEncoder;
import dev.akin.learn.VectorClassifier;
import dev.akin.learn.VectorClassifier.Method;
import dev.akin.learn.VectorClassifier.Options;
import dev.akin.text.FolderFiles;
import dev.akin.text.Json;
import dev.akin.text.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Labels of texts and files by their vectors: learned from examples, or by the names of the labels alone.
final class VectorLabels implements AutoCloseable {
    /// What surrounds a label's name, where pictures are labelled by it; the vectors of all are averaged.
    private static final List<String> OF_PICTURES =
            List.of("a photo of {}", "a picture of {}", "a drawing of {}", "{}");

    /// The same of sounds; the first is CLAP's own.
    private static final List<String> OF_SOUNDS =
            List.of("this is a sound of {}", "the sound of {}", "{}");

    /// The same of texts.
    private static final List<String> OF_TEXTS = List.of("{}", "this text is about {}");

    /// What CLIP multiplies cosines by, once it has learned it.
    private static final double PICTURE_SCALE = 100;

    /// Where CLAP begins to learn it; graphs do not say where it ends.
    private static final double SOUND_SCALE = 1 / 0.07;

    private final JointEncoder encoder;
    private final VectorClassifier classifier;

    private VectorLabels(JointEncoder encoder, VectorClassifier classifier) {
        this.encoder = encoder;
        this.classifier = classifier;
    }

    /// The classifier in a file, if it is one of vectors; null if not.
    static @Nullable VectorLabels open(Subcommand command, Path file, EncoderChoice choice)
            throws IOException {
        String name = file.toString();
        if (!(name.endsWith(".akin") || name.endsWith(".safetensors")) || !Files.exists(file)) {
            return null;
        }
        Model model = Model.load(file);
        if (!VectorClassifier.isOne(model)) {
            return null;
        }
        VectorClassifier classifier = VectorClassifier.of(file, model);
        JointEncoder encoder = choice.openJoint(command, encoderName(file, classifier));
        try {
            checkSame(file, classifier, encoder);
            return new VectorLabels(encoder, classifier);
        } catch (RuntimeException e) {
            encoder.close();
            throw e;
        }
    }

    private static @Nullable Json said(VectorClassifier classifier, String member) {
        String described = classifier.metadata().getOrDefault(EncodedTexts.METADATA, "{}");
        return Json.parse(described) instanceof Json.Obj members ? members.get(member) : null;
    }

    private static String encoderName(Path file, VectorClassifier classifier)
            throws MalformedFileException {
        if (said(classifier, "name") instanceof Json.Str(String name)) {
            return name;
        }
        throw MalformedFileException.atByte(file, 0, "it does not say whose vectors it labels");
    }

    private static void checkSame(Path file, VectorClassifier classifier, JointEncoder encoder) {
        if (said(classifier, "fingerprint") instanceof Json.Str(String fingerprint)
                && !fingerprint.equals(encoder.fingerprint())) {
            throw new IllegalArgumentException(
                    file
                            + " labels vectors of an encoder with the fingerprint "
                            + fingerprint
                            + ", and "
                            + encoder.name()
                            + " has "
                            + encoder.fingerprint()
                            + " by now: train it anew");
        }
    }

    /// How labels are told by their names.
    ///
    /// @param labels a file with a label a line, or labels with commas between
    /// @param templates what surrounds a label's name, which stands where `{}` does; none for several usual ones
    /// @param scale what cosines are multiplied by before they become probabilities; null for what is usual
    record ByName(String labels, List<String> templates, @Nullable Double scale) {}

    /// By the names of labels, which are learned from nothing else (Radford and others 2021, §3.1.4).
    ///
    /// @throws NoSuchFileException if there is no file of labels, and no comma
    /// @throws IllegalArgumentException if the encoder makes no vectors of texts, or a template has no place for a name
    static VectorLabels named(Subcommand command, ByName how, EncoderChoice choice)
            throws IOException {
        List<String> names = names(how.labels());
        JointEncoder encoder = choice.openJoint(command);
        try {
            return new VectorLabels(encoder, named(names, encoder, how));
        } catch (RuntimeException e) {
            encoder.close();
            throw e;
        }
    }

    private static List<String> names(String labels) throws IOException {
        boolean file = Files.exists(Path.of(labels));
        if (!file && labels.indexOf(',') < 0) {
            throw new NoSuchFileException(
                    labels,
                    null,
                    "there is no such file of labels; names themselves have commas between them:"
                            + " 'a dog,a cat'");
        }
        List<String> lines =
                file
                        ? TextFiles.in(List.of(Path.of(labels))).read()
                        : List.of(labels.split(",", -1));
        return lines.stream().map(String::strip).filter(name -> !name.isEmpty()).toList();
    }

    private static boolean hears(JointEncoder encoder) {
        FileEncoder files = encoder.files();
        return files != null && files.contents().equals(Input.SOUNDS.label());
    }

    private static List<String> templates(JointEncoder encoder, List<String> given) {
        for (String template : given) {
            if (!template.contains("{}")) {
                throw new IllegalArgumentException(
                        "a template has {} where the label's name goes, but this has none: "
                                + template);
            }
        }
        if (!given.isEmpty()) {
            return given;
        }
        if (encoder.files() == null) {
            return OF_TEXTS;
        }
        return hears(encoder) ? OF_SOUNDS : OF_PICTURES;
    }

    private static double scale(JointEncoder encoder, @Nullable Double given) {
        if (given != null) {
            return given;
        }
        if (encoder.files() == null) {
            return Options.of(Method.NEAREST_MEAN).scale();
        }
        return hears(encoder) ? SOUND_SCALE : PICTURE_SCALE;
    }

    private static VectorClassifier named(List<String> names, JointEncoder encoder, ByName how) {
        TextEncoder texts = encoder.texts();
        if (texts == null) {
            throw new IllegalArgumentException(
                    encoder.name()
                            + " makes no vectors of texts, which the names of labels are; take a model"
                            + " of both, or a bridge");
        }
        List<String> templates = templates(encoder, how.templates());
        List<float[]> vectors = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (String name : names) {
            List<String> prompts =
                    templates.stream().map(template -> template.replace("{}", name)).toList();
            for (float[] vector : texts.encode(prompts)) {
                vectors.add(vector);
                labels.add(name);
            }
        }
        Options usual = Options.of(Method.NEAREST_MEAN);
        double scale = scale(encoder, how.scale());
        return VectorClassifier.fit(
                vectors.toArray(float[][]::new),
                labels,
                new Options(Method.NEAREST_MEAN, scale, usual.c(), usual.neighbors()));
    }

    /// Whether an input is to be looked at as files: a folder of them, or one that is read.
    boolean readsFiles(String input) {
        FileEncoder files = encoder.files();
        return files != null
                && !input.equals("-")
                && (Files.isDirectory(Path.of(input))
                        || (files.reads(Path.of(input)) && Files.exists(Path.of(input))));
    }

    /// Whether it labels texts at all.
    boolean readsTexts() {
        return encoder.texts() != null;
    }

    /// What it labels, for messages.
    String contents() {
        FileEncoder files = encoder.files();
        return files == null ? "texts" : files.contents();
    }

    /// The files that an input means, in their order.
    ///
    /// @param notes gets a line for each folder that cannot be opened
    List<Path> files(String input, List<String> notes) throws IOException {
        FileEncoder files = encoder.files();
        Path path = Path.of(input);
        if (files == null || !Files.isDirectory(path)) {
            return List.of(path);
        }
        FolderFiles found = FolderFiles.in(path, files::reads);
        found.unread().values().forEach(why -> notes.add("left out: " + Failures.message(why)));
        if (found.files().isEmpty()) {
            throw new IllegalArgumentException("there are no " + contents() + " in " + input);
        }
        return found.files();
    }

    /// The same, but for how large a picture may be.
    VectorLabels limited(PictureLimit limit, Subcommand command) {
        return new VectorLabels(limit.on(encoder, command), classifier);
    }

    List<List<Label>> ofTexts(List<String> texts, int k) {
        TextEncoder encoding = encoder.texts();
        if (encoding == null) {
            throw new IllegalArgumentException(
                    encoder.name()
                            + " labels "
                            + contents()
                            + ", not texts: give files or a folder");
        }
        return classifier.predict(encoding.encode(texts), k);
    }

    /// Labels of files, by their paths, in their order; what cannot be read is left out.
    ///
    /// @param notes gets a line for each that is left out
    Map<String, List<Label>> ofFiles(List<Path> files, int k, List<String> notes) {
        FileEncoder encoding = encoder.files();
        if (encoding == null) {
            throw new IllegalArgumentException(encoder.name() + " labels texts, not files");
        }
        Map<String, float[]> vectors =
                TypedThings.of(encoder).readable(encoding, files, notes, ProgressListener.NONE);
        List<List<Label>> given =
                vectors.isEmpty()
                        ? List.of()
                        : classifier.predict(vectors.values().toArray(float[][]::new), k);
        Map<String, List<Label>> labels = new LinkedHashMap<>();
        for (String name : vectors.keySet()) {
            labels.put(name, given.get(labels.size()));
        }
        return labels;
    }

    @Override
    public void close() {
        encoder.close();
    }
}
