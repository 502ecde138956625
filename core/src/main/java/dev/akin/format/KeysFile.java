package dev.akin.format;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The keys beside a `.npy` file, in a file of its name but ending in `.keys`: one a line, in the order of the rows.
final class KeysFile {
    private KeysFile() {}

    /// `words.npy` → `words.keys`.
    static Path beside(Path array) {
        String name = String.valueOf(array.getFileName());
        int dot = name.lastIndexOf('.');
        return array.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".keys");
    }

    static DistinctKeys read(Path path, int rows, ReadOptions options) throws IOException {
        if (Files.size(path) > Integer.MAX_VALUE - 8) {
            throw MalformedFileException.atByte(path, 0, "keys of more than 2 GiB");
        }
        byte[] text = Files.readAllBytes(path);
        DistinctKeys keys = new DistinctKeys(rows);
        KeyDecoder decoder = new KeyDecoder(options.encoding());
        int line = 0;
        for (int from = 0; from < text.length; line++) {
            int end = lineEnd(text, from);
            int to = end > from && text[end - 1] == '\r' ? end - 1 : end;
            if (to == from) {
                throw MalformedFileException.atLine(
                        path, line + 1L, "the key is empty; give it a name");
            }
            try {
                byte[] utf8 = decoder.utf8(text, from, to);
                keys.add(utf8, 0, utf8.length);
            } catch (CharacterCodingException e) {
                throw MalformedFileException.atLine(path, line + 1L, decoder.complaint(), e);
            }
            from = end + 1;
        }
        if (line != rows) {
            throw MalformedFileException.atLine(
                    path,
                    line,
                    "there are " + line + " keys, but the array beside has " + rows + " rows");
        }
        return keys;
    }

    private static int lineEnd(byte[] text, int from) {
        int end = from;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        return end;
    }
}
