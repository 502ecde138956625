package dev.akin.picture;

import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.font.FontRenderContext;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The fonts of this machine, and which of them can show a character. Thread-safe.
final class Lettering {
    /// These first, since they go well together; then whatever there is.
    private static final List<String> PREFERRED =
            List.of(
                    "Noto Sans",
                    "DejaVu Sans",
                    "Liberation Sans",
                    "Arial",
                    "Helvetica Neue",
                    "Segoe UI",
                    "Noto Sans CJK SC",
                    "Noto Sans SC",
                    "Source Han Sans SC",
                    "PingFang SC",
                    "Microsoft YaHei",
                    "WenQuanYi Zen Hei",
                    "WenQuanYi Micro Hei");

    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

    private final List<Font> fonts;

    private Lettering(List<Font> fonts) {
        this.fonts = fonts;
    }

    /// A text with its fonts.
    ///
    /// @param layout as it will be painted
    /// @param families the fonts that it takes, the main one first
    record Text(String text, float size, boolean bold, TextLayout layout, Set<String> families) {
        float width() {
            return layout.getAdvance();
        }

        float ascent() {
            return layout.getAscent() * 0.86f; // what fonts leave free above letters is not needed
        }

        float descent() {
            return layout.getDescent() * 0.9f;
        }

        float height() {
            return ascent() + descent();
        }
    }

    private static final class Installed {
        static final Lettering LETTERING = find();

        private static Lettering find() {
            List<String> families =
                    List.of(
                            GraphicsEnvironment.getLocalGraphicsEnvironment()
                                    .getAvailableFontFamilyNames());
            Set<String> ordered = new LinkedHashSet<>(PREFERRED);
            ordered.retainAll(families);
            ordered.addAll(families);
            return of(ordered.stream().map(name -> new Font(name, Font.PLAIN, 1)).toList());
        }
    }

    /// With the fonts of this machine.
    ///
    /// @throws IllegalStateException if it has none
    static Lettering installed() {
        try {
            return Installed.LETTERING;
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "this machine has no fonts to write with: install some, on Debian fontconfig and"
                            + " fonts-dejavu-core",
                    e);
        }
    }

    static Lettering of(List<Font> fonts) {
        if (fonts.isEmpty()) {
            throw new IllegalStateException("no fonts");
        }
        return new Lettering(List.copyOf(fonts));
    }

    Text text(String text, float size) {
        return text(text, size, false);
    }

    /// A text in the first font that shows it; a character that this cannot show, in the first that can.
    Text text(String text, float size, boolean bold) {
        String shown = printable(text);
        AttributedString attributed = new AttributedString(shown);
        Set<String> families = new LinkedHashSet<>();
        for (int from = 0; from < shown.length(); ) {
            Font font = fontFor(shown.codePointAt(from));
            int to = from + Character.charCount(shown.codePointAt(from));
            while (to < shown.length() && fontFor(shown.codePointAt(to)).equals(font)) {
                to += Character.charCount(shown.codePointAt(to));
            }
            Font sized = font.deriveFont(bold ? Font.BOLD : Font.PLAIN, size);
            attributed.addAttribute(TextAttribute.FONT, sized, from, to);
            families.add(font.getFamily());
            from = to;
        }
        TextLayout layout = new TextLayout(attributed.getIterator(), EXACT);
        return new Text(shown, size, bold, layout, families);
    }

    /// As [#text(String, float)], cut with an ellipsis where it is wider than allowed.
    Text within(String text, float size, float width) {
        Text whole = text(text, size);
        int end = text.length();
        while (whole.width() > width && end > 1) {
            end = text.offsetByCodePoints(end, -1);
            whole = text(text.substring(0, end).strip() + "…", size);
        }
        return whole;
    }

    /// No line breaks or other controls; something to measure, also of nothing.
    private static String printable(String text) {
        String clean = text.replaceAll("[\\p{Cc}\\p{Cs}\\p{Cn}\\u2028\\u2029]", " ");
        return clean.isEmpty() ? " " : clean;
    }

    private Font fontFor(int character) {
        for (Font font : fonts) {
            if (font.canDisplay(character)) {
                return font;
            }
        }
        return fonts.getFirst();
    }

    boolean shows(int character) {
        return fonts.stream().anyMatch(font -> font.canDisplay(character));
    }

    /// What a person should know of characters that no font can show; empty if there are none.
    List<String> missing(List<Text> texts) {
        int[] characters =
                texts.stream()
                        .flatMapToInt(text -> text.text().codePoints())
                        .filter(c -> c > ' ')
                        .distinct()
                        .filter(c -> !shows(c))
                        .toArray();
        Set<String> scripts = new LinkedHashSet<>();
        Arrays.stream(characters).forEach(c -> scripts.add(Scripts.name(c)));
        List<String> notes = new ArrayList<>();
        for (String script : scripts) {
            int[] some =
                    Arrays.stream(characters)
                            .filter(c -> Scripts.name(c).equals(script))
                            .limit(5)
                            .toArray();
            notes.add(
                    "no font here shows "
                            + script
                            + " ("
                            + new String(some, 0, some.length)
                            + "): install one, on Debian "
                            + Scripts.debianPackage(some[0]));
        }
        return notes;
    }
}
