package dev.akin.picture;

import java.util.List;

/// The line above a picture.
final class Titles {
    private Titles() {}

    /// Where the picture begins below it.
    static float height(Sheet sheet) {
        return sheet.margin() + (sheet.title().isEmpty() ? 0 : sheet.letters() * 2.2f);
    }

    static List<Mark> marks(Sheet sheet) {
        if (sheet.title().isEmpty()) {
            return List.of();
        }
        float size = sheet.letters() * 1.3f;
        return List.of(
                Mark.Words.of(
                        Lettering.installed()
                                .within(sheet.title(), size, sheet.width() - 2 * sheet.margin()),
                        sheet.margin(),
                        sheet.margin() + size * 0.9f,
                        Mark.Anchor.START,
                        sheet.theme().ink));
    }
}
