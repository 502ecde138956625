package dev.akin.picture;

import java.awt.Color;

/// Colours that people with any kind of colour vision tell apart.
final class Palette {
    /// How many colours of groups there are.
    static final int GROUPS = 16;

    private static final double PALE = 0.5;

    /// After Okabe and Ito (2008), moved until people without one kind of cones see any two of them at least 20 apart in CIELAB.
    private static final Color[] ON_LIGHT =
            colors(0x0072b2, 0xe69f00, 0x00b562, 0xcb4a00, 0x57bbfa, 0xb3768f, 0x72542d, 0x4b4f6b);

    private static final Color[] ON_DARK =
            colors(0x289ef6, 0xe6a310, 0x0fd888, 0xdd6840, 0x92e4ff, 0xc78ba7, 0xf9ff22, 0xd1fde6);

    /// From little to much: viridis (van der Walt, Smith 2015), in ten steps.
    private static final Color[] RAMP =
            colors(
                    0x440154, 0x482878, 0x3e4989, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6ece58,
                    0xb5de2b, 0xfde725);

    private static final Color[] BELOW = colors(0xf7f7f7, 0xd1e5f0, 0x92c5de, 0x4393c3, 0x2166ac);
    private static final Color[] ABOVE = colors(0xf7f7f7, 0xfddbc7, 0xf4a582, 0xd6604d, 0xb2182b);

    private Palette() {}

    private static Color[] colors(int... rgb) {
        Color[] colors = new Color[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            colors[i] = new Color(rgb[i]);
        }
        return colors;
    }

    /// The colour of a group, the largest being number 0: eight colours, these again paler, then grey.
    static Color group(int number, Theme theme) {
        Color[] colors = theme == Theme.DARK ? ON_DARK : ON_LIGHT;
        if (number < colors.length) {
            return colors[number];
        }
        return number < GROUPS
                ? mixed(colors[number - colors.length], theme.paper, PALE)
                : theme.none;
    }

    /// The colour of a share in [0, 1]; neither end fades into the paper.
    static Color ramp(double share, Theme theme) {
        double seen = theme == Theme.DARK ? 0.2 + 0.8 * share : 0.93 * share;
        return between(RAMP, seen);
    }

    /// The colour of a number in [-1, 1]: blue below 0, red above, 0 nearly white, as ColorBrewer's RdBu.
    static Color around(double number) {
        return between(number < 0 ? BELOW : ABOVE, Math.abs(number));
    }

    private static Color between(Color[] stops, double share) {
        double place = Math.clamp(share, 0, 1) * (stops.length - 1);
        int lower = Math.min((int) place, stops.length - 2);
        return mixed(stops[lower], stops[lower + 1], place - lower);
    }

    /// A colour, and so much of another.
    static Color mixed(Color one, Color other, double share) {
        return new Color(
                mixed(one.getRed(), other.getRed(), share),
                mixed(one.getGreen(), other.getGreen(), share),
                mixed(one.getBlue(), other.getBlue(), share));
    }

    private static int mixed(int one, int other, double share) {
        return (int) Math.round(one + (other - one) * share);
    }

    /// Black or white, whichever is read better on a colour (WCAG 2, relative luminance).
    static Color inkOn(Color color) {
        return luminance(color) > 0.179 ? Theme.LIGHT.ink : Color.WHITE;
    }

    static double luminance(Color color) {
        return 0.2126 * linear(color.getRed())
                + 0.7152 * linear(color.getGreen())
                + 0.0722 * linear(color.getBlue());
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
