package dev.akin.picture;

import dev.akin.format.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// A finished drawing. Immutable and thread-safe.
public final class Picture {
    private final Sheet sheet;
    private final List<Mark> marks;
    private final List<String> notes;

    Picture(Sheet sheet, List<Mark> marks) {
        this.sheet = sheet;
        this.marks = List.copyOf(marks);
        notes =
                Lettering.installed()
                        .missing(
                                marks.stream()
                                        .filter(Mark.Words.class::isInstance)
                                        .map(mark -> ((Mark.Words) mark).text())
                                        .toList());
    }

    /// Whether a picture can be saved under such a name: `.png` or `.svg`.
    public static boolean isName(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".png") || name.endsWith(".svg");
    }

    /// Writes PNG or SVG, by the extension; an older file of the name stays as it was until the new one is whole.
    ///
    /// @throws IllegalArgumentException if the name ends otherwise
    /// @throws IOException if the file cannot be written
    public void save(Path file) throws IOException {
        if (!isName(file)) {
            throw new IllegalArgumentException(
                    "pictures are .png or .svg, and the file is " + file);
        }
        boolean svg = file.toString().toLowerCase(Locale.ROOT).endsWith(".svg");
        AtomicFile.write(file, svg ? svg().getBytes(StandardCharsets.UTF_8) : png());
    }

    /// The bytes of a PNG file.
    public byte[] png() throws IOException {
        return PngPainter.paint(sheet, marks);
    }

    /// The text of an SVG file; its letters are those of whoever looks at it.
    public String svg() {
        return new SvgWriter(sheet).write(marks);
    }

    /// What a person should know: which characters no font of this machine can show, and what to install.
    public List<String> notes() {
        return notes;
    }

    public int width() {
        return sheet.width();
    }

    public int height() {
        return sheet.height();
    }
}
