package dev.akin.picture;

/// What a picture is drawn on. Letters and margins grow with it.
///
/// @param width in pixels, 200 to 10,000
/// @param height in pixels, 200 to 10,000
/// @param title stands above; may be empty
public record Sheet(int width, int height, Theme theme, String title) {
    /// 1,600 × 1,200, light, without a title.
    public static final Sheet DEFAULT = new Sheet(1600, 1200, Theme.LIGHT, "");

    private static final int LEAST = 200;
    private static final int MOST = 10_000;

    /// @throws IllegalArgumentException if a side is too short or too long
    public Sheet {
        if (Math.min(width, height) < LEAST || Math.max(width, height) > MOST) {
            throw new IllegalArgumentException(
                    "a picture is "
                            + LEAST
                            + " to "
                            + MOST
                            + " pixels wide and high, not "
                            + width
                            + " × "
                            + height);
        }
    }

    public Sheet size(int newWidth, int newHeight) {
        return new Sheet(newWidth, newHeight, theme, title);
    }

    public Sheet theme(Theme other) {
        return new Sheet(width, height, other, title);
    }

    public Sheet title(String text) {
        return new Sheet(width, height, theme, text);
    }

    /// How large things are, 1 on the default sheet.
    float unit() {
        return (float) Math.sqrt((double) width * height / (1600.0 * 1200.0));
    }

    /// The height of letters, never too small to be read.
    float letters() {
        return Math.max(11, 16 * unit());
    }

    float margin() {
        return Math.max(12, 28 * unit());
    }
}
