package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class AkinCommandTest {
    @Test
    void helpListsTheCommands() {
        Run run = Run.akin("--help").succeeds();
        assertThat(run.out())
                .contains("demo", "train", "neighbors", "evaluate", "akin demo")
                .doesNotContain("rehearse");
    }

    @Test
    void versionNamesAkinAndJava() {
        assertThat(Run.akin("--version").succeeds().out()).matches("akin .*, Java \\d+.*\\R");
    }

    @Test
    void nothingAskedShowsHelpAndIsWrongUsage() {
        Run run = Run.akin();
        assertThat(run.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("Usage: akin")
                .endsWith("no command given; see akin --help" + System.lineSeparator());
    }

    @Test
    void aMisspeltCommandGetsASuggestion() {
        Run run = Run.akin("neighbours", "x");
        assertThat(run.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("akin: ").contains("neighbors");
    }

    @Test
    void anUnknownOption() {
        Run.akin("info", "x", "--fast")
                .failsWith(ExitCode.WRONG_USAGE, "unknown option: '--fast'; see akin info --help");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItself(String command) {
        Run run = Run.akin(command, "--help").succeeds();
        assertThat(run.out())
                .contains("Usage: akin " + command)
                .contains("--json", "--quiet", "--verbose")
                .contains("For example:")
                .contains("  akin " + command + " ".repeat(command.equals("demo") ? 0 : 1));
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 90);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandIsTheSameByItself(String command) {
        CommandLine alone = AkinCommand.createFor(command, "--help");
        assertThat(alone.getSubcommands()).containsOnlyKeys(command);
        assertThat(usage(alone, command)).isEqualTo(usage(AkinCommand.create(), command));
        assertThat(AkinCommand.createFor("--version").getSubcommands()).isEmpty();
        assertThat(AkinCommand.createFor("trian").getSubcommands()).hasSizeGreaterThan(10);
    }

    private static String usage(CommandLine akin, String command) {
        return Objects.requireNonNull(akin.getSubcommands().get(command)).getUsageMessage();
    }

    static Stream<String> commands() {
        return AkinCommand.create().getSubcommands().entrySet().stream()
                .filter(command -> !hidden(command.getValue()))
                .map(Map.Entry::getKey);
    }

    private static boolean hidden(CommandLine command) {
        return command.getCommandSpec().usageMessage().hidden();
    }
}
