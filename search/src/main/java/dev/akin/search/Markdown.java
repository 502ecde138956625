package dev.akin.search;

import dev.akin.search.SourceText.Heading;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the headings of a Markdown text: lines that begin with `#`, and lines underlined with `=` or `-`, outside of
/// fenced code. The text stays as it is.
///
/// Source: CommonMark 0.31, sections 4.2 to 4.5.
final class Markdown {
    private static final Pattern ATX =
            Pattern.compile(" {0,3}(#{1,6})(?:[ \\t]+(.*?))?(?:[ \\t]+#*)?[ \\t]*");
    private static final Pattern UNDERLINE = Pattern.compile(" {0,3}(=+|-+)[ \\t]*");
    private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,}).*");
    private static final Pattern PARAGRAPH = Pattern.compile(" {0,3}[^\\s>#*+-].*");

    private Markdown() {}

    static SourceText read(String text) {
        List<Heading> headings = new ArrayList<>();
        String fence = null;
        String before = "";
        int at = 0;
        int beforeAt = 0;
        for (String line : text.split("(?<=\n)", -1)) {
            String content = line.stripTrailing();
            String marks = fence(content);
            if (fence != null) {
                fence = marks != null && marks.startsWith(fence) ? null : fence;
                content = "";
            } else if (marks != null) {
                fence = marks;
                content = "";
            } else {
                Heading heading = heading(content, at, before, beforeAt);
                if (heading != null) {
                    headings.add(heading);
                    content = "";
                }
            }
            before = content;
            beforeAt = at;
            at += line.length();
        }
        String title = headings.isEmpty() ? "" : headings.getFirst().title();
        return new SourceText(
                text, List.copyOf(headings), List.of(), 1, true, null, SourceReader.title(title));
    }

    private static @Nullable String fence(String line) {
        Matcher fence = FENCE.matcher(line);
        return fence.matches() ? fence.group(1) : null;
    }

    private static @Nullable Heading heading(String line, int at, String before, int beforeAt) {
        Matcher atx = ATX.matcher(line);
        if (atx.matches()) {
            String title = atx.group(2);
            return new Heading(at, atx.group(1).length(), title == null ? "" : title.strip());
        }
        Matcher underline = UNDERLINE.matcher(line);
        if (underline.matches() && PARAGRAPH.matcher(before).matches()) {
            return new Heading(
                    beforeAt, underline.group(1).startsWith("=") ? 1 : 2, before.strip());
        }
        return null;
    }
}
