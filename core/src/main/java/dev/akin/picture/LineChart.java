package dev.akin.picture;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Draws curves in panels below each other, which share what is across. Immutable and thread-safe.
///
/// @param across what runs from left to right
/// @param panels from top to bottom
public record LineChart(String across, List<Panel> panels) {

    /// Curves that are measured by one scale.
    ///
    /// @param upwards what runs from bottom to top
    /// @param fromZero whether the scale begins at zero
    public record Panel(String upwards, boolean fromZero, List<Line> lines) {
        /// @throws IllegalArgumentException if there is no line
        public Panel {
            lines = List.copyOf(lines);
            if (lines.isEmpty()) {
                throw new IllegalArgumentException("there is no line to draw of " + upwards);
            }
        }
    }

    /// A curve. Places at which it is NaN or infinite are left out.
    ///
    /// @param name empty where there is but one
    /// @param xs rising; not copied
    /// @param ys as many; not copied
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Line(String name, double[] xs, double[] ys) {
        /// @throws IllegalArgumentException if there are not as many of both, or none that is finite
        public Line {
            if (xs.length != ys.length) {
                throw new IllegalArgumentException(
                        xs.length + " places across, and " + ys.length + " heights");
            }
            if (Arrays.stream(ys).noneMatch(Double::isFinite)) {
                throw new IllegalArgumentException("there is nothing finite to draw of " + name);
            }
        }
    }

    /// @throws IllegalArgumentException if there is no panel
    public LineChart {
        panels = List.copyOf(panels);
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("there is no panel to draw");
        }
    }

    /// Draws it.
    ///
    /// @throws IllegalStateException if this machine has no fonts
    public Picture draw(Sheet sheet) {
        return new Picture(sheet, new Drawing(sheet).marks());
    }

    private DoubleStream all(boolean xs) {
        return panels.stream()
                .flatMap(panel -> panel.lines.stream())
                .flatMapToDouble(line -> Arrays.stream(xs ? line.xs : line.ys));
    }

    /// One drawing under way.
    private final class Drawing {
        private final Sheet sheet;
        private final List<Mark> marks = new ArrayList<>();
        private final float letters;
        private final float left;
        private final float right;
        private final Scale horizontal;

        Drawing(Sheet sheet) {
            this.sheet = sheet;
            letters = sheet.letters();
            left = sheet.margin() + letters * 5.2f;
            right = sheet.width() - sheet.margin() - letters;
            horizontal =
                    Scale.of(
                            all(true).min().orElseThrow(),
                            all(true).max().orElseThrow(),
                            Math.clamp((long) ((right - left) / (letters * 7)), 3, 12));
            marks.addAll(Titles.marks(sheet));
        }

        List<Mark> marks() {
            float top = Titles.height(sheet) + letters * 0.5f;
            float bottom = sheet.height() - sheet.margin() - letters * 3.2f;
            float gap = letters * 2.4f;
            float height = (bottom - top - gap * (panels.size() - 1)) / panels.size();
            for (int i = 0; i < panels.size(); i++) {
                float from = top + i * (height + gap);
                panel(panels.get(i), from, from + height);
            }
            across(bottom);
            return marks;
        }

        private void across(float bottom) {
            for (double tick : horizontal.ticks()) {
                marks.add(
                        Mark.Words.of(
                                text(Scale.label(tick)),
                                x(tick),
                                bottom + letters * 1.4f,
                                Mark.Anchor.MIDDLE,
                                sheet.theme().faint));
            }
            marks.add(
                    Mark.Words.of(
                            text(across),
                            (left + right) / 2,
                            bottom + letters * 3,
                            Mark.Anchor.MIDDLE,
                            sheet.theme().ink));
        }

        private void panel(Panel panel, float top, float bottom) {
            Scale vertical = vertical(panel, bottom - top);
            for (double tick : vertical.ticks()) {
                float y = y(vertical, tick, top, bottom);
                marks.add(Mark.Stroke.between(left, y, right, y, sheet.theme().line));
                marks.add(
                        Mark.Words.of(
                                text(Scale.label(tick)),
                                left - letters * 0.6f,
                                y + letters * 0.32f,
                                Mark.Anchor.END,
                                sheet.theme().faint));
            }
            marks.add(
                    Mark.Words.of(
                                    text(panel.upwards),
                                    sheet.margin() + letters * 0.8f,
                                    (top + bottom) / 2,
                                    Mark.Anchor.MIDDLE,
                                    sheet.theme().ink)
                            .upwards());
            for (int i = 0; i < panel.lines.size(); i++) {
                line(panel.lines.get(i), vertical, top, bottom, Palette.group(i, sheet.theme()));
            }
            names(panel, top);
        }

        private static Scale vertical(Panel panel, float height) {
            double[] values =
                    panel.lines.stream()
                            .flatMapToDouble(line -> Arrays.stream(line.ys))
                            .filter(Double::isFinite)
                            .toArray();
            double least = Arrays.stream(values).min().orElseThrow();
            double most = Arrays.stream(values).max().orElseThrow();
            return Scale.round(
                    panel.fromZero ? Math.min(0, least) : least,
                    most,
                    Math.clamp((long) (height / 60), 2, 8));
        }

        private void line(Line line, Scale vertical, float top, float bottom, Color color) {
            int[] finite =
                    IntStream.range(0, line.ys.length)
                            .filter(i -> Double.isFinite(line.ys[i]))
                            .toArray();
            float[] xs = new float[finite.length];
            float[] ys = new float[finite.length];
            for (int i = 0; i < finite.length; i++) {
                xs[i] = x(line.xs[finite[i]]);
                ys[i] = y(vertical, line.ys[finite[i]], top, bottom);
            }
            float width = Math.max(1.5f, letters * 0.15f);
            if (xs.length > 1) {
                marks.add(new Mark.Stroke(xs, ys, width, color));
            }
            if (xs.length < (right - left) / letters) {
                marks.add(new Mark.Dots(xs, ys, width * 1.6f, color, 1));
            }
        }

        /// In the upper right corner, side by side.
        private void names(Panel panel, float top) {
            float x = right;
            for (int i = panel.lines.size() - 1; i >= 0; i--) {
                if (!panel.lines.get(i).name.isEmpty()) {
                    Lettering.Text name = text(panel.lines.get(i).name);
                    marks.add(
                            Mark.Words.of(
                                            name,
                                            x,
                                            top - letters * 0.4f,
                                            Mark.Anchor.END,
                                            sheet.theme().ink)
                                    .haloed(sheet.theme().paper));
                    x -= name.width() + letters * 0.7f;
                    marks.add(
                            new Mark.Dots(
                                    new float[] {x},
                                    new float[] {top - letters * 0.75f},
                                    letters * 0.32f,
                                    Palette.group(i, sheet.theme()),
                                    1));
                    x -= letters * 1.2f;
                }
            }
        }

        private Lettering.Text text(String text) {
            return Lettering.installed().within(text, letters, (right - left) * 0.8f);
        }

        private float x(double value) {
            return left + (right - left) * (float) horizontal.share(value);
        }

        private static float y(Scale vertical, double value, float top, float bottom) {
            return bottom - (bottom - top) * (float) vertical.share(value);
        }
    }
}
