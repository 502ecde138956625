package dev.akin.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.util.List;
import org.junit.jupiter.api.Test;

class LetteringTest {
    private static final Lettering LETTERING = Lettering.installed();

    /// A font of the Java run-time that has no characters but what every machine has.
    private static Lettering only(String family) {
        return Lettering.of(List.of(new Font(family, Font.PLAIN, 1)));
    }

    @Test
    void wideTextsAreCutWithAnEllipsis() {
        Lettering.Text cut = LETTERING.within("a very long name of a group", 12, 80);
        assertThat(cut.width()).isLessThanOrEqualTo(80);
        assertThat(cut.text()).startsWith("a very").endsWith("…");
        assertThat(LETTERING.within("short", 12, 80).text()).isEqualTo("short");
    }

    @Test
    void cutsDoNotSplitCharacters() {
        String text = "𝒜".repeat(30);
        String cut = LETTERING.within(text, 12, 60).text();
        assertThat(cut.codePoints().filter(c -> c >= 0xd800 && c < 0xe000)).isEmpty();
    }

    @Test
    void latinAndCyrillicAreShown() {
        Lettering.Text text = LETTERING.text("king король", 16);
        assertThat(LETTERING.missing(List.of(text))).isEmpty();
        assertThat(text.width()).isBetween(60f, 160f);
    }

    @Test
    void whatNoFontShowsIsSaidWithWhatToInstall() {
        // A private character that no font has, and one of a script that is seldom installed.
        Lettering some = only("DejaVu Sans");
        Lettering.Text text = some.text("国王 king", 16);
        if (some.shows('国')) {
            assertThat(some.missing(List.of(text))).isEmpty();
        } else {
            assertThat(some.missing(List.of(text)))
                    .containsExactly(
                            "no font here shows Chinese characters (国王): install one, on Debian"
                                    + " fonts-noto-cjk");
        }
        Lettering.Text signs = some.text("\ue8f5", 16);
        assertThat(some.missing(List.of(signs)).size()).isEqualTo(some.shows(0xe8f5) ? 0 : 1);
    }
}
