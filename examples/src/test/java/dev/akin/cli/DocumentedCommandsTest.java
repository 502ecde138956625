package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.akin.examples.Documentation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// The command lines in the documentation are ones that `akin` takes, and its reference names every option and no other.
/// In this package because the command's model is not public.
class DocumentedCommandsTest {
    private static final Path REFERENCE = Documentation.ROOT.resolve("docs/reference/commands.md");
    private static final Pattern COMMAND = Pattern.compile("\\./akin\\b");
    private static final Pattern OPTION = Pattern.compile("`(--?[a-z][a-z0-9-]*)");

    /// A line of a document, and the words of the command on it.
    record Line(String place, List<String> words) {
        @Override
        public String toString() {
            return place + " " + String.join(" ", words);
        }
    }

    static Stream<Line> commandLines() {
        return Documentation.blocks().stream()
                .filter(block -> Set.of("sh", "console").contains(block.language()))
                .flatMap(block -> joined(block.lines()).stream().map(line -> line(block, line)))
                .filter(line -> !line.words().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("commandLines")
    void aCommandLineIsUnderstood(Line line) {
        assertThatCode(() -> AkinCommand.create().parseArgs(line.words().toArray(String[]::new)))
                .as("%s", line)
                .doesNotThrowAnyException();
    }

    @Test
    void theFirstScreenShowsCommands() {
        assertThat(commandLines()).anyMatch(line -> line.place().startsWith("README.md"));
    }

    static Stream<CommandLine> commands() {
        return AkinCommand.create().getSubcommands().values().stream()
                .filter(command -> !command.getCommandSpec().usageMessage().hidden());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theReferenceHasEveryOptionAndNoOther(CommandLine command) {
        String name = command.getCommandName();
        Set<String> common = documented("Options of every command");
        Set<String> documented = documented(name);
        documented.addAll(common);
        assertThat(documented).as("options of %s in the reference", name).isEqualTo(names(command));
    }

    @Test
    void theReferenceHasEveryCommandAndNoOther() {
        Set<String> commands =
                commands().map(CommandLine::getCommandName).collect(Collectors.toSet());
        Set<String> sections =
                Documentation.lines(REFERENCE).stream()
                        .filter(line -> line.matches("## [a-z-]+"))
                        .map(line -> line.substring(3))
                        .collect(Collectors.toSet());
        assertThat(sections).isEqualTo(commands);
    }

    private static Set<String> names(CommandLine command) {
        Set<String> names = new TreeSet<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.hidden()) {
                names.addAll(List.of(option.names()));
            }
        }
        return names;
    }

    /// What the first columns of the tables under a heading name.
    private static Set<String> documented(String heading) {
        Set<String> names = new TreeSet<>();
        boolean within = false;
        for (String line : Documentation.lines(REFERENCE)) {
            if (line.startsWith("## ")) {
                within = line.equals("## " + heading);
            } else if (within && line.startsWith("| `-")) {
                Matcher option = OPTION.matcher(line.substring(0, line.indexOf('|', 1)));
                while (option.find()) {
                    names.add(option.group(1));
                }
            }
        }
        return names;
    }

    /// Lines that end in a backslash go on.
    private static List<String> joined(List<String> lines) {
        String text = String.join("\n", lines).replace("\\\n", " ");
        return text.lines().toList();
    }

    private static Line line(Documentation.Block block, String text) {
        Matcher command = COMMAND.matcher(text);
        List<String> words = command.find() ? words(text.substring(command.end())) : List.of();
        return new Line(block.toString(), words);
    }

    /// Words as a shell sees them, up to a comment, a pipe or a redirection.
    private static List<String> words(String text) {
        String ends = "#|><;&";
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)").matcher(text);
        while (word.find() && ends.indexOf(word.group().charAt(0)) < 0) {
            String quoted = word.group(1) == null ? word.group(2) : word.group(1);
            words.add(quoted == null ? word.group() : quoted);
        }
        return words;
    }
}
