package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.format.OutputClaim;
import dev.akin.networks.TextClassification;
import dev.akin.text.Json;
import dev.akin.text.LabelledText;
import dev.akin.text.LabelledTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `train`, `classify` and `evaluate` of networks.
class NetworkCommandsTest {
    /// PyTorch is unpacked there once, for all tests of a build.
    private static final Path HOME = Path.of("target", "home").toAbsolutePath();

    private static final List<String> GOOD = List.of("отлично", "great", "喜欢", "lovely");
    private static final List<String> BAD = List.of("плохо", "awful", "讨厌", "nasty");
    private static final List<String> OTHER = List.of("the", "film", "was", "и", "кино", "电影");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path labelled;

    @SuppressWarnings("NullAway.Init")
    private Path model;

    @BeforeEach
    void write() throws IOException {
        labelled = Files.write(folder.resolve("labelled.tsv"), labelledLines(200));
        model = folder.resolve("model.safetensors");
    }

    /// One word of each line tells.
    private static List<String> labelledLines(int count) {
        Random random = new Random(3);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean good = random.nextBoolean();
            String word = (good ? GOOD : BAD).get(random.nextInt(GOOD.size()));
            String first = OTHER.get(random.nextInt(OTHER.size()));
            String last = OTHER.get(random.nextInt(OTHER.size()));
            lines.add(String.join(" ", (good ? "good" : "bad") + "\t" + first, word, last));
        }
        return lines;
    }

    private Run train(String kind, Path input, Object... more) {
        List<Object> arguments = new ArrayList<>();
        arguments.addAll(List.of("train", input, "-o", model, "--model", kind, "--home", HOME));
        arguments.addAll(List.of("--threads", "1"));
        arguments.addAll(List.of(more));
        return Run.akin(arguments.toArray());
    }

    @Test
    void aClassifierByTheMeanLearnsAnswersAndIsScored() throws IOException {
        Run trained = train("classifier", labelled, "--epochs", "8").succeeds();
        assertThat(trained.out()).isEmpty();
        assertThat(trained.err())
                .contains("epoch 1: loss ", ", accuracy 1.0000")
                .contains("wrote " + model + ": mean, 2 labels, 104 words × 50 numbers")
                .contains("next: echo 'some text' | akin classify " + model);
        Path texts = Files.writeString(folder.resolve("texts.txt"), "кино плохо\ngreat\n");
        List<String> lines = Run.akin("classify", model, texts).succeeds().out().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).matches("bad\t0\\.[0-9]+");
        assertThat(lines.getLast()).startsWith("good\t0.");
        Json scores = Run.akin("evaluate", model, "--labels", labelled, "--json").succeeds().json();
        Json first = Run.element(scores, "files", 0);
        assertThat(Run.number(first, "accuracy")).isEqualTo(1);
        assertThat(Run.size(first, "labels")).isEqualTo(2);
        assertThat(Run.number(first, "n")).isEqualTo(200);
        assertThat(Run.akin("evaluate", model, "--labels", labelled).succeeds().out())
                .contains(model + " on " + labelled, "good", "micro", "macro");
        assertThat(Run.akin("neighbors", model, "great", "-k", "3").succeeds().out())
                .hasLineCount(4);
    }

    @Test
    void sizesAreTriedAndOneIsTaken() {
        Run trained = train("classifier", labelled, "--dim", "auto", "--epochs", "4").succeeds();
        assertThat(trained.err())
                .contains("dimension 8: loss ", "dimension 128: loss ", "taken: dimension ")
                .contains("words × " + taken(trained) + " numbers");
        train("classifier", labelled, "--dim=auto", "--start", labelled)
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "--dim auto cannot change the size of the vectors that --start gives; see"
                                + " akin train --help");
        train("classifier", labelled, "--dim=auto", "--validation", "0")
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "--dim auto compares sizes on examples held back; give --validation above"
                                + " 0; see akin train --help");
    }

    private static String taken(Run trained) {
        return trained.err().replaceFirst("(?s).*taken: dimension (\\d+).*", "$1");
    }

    @Test
    void whatGoesOnHasTheSizeThatWasTaken() {
        assertThat(NetworkTraining.withDimension(List.of("auto", "--dim", "auto", "-q"), 32))
                .containsExactly("auto", "--dim", "32", "-q");
        assertThat(NetworkTraining.withDimension(List.of("a.tsv", "--dim=auto"), 8))
                .containsExactly("a.tsv", "--dim=8");
        assertThat(NetworkTraining.withDimension(List.of("--dim", "auto"), 0))
                .containsExactly("--dim", "auto");
    }

    @Test
    void aBodyOfPyTorchLearnsToo() {
        Json trained =
                train(
                                "classifier",
                                labelled,
                                "--body",
                                "gru",
                                "--units",
                                "8",
                                "--dim",
                                "8",
                                "--learning-rate",
                                "0.02",
                                "--epochs",
                                "5",
                                "--json",
                                "--quiet")
                        .succeeds()
                        .json();
        assertThat(Run.size(trained, "epochs")).isEqualTo(5);
        Json last = Run.member(Run.element(trained, "epochs", 4), "validation");
        assertThat(Run.number(last, "accuracy")).isGreaterThan(0.9);
        Json answer =
                Run.akin("classify", model, "кино было великолепно great", "--home", HOME, "--json")
                        .succeeds()
                        .json();
        Json labels = Run.element(answer, "lines", 0);
        assertThat(Run.text(Run.element(labels, "labels", 0), "label")).isEqualTo("good");
    }

    @Test
    void textsMayHaveSeveralLabels() throws IOException {
        List<String> lines = new ArrayList<>(List.of("labels\ttext"));
        for (int i = 0; i < 40; i++) {
            lines.addAll(List.of("a,b\tone two", "a\tone", "b\ttwo", "c\tthree"));
        }
        Path several = Files.write(folder.resolve("several.tsv"), lines);
        train("classifier", several, "--several", "--header", "--quiet").succeeds();
        Path texts = Files.writeString(folder.resolve("texts.txt"), "two one\n");
        String answer =
                Run.akin("classify", model, texts, "-k", "3", "--threshold", "0.5")
                        .succeeds()
                        .out();
        assertThat(answer.split("\t", -1)).hasSize(4).contains("a", "b");
        assertThat(Run.akin("evaluate", model, "--labels", several).succeeds().out())
                .contains("accuracy");
    }

    @Test
    void aTaggerLearnsFromVectorsOfOnes() throws IOException {
        Path tagged =
                Files.writeString(
                        folder.resolve("tagged.conll"),
                        "King\tB-p\nate\tO\nlunch\tO\n\n国王\tB-p\nate\tO\n\nwoman\tO\n\n"
                                .repeat(30));
        Path start = Samples.write(folder.resolve("start.safetensors"));
        train("tagger", tagged, "--body", "gru", "--units", "8", "--start", start, "--epochs", "8")
                .succeeds();
        Run asked = Run.akin("classify", model, "King ate", "--home", HOME).succeeds();
        assertThat(asked.out()).isEqualTo("King\tB-p\nate\tO\n\n");
        Json words =
                Run.akin("classify", model, "King ate", "--home", HOME, "--json").succeeds().json();
        assertThat(Run.member(words, "lines"))
                .hasToString("[{\"words\":[\"King\",\"ate\"],\"tags\":[\"B-p\",\"O\"]}]");
        assertThat(Run.akin("evaluate", model, "--labels", tagged, "--home", HOME).succeeds().out())
                .contains("p", "micro");
    }

    @Test
    void aLanguageModelSaysWhatComesNext() throws IOException {
        Path text =
                Files.writeString(folder.resolve("text.txt"), "a cat sat\nкот сидит\n".repeat(200));
        train("language", text, "--units", "8", "--dim", "8", "--learning-rate", "0.02", "-q")
                .succeeds();
        assertThat(Run.akin("classify", model, "a cat", "--home", HOME).succeeds().out())
                .startsWith("sat\t0.");
        Json scores =
                Run.akin("evaluate", model, "--text", text, "--home", HOME, "--json")
                        .succeeds()
                        .json();
        assertThat(Run.number(Run.element(scores, "files", 0), "perplexity")).isBetween(1.0, 3.0);
    }

    @Test
    void whatWasInterruptedGoesOnAsIfNothingHadBeen() throws IOException {
        Json whole = train("classifier", labelled, "--json", "--quiet").succeeds().json();
        Path partial = folder.resolve("model.partial.safetensors");
        interrupt(partial);
        assertThat(partial).exists();
        Json resumed =
                train("classifier", labelled, "--resume", partial, "--json", "--quiet")
                        .succeeds()
                        .json();
        assertThat(losses(resumed))
                .usingElementComparator(Comparator.comparingLong(loss -> Math.round(loss * 1e6)))
                .isEqualTo(losses(whole));
        assertThat(partial).doesNotExist();
    }

    @Test
    void whatWasInterruptedOutlivesWhatCannotBegin() throws IOException {
        Path partial = folder.resolve("model.partial.safetensors");
        interrupt(partial);
        byte[] kept = Files.readAllBytes(partial);
        train("classifier", folder.resolve("typo.tsv"))
                .failsWith(ExitCode.FAILED, folder.resolve("typo.tsv") + ": no such file");
        train("classifier", labelled, "--start", folder.resolve("typo.vec"))
                .failsWith(ExitCode.FAILED, folder.resolve("typo.vec") + ": no such file");
        assertThat(partial).hasBinaryContent(kept);
        try (OutputClaim _ = OutputFile.of(model, null).place().claim()) {
            Run second = train("classifier", labelled);
            assertThat(second.code()).isEqualTo(ExitCode.FAILED);
            assertThat(second.err()).contains("this process is writing it");
        }
        assertThat(partial).hasBinaryContent(kept);
        train("classifier", labelled, "--epochs", "1").succeeds();
        assertThat(partial).doesNotExist();
    }

    /// A training as the command's, which is asked to stop in its third epoch.
    private void interrupt(Path partial) throws IOException {
        List<LabelledText> examples = LabelledTexts.in(List.of(labelled)).read();
        AtomicBoolean stop = new AtomicBoolean();
        TextClassification task =
                TextClassification.builder()
                        .rate(0.003)
                        .epochs(20)
                        .validation(0.1)
                        .patience(3)
                        .threads(1)
                        .checkpoint(partial)
                        .listener(
                                new ProgressListener() {
                                    @Override
                                    public void update(Progress progress) {
                                        stop.set(progress.phase().startsWith("epoch 3/"));
                                    }

                                    @Override
                                    public boolean stopRequested() {
                                        return stop.get();
                                    }
                                })
                        .build();
        List<String> texts = examples.stream().map(LabelledText::text).toList();
        List<String> labels = examples.stream().map(LabelledText::label).toList();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> task.fit(texts, labels))
                .withMessageContaining("stopped in epoch");
    }

    private static List<Double> losses(Json trained) {
        List<Double> losses = new ArrayList<>();
        for (int epoch = 0; epoch < Run.size(trained, "epochs"); epoch++) {
            losses.add(Run.number(Run.element(trained, "epochs", epoch), "loss"));
        }
        return losses;
    }
}
