package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `train`, `recommend`, `classify` and `evaluate` of what learns from clicks.
class ClickCommandsTest {
    /// PyTorch is unpacked there once, for all tests of a build.
    private static final Path HOME = Path.of("target", "home").toAbsolutePath();

    /// Users like the one or the other, and go through them in this order.
    private static final List<List<String>> TASTES =
            List.of(
                    List.of("яблоко", "pear", "梨", "plum", "fig tree", "lime"),
                    List.of("гайка", "bolt", "螺丝", "nut", "drill", "saw"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path log;

    @SuppressWarnings("NullAway.Init")
    private Path later;

    @SuppressWarnings("NullAway.Init")
    private Path model;

    @BeforeEach
    void write() throws IOException {
        log = Files.write(folder.resolve("log.tsv"), clicks(0, 4));
        later = Files.write(folder.resolve("later.tsv"), clicks(4, 5));
        model = folder.resolve("model.safetensors");
    }

    /// Users 0, 2, … like fruit, 1, 3, … tools.
    private static List<String> clicks(int from, int to) {
        List<String> lines = new ArrayList<>();
        for (int t = from; t < to; t++) {
            for (int user = 0; user < 60; user++) {
                List<String> taste = TASTES.get(user % 2);
                lines.add("user " + user + "\t" + taste.get((user / 2 + t) % taste.size()));
            }
        }
        return lines;
    }

    private Run train(String kind, Path input, Object... more) {
        List<Object> arguments = new ArrayList<>();
        arguments.addAll(List.of("train", input, "-o", model, "--model", kind, "--home", HOME));
        arguments.addAll(List.of("--threads", "1", "--batch", "32"));
        arguments.addAll(List.of(more));
        return Run.akin(arguments.toArray());
    }

    private Run evaluate(Path clicks, Object... more) {
        List<Object> arguments = new ArrayList<>();
        arguments.addAll(List.of("evaluate", model, "--clicks", clicks, "--home", HOME));
        arguments.addAll(List.of(more));
        return Run.akin(arguments.toArray());
    }

    private static List<String> items(Run recommended) {
        return recommended.out().lines().map(line -> line.replaceFirst("\t.*", "")).toList();
    }

    private static void isOne(Json scores, String name) {
        Json interval = Run.member(Run.member(scores, "intervals"), name);
        assertThat(Run.number(scores, name))
                .isBetween(Run.number(interval, "low"), Run.number(interval, "high"));
    }

    @Test
    void twoTowersRecommendToUsersAndByItems() {
        Run trained = train("two-tower", log, "--dim", "8", "--learning-rate", "0.05").succeeds();
        assertThat(trained.err())
                .contains("wrote " + model + ": 60 users, 12 items × 8 numbers")
                .contains("next: akin recommend " + model + " 'user 0'");
        Run toUser = Run.akin("recommend", model, "user 0", "-k", "2").succeeds();
        assertThat(items(toUser)).containsExactlyInAnyOrder("fig tree", "lime");
        assertThat(toUser.out().lines()).allMatch(line -> line.matches("[^\t]+\t0\\.\\d+"));
        Run byItems =
                Run.akin("recommend", model, "--like", "螺丝", "--like", "nut", "-k", "3").succeeds();
        assertThat(items(byItems)).hasSize(3).isSubsetOf(TASTES.getLast());
        Json first =
                Run.element(
                        Run.akin("recommend", model, "user 1", "--json").succeeds().json(),
                        "items",
                        0);
        assertThat(Run.text(first, "item")).isIn("drill", "saw");
        assertThat(Run.number(first, "share")).isBetween(0.0, 1.0);
    }

    @Test
    void twoTowersAreScoredByWhatCameLater() {
        train("two-tower", log, "--dim", "8", "--learning-rate", "0.05", "-q").succeeds();
        assertThat(evaluate(later).succeeds().out())
                .startsWith(
                        model + " on " + later + System.lineSeparator() + "hit rate@10 1.000 (");
        Json scores = Run.element(evaluate(later, "--json").succeeds().json(), "files", 0);
        assertThat(Run.text(scores, "test")).isEqualTo(later.toString());
        assertThat(Run.number(scores, "hitRate")).isEqualTo(1);
        assertThat(Run.number(scores, "recall")).isEqualTo(1);
        assertThat(Run.number(scores, "mrr")).isGreaterThan(0.5);
        isOne(scores, "ndcg");
        isOne(scores, "mrr");
        assertThat(Run.number(scores, "k")).isEqualTo(10);
        assertThat(Run.number(scores, "n")).isEqualTo(60);
        assertThat(Run.number(scores, "leftOut")).isZero();
    }

    @Test
    void twoTowersAreNotScoredByWhatTheyLearnedFrom() throws IOException {
        train("two-tower", log, "--epochs", "1", "-q").succeeds();
        Run none = evaluate(log);
        assertThat(none.code()).isEqualTo(ExitCode.FAILED);
        assertThat(none.err())
                .contains(log + " leaves nothing to score: all of its ")
                .contains("what a user chose before is not recommended again");
        Path both =
                Files.writeString(
                        folder.resolve("both.tsv"),
                        Files.readString(log) + Files.readString(later));
        Run scored = evaluate(both, "--json").succeeds();
        assertThat(scored.err()).contains(" are passed over, which were learned from: ");
        Json scores = Run.element(scored.json(), "files", 0);
        assertThat(Run.number(scores, "n")).isEqualTo(60);
    }

    @Test
    void modelsOfClicksSayHowProbableOneIs() throws IOException {
        Run trained =
                train("clicks", log, "--epochs", "12", "--learning-rate", "0.02", "--l2", "1e-5")
                        .succeeds();
        assertThat(trained.err())
                .contains("wrote " + model + ": deepfm, 60 users, 12 items")
                .contains("next: printf 'USER\\tITEM\\n' | akin classify " + model);
        Path asked =
                Files.writeString(
                        folder.resolve("asked.tsv"), "user 0\tpear\nuser 0\tbolt\nnobody\tno\n");
        List<String> answers = classify(asked).succeeds().out().lines().toList();
        assertThat(answers).hasSize(3);
        assertThat(Double.parseDouble(answers.get(0)))
                .isGreaterThan(Double.parseDouble(answers.get(1)));
        Json lines = classify(asked, "--json").succeeds().json();
        assertThat(Run.number(Run.element(lines, "lines", 0), "probability")).isBetween(0.0, 1.0);
        Json scores = Run.element(evaluate(log, "--json").succeeds().json(), "files", 0);
        assertThat(Run.number(scores, "auc")).isGreaterThan(0.8);
        isOne(scores, "auc");
        isOne(scores, "logLoss");
        assertThat(Run.number(scores, "n")).isEqualTo(60 * 4 * 5);
        assertThat(evaluate(log).succeeds().out()).contains("AUC 0.", "log loss 0.", "n 1200");
    }

    private Run classify(Path asked, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("classify", model, asked, "--home", HOME));
        arguments.addAll(List.of(more));
        return Run.akin(arguments.toArray());
    }

    @Test
    void whatCannotBeMeasuredIsNull() throws IOException {
        Path few = Files.writeString(folder.resolve("few.tsv"), "u\ta\nv\tb\n");
        Json trained = train("clicks", few, "--epochs", "1", "--json", "-q").succeeds().json();
        Json measured = Run.member(Run.element(trained, "epochs", 0), "validation");
        assertThat(Run.member(measured, "AUC")).hasToString("null");
    }

    @Test
    void nextItemsFollowWhatWasChosen() throws IOException {
        Run trained =
                train(
                                "next-item",
                                log,
                                "--dim",
                                "12",
                                "--units",
                                "12",
                                "--epochs",
                                "30",
                                "--learning-rate",
                                "0.03")
                        .succeeds();
        assertThat(trained.err())
                .contains("wrote " + model + ": gru, 12 items × 12 numbers")
                .contains("next: akin recommend " + model + " --like ");
        Run next =
                Run.akin("recommend", model, "--like", "pear", "--like", "梨", "--home", HOME)
                        .succeeds();
        assertThat(items(next)).hasSize(10).startsWith("plum").doesNotContain("pear", "梨");
        List<String> whole = clicks(0, 5);
        whole.add("newcomer\tbolt");
        Path histories = Files.write(folder.resolve("histories.tsv"), whole);
        Run scored = evaluate(histories, "--json").succeeds();
        assertThat(scored.err())
                .isEqualTo(
                        "1 of 61 users of %s are left out, who chose one item: it takes one to read and one to predict%n"
                                .formatted(histories));
        Json scores = Run.element(scored.json(), "files", 0);
        assertThat(Run.number(scores, "hitRate")).isEqualTo(1);
        assertThat(Run.number(scores, "n")).isEqualTo(60);
        assertThat(Run.number(scores, "leftOut")).isEqualTo(1);
        evaluate(later)
                .failsWith(
                        ExitCode.FAILED,
                        later
                                + " leaves nobody to score: each of its 60 users chose one item: it takes"
                                + " one to read and one to predict");
        Run.akin("recommend", model, "user 0", "--home", HOME)
                .failsWith(ExitCode.FAILED, model + " knows items and no users; give --like ITEM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clicks", "next-item", "two-tower"})
    void logsThatAreNone(String kind) throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.tsv"), "\n \n");
        train(kind, empty).failsWith(ExitCode.FAILED, empty + ": line 1: there are no clicks");
        Path single = Files.writeString(folder.resolve("single.tsv"), "u\ti\nno-tab\n");
        train(kind, single)
                .failsWith(
                        ExitCode.FAILED,
                        single
                                + ": line 2: it has 1 column, but a line is: user, item and, if"
                                + " known, time");
        Path gaps = Files.writeString(folder.resolve("gaps.tsv"), "u\ti\nu\t\n");
        train(kind, gaps)
                .failsWith(
                        ExitCode.FAILED,
                        gaps
                                + ": line 2: a column is empty, but a line is: user, item and, if"
                                + " known, time");
        assertThat(model).doesNotExist();
    }

    @Test
    void oneUserIsEnoughToFollowAndNotToCompare() throws IOException {
        Path one = Files.writeString(folder.resolve("one.tsv"), "u\ta\nu\tb\nu\tc\n".repeat(4));
        train("next-item", one, "--epochs", "1", "--validation", "0").succeeds();
        train("two-tower", one, "--epochs", "1").succeeds();
        assertThat(Run.akin("recommend", model, "u").succeeds().out()).isEmpty();
        train("clicks", one)
                .failsWith(
                        ExitCode.FAILED,
                        "there is nothing to tell clicks from: each of 1 users chose all of 3 items");
        Path same = Files.writeString(folder.resolve("same.tsv"), "u\ta\nv\ta\n");
        train("two-tower", same)
                .failsWith(
                        ExitCode.FAILED,
                        "there is nothing to choose among: items that come often enough are [a]");
    }

    @Test
    void whoAndWhatIsNotKnown() throws IOException {
        train("two-tower", log, "--epochs", "1", "-q").succeeds();
        Run.akin("recommend", model, "nobody")
                .failsWith(
                        ExitCode.FAILED, "there is no user \"nobody\"; recommend by items instead");
        assertThat(Run.akin("recommend", model, "--like", "nothing", "-k", "3").succeeds().out())
                .hasLineCount(3);
        Path strangers = Files.writeString(folder.resolve("strangers.tsv"), "x\ty\n");
        Json scores = Run.element(evaluate(strangers, "--json").succeeds().json(), "files", 0);
        assertThat(Run.number(scores, "hitRate")).isZero();
        Path empty = Files.writeString(folder.resolve("empty.tsv"), "");
        evaluate(empty).failsWith(ExitCode.FAILED, empty + ": line 1: there are no clicks");
    }

    @ParameterizedTest
    @CsvSource({"user 0 pear,1", "user 0\tpear\t3,3", "'',1"})
    void linesToClassifyThatAreNoClicks(String line, int values) throws IOException {
        train("clicks", log, "--epochs", "1", "-q").succeeds();
        Path asked =
                Files.writeString(
                        folder.resolve("asked.tsv"),
                        "user 0\tpear\n".repeat(300) + line.translateEscapes() + "\n");
        Run run = classify(asked, "--json");
        assertThat(run.err())
                .isEqualTo(
                        "akin: %s: line 301: it has %d values, and not one for each of [user, item], with tabs between%n"
                                .formatted(asked, values));
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void modelsOfAnotherKind() throws IOException {
        train("two-tower", log, "--epochs", "1", "-q").succeeds();
        classify(log).failsWith(ExitCode.FAILED, model + " gives texts no labels");
        train("clicks", log, "--epochs", "1", "-q").succeeds();
        Run.akin("recommend", model, "user 0", "--home", HOME)
                .failsWith(
                        ExitCode.FAILED,
                        model
                                + " recommends nothing: it is of --model clicks, not item2vec, als, bpr, warp,"
                                + " logistic, two-tower or next-item");
        Path labelled = Files.writeString(folder.resolve("l.tsv"), "a\tx\nb\ty\n".repeat(9));
        evaluate(later, "--labels", labelled)
                .failsWith(
                        ExitCode.FAILED,
                        "--labels scores classifiers and taggers, not a clicks model");
        train("classifier", labelled, "--epochs", "1", "-q").succeeds();
        evaluate(later)
                .failsWith(
                        ExitCode.FAILED,
                        "--clicks scores what learned from clicks, not a classifier model");
        Run.akin("recommend", model, "user 0")
                .failsWith(
                        ExitCode.FAILED,
                        model
                                + " recommends nothing: it is of --model classifier, not item2vec, als, bpr,"
                                + " warp, logistic, two-tower or next-item");
    }

    @ParameterizedTest
    @CsvSource({
        "two-tower,--dropout,0.1,'--dropout says nothing to --model two-tower, only to classifier, tagger, language, clicks, next-item'",
        "clicks,--start,a.vec,'--start says nothing to --model clicks, only to classifier, tagger, language, next-item, metric'",
        "clicks,--body,gru,'--body of clicks is deepfm or wide-and-deep, not gru'",
        "next-item,--body,mean,'the mean of a sentence does not tell what comes next; take cnn, lstm, gru or attention'"
    })
    void optionsThatDoNotGoWithIt(String kind, String option, String value, String message) {
        train(kind, log, option, value)
                .failsWith(ExitCode.WRONG_USAGE, message + "; see akin train --help");
    }
}
