package dev.akin.format;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Parses the lines that begin in one range of a file: keys and numbers. Used again for range after range by one
/// thread. Mistakes are kept, not thrown: only the thread whose turn it is knows the number of the line.
final class TextLines {
    private static final int MARGIN = 1 << 14;
    private static final int LONGEST_LINE = 1 << 26;

    private final TextShape shape;
    private final KeyDecoder decoder;
    private byte[] text = new byte[0];
    private int end;

    private float[] numbers = new float[0];
    private byte[] keys = new byte[1 << 12];
    private int[] keyEnds = new int[1 << 8];
    private int rows;
    private int blankLines;
    private @Nullable String mistake;
    private @Nullable Exception cause;

    TextLines(TextShape shape) {
        this.shape = shape;
        this.decoder = new KeyDecoder(shape.encoding());
    }

    int rows() {
        return rows;
    }

    /// Lines without any text, all after the last row of the range.
    int blankLines() {
        return blankLines;
    }

    /// What is wrong with the line after the last row, or null.
    @Nullable String mistake() {
        return mistake;
    }

    @Nullable Exception cause() {
        return cause;
    }

    /// `rows × dimension`, valid until the next range.
    float[] numbers() {
        return numbers;
    }

    /// A copy of the keys' UTF-8, one after the other.
    byte[] keys() {
        return Arrays.copyOf(keys, keyEnd(rows));
    }

    /// A copy: where each key ends.
    int[] keyEnds() {
        return Arrays.copyOf(keyEnds, rows);
    }

    /// Parses the lines that begin at `from` to `to - 1`.
    void parse(FileChannel channel, long from, long to) throws IOException {
        rows = 0;
        blankLines = 0;
        mistake = null;
        cause = null;
        int at = load(channel, from, to);
        while (at < end && mistake == null) {
            at = line(at);
        }
    }

    /// Loads the lines that begin in the range; `end` is where they end.
    ///
    /// @return where in `text` the first begins
    private int load(FileChannel channel, long from, long to) throws IOException {
        boolean first = from == shape.start();
        long origin = first ? from : from - 1;
        int length = fill(channel, origin, 0, (int) (to - origin) + MARGIN);
        int begin = 0;
        if (!first) {
            begin = newline(0, length) + 1;
            if (begin == 0 || origin + begin >= to) {
                end = 0;
                return 0;
            }
        }
        int last = (int) (to - 1 - origin);
        int stop = newline(last, length);
        for (int scanned = length; stop < 0 && origin + length < channel.size(); scanned = length) {
            if (length - last > LONGEST_LINE) {
                throw MalformedFileException.atByte(
                        shape.path(),
                        to,
                        "a line of more than "
                                + LONGEST_LINE
                                + " bytes; this is no text of vectors");
            }
            length = fill(channel, origin, length, 2 * length);
            stop = newline(scanned, length);
        }
        end = stop < 0 ? length : stop + 1;
        return begin;
    }

    /// Reads until `text` holds `wanted` bytes or the file ends; line ends fill what parsers may look at beyond.
    private int fill(FileChannel channel, long origin, int have, int wanted) throws IOException {
        if (text.length < wanted + Decimal.SLACK) {
            text = Arrays.copyOf(text, wanted + Decimal.SLACK);
        }
        ByteBuffer into = ByteBuffer.wrap(text, have, wanted - have);
        while (into.hasRemaining() && channel.read(into, origin + into.position()) >= 0) {}
        Arrays.fill(text, into.position(), into.position() + Decimal.SLACK, (byte) '\n');
        return into.position();
    }

    private int newline(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /// Parses the line that begins at `from`.
    ///
    /// @return where the next begins
    private int line(int from) {
        int at = from;
        int allBytes = 0;
        byte b;
        while ((b = text[at]) > ' ' || b < 0) {
            allBytes |= b;
            at++;
        }
        int dimension = shape.dimension();
        if (at > from && 2L * dimension <= end - at && blankLines == 0) {
            reserve();
            int stop = Decimal.parseAll(text, at, numbers, rows * dimension, dimension);
            if (stop >= 0) {
                while (text[stop] == ' ' || text[stop] == '\t' || text[stop] == '\r') {
                    stop++;
                }
                if (text[stop] == '\n') {
                    addKey(from, at, allBytes < 0);
                    return stop + 1;
                }
            }
        }
        return unusualLine(from);
    }

    private void reserve() {
        long needed = (rows + 1L) * shape.dimension();
        if (needed > numbers.length) {
            long most = Math.max(needed, Math.min(2L * numbers.length + 1024, 1 << 30));
            numbers = Arrays.copyOf(numbers, Math.toIntExact(most));
        }
    }

    private int unusualLine(int from) {
        int stop = newline(from, end);
        int next = stop < 0 ? end : stop + 1;
        int to = stop < 0 ? end : stop;
        while (to > from && isSpace(text[to - 1])) {
            to--;
        }
        if (to == from) {
            blankLines++;
        } else if (blankLines > 0) {
            mistake = "the line is empty; remove it";
        } else {
            fields(from, to);
        }
        return next;
    }

    /// Splits a line from its end: the last `dimension` fields are the numbers.
    private void fields(int from, int to) {
        int dimension = shape.dimension();
        if (isSpace(text[from])) {
            mistake = "the key is empty; give it a name or remove the line";
            return;
        }
        int fields = countFields(from, to);
        if (fields <= dimension || (fields > dimension + 1 && !shape.spacesInKeys())) {
            mistake = wrongCount(from, to, fields - 1);
            return;
        }
        reserve();
        int at = to;
        int[] bounds = new int[2 * dimension];
        for (int i = dimension - 1; i >= 0; i--) {
            bounds[2 * i + 1] = at;
            while (!isSpace(text[at - 1])) {
                at--;
            }
            bounds[2 * i] = at;
            while (at > from && isSpace(text[at - 1])) {
                at--;
            }
        }
        for (int i = 0; i < dimension && mistake == null; i++) {
            number(from, at, bounds[2 * i], bounds[2 * i + 1], i);
        }
        if (mistake == null) {
            addKey(from, at, true);
        }
    }

    private void number(int keyFrom, int keyTo, int from, int to, int index) {
        String what = key(keyFrom, keyTo) + ": number " + (index + 1) + " is \"";
        try {
            float number = Decimal.parse(text, from, to);
            if (!Float.isFinite(number)) {
                mistake =
                        what
                                + ascii(from, to)
                                + "\", which is not finite; correct or remove the line";
            }
            numbers[rows * shape.dimension() + index] = number;
        } catch (NumberFormatException e) {
            mistake = what + ascii(from, to) + "\", which is no decimal number";
            cause = e;
        }
    }

    private String wrongCount(int from, int to, int found) {
        int keyTo = from;
        while (keyTo < to && !isSpace(text[keyTo])) {
            keyTo++;
        }
        String remedy =
                found < shape.dimension()
                        ? "; the line was cut short, or what precedes it is wrong"
                        : "; a key must not hold spaces in this format";
        return key(from, keyTo)
                + " is followed by "
                + found
                + " numbers, but "
                + shape.authority()
                + shape.dimension()
                + remedy;
    }

    private int countFields(int from, int to) {
        int fields = 0;
        for (int i = from; i < to; i++) {
            if (!isSpace(text[i]) && (i == from || isSpace(text[i - 1]))) {
                fields++;
            }
        }
        return fields;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    private String key(int from, int to) {
        return "the key \""
                + new String(text, from, Math.min(to - from, 100), StandardCharsets.UTF_8)
                + "\"";
    }

    private String ascii(int from, int to) {
        return new String(text, from, Math.min(to - from, 40), StandardCharsets.ISO_8859_1);
    }

    /// Ends the row: its numbers are in place.
    private void addKey(int from, int to, boolean decode) {
        if (decode) {
            try {
                byte[] utf8 = decoder.utf8(text, from, to);
                appendKey(utf8, 0, utf8.length);
            } catch (CharacterCodingException e) {
                mistake = decoder.complaint();
                cause = e;
            }
            return;
        }
        appendKey(text, from, to);
    }

    private void appendKey(byte[] utf8, int from, int to) {
        int start = keyEnd(rows);
        int stop = start + to - from;
        if (stop > keys.length) {
            keys = Arrays.copyOf(keys, Math.max(stop, 2 * keys.length));
        }
        if (rows == keyEnds.length) {
            keyEnds = Arrays.copyOf(keyEnds, 2 * rows);
        }
        System.arraycopy(utf8, from, keys, start, to - from);
        keyEnds[rows++] = stop;
    }

    private int keyEnd(int count) {
        return count == 0 ? 0 : keyEnds[count - 1];
    }
}
