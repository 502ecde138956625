package dev.akin.format;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The first line of word2vec files: rows, a space, dimension.
///
/// @param end the byte after the line
record CountsLine(Path path, int rows, int dimension, int end) {
    private static final int LONGEST = 64;
    private static final Pattern LINE = Pattern.compile("([0-9]{1,18})[ \t]+([0-9]{1,18})[ \t\r]*");

    static CountsLine read(FileChannel channel, Path path) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(LONGEST);
        while (start.hasRemaining() && channel.read(start, start.position()) >= 0) {}
        String text = new String(start.array(), 0, start.position(), StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        Matcher line = LINE.matcher(end < 0 ? "" : text.substring(0, end));
        if (!line.matches()) {
            throw malformed(
                    path,
                    "the first line must be the number of rows and the dimension; if the file has no"
                            + " such line, it is "
                            + FileFormat.GLOVE_TEXT);
        }
        long rows = Long.parseLong(line.group(1));
        long dimension = Long.parseLong(line.group(2));
        if (rows > Integer.MAX_VALUE || dimension > Integer.MAX_VALUE || dimension < 1) {
            throw malformed(
                    path,
                    "the header says "
                            + rows
                            + " rows of dimension "
                            + dimension
                            + ", but 0 to 2147483647 rows of dimension 1 to 2147483647 can be");
        }
        return new CountsLine(path, (int) rows, (int) dimension, end + 1);
    }

    /// Checks the counts against the file before anything is allocated for them.
    ///
    /// @param perRow the fewest bytes that a row can take
    /// @param left bytes after the header
    void checkRoom(long perRow, long left) throws MalformedFileException {
        if (rows > left / perRow) {
            throw malformed(
                    path,
                    "the header says "
                            + rows
                            + " rows of dimension "
                            + dimension
                            + ", which take "
                            + perRow
                            + " bytes each at least, but only "
                            + left
                            + " bytes follow; the file was cut short, or correct the header");
        }
    }

    private static MalformedFileException malformed(Path path, String reason) {
        return MalformedFileException.atLine(path, 1, reason);
    }
}
