package dev.akin.picture;

import java.awt.Color;

/// The colours of paper and ink.
public enum Theme {
    LIGHT(0xffffff, 0x1f2328, 0x5b636d, 0xd9dee3, 0xb4bac2),
    DARK(0x14181d, 0xe9edf1, 0x9aa4af, 0x333a43, 0x59626d);

    final Color paper;
    final Color ink;

    /// Of words that matter less.
    final Color faint;

    /// Of lines to measure by.
    final Color line;

    /// Of points that belong nowhere.
    final Color none;

    Theme(int paper, int ink, int faint, int line, int none) {
        this.paper = new Color(paper);
        this.ink = new Color(ink);
        this.faint = new Color(faint);
        this.line = new Color(line);
        this.none = new Color(none);
    }
}
