package dev.akin.text;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Files of tagged words, a word on a line with its columns, and a blank line between sentences (CoNLL). UTF-8, gzip is
/// decompressed. Immutable; the methods that change something give a copy.
///
/// Columns stand between tabs, or on a line without a tab between spaces. A line of white space alone is blank. Files named
/// `.conllu` are CoNLL-U as Universal Dependencies have it: lines that begin with `#` are comments; the ranges of words written as
/// one (`3-4`) and words that are not there (`3.1`) are passed over; the word is column 2 and the tag column 4, UPOS. In all others
/// the word is column 1 and the tag column 2, and a line with `#` is a word like any other.
public final class TaggedSentences {
    private static final int BY_NAME = -1;

    private final FileLines lines;
    private final int word;
    private final int tag;

    private TaggedSentences(FileLines lines, int word, int tag) {
        this.lines = lines;
        this.word = word;
        this.tag = tag;
    }

    /// Files, folders and globs, as [Corpus#lines] finds them.
    ///
    /// @throws IllegalArgumentException if there is no path
    public static TaggedSentences in(List<Path> paths) {
        return new TaggedSentences(FileLines.in(paths), BY_NAME, BY_NAME);
    }

    /// A stream, which can be read once and is closed then; not CoNLL-U.
    public static TaggedSentences standardInput(InputStream in) {
        return new TaggedSentences(FileLines.standardInput(in), BY_NAME, BY_NAME);
    }

    /// Which columns hold the word and its tag, from 1; by the file's name, if not said.
    ///
    /// @throws IllegalArgumentException if a number is below 1
    public TaggedSentences columns(int wordColumn, int tagColumn) {
        if (wordColumn < 1 || tagColumn < 1) {
            throw new IllegalArgumentException(
                    "columns are counted from 1, not " + Math.min(wordColumn, tagColumn));
        }
        return new TaggedSentences(lines, wordColumn, tagColumn);
    }

    /// All sentences, in their order; none is empty.
    ///
    /// @throws MalformedFileException if a line lacks a column, or an empty one is asked for, or there are no sentences
    /// @throws java.nio.file.NoSuchFileException if a file is missing, or a folder or glob gives none
    public List<TaggedSentence> read() throws IOException {
        Collected collected = new Collected();
        lines.each(collected);
        if (collected.sentences.isEmpty()) {
            throw MalformedFileException.atLine(
                    collected.last, 1, "there are no sentences with tags");
        }
        return collected.sentences;
    }

    private final class Collected implements FileLines.Sink {
        private final List<TaggedSentence> sentences = new ArrayList<>();
        private final List<String> words = new ArrayList<>();
        private final List<String> tags = new ArrayList<>();
        private String last = "standard input";

        @Override
        public void line(String file, long number, String text) throws MalformedFileException {
            boolean universal = isUniversal(file);
            if (text.isBlank()) {
                endSentence();
            } else if (!(universal && isNoWord(text))) {
                String[] columns = FileLines.columns(text);
                words.add(column(columns, column(word, universal ? 2 : 1), file, number));
                tags.add(column(columns, column(tag, universal ? 4 : 2), file, number));
            }
        }

        @Override
        public void end(String file) {
            last = file;
            endSentence();
        }

        private void endSentence() {
            if (!words.isEmpty()) {
                sentences.add(new TaggedSentence(words, tags));
                words.clear();
                tags.clear();
            }
        }
    }

    private static boolean isUniversal(String file) {
        String lower = file.toLowerCase(Locale.ROOT);
        return lower.endsWith(".conllu") || lower.endsWith(".conllu.gz");
    }

    /// A comment, a range of words or a word that is not there.
    private static boolean isNoWord(String line) {
        int tab = line.indexOf('\t');
        return line.startsWith("#")
                || (tab > 0 && line.substring(0, tab).matches("\\d{1,9}[-.]\\d{1,9}"));
    }

    private static int column(int chosen, int usual) {
        return chosen == BY_NAME ? usual : chosen;
    }

    private static String column(String[] columns, int column, String file, long number)
            throws MalformedFileException {
        if (column > columns.length) {
            throw MalformedFileException.atLine(
                    file,
                    number,
                    "it has no column " + column + ", but " + columns.length + " in all");
        }
        String value = columns[column - 1].strip();
        if (value.isEmpty()) {
            throw MalformedFileException.atLine(file, number, "column " + column + " is empty");
        }
        return value;
    }
}
