package dev.akin.cli;

import dev.akin.embeddings.Label;
import dev.akin.embeddings.TextClassifier;
import dev.akin.networks.ClickModel;
import dev.akin.networks.LanguageModel;
import dev.akin.networks.Tagger;
import dev.akin.networks.TrainedNetwork;
import dev.akin.text.Json;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "classify",
        description = {
            "Gives each line of a text its most probable labels, with a network of train --model"
                    + " classifier, or with a fastText classifier; each word its tag, with a tagger; each"
                    + " beginning of a sentence its next words, with a language model.",
            "",
            "Prints one line for each line: label and probability, the best first, with tabs between;"
                    + " of fastText's with spaces, and an empty line where nothing is known of the words."
        },
        footer = {
            "  echo 'you won a prize' | akin classify spam.akin",
            "  echo 'Où est la gare ?' | akin classify lid.176.ftz",
            "  akin classify names.akin sentences.txt",
            "  akin classify photos/ --labels labels.txt --encoder clip/",
            "  akin classify sounds/ --labels 'a dog,rain' --encoder clap/",
            "  akin classify next.akin 'the cat sat on the' -k 5",
            "  akin classify reviews.bin reviews.txt -k 3 --threshold 0.1"
        })
final class ClassifyCommand extends Subcommand {
    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description =
                    "The classifier: what train wrote, fastText's .bin or .ftz, or safetensors made of one."
                            + " With --labels, the input.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "INPUT",
            defaultValue = "-",
            description =
                    "The text, a line for each answer: a file, or the text itself if it has a space; - for"
                            + " standard input, the default. With a classifier of pictures or sounds, a"
                            + " file of them or a folder.")
    @SuppressWarnings("NullAway.Init")
    private String input;

    @Option(
            names = "-k",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many labels a line gets. Default: ${DEFAULT-VALUE}.")
    private int k;

    @Option(
            names = "--threshold",
            paramLabel = "X",
            defaultValue = "0",
            description = "Leave out labels less probable than this. Default: ${DEFAULT-VALUE}.")
    private double threshold;

    @Option(
            names = "--labels",
            paramLabel = "LABELS",
            description =
                    "Label by names alone, without examples: a file with a label a line, or labels with commas"
                            + " between. Needs an encoder of texts, or of texts and pictures or sounds;"
                            + " FILE is then the input.")
    private @Nullable String labels;

    @Option(
            names = "--template",
            paramLabel = "TEXT",
            description =
                    "With --labels, what is encoded for a label, whose name stands where {} does. May be"
                            + " repeated: the vectors are averaged. Default: several usual ones.")
    private List<String> templates = new ArrayList<>();

    @Option(
            names = "--logit-scale",
            paramLabel = "X",
            description =
                    "With --labels, what cosines are multiplied by before they become probabilities. Default:"
                            + " 100 of pictures, as CLIP learned it; 14.3 of sounds, where CLAP begins; 20 of"
                            + " texts.")
    private @Nullable Double scale;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private EncoderChoice encoder;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private PictureLimit limit;

    @Override
    public Integer call() throws IOException {
        if (k < 1) {
            throw wrongUsage("-k must be at least 1, not " + k);
        }
        if (labels != null) {
            return byNames(labels);
        }
        if (!templates.isEmpty() || scale != null) {
            throw wrongUsage(
                    (scale == null ? "--template" : "--logit-scale") + " goes with --labels");
        }
        VectorLabels learned = VectorLabels.open(this, file, encoder);
        if (learned != null) {
            try (learned) {
                return classify(learned);
            }
        }
        refuse(List.of(PictureLimit.NAME), "classifiers of texts");
        NetworkFile network = NetworkFile.open(this, file);
        if (network != null) {
            return classify(network);
        }
        TextClassifier classifier = TextClassifier.of(file, read(file));
        try (InputStream text = text()) {
            if (json) {
                asJson(classifier, new ByteLines(text));
            } else {
                asLines(classifier, new ByteLines(text));
            }
        }
        out().flush();
        return ExitCode.DONE;
    }

    private int byNames(String names) throws IOException {
        if (scale != null && !(scale > 0 && scale <= 1e6)) {
            throw wrongUsage("--logit-scale is above 0 and at the most 1000000, not " + scale);
        }
        if (!input.equals("-")) {
            throw wrongUsage("with --labels there is one input, and not " + file + " and " + input);
        }
        input = file.toString();
        try (VectorLabels named =
                VectorLabels.named(
                        this, new VectorLabels.ByName(names, templates, scale), encoder)) {
            return classify(named);
        }
    }

    private int classify(VectorLabels labels) throws IOException {
        if (labels.readsFiles(input)) {
            return files(labels.limited(limit, this));
        }
        refuse(List.of(PictureLimit.NAME), "texts");
        if (!labels.readsTexts()) {
            throw wrongUsage(
                    "it labels "
                            + labels.contents()
                            + ": give a file of them, or a folder, not "
                            + input);
        }
        try (InputStream text = text()) {
            return answer(
                    new NetworkLines(
                            new NetworkLines.Labels(texts -> labels.ofTexts(texts, k), threshold)),
                    text);
        }
    }

    private int files(VectorLabels labels) throws IOException {
        List<String> notes = new ArrayList<>();
        List<Path> files = labels.files(input, notes);
        Map<String, List<Label>> given = labels.ofFiles(files, k, notes);
        List<Json> documents = new ArrayList<>();
        given.forEach((name, own) -> {
            StringBuilder line = new StringBuilder(name);
            List<Json> all = new ArrayList<>();
            for (Label label : own) {
                if (label.probability() >= threshold) {
                    line.append('\t').append(label.name()).append('\t');
                    Digits.six(label.probability(), line);
                    all.add(
                            Json.object(
                                    "label",
                                    label.name(),
                                    "probability",
                                    (float) label.probability()));
                }
            }
            documents.add(Json.object("file", name, "labels", all));
            if (!json) {
                out().println(line);
            }
        });
        notes.forEach(this::warn);
        if (json) {
            print(Json.object("files", documents, "notes", notes));
        }
        return notes.isEmpty() ? ExitCode.DONE : ExitCode.DONE_IN_PART;
    }

    private int answer(NetworkLines lines, InputStream text) throws IOException {
        ByteLines read = new ByteLines(text);
        if (json) {
            return print(
                    Json.object("file", file.toString(), "lines", lines.documents(read, out())));
        }
        lines.print(read, out());
        return ExitCode.DONE;
    }

    private int classify(NetworkFile network) throws IOException {
        try (TrainedNetwork trained = network.network(encoder.home());
                InputStream text = text()) {
            return answer(new NetworkLines(answers(trained)), text);
        }
    }

    private NetworkLines.Answers answers(TrainedNetwork trained) {
        return switch (trained) {
            case dev.akin.networks.TextClassifier classifier ->
                    new NetworkLines.Labels(texts -> classifier.predict(texts, k), threshold);
            case Tagger tagger -> new NetworkLines.Tags(tagger);
            case LanguageModel language ->
                    new NetworkLines.Labels(
                            texts -> texts.stream().map(text -> language.predict(text, k)).toList(),
                            threshold);
            case ClickModel clicks ->
                    new NetworkLines.Clicks(clicks, input.equals("-") ? "standard input" : input);
            default -> throw new IllegalArgumentException(file + " gives texts no labels");
        };
    }

    /// The input: what is no file, and has a space, is a text itself.
    private InputStream text() throws IOException {
        if (input.equals("-")) {
            return System.in;
        }
        if (input.indexOf(' ') >= 0 && !Files.exists(Path.of(input))) {
            return new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        }
        return open(Path.of(input));
    }

    private static InputStream open(Path path) throws IOException {
        requireFile(path);
        return new FileInputStream(path.toFile());
    }

    private void asLines(TextClassifier classifier, ByteLines lines) throws IOException {
        TextClassifier.Predictor predictor = classifier.predictor();
        PrintWriter out = out();
        StringBuilder answer = new StringBuilder();
        while (next(lines)) {
            answer.setLength(0);
            for (Label label : predict(predictor, lines)) {
                answer.append(answer.isEmpty() ? "" : " ").append(label.name()).append(' ');
                Digits.six(label.probability(), answer);
            }
            out.append(answer).append('\n');
        }
    }

    /// One document, printed as it grows.
    private void asJson(TextClassifier classifier, ByteLines lines) throws IOException {
        TextClassifier.Predictor predictor = classifier.predictor();
        PrintWriter out = out();
        out.append("{\"file\":").append(Json.quote(file.toString())).append(",\"lines\":[");
        for (String comma = ""; next(lines); comma = ",") {
            List<Json.Obj> labels =
                    predict(predictor, lines).stream()
                            .map(label ->
                                    Json.object(
                                            "label",
                                            label.name(),
                                            "probability",
                                            (float) label.probability()))
                            .toList();
            out.append(comma).append(Json.object("labels", labels).toString());
        }
        out.append("]}\n");
    }

    /// Whoever types lines sees each answer before typing the next.
    private boolean next(ByteLines lines) throws IOException {
        if (lines.mayWait()) {
            out().flush();
        }
        return lines.next();
    }

    private List<Label> predict(TextClassifier.Predictor predictor, ByteLines lines) {
        return predictor.predict(lines.bytes(), lines.from(), lines.to(), k, threshold);
    }
}
