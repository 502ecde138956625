package dev.akin.evaluate;

import dev.akin.text.PlainLines;
import java.io.IOException;
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
        for (String line : PlainLines.read(file)) {
            number++;
            String text = line.strip();
            if (!text.isEmpty()) {
                action.accept(number, text);
            }
        }
    }

    /// The name of a file without its folder and extension.
    static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
