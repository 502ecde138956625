package dev.akin.text;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The lines of a file of UTF-8 that fits in memory: lists and tests that people write by hand.
public final class PlainLines {
    private PlainLines() {}

    /// All lines in their order, blank ones too, without their ends and without a byte order mark.
    ///
    /// @throws MalformedFileException at the first line that is not UTF-8
    /// @throws java.nio.file.NoSuchFileException if there is no such file
    public static List<String> read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int invalid = Utf8.firstInvalid(bytes, 0, bytes.length);
        if (invalid >= 0) {
            throw MalformedFileException.atLine(
                    file,
                    1 + Lines.lineFeeds(bytes, 0, invalid),
                    "the bytes are not UTF-8; convert the file");
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return (text.startsWith("\ufeff") ? text.substring(1) : text).lines().toList();
    }
}
