package dev.akin.picture;

import java.awt.Color;
import org.jspecify.annotations.Nullable;

/// What pictures are made of. Places are in pixels from the upper left corner.
sealed interface Mark {

    /// Circles of one size and colour.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Dots(float[] xs, float[] ys, float radius, Color color, float opacity) implements Mark {}

    /// A line through places.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Stroke(float[] xs, float[] ys, float width, Color color) implements Mark {
        static Stroke between(float x1, float y1, float x2, float y2, Color color) {
            return new Stroke(new float[] {x1, x2}, new float[] {y1, y2}, 1, color);
        }
    }

    record Box(float x, float y, float width, float height, Color color) implements Mark {}

    /// @param x where the text begins, has its middle, or ends
    /// @param y the line that letters stand on
    /// @param halo drawn around the letters, so that they can be read over dots
    /// @param upright whether the text runs upwards
    record Words(
            Lettering.Text text,
            float x,
            float y,
            Anchor anchor,
            Color color,
            @Nullable Color halo,
            boolean upright)
            implements Mark {

        static Words of(Lettering.Text text, float x, float y, Anchor anchor, Color color) {
            return new Words(text, x, y, anchor, color, null, false);
        }

        Words haloed(Color around) {
            return new Words(text, x, y, anchor, color, around, upright);
        }

        Words upwards() {
            return new Words(text, x, y, anchor, color, halo, true);
        }
    }

    /// Which part of a text its place is.
    enum Anchor {
        START("start", 0),
        MIDDLE("middle", 0.5f),
        END("end", 1);

        final String svg;
        final float share;

        Anchor(String svg, float share) {
            this.svg = svg;
            this.share = share;
        }
    }
}
