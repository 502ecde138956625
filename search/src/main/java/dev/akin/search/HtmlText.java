package dev.akin.search;

import dev.akin.search.SourceText.Heading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/// The text of a page, as a person would read it: a line feed for each block, none of its scripts.
final class HtmlText implements NodeVisitor {
    private static final Set<String> UNREAD =
            Set.of("script", "style", "noscript", "template", "svg", "head", "nav");

    private final StringBuilder text = new StringBuilder();
    private final List<Heading> headings = new ArrayList<>();
    private int unread;

    private HtmlText() {}

    /// The encoding is what the page says of itself, else UTF-8.
    static SourceText read(byte[] bytes) throws IOException {
        Document page = Jsoup.parse(new ByteArrayInputStream(bytes), null, "");
        HtmlText reading = new HtmlText();
        page.traverse(reading);
        String title = page.title();
        if (title.isBlank() && !reading.headings.isEmpty()) {
            title = reading.headings.getFirst().title();
        }
        return new SourceText(
                reading.text.toString(),
                List.copyOf(reading.headings),
                List.of(),
                0,
                false,
                null,
                SourceReader.title(title));
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof Element element) {
            if (UNREAD.contains(element.normalName())) {
                unread++;
            } else if (unread == 0) {
                begin(element);
            }
        } else if (unread == 0 && node instanceof TextNode words) {
            append(words.getWholeText());
        }
    }

    private void begin(Element element) {
        if (element.isBlock() || element.normalName().equals("br")) {
            endLine();
        }
        String name = element.normalName();
        if (name.length() == 2
                && name.charAt(0) == 'h'
                && name.charAt(1) >= '1'
                && name.charAt(1) <= '6') {
            headings.add(new Heading(text.length(), name.charAt(1) - '0', element.text()));
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element) {
            if (UNREAD.contains(element.normalName())) {
                unread--;
            } else if (unread == 0 && element.isBlock()) {
                endLine();
                // An empty line, so that what follows is another paragraph.
                int end = text.length();
                if (end > 1 && text.charAt(end - 2) != '\n') {
                    text.append('\n');
                }
            }
        }
    }

    /// White space of any length is one space.
    private void append(String words) {
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            boolean blank = Character.isWhitespace(c);
            boolean after =
                    text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
            if (!blank) {
                text.append(c);
            } else if (!after) {
                text.append(' ');
            }
        }
    }

    private void endLine() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }
}
