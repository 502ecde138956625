package dev.akin.picture;

import java.awt.Color;
import java.util.List;
import java.util.stream.Collectors;

/// Writes marks as SVG. Dots are lines of no length with round ends, since these take the fewest bytes.
final class SvgWriter {
    /// How wide a halo is, as a share of the letters' size.
    static final float HALO = 0.22f;

    private final Sheet sheet;
    private final StringBuilder out = new StringBuilder();

    SvgWriter(Sheet sheet) {
        this.sheet = sheet;
    }

    String write(List<Mark> marks) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
                .append(sheet.width())
                .append("\" height=\"")
                .append(sheet.height())
                .append("\" viewBox=\"0 0 ")
                .append(sheet.width())
                .append(' ')
                .append(sheet.height())
                .append("\">\n");
        if (!sheet.title().isEmpty()) {
            out.append("<title>").append(escaped(sheet.title())).append("</title>\n");
        }
        box(new Mark.Box(0, 0, sheet.width(), sheet.height(), sheet.theme().paper));
        marks.forEach(this::mark);
        return out.append("</svg>\n").toString();
    }

    private void mark(Mark mark) {
        switch (mark) {
            case Mark.Dots dots -> dots(dots);
            case Mark.Stroke stroke -> stroke(stroke);
            case Mark.Box box -> box(box);
            case Mark.Words words -> words(words);
        }
    }

    private void dots(Mark.Dots dots) {
        if (dots.xs().length == 0) {
            return;
        }
        out.append("<path d=\"");
        for (int i = 0; i < dots.xs().length; i++) {
            out.append('M');
            number(dots.xs()[i]);
            out.append(' ');
            number(dots.ys()[i]);
            out.append("h0");
        }
        out.append("\" fill=\"none\" stroke=\"").append(hex(dots.color()));
        out.append("\" stroke-linecap=\"round\" stroke-width=\"");
        number(2 * dots.radius());
        out.append("\" stroke-opacity=\"");
        number(dots.opacity());
        out.append("\"/>\n");
    }

    private void stroke(Mark.Stroke stroke) {
        out.append("<polyline points=\"");
        for (int i = 0; i < stroke.xs().length; i++) {
            out.append(i == 0 ? "" : " ");
            number(stroke.xs()[i]);
            out.append(',');
            number(stroke.ys()[i]);
        }
        out.append("\" fill=\"none\" stroke-linejoin=\"round\" stroke=\"");
        out.append(hex(stroke.color())).append("\" stroke-width=\"");
        number(stroke.width());
        out.append("\"/>\n");
    }

    private void box(Mark.Box box) {
        out.append("<rect");
        attribute("x", box.x());
        attribute("y", box.y());
        attribute("width", box.width());
        attribute("height", box.height());
        out.append(" fill=\"").append(hex(box.color())).append("\"/>\n");
    }

    private void words(Mark.Words words) {
        Lettering.Text text = words.text();
        out.append("<text");
        if (words.upright()) {
            out.append(" transform=\"translate(");
            number(words.x());
            out.append(' ');
            number(words.y());
            out.append(") rotate(-90)\"");
        } else {
            attribute("x", words.x());
            attribute("y", words.y());
        }
        attribute("font-size", text.size());
        out.append(" font-family=\"").append(escaped(families(text))).append('"');
        out.append(text.bold() ? " font-weight=\"bold\"" : "");
        out.append(" text-anchor=\"").append(words.anchor().svg).append('"');
        out.append(" fill=\"").append(hex(words.color())).append('"');
        if (words.halo() != null) {
            out.append(" stroke=\"").append(hex(words.halo())).append('"');
            attribute("stroke-width", text.size() * HALO);
            out.append(" stroke-linejoin=\"round\" paint-order=\"stroke\"");
        }
        out.append('>').append(escaped(text.text())).append("</text>\n");
    }

    /// What was measured with first, so that texts are as wide as was thought.
    private static String families(Lettering.Text text) {
        return text.families().stream()
                .map(name -> "'" + name.replace("'", "") + "', ")
                .collect(Collectors.joining("", "", "sans-serif"));
    }

    private void attribute(String name, float value) {
        out.append(' ').append(name).append("=\"");
        number(value);
        out.append('"');
    }

    /// To a tenth or, below 1, a hundredth.
    private void number(float value) {
        float steps = Math.abs(value) < 1 ? 100 : 10;
        float rounded = Math.round(value * steps) / steps;
        if (rounded == (int) rounded) {
            out.append((int) rounded);
        } else {
            out.append(rounded);
        }
    }

    private static String hex(Color color) {
        return String.format("#%06x", color.getRGB() & 0xffffff);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("[\\p{Cc}\\p{Cs}\\uFFFE\\uFFFF]", " ");
    }
}
