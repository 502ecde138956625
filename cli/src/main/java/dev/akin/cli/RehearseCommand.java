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
                    new ArrayList<>(
                            List.of(
                                    new String[] {"--version"},
                                    new String[] {"--help"},
                                    new String[] {"train", "--help"},
                                    new String[] {"search", "--help"},
                                    new String[] {
                                        "train", text.toString(), "-o", words, "--epochs", "20"
                                    },
                                    new String[] {
                                        "train", text.toString(), "-o", more, "--update", words
                                    },
                                    new String[] {"similarity", words, "w1", "w2"},
                                    new String[] {"similarity", words, "w1", "nothing"},
                                    new String[] {
                                        "similarity", words, "w1 w2", "w3 w4", "--method", "wmd"
                                    },
                                    new String[] {"vector", words, "w1", "--json"},
                                    new String[] {"info", words},
                                    new String[] {"neighbors", words, "w1", "w2", "--minus", "w3"},
                                    new String[] {"neighbors", words, "w1", "--json"},
                                    new String[] {"analogy", words, "w1", "w2", "w3"},
                                    new String[] {"odd-one-out", words, "w1", "w2", "w3"},
                                    new String[] {"convert", words, converted},
                                    new String[] {"neighbors", converted, "w1"},
                                    // Not encode itself: whatever is run here is loaded whenever
                                    // akin starts.
                                    new String[] {"encode", "--help"}));
            commands.addAll(learned(scratch.folder(), text.toString(), words));
            commands.forEach(RehearseCommand::rehearse);
            return ExitCode.DONE;
        }
    }

    /// What is learned from other things than running text, and asked.
    private static List<String[]> learned(Path folder, String text, String words)
            throws IOException {
        String labelled = Files.write(folder.resolve("labelled.txt"), labelled()).toString();
        String pairs = Files.write(folder.resolve("pairs.tsv"), pairs("")).toString();
        String facts = Files.write(folder.resolve("facts.tsv"), pairs("near\t")).toString();
        String labels = folder.resolve("labels.bin").toString();
        String shop = folder.resolve("shop.akin").toString();
        String known = folder.resolve("facts.akin").toString();
        String nodes = folder.resolve("nodes.safetensors").toString();
        String counted = folder.resolve("counted.safetensors").toString();
        String documents = folder.resolve("documents.safetensors").toString();
        String drawn = folder.resolve("drawn.safetensors").toString();
        return List.of(
                train(labelled, labels, "supervised", "--epochs", "20"),
                new String[] {"classify", labels, "w1 w2 w3"},
                train(pairs, shop, "als", "--epochs", "2", "--dim", "16"),
                new String[] {"recommend", shop, "w1"},
                train(text, counted, "glove", "--epochs", "2", "--dim", "16"),
                train(text, documents, "doc2vec", "--epochs", "20"),
                train(pairs, nodes, "node2vec", "--epochs", "1", "--walks", "2", "--dim", "16"),
                train(facts, known, "transe", "--epochs", "2", "--dim", "16"),
                new String[] {"complete", known, "w1", "near"},
                new String[] {"retrofit", words, "-o", drawn, "--lexicon", pairs});
    }

    private static String[] train(String input, String output, String model, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("train", input, "-o", output, "--model", model));
        arguments.addAll(List.of(options));
        return arguments.toArray(String[]::new);
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

    private static List<String> labelled() {
        List<String> lines = new ArrayList<>();
        for (String line : lines()) {
            lines.add("__label__" + line.charAt(1) + ' ' + line);
        }
        return lines;
    }

    /// Words that differ.
    ///
    /// @param between what stands between two, with a tab behind it
    private static List<String> pairs(String between) {
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < LINES; line++) {
            int first = word(line, 1);
            int second = word(line, 2);
            if (first != second) {
                lines.add("w" + first + '\t' + between + 'w' + second);
            }
        }
        return lines;
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
