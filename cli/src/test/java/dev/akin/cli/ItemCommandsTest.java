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

/// `train --model item2vec`, and `recommend` and `evaluate` of what it writes.
class ItemCommandsTest {
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
        model = folder.resolve("shop.safetensors");
    }

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

    private Run train(Path input, Object... more) {
        List<Object> arguments = new ArrayList<>();
        arguments.addAll(List.of("train", input, "-o", model, "--model", "item2vec"));
        arguments.addAll(List.of("--dim", "8", "--threads", "1"));
        arguments.addAll(List.of(more));
        return Run.akin(arguments.toArray());
    }

    private Run recommend(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("recommend", model));
        arguments.addAll(List.of(more));
        return Run.akin(arguments.toArray());
    }

    private static List<String> items(Run recommended) {
        return recommended.out().lines().map(line -> line.replaceFirst("\t.*", "")).toList();
    }

    @Test
    void whatItWritesRecommendsAndIsVectorsOfItems() {
        Run trained = train(log).succeeds();
        assertThat(trained.err())
                .contains("wrote " + model + ": 12 items × 8 numbers, 60 users")
                .contains("next: akin recommend " + model + " 'user 0'");
        Run toUser = recommend("user 0", "-k", "2").succeeds();
        assertThat(items(toUser)).containsExactlyInAnyOrder("fig tree", "lime");
        assertThat(toUser.out().lines()).allMatch(line -> line.matches("[^\t]+\t-?[0-9.e-]+"));
        assertThat(items(recommend("user 0", "-k", "99").succeeds())).hasSize(8);
        assertThat(items(recommend("user 0", "-k", "99", "--seen").succeeds())).hasSize(12);
        assertThat(Run.akin("neighbors", model, "螺丝", "-k", "1").succeeds().out())
                .containsAnyOf(TASTES.getLast().toArray(String[]::new));
    }

    @Test
    void somebodyNewIsRecommendedToByItems() {
        train(log, "-q").succeeds();
        Run liked = recommend("--like", "螺丝", "--like", "nut", "-k", "3").succeeds();
        assertThat(items(liked)).hasSize(3).isSubsetOf(TASTES.getLast());
        List<String> all =
                items(recommend("--like", "螺丝", "--unlike", "pear", "-k", "99").succeeds());
        assertThat(all).hasSize(10).doesNotContain("螺丝", "pear");
        assertThat(TASTES.getFirst()).contains(all.getLast());
    }

    @Test
    void scoresAreExplained() {
        train(log, "-q").succeeds();
        String line = recommend("user 1", "-k", "1", "--explain").succeeds().out().strip();
        assertThat(line).matches("[^\t]+\t[^\t]+\tbecause of [^,]+ \\([+-]\\d+ %\\), .*");
        Json first =
                Run.element(
                        recommend("user 1", "--explain", "--json").succeeds().json(), "items", 0);
        assertThat(Run.text(first, "item")).isIn("drill", "saw");
        Json reason = Run.element(first, "reasons", 0);
        assertThat(Run.text(reason, "item")).isIn(TASTES.getLast());
        assertThat(Run.number(reason, "share")).isBetween(-1.0, 1.0);
    }

    @Test
    void filtersAreItemsOrFilesOfThem() throws IOException {
        train(log, "-q").succeeds();
        Path only = Files.writeString(folder.resolve("only.txt"), "fig tree\n\nlime\nmango\n");
        Run chosen = recommend("user 0", "--only", only, "--without", "lime").succeeds();
        assertThat(items(chosen)).containsExactly("fig tree");
        assertThat(chosen.err()).isEqualTo("unknown items of --only: 1 of 3%n".formatted());
        recommend("user 0", "--only", "mango")
                .failsSaying(
                        ExitCode.FAILED,
                        "nothing is left to recommend: none of the 1 items to choose from is known");
        recommend("user 0", "--only", "pear")
                .failsSaying(
                        ExitCode.FAILED, "of 1 items to choose from 0 are not wanted and 1 were");
        Path empty = Files.writeString(folder.resolve("empty.txt"), "\n");
        recommend("user 0", "--only", empty).failsSaying(ExitCode.WRONG_USAGE, "are none");
        assertThat(items(recommend("user 0", "-k", "3", "--diversity", "1").succeeds())).hasSize(3);
        recommend("user 0", "--diversity", "2")
                .failsSaying(ExitCode.WRONG_USAGE, "diversity must be 0 … 1, not 2.0");
    }

    @Test
    void whoAndWhatIsNotKnown() {
        train(log, "-q").succeeds();
        recommend("user 99")
                .failsSaying(ExitCode.FAILED, model + " knows no user \"user 99\"; did you mean ");
        assertThat(recommend("user 99").err())
                .contains("For somebody new, name what they chose: --like ITEM");
        recommend("zz zz").failsSaying(ExitCode.FAILED, " no user \"zz zz\". For somebody new, ");
        recommend("--like", "boltt").failsSaying(ExitCode.FAILED, "did you mean bolt?");
        recommend("user 0", "--unlike", "bolt")
                .failsSaying(ExitCode.WRONG_USAGE, "--unlike goes with --like ITEM");
        recommend("--like", "bolt", "--unlike", "bolt")
                .failsSaying(ExitCode.FAILED, "\"bolt\" is both liked and unliked");
        recommend("user 0", "-k", "0").failsSaying(ExitCode.WRONG_USAGE, "-k must be at least 1");
        recommend().failsSaying(ExitCode.WRONG_USAGE, "give a user, or --like ITEM");
        Run.akin("recommend", log, "user 0")
                .failsSaying(ExitCode.FAILED, log + " recommends nothing; train");
    }

    private static void hasFigures(Json scores) {
        for (String name :
                List.of("hitRate", "recall", "ndcg", "mrr", "map", "coverage", "novelty")) {
            Json interval = Run.member(Run.member(scores, "intervals"), name);
            assertThat(Run.number(scores, name))
                    .isBetween(
                            Run.number(interval, "low") - 1e-9,
                            Run.number(interval, "high") + 1e-9);
        }
    }

    @Test
    void laterChoicesScoreIt() throws IOException {
        train(log, "-q").succeeds();
        Run run = Run.akin("evaluate", model, "--clicks", later, "-k", "2").succeeds();
        assertThat(run.out())
                .startsWith(model + " on " + later)
                .contains("popular items", "hit rate@2  1.0000", "coverage@2", "60 users, each");
        Json scores =
                Run.element(
                        Run.akin("evaluate", model, "--clicks", later, "--json").succeeds().json(),
                        "files",
                        0);
        assertThat(Run.number(scores, "k")).isEqualTo(10);
        assertThat(Run.number(scores, "n")).isEqualTo(60);
        assertThat(Run.number(scores, "leftOut")).isZero();
        assertThat(Run.number(scores, "items")).isEqualTo(12);
        hasFigures(scores);
        hasFigures(Run.member(scores, "popular"));
        Path unknown = Files.writeString(folder.resolve("unknown.tsv"), "nobody\tbolt\n");
        Run.akin("evaluate", model, "--clicks", unknown)
                .failsSaying(
                        ExitCode.FAILED,
                        unknown + ": nobody is left to score: none of the 1 users chose something");
        Run.akin("evaluate", model, "--clicks", log)
                .failsSaying(ExitCode.FAILED, log + ": nobody is left to score");
    }

    @Test
    void twoRecommendersAreCompared() throws IOException {
        train(log, "-q").succeeds();
        Path other = folder.resolve("other.safetensors");
        Files.copy(model, other);
        train(log, "-q", "--epochs", "1", "--learning-rate", "0.0001").succeeds();
        Run run =
                Run.akin("evaluate", other, "--clicks", later, "--against", model, "-k", "2")
                        .succeeds();
        assertThat(run.out()).contains("against " + model + ", on the users whom both know:");
        Json first =
                Run.element(
                        Run.element(
                                Run.akin(
                                                "evaluate",
                                                other,
                                                "--clicks",
                                                later,
                                                "--against",
                                                model,
                                                "--json",
                                                "-k",
                                                "2")
                                        .succeeds()
                                        .json(),
                                "files",
                                0),
                        "differences",
                        0);
        assertThat(Run.text(first, "measure")).isEqualTo("hitRate");
        assertThat(Run.number(first, "n")).isEqualTo(60);
        assertThat(Run.number(first, "difference"))
                .isEqualTo(Run.number(first, "first") - Run.number(first, "second"));
        Run.akin("evaluate", model, "--clicks", later, "--against", log)
                .failsSaying(ExitCode.FAILED, log + " is no recommender of train --model item2vec");
        Run.akin("evaluate", model, "--clicks", later, "--similarity", log)
                .failsSaying(ExitCode.WRONG_USAGE, "--similarity is not for recommenders");
    }

    @Test
    void theLastChoiceIsHeldOut() {
        Run run = train(log, "--leave-last-out").succeeds();
        assertThat(run.out())
                .contains(
                        "the last choices, which were not learned from", "hit rate@10", "60 users");
        Json trained = train(log, "--leave-last-out", "--json", "-q").succeeds().json();
        Json heldOut = Run.member(trained, "heldOut");
        hasFigures(heldOut);
        assertThat(Run.number(heldOut, "n")).isEqualTo(60);
        assertThat(Run.number(trained, "users")).isEqualTo(60);
        assertThat(Run.number(trained, "rows")).isEqualTo(12);
    }

    @Test
    void laterClicksAreLearnedOnTop() throws IOException {
        train(log, "-q").succeeds();
        Path more =
                Files.writeString(folder.resolve("more.tsv"), "newcomer\tbolt\nnewcomer\tmango\n");
        Path updated = folder.resolve("updated.safetensors");
        Run.akin("train", more, "-o", updated, "--model", "item2vec", "--update", model).succeeds();
        Run run = Run.akin("recommend", updated, "newcomer", "-k", "99").succeeds();
        assertThat(items(run)).hasSize(11).doesNotContain("mango", "bolt");
        Run.akin(
                        "train",
                        more,
                        "-o",
                        updated,
                        "--model",
                        "item2vec",
                        "--update",
                        model,
                        "--dim",
                        "9")
                .failsSaying(
                        ExitCode.WRONG_USAGE,
                        "--update learns on as FILE was learned: leave out --dim");
        Run.akin("train", more, "-o", updated, "--model", "item2vec", "--update", log)
                .failsSaying(ExitCode.FAILED, log.toString());
        train(log, "--resume", model).failsSaying(ExitCode.FAILED, "nothing to resume");
        train(log, "--resume", model, "--epochs", "7")
                .failsSaying(
                        ExitCode.WRONG_USAGE,
                        "the training began with --epochs 20, not 7: leave it out");
    }

    @ParameterizedTest
    @CsvSource({
        "--history-decay, 0, 'decay must be above 0 and at most 1, not 0.0'",
        "--negative-exponent, 9, 'negativeExponent must be at least -2 and at most 2.0, not 9.0'",
        "--dim, auto, '--dim auto goes with networks, not with item2vec'",
        "--word-ngrams, 2, '--word-ngrams is not for --model item2vec'",
        "--field, text, '--field is not for --model item2vec'",
        "--window, 0, 'window must be 1 … 1000, not 0'"
    })
    void optionsOutOfRange(String option, String value, String message) {
        Run.akin("train", log, "-o", model, "--model", "item2vec", option, value)
                .failsSaying(ExitCode.WRONG_USAGE, message);
    }

    @Test
    void optionsOfOthersAreRefused() throws IOException {
        Run.akin("train", log, "-o", model, "--leave-last-out")
                .failsSaying(ExitCode.WRONG_USAGE, "--leave-last-out is not for --model skipgram");
        Path one = Files.writeString(folder.resolve("one.tsv"), "u\ta\n");
        train(one, "--leave-last-out")
                .failsSaying(
                        ExitCode.FAILED, "nothing can be held out: none of 1 users has 3 clicks");
        assertThat(train(one).succeeds().err()).contains("1 item × 8 numbers, 1 user");
        recommend("u").failsSaying(ExitCode.FAILED, "nothing is left to recommend: of 1 items");
        Run.akin(
                        "train",
                        Files.writeString(folder.resolve("no.tsv"), "\n"),
                        "-o",
                        model,
                        "--model",
                        "item2vec")
                .failsSaying(ExitCode.FAILED, "there are no clicks");
    }
}
