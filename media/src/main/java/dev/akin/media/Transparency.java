package dev.akin.media;

import java.util.Locale;

/// What becomes of transparent pixels, since a [Picture] has none.
public enum Transparency {
    /// The picture lies on white, as most pages show it.
    WHITE,
    /// Alpha is dropped and shows the colours that hide below it, as Pillow's `convert("RGB")` does. For models whose training
    /// read pictures so.
    DROPPED;

    /// What people call it.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
