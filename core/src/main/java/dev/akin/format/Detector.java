package dev.akin.format;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Tells formats apart by their first bytes, and by extension where those leave a choice.
final class Detector {
    private static final int SAMPLE_BYTES = 1 << 16;

    private Detector() {}

    static FileFormat forName(Path path) {
        String name = name(path);
        FileFormat format = byExtension(name);
        if (format != null) {
            return format;
        }
        throw new IllegalArgumentException(
                path
                        + ": the extension tells no format; use .safetensors, .vec, .txt, .bin or .npy,"
                        + " or name one of "
                        + FileFormat.labels());
    }

    /// Whether a fastText model of this name is a quantised one.
    static boolean isQuantized(Path path) {
        return name(path).endsWith(".ftz");
    }

    /// As [#forName(Path)], but a `.bin` is fastText's where contents have sub-words or labels.
    static FileFormat forName(Path path, Contents contents) {
        FileFormat format = forName(path);
        boolean parts =
                contents.subwords() != null || contents.tables().containsKey(NativeLayout.LABELS);
        return format == FileFormat.WORD2VEC_BINARY && parts ? FileFormat.FASTTEXT : format;
    }

    private static @Nullable FileFormat byExtension(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "safetensors", "akin" -> FileFormat.SAFETENSORS;
            case "ftz" -> FileFormat.FASTTEXT;
            case "npy" -> FileFormat.NUMPY;
            case "bin" -> FileFormat.WORD2VEC_BINARY;
            case "vec" -> FileFormat.WORD2VEC_TEXT;
            case "glove" -> FileFormat.GLOVE_TEXT;
            case "txt" ->
                    name.startsWith("glove") ? FileFormat.GLOVE_TEXT : FileFormat.WORD2VEC_TEXT;
            default -> null;
        };
    }

    static FileFormat detect(Path path) throws IOException {
        byte[] sample;
        try (InputStream in = Files.newInputStream(path)) {
            sample = in.readNBytes(SAMPLE_BYTES);
        }
        if (sample.length == 0) {
            throw MalformedFileException.atByte(path, 0, "the file is empty");
        }
        String name = name(path);
        if (startsWith(sample, NumpyHeader.MAGIC) || name.endsWith(".npy")) {
            return FileFormat.NUMPY;
        }
        if (sample.length >= 4 && little(sample).getInt(0) == FastTextReader.MAGIC) {
            return FileFormat.FASTTEXT;
        }
        boolean named = name.endsWith(".safetensors") || name.endsWith(".akin");
        if (named || looksLikeSafetensors(sample, Files.size(path))) {
            return FileFormat.SAFETENSORS;
        }
        refuseKnownOthers(path, sample);
        return textOrBinary(path, sample);
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean looksLikeSafetensors(byte[] sample, long size) {
        if (sample.length < 10 || sample[8] != '{') {
            return false;
        }
        long length = little(sample).getLong(0);
        return length >= 2
                && length <= SafetensorsHeader.LONGEST
                && length <= size - SafetensorsHeader.PREFIX;
    }

    private static void refuseKnownOthers(Path path, byte[] sample) throws MalformedFileException {
        String what = null;
        if (startsWith(sample, (byte) 0x1f, (byte) 0x8b)) {
            what = "compressed with gzip; unpack it first";
        } else if (startsWith(sample, (byte) 'P', (byte) 'K', (byte) 3, (byte) 4)) {
            what = "a ZIP archive; unpack it first";
        }
        if (what != null) {
            throw MalformedFileException.atByte(path, 0, "the file is " + what);
        }
    }

    private static FileFormat textOrBinary(Path path, byte[] sample) throws MalformedFileException {
        int end = 0;
        while (end < sample.length && sample[end] != '\n') {
            end++;
        }
        String first = new String(sample, 0, end, StandardCharsets.ISO_8859_1).strip();
        String[] fields = first.split("[ \t]+", -1);
        boolean header =
                fields.length == 2
                        && isCount(fields[0])
                        && isCount(fields[1])
                        && end < sample.length;
        boolean emptyBinary =
                header && Long.parseLong(fields[0]) == 0 && name(path).endsWith(".bin");
        if ((header && !isText(sample)) || emptyBinary) {
            return FileFormat.WORD2VEC_BINARY;
        }
        if (header && (fields[1].equals("1") || fieldsOfSecondLine(sample, end + 1) != 2)) {
            return FileFormat.WORD2VEC_TEXT;
        }
        if (fields.length >= 2
                && isText(sample)
                && TextDimension.isNumber(fields[fields.length - 1])) {
            if (!TextDimension.isNumber(fields[fields.length - 2]) || fields.length == 2) {
                throw MalformedFileException.atLine(
                        path,
                        1,
                        "the line ends in one number: a list of scores, not of vectors; if they are"
                                + " vectors of dimension 1, name the format "
                                + FileFormat.GLOVE_TEXT.label());
            }
            return FileFormat.GLOVE_TEXT;
        }
        throw MalformedFileException.atByte(
                path,
                0,
                "neither the content nor the name tells a format; name one of "
                        + FileFormat.labels());
    }

    private static int fieldsOfSecondLine(byte[] sample, int from) {
        int end = from;
        while (end < sample.length && sample[end] != '\n') {
            end++;
        }
        String line = new String(sample, from, end - from, StandardCharsets.ISO_8859_1);
        return line.strip().split("[ \t]+", -1).length;
    }

    /// Numbers in binary hold bytes that no text does.
    private static boolean isText(byte[] sample) {
        for (byte b : sample) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private static boolean isCount(String field) {
        return field.matches("[0-9]{1,18}");
    }

    private static boolean startsWith(byte[] sample, byte... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= sample.length || sample[i] != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private static ByteBuffer little(byte[] sample) {
        return ByteBuffer.wrap(sample).order(ByteOrder.LITTLE_ENDIAN);
    }
}
