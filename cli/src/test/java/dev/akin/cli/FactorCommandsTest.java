package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `train --model als`, `bpr`, `warp` and `logistic`.
class FactorCommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path log;

    @SuppressWarnings("NullAway.Init")
    private Path shop;

    /// Users choose among even items or among odd ones.
    @BeforeEach
    void write() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            for (int user = 0; user < 40; user++) {
                lines.add("u" + user + "\ti" + (user + 2 * ((user / 2 + 5 * t) % 12)) % 24);
            }
        }
        log = Files.write(folder.resolve("log.tsv"), lines);
        shop = folder.resolve("shop.safetensors");
    }

    private Run train(String model, Path input, Object... more) {
        List<Object> arguments = new ArrayList<>();
        arguments.addAll(List.of("train", input, "-o", shop, "--model", model));
        arguments.addAll(List.of("--dim", "8", "--threads", "1"));
        arguments.addAll(List.of(more));
        return Run.akin(arguments.toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"als", "bpr", "warp", "logistic"})
    void whatItWritesRecommends(String model) {
        Run trained = train(model, log, "--leave-last-out").succeeds();

        assertThat(trained.err()).contains("24 items × 8 numbers, 40 users");
        assertThat(trained.out()).contains("hit rate@10").contains("popular items");
        assertThat(Run.akin("recommend", shop, "u3", "-k", "3").succeeds().out().lines())
                .hasSize(3);
        assertThat(Run.akin("recommend", shop, "--like", "i4", "-k", "1").succeeds().out().lines())
                .allMatch(line -> line.matches("i\\d*[02468]\t.*"));
        assertThat(Run.akin("neighbors", shop, "i4", "-k", "2").succeeds().out()).contains("i");
    }

    @ParameterizedTest
    @ValueSource(strings = {"als", "bpr"})
    void laterChoicesUpdate(String model) throws IOException {
        train(model, log, "-q").succeeds();
        Path later =
                Files.writeString(folder.resolve("later.tsv"), "new\ti2\nnew\ti4\nu0\tfresh\n");
        Path after = folder.resolve("after.safetensors");
        Run.akin(
                        "train",
                        later,
                        "-o",
                        after,
                        "--model",
                        model,
                        "--update",
                        shop,
                        "--decay",
                        "0.9",
                        "-q")
                .succeeds();

        assertThat(Run.akin("recommend", after, "new", "-k", "3").succeeds().out()).contains("\t");
        assertThat(Run.akin("neighbors", after, "fresh", "-k", "1").succeeds().out()).isNotEmpty();
        Run.akin("train", later, "-o", after, "--model", "warp", "--update", shop)
                .failsSaying(ExitCode.FAILED, "learned by " + model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"item2vec", "als", "bpr", "warp", "logistic"})
    void filesWithoutPlaceForUsersAreRefused(String model) {
        Run.akin("train", log, "-o", folder.resolve("shop.vec"), "--model", model)
                .failsSaying(ExitCode.WRONG_USAGE, "which has no place for users");
    }

    @Test
    void ratingsAndValuesAreRead() throws IOException {
        Path rated = Files.writeString(folder.resolve("rated.tsv"), "u\ta\t5\nu\tb\t-1\nv\ta\t4\n");

        train("als", rated, "--explicit", "-q").succeeds();
        train("als", rated, "--values")
                .failsSaying(ExitCode.FAILED, "user \"u\" chose item \"b\" with the value -1.0");
        train("als", log, "--values")
                .failsSaying(ExitCode.FAILED, "a line is: user, item, value and, if known, time");
        train("als", rated, "--values", "--explicit")
                .failsSaying(ExitCode.WRONG_USAGE, "give either");
    }

    @Test
    void whatIsKnownOfItemsGivesNewOnesVectors() throws IOException {
        List<String> kinds = new ArrayList<>(List.of("unreleased\teven"));
        for (int item = 0; item < 24; item++) {
            kinds.add("i" + item + "\t" + (item % 2 == 0 ? "even" : "odd"));
        }
        Path features = Files.write(folder.resolve("kinds.tsv"), kinds);
        train("warp", log, "--item-features", features, "-q").succeeds();

        assertThat(
                        Run.akin("neighbors", shop, "unreleased", "-k", "5")
                                .succeeds()
                                .out()
                                .lines()
                                .skip(1))
                .allMatch(line -> line.matches(".*i\\d*[02468]\\b.*"));
    }

    @Test
    void wrongOptionsAreRefused() {
        train("bpr", log, "--confidence", "3")
                .failsSaying(ExitCode.WRONG_USAGE, "--confidence is not for --model bpr");
        train("als", log, "--decay", "0.5")
                .failsSaying(ExitCode.WRONG_USAGE, "--decay needs --update");
        train("als", log, "--regularization", "0")
                .failsSaying(ExitCode.WRONG_USAGE, "regularization must be above 0");
        train("als", folder.resolve("none.tsv")).failsSaying(ExitCode.FAILED, "none.tsv");
    }
}
