package dev.akin.format;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/// Tells the dimension of a text without a header from its first lines.
///
/// A line ends in at most as many numbers as it has fields but one, for the key. Keys may hold spaces, and may end in
/// numbers: so the commonest count among the lines decides, and of equals the smallest.
final class TextDimension {
    private static final int SAMPLE_BYTES = 1 << 22;
    private static final int SAMPLE_LINES = 1000;

    private TextDimension() {}

    static int infer(FileChannel channel, Path path) throws IOException {
        ByteBuffer sample = ByteBuffer.allocate((int) Math.min(SAMPLE_BYTES, channel.size()));
        while (sample.hasRemaining() && channel.read(sample, sample.position()) >= 0) {}
        boolean whole = sample.position() == channel.size();
        String text = new String(sample.array(), 0, sample.position(), StandardCharsets.ISO_8859_1);
        Map<Integer, Integer> votes = new TreeMap<>();
        int from = 0;
        for (int line = 0; line < SAMPLE_LINES && from < text.length(); line++) {
            int to = text.indexOf('\n', from);
            if (to < 0 && !whole && line > 0) {
                break;
            }
            to = to < 0 ? text.length() : to;
            votes.merge(numbersAtEnd(text.substring(from, to)), 1, Integer::sum);
            from = to + 1;
        }
        votes.remove(0);
        return votes.entrySet().stream()
                .max(
                        Comparator.comparing(Map.Entry<Integer, Integer>::getValue)
                                .thenComparing(
                                        Map.Entry<Integer, Integer>::getKey,
                                        Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .orElseThrow(() ->
                        MalformedFileException.atLine(
                                path, 1, "no line is a key followed by numbers"));
    }

    /// Never the first field, which belongs to the key.
    private static int numbersAtEnd(String line) {
        String[] fields = line.strip().split("[ \t]+", -1);
        int numbers = 0;
        for (int i = fields.length - 1; i > 0 && isNumber(fields[i]); i--) {
            numbers++;
        }
        return numbers;
    }

    static boolean isNumber(String field) {
        byte[] text = field.getBytes(StandardCharsets.ISO_8859_1);
        try {
            Decimal.parse(text, 0, text.length);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
