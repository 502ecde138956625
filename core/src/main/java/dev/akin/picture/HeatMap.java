package dev.akin.picture;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Draws how alike things are, each with each: a square of coloured cells. Blue is below zero and red above; the diagonal, which says
/// nothing, is left empty. Immutable and thread-safe, as long as nobody changes the numbers.
///
/// @param names of the things
/// @param values symmetric, `names × names`; not copied
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HeatMap(List<String> names, double[][] values) {
    /// Numbers are written into cells that are at least so many letters wide.
    private static final float ROOMY = 2.9f;

    /// @throws IllegalArgumentException if there are fewer than two things, or not as many values as pairs
    public HeatMap {
        names = List.copyOf(names);
        if (names.size() < 2) {
            throw new IllegalArgumentException("a heat map compares two things at the least");
        }
        for (double[] row : values) {
            if (values.length != names.size() || row.length != names.size()) {
                throw new IllegalArgumentException(
                        names.size()
                                + " names, and "
                                + values.length
                                + " × "
                                + row.length
                                + " values");
            }
        }
    }

    /// Draws it.
    ///
    /// @throws IllegalArgumentException if the sheet is too small for so many things
    /// @throws IllegalStateException if this machine has no fonts
    public Picture draw(Sheet sheet) {
        return new Picture(sheet, new Drawing(sheet).marks());
    }

    /// What colours run to, on either side of zero.
    private double most() {
        double most =
                IntStream.range(0, names.size())
                        .boxed()
                        .flatMapToDouble(i ->
                                IntStream.range(0, names.size())
                                        .filter(j -> j != i)
                                        .mapToDouble(j -> Math.abs(values[i][j])))
                        .filter(Double::isFinite)
                        .max()
                        .orElse(1);
        return most == 0 ? 1 : most;
    }

    /// One drawing under way.
    private final class Drawing {
        private final Sheet sheet;
        private final List<Mark> marks = new ArrayList<>();
        private final double most = most();
        private final float letters;
        private final float cell;
        private final float left;
        private final float top;

        Drawing(Sheet sheet) {
            this.sheet = sheet;
            int count = names.size();
            float usual = sheet.letters();
            float widest = sheet.width() / 4f;
            float named =
                    (float)
                            names.stream()
                                    .flatMapToDouble(n -> DoubleStream.of(width(n, usual, widest)))
                                    .max()
                                    .orElseThrow();
            float bar = usual * 6;
            float above = Titles.height(sheet) + named + usual;
            float room =
                    Math.min(
                            sheet.width() - 2 * sheet.margin() - named - usual - bar,
                            sheet.height() - sheet.margin() - above);
            cell = room / count;
            letters = Math.min(usual, cell * 0.85f);
            if (letters < 5) {
                throw new IllegalArgumentException(
                        count
                                + " names do not fit in "
                                + sheet.width()
                                + " × "
                                + sheet.height()
                                + " pixels; take fewer, or a larger size");
            }
            left = (sheet.width() - room - named - usual - bar) / 2 + named + usual * 0.6f;
            top = above;
            marks.addAll(Titles.marks(sheet));
        }

        private static double width(String name, float size, float widest) {
            return Lettering.installed().within(name, size, widest).width();
        }

        List<Mark> marks() {
            int count = names.size();
            for (int i = 0; i < count; i++) {
                name(i);
                for (int j = 0; j < count; j++) {
                    if (i != j) {
                        cell(i, j);
                    }
                }
            }
            float size = count * cell;
            scale(left + size + sheet.letters() * 1.5f, top, Math.min(size, sheet.letters() * 16));
            return marks;
        }

        private void name(int i) {
            Lettering.Text name =
                    Lettering.installed().within(names.get(i), letters, sheet.width() / 4f);
            float middle = (i + 0.5f) * cell + letters * 0.34f;
            marks.add(
                    Mark.Words.of(
                            name,
                            left - sheet.letters() * 0.5f,
                            top + middle,
                            Mark.Anchor.END,
                            sheet.theme().ink));
            marks.add(
                    Mark.Words.of(
                                    name,
                                    left + middle,
                                    top - sheet.letters() * 0.5f,
                                    Mark.Anchor.START,
                                    sheet.theme().ink)
                            .upwards());
        }

        private void cell(int i, int j) {
            double value = values[i][j];
            boolean known = Double.isFinite(value);
            Color color = known ? color(value / most) : sheet.theme().none;
            float gap = cell > 8 ? 1 : 0;
            marks.add(new Mark.Box(left + j * cell, top + i * cell, cell - gap, cell - gap, color));
            if (known && cell > letters * ROOMY) {
                marks.add(
                        Mark.Words.of(
                                Lettering.installed().text(number(value), letters * 0.8f),
                                left + (j + 0.5f) * cell,
                                top + (i + 0.5f) * cell + letters * 0.28f,
                                Mark.Anchor.MIDDLE,
                                Palette.inkOn(color)));
            }
        }

        /// Nothing in common is as dark as the paper.
        private Color color(double share) {
            Color color = Palette.around(share);
            return sheet.theme() == Theme.LIGHT
                    ? color
                    : Palette.mixed(
                            sheet.theme().line,
                            Palette.around(Math.signum(share) * 0.72),
                            Math.abs(share));
        }

        private void scale(float x, float from, float height) {
            Scale scale = Scale.of(-most, most, 4);
            int steps = 64;
            for (int s = 0; s < steps; s++) {
                double share = 1 - 2 * (s + 0.5) / steps;
                marks.add(
                        new Mark.Box(
                                x,
                                from + height * s / steps,
                                sheet.letters(),
                                height / steps + (s < steps - 1 ? 0.6f : 0),
                                color(share)));
            }
            for (double tick : scale.ticks()) {
                marks.add(
                        Mark.Words.of(
                                Lettering.installed()
                                        .text(Scale.label(tick), sheet.letters() * 0.85f),
                                x + sheet.letters() * 1.4f,
                                from
                                        + height * (float) (1 - scale.share(tick))
                                        + sheet.letters() * 0.3f,
                                Mark.Anchor.START,
                                sheet.theme().faint));
            }
        }

        private static String number(double value) {
            return String.format(Locale.ROOT, "%.2f", value).replace('-', '−');
        }
    }
}
