package dev.akin.format;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The kinds of vector files that are read and written.
public enum FileFormat {
    /// Our own file, and those of others in the same container: mapped, any types, everything kept.
    SAFETENSORS("safetensors"),
    /// `rows dimension`, then a line per key: the key and its numbers. Also what fastText calls `.vec`.
    WORD2VEC_TEXT("word2vec-text"),
    /// `rows dimension`, then per key: the key, a space, float32 little-endian, sometimes a newline.
    WORD2VEC_BINARY("word2vec-binary"),
    /// As word2vec text without the first line; keys may hold spaces.
    GLOVE_TEXT("glove"),
    /// A two-dimensional `.npy` array with the keys beside it in `.keys`, one a line.
    NUMPY("numpy"),
    /// fastText's own models, `.bin` and quantised `.ftz`: words, labels, n-grams and what predicts. Only models that are quantised are written as `.ftz`.
    FASTTEXT("fasttext");

    private final String label;

    FileFormat(String label) {
        this.label = label;
    }

    /// The name for people and for `--from` and `--to`.
    public String label() {
        return label;
    }

    /// @throws IllegalArgumentException if no format has this label; the message lists them
    public static FileFormat ofLabel(String label) {
        for (FileFormat format : values()) {
            if (format.label.equals(label)) {
                return format;
            }
        }
        throw new IllegalArgumentException(
                "there is no format \"" + label + "\"; there are " + labels());
    }

    /// All labels, separated by commas.
    public static String labels() {
        return Arrays.stream(values()).map(FileFormat::label).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return label;
    }
}
