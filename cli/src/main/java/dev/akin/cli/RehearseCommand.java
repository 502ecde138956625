package dev.akin.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/// Runs the usual commands once on a few words, for the launcher's cache: the JVM notes which classes they need and
/// which methods they spend their time in, and starts with these at hand.
@Command(name = "rehearse", hidden = true, description = "Runs the usual commands once, unseen.")
final class RehearseCommand extends Subcommand {
    private static final int LINES = 2_000;

    @Override
    public Integer call() throws IOException {
        try (Scratch scratch = Scratch.in(Path.of(System.getProperty("java.io.tmpdir")))) {
            Path text = Files.write(scratch.folder().resolve("text.txt"), lines());
            String words = scratch.folder().resolve("words.safetensors").toString();
            String more = scratch.folder().resolve("more.safetensors").toString();
            String converted = scratch.folder().resolve("words.vec").toString();
            List<String[]> commands =
                    List.of(
                            new String[] {"--version"},
                            new String[] {"--help"},
                            new String[] {"train", "--help"},
                            new String[] {"search", "--help"},
                            new String[] {"train", text.toString(), "-o", words, "--epochs", "20"},
                            new String[] {"train", text.toString(), "-o", more, "--update", words},
                            new String[] {"similarity", words, "w1", "w2"},
                            new String[] {"similarity", words, "w1", "nothing"},
                            new String[] {"similarity", words, "w1 w2", "w3 w4", "--method", "wmd"},
                            new String[] {"vector", words, "w1", "--json"},
                            new String[] {"info", words},
                            new String[] {"neighbors", words, "w1", "w2", "--minus", "w3"},
                            new String[] {"neighbors", words, "w1", "--json"},
                            new String[] {"analogy", words, "w1", "w2", "w3"},
                            new String[] {"odd-one-out", words, "w1", "w2", "w3"},
                            new String[] {"convert", words, converted},
                            new String[] {"neighbors", converted, "w1"},
                            // Not encode itself: whatever is run here is loaded whenever akin
                            // starts.
                            new String[] {"encode", "--help"});
            commands.forEach(RehearseCommand::rehearse);
            return ExitCode.DONE;
        }
    }

    private static void rehearse(String[] arguments) {
        Main.run(
                AkinCommand.createFor(arguments)
                        .setOut(new PrintWriter(Writer.nullWriter()))
                        .setErr(new PrintWriter(Writer.nullWriter())),
                arguments);
    }

    private static int word(int line, int place) {
        int mixed = (31 * line + 7 * place * place) % 997;
        return mixed % (50 + (line % 400));
    }

    /// Words in a fixed disorder, in which some keep company.
    private static List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < LINES; line++) {
            StringBuilder words = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                words.append('w').append(word(line, i)).append(' ');
            }
            lines.add(words.toString());
        }
        return lines;
    }
}
