package dev.akin.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The Markdown files of the repository, and the code blocks in them.
public final class Documentation {
    /// The repository: tests run in the folder of their module.
    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final String FENCE = "```";

    private Documentation() {}

    /// A block between fences.
    ///
    /// @param line of the opening fence, from 1
    /// @param before the line above the opening fence, stripped
    public record Block(Path file, int line, String language, String before, List<String> lines) {
        @Override
        public String toString() {
            return ROOT.relativize(file) + ":" + line;
        }
    }

    /// Those of the first screen, `docs` and the folders of data, in a fixed order.
    public static List<Path> files() {
        try (Stream<Path> walked = Files.walk(ROOT, 4)) {
            return walked.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .filter(file -> !ROOT.relativize(file).toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Block> blocks() {
        return files().stream().flatMap(file -> blocks(file).stream()).toList();
    }

    public static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Block> blocks(Path file) {
        List<String> lines = lines(file);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FENCE)) {
                int end = closing(lines, i + 1);
                String before = i == 0 ? "" : lines.get(i - 1).strip();
                String language = lines.get(i).substring(FENCE.length()).strip();
                blocks.add(new Block(file, i + 1, language, before, lines.subList(i + 1, end)));
                i = end;
            }
        }
        return blocks;
    }

    private static int closing(List<String> lines, int from) {
        int end = from;
        while (end < lines.size() && !lines.get(end).startsWith(FENCE)) {
            end++;
        }
        return end;
    }
}
