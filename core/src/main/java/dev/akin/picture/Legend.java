package dev.akin.picture;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/// What colours mean, written at the right of a map.
sealed interface Legend {
    /// Says nothing.
    static Legend none() {
        return new Groups("", List.of());
    }

    /// The widest that it may be, as a share of the sheet.
    float WIDEST = 0.24f;

    /// One colour, whose it is, and how many points have it.
    record Entry(Color color, String name, int size) {}

    record Groups(String title, List<Entry> entries) implements Legend {}

    record Ramp(String title, Scale scale, boolean logarithmic) implements Legend {}

    /// How wide it is on a sheet, with the space to its left; 0 if there is nothing to say.
    default float width(Sheet sheet) {
        List<Mark> marks = marks(sheet, 0, 0);
        float right = 0;
        for (Mark mark : marks) {
            if (mark instanceof Mark.Words words) {
                right = Math.max(right, words.x() + words.text().width());
            }
        }
        return marks.isEmpty() ? 0 : right + sheet.margin();
    }

    /// What is drawn, from an upper left corner on.
    default List<Mark> marks(Sheet sheet, float left, float top) {
        return switch (this) {
            case Groups groups -> groups(groups, sheet, left, top);
            case Ramp ramp -> ramp(ramp, sheet, left, top);
        };
    }

    private static List<Mark> groups(Groups groups, Sheet sheet, float left, float top) {
        List<Mark> marks = new ArrayList<>();
        if (groups.entries.isEmpty()) {
            return marks;
        }
        float letters = sheet.letters();
        float widest = sheet.width() * WIDEST;
        float line = letters * 1.55f;
        float y = top + letters;
        marks.add(title(groups.title, sheet, left, y));
        for (Entry entry : groups.entries) {
            y += line;
            if (y > sheet.height() - sheet.margin()) {
                break;
            }
            float radius = letters * 0.36f;
            marks.add(dot(left + radius, y - letters * 0.33f, radius, entry.color));
            String name = entry.name.isBlank() ? "(blank)" : entry.name;
            Lettering.Text text = Lettering.installed().within(name, letters, widest - letters * 5);
            float x = left + letters * 1.1f;
            marks.add(Mark.Words.of(text, x, y, Mark.Anchor.START, sheet.theme().ink));
            Lettering.Text size =
                    Lettering.installed().text(Scale.label(entry.size), letters * 0.82f);
            marks.add(
                    Mark.Words.of(
                            size,
                            x + text.width() + letters * 0.5f,
                            y,
                            Mark.Anchor.START,
                            sheet.theme().faint));
        }
        return marks;
    }

    private static List<Mark> ramp(Ramp ramp, Sheet sheet, float left, float top) {
        float letters = sheet.letters();
        List<Mark> marks = new ArrayList<>();
        marks.add(title(ramp.title, sheet, left, top + letters));
        float from = top + letters * 2;
        float height = Math.min(letters * 14, sheet.height() - from - sheet.margin());
        int steps = 64;
        for (int i = 0; i < steps; i++) {
            // A little higher than a step, so that no paper shines through between two.
            marks.add(
                    new Mark.Box(
                            left,
                            from + height * i / steps,
                            letters,
                            height / steps + (i < steps - 1 ? 0.6f : 0),
                            Palette.ramp(1 - (i + 0.5) / steps, sheet.theme())));
        }
        for (double tick : ramp.scale.ticks()) {
            double value = ramp.logarithmic ? Math.pow(10, tick) : tick;
            float y = from + height * (float) (1 - ramp.scale.share(tick));
            marks.add(
                    Mark.Words.of(
                            Lettering.installed().text(Scale.label(value), letters * 0.85f),
                            left + letters * 1.45f,
                            y + letters * 0.3f,
                            Mark.Anchor.START,
                            sheet.theme().ink));
        }
        return marks;
    }

    private static Mark title(String title, Sheet sheet, float left, float y) {
        return Mark.Words.of(
                Lettering.installed().within(title, sheet.letters(), sheet.width() * WIDEST),
                left,
                y,
                Mark.Anchor.START,
                sheet.theme().faint);
    }

    private static Mark dot(float x, float y, float radius, Color color) {
        return new Mark.Dots(new float[] {x}, new float[] {y}, radius, color, 1);
    }
}
