package dev.akin.format;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text before the numbers of a `.npy` file (numpy/lib/format.py, versions 1.0 to 3.0): magic, version, length,
/// and a Python dictionary of `descr`, `fortran_order` and `shape`.
///
/// @param bytes per number: 2, 4 or 8, little-endian floats
/// @param dataStart where in the file the numbers begin
record NumpyHeader(int bytes, int rows, int dimension, long dataStart) {
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private static final int LONGEST = 1 << 16;
    private static final Pattern DESCR = member("descr", "'([^']*)'|(\\[[^]]*\\])");
    private static final Pattern ORDER = member("fortran_order", "(True|False)");
    private static final Pattern SHAPE = member("shape", "\\(([0-9, ]*)\\)");

    static NumpyHeader read(FileChannel channel, Path path) throws IOException {
        ByteBuffer start = SafetensorsHeader.bytes(channel, path, 0, MAGIC.length + 2);
        for (int i = 0; i < MAGIC.length; i++) {
            if (start.get(i) != MAGIC[i]) {
                throw MalformedFileException.atByte(
                        path, i, "a .npy file begins with \\x93NUMPY, this one does not");
            }
        }
        int version = start.get(MAGIC.length);
        if (version < 1 || version > 3) {
            throw MalformedFileException.atByte(
                    path,
                    MAGIC.length,
                    "version " + version + " of .npy is not known; versions 1 to 3 are");
        }
        int lengthAt = MAGIC.length + 2;
        int textAt = lengthAt + (version == 1 ? 2 : 4);
        ByteBuffer field = SafetensorsHeader.bytes(channel, path, lengthAt, textAt - lengthAt);
        long length =
                version == 1
                        ? Short.toUnsignedLong(field.getShort(0))
                        : Integer.toUnsignedLong(field.getInt(0));
        if (length > LONGEST || length > channel.size() - textAt) {
            throw MalformedFileException.atByte(
                    path,
                    lengthAt,
                    "the header claims "
                            + length
                            + " bytes, but at most "
                            + Math.min(LONGEST, channel.size() - textAt)
                            + " can be");
        }
        byte[] text = SafetensorsHeader.bytes(channel, path, textAt, (int) length).array();
        return parse(path, channel.size(), textAt, new String(text, StandardCharsets.UTF_8));
    }

    private static NumpyHeader parse(Path path, long size, int textAt, String text)
            throws MalformedFileException {
        int bytes =
                switch (find(path, textAt, text, DESCR)) {
                    case "<f2" -> 2;
                    case "<f4" -> 4;
                    case "<f8" -> 8;
                    case String other ->
                            throw MalformedFileException.atByte(
                                    path,
                                    textAt,
                                    "numbers of "
                                            + other
                                            + "; only <f4, <f2 and <f8 are read: save the array with"
                                            + " .astype('<f4')");
                };
        if (find(path, textAt, text, ORDER).equals("True")) {
            throw MalformedFileException.atByte(
                    path,
                    textAt,
                    "the array is in Fortran order; save numpy.ascontiguousarray(array)");
        }
        long[] shape = shape(path, textAt, find(path, textAt, text, SHAPE));
        long dataStart = (long) textAt + text.getBytes(StandardCharsets.UTF_8).length;
        long left = size - dataStart;
        if (shape[0] > left / bytes / shape[1] || shape[0] * shape[1] * bytes != left) {
            throw MalformedFileException.atByte(
                    path,
                    dataStart,
                    shape[0]
                            + " × "
                            + shape[1]
                            + " numbers of "
                            + bytes
                            + " bytes do not fill the "
                            + left
                            + " bytes that follow; the file was cut short or its header is wrong");
        }
        return new NumpyHeader(bytes, (int) shape[0], (int) shape[1], dataStart);
    }

    private static long[] shape(Path path, int textAt, String text) throws MalformedFileException {
        String[] lengths = text.replace(" ", "").split(",", -1);
        boolean trailing = lengths.length == 3 && lengths[2].isEmpty();
        if (lengths.length == 2 || trailing) {
            if (lengths[0].matches("[0-9]{1,10}") && lengths[1].matches("[0-9]{1,10}")) {
                long rows = Long.parseLong(lengths[0]);
                long dimension = Long.parseLong(lengths[1]);
                if (rows <= Integer.MAX_VALUE && dimension <= Integer.MAX_VALUE && dimension >= 1) {
                    return new long[] {rows, dimension};
                }
            }
        }
        throw MalformedFileException.atByte(
                path,
                textAt,
                "the shape ("
                        + text
                        + ") is no table: two lengths up to 2147483647 are needed, rows and dimension");
    }

    private static Pattern member(String name, String value) {
        return Pattern.compile("[{,]\\s*'" + name + "'\\s*:\\s*(?:" + value + ")\\s*[,}]");
    }

    private static String find(Path path, int textAt, String text, Pattern member)
            throws MalformedFileException {
        Matcher matcher = member.matcher(text);
        if (!matcher.find()) {
            throw MalformedFileException.atByte(
                    path, textAt, "the header has no valid " + member.pattern().split("'", -1)[1]);
        }
        for (int group = 1; group <= matcher.groupCount(); group++) {
            String value = matcher.group(group);
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    /// A version 1.0 header for a table, padded with spaces so that numbers begin at a multiple of 64.
    static byte[] write(String descr, int rows, int dimension) {
        String text =
                "{'descr': '%s', 'fortran_order': False, 'shape': (%d, %d), }"
                        .formatted(descr, rows, dimension);
        int prefix = MAGIC.length + 4;
        int total = Math.ceilDiv(prefix + text.length() + 1, 64) * 64;
        int length = total - prefix;
        byte[] header = new byte[total];
        Arrays.fill(header, (byte) ' ');
        System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
        header[MAGIC.length] = 1;
        header[MAGIC.length + 1] = 0;
        header[MAGIC.length + 2] = (byte) length;
        header[MAGIC.length + 3] = (byte) (length >> 8);
        System.arraycopy(
                text.getBytes(StandardCharsets.US_ASCII), 0, header, prefix, text.length());
        header[total - 1] = '\n';
        return header;
    }
}
