package dev.akin.text;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Files of labelled texts: on each line a label, a tab and the text, which may hold more tabs. Blank lines are passed over;
/// white space around label and text is dropped. UTF-8, gzip is decompressed. Immutable; the methods that change something give a
/// copy.
public final class LabelledTexts {
    private final FileLines lines;
    private final boolean header;
    private final boolean several;

    private LabelledTexts(FileLines lines, boolean header, boolean several) {
        this.lines = lines;
        this.header = header;
        this.several = several;
    }

    /// Files, folders and globs, as [Corpus#lines] finds them.
    ///
    /// @throws IllegalArgumentException if there is no path
    public static LabelledTexts in(List<Path> paths) {
        return new LabelledTexts(FileLines.in(paths), false, false);
    }

    /// A stream, which can be read once and is closed then.
    public static LabelledTexts standardInput(InputStream in) {
        return new LabelledTexts(FileLines.standardInput(in), false, false);
    }

    /// Whether the first line of each file names the columns and is no text. No, if not said.
    public LabelledTexts header(boolean first) {
        return new LabelledTexts(lines, first, several);
    }

    /// Whether a text may have several labels, with commas between them. If not, as if not said, a comma is a part of its label.
    public LabelledTexts several(boolean commas) {
        return new LabelledTexts(lines, header, commas);
    }

    /// All texts, in their order.
    ///
    /// @throws MalformedFileException if a line has no tab, or an empty label, or there are no texts
    /// @throws java.nio.file.NoSuchFileException if a file is missing, or a folder or glob gives none
    public List<LabelledText> read() throws IOException {
        List<LabelledText> texts = new ArrayList<>();
        String[] last = {"standard input"};
        lines.each(
                new FileLines.Sink() {
                    @Override
                    public void line(String file, long number, String line)
                            throws MalformedFileException {
                        if (!(header && number == 1) && !line.isBlank()) {
                            texts.add(text(file, number, line));
                        }
                    }

                    @Override
                    public void end(String file) {
                        last[0] = file;
                    }
                });
        if (texts.isEmpty()) {
            throw MalformedFileException.atLine(last[0], 1, "there are no labelled texts");
        }
        return texts;
    }

    private LabelledText text(String file, long number, String line) throws MalformedFileException {
        int tab = line.indexOf('\t');
        if (tab < 0) {
            throw MalformedFileException.atLine(
                    file, number, "it has no tab, but a line is: label, tab, text");
        }
        List<String> labels = labels(line.substring(0, tab));
        if (labels.contains("")) {
            throw MalformedFileException.atLine(
                    file, number, "a label is empty, but a line is: label, tab, text");
        }
        return new LabelledText(labels, line.substring(tab + 1).strip());
    }

    private List<String> labels(String column) {
        return several
                ? Arrays.stream(column.split(",", -1)).map(String::strip).distinct().toList()
                : List.of(column.strip());
    }
}
