package dev.akin.evaluate;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads word pairs, finding out from the first lines which column holds the score. Not thread-safe.
final class WordPairReader {
    private final Path file;
    private final List<WordPair> pairs = new ArrayList<>();
    private int column = -1;
    private boolean headerSeen;

    private WordPairReader(Path file) {
        this.file = file;
    }

    static List<WordPair> read(Path file) throws IOException {
        WordPairReader reader = new WordPairReader(file);
        TestLines.each(file, reader::line);
        if (reader.pairs.isEmpty()) {
            throw MalformedFileException.atLine(file, 1, "there are no word pairs in this file");
        }
        return reader.pairs;
    }

    private void line(long number, String line) throws MalformedFileException {
        if (line.startsWith("#")) {
            return;
        }
        String[] fields = split(line);
        if (fields.length < 3) {
            throw malformed(number, "has " + fields.length + " fields");
        }
        if (column < 0) {
            column = firstNumber(fields);
        }
        if (column < 0 && !headerSeen) {
            headerSeen = true;
            return;
        }
        if (column < 0 || column >= fields.length || !isNumber(fields[column])) {
            throw malformed(number, "has no score");
        }
        double score = Double.parseDouble(fields[column]);
        pairs.add(new WordPair(fields[0], fields[1], score));
    }

    private static String[] split(String line) {
        String separator = line.indexOf('\t') >= 0 ? "\t" : line.indexOf(',') >= 0 ? "," : "\\s+";
        String[] fields = line.split(separator, -1);
        for (int i = 0; i < fields.length; i++) {
            fields[i] = fields[i].strip();
        }
        return fields;
    }

    private static int firstNumber(String[] fields) {
        for (int i = 2; i < fields.length; i++) {
            if (isNumber(fields[i])) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isNumber(String field) {
        try {
            return Double.isFinite(Double.parseDouble(field));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private MalformedFileException malformed(long number, String what) {
        return MalformedFileException.atLine(
                file, number, what + ", but a line is: word, word, score");
    }
}
