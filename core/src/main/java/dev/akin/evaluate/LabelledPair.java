package dev.akin.evaluate;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Two things, as texts or as the paths of files, and whether they are the same.
///
/// @param same whether they are
public record LabelledPair(String first, String second, boolean same) {

    /// Reads lines of the two and 1 or 0, with tabs between; UTF-8.
    ///
    /// @throws MalformedFileException for any other line, or if there are no pairs
    public static List<LabelledPair> read(Path file) throws IOException {
        List<LabelledPair> pairs = new ArrayList<>();
        TestLines.each(
                file,
                (number, line) -> {
                    String[] columns = line.split("\t", -1);
                    if (columns.length != 3 || !columns[2].strip().matches("[01]")) {
                        throw MalformedFileException.atLine(
                                file,
                                number,
                                "a line is two things and 1 (the same) or 0 (different), with tabs between");
                    }
                    pairs.add(
                            new LabelledPair(
                                    columns[0].strip(),
                                    columns[1].strip(),
                                    columns[2].strip().equals("1")));
                });
        if (pairs.isEmpty()) {
            throw MalformedFileException.atLine(file, 1, "there are no pairs");
        }
        return pairs;
    }
}
