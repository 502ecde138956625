package dev.akin.evaluate;

import dev.akin.MalformedFileException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads a test file line by line, as UTF-8; blank lines are left out.
final class TestLines {
    private TestLines() {}

    interface LineAction {
        /// @param number from 1
        void accept(long number, String line) throws IOException;
    }

    static void each(Path file, LineAction action) throws IOException {
        long number = 0;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                String text = (number == 1 ? withoutMark(line) : line).strip();
                if (!text.isEmpty()) {
                    action.accept(number, text);
                }
            }
        } catch (MalformedInputException e) {
            throw MalformedFileException.atLine(file, number + 1, "is not UTF-8 from here on", e);
        }
    }

    /// The name of a file without its folder and extension.
    static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static String withoutMark(String line) {
        return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }
}
