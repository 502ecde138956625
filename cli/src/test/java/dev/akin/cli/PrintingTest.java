package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.EastAsianWidth;
import com.ibm.icu.lang.UProperty;
import dev.akin.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Numbers, widths, tables and progress.
class PrintingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | words | 0 words",
                "999 | words | 999 words",
                "1000 | words | 1.00 k words",
                "35712345 | words | 35.7 M words",
                "999600 | words | 1.00 M words",
                "512 | bytes | 512 bytes",
                "20000000 | bytes | 20.0 MB",
                "19000000000 | bytes | 19.0 GB"
            })
    void amounts(long amount, String unit, String text) {
        assertThat(Quantities.of(amount, unit)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "40,0.0 s",
        "9940,9.9 s",
        "12345,12 s",
        "59600,1 min 0 s",
        "185000,3 min 5 s",
        "7800000,2 h 10 min"
    })
    void durations(long millis, String text) {
        assertThat(Quantities.duration(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @Test
    void widthsAreThoseOfUnicode() {
        for (int codePoint = 0x20; codePoint < 0x40000; codePoint++) {
            int width = UCharacter.getIntPropertyValue(codePoint, UProperty.EAST_ASIAN_WIDTH);
            boolean wide = width == EastAsianWidth.WIDE || width == EastAsianWidth.FULLWIDTH;
            int columns = DisplayWidth.of(Character.toString(codePoint));
            if (columns != 0 && columns != (wide ? 2 : 1)) {
                fail("U+%04X takes %d columns", codePoint, columns);
            }
        }
        assertThat(DisplayWidth.of("e\u0301")).isEqualTo(1);
        assertThat(DisplayWidth.of("国王")).isEqualTo(4);
    }

    @Test
    void invitationsAreQuotedWhereAShellNeedsIt() {
        assertThat(Subcommand.invitation("neighbors", "words.vec", "король"))
                .isEqualTo("akin neighbors words.vec король");
        assertThat(Subcommand.invitation("info", "my words.vec"))
                .isEqualTo("akin info 'my words.vec'");
    }

    @Test
    void whatIsSlowIsCountedByTheMinute() {
        assertThat(Quantities.speed(2_310_000, "words")).isEqualTo("2.31 M words/s");
        assertThat(Quantities.speed(1, "pictures")).isEqualTo("1 pictures/s");
        assertThat(Quantities.speed(0.15, "epochs")).isEqualTo("9 epochs/min");
        assertThat(Quantities.speed(0, "bytes")).isEqualTo("0 bytes/s");
    }

    @Test
    void tablesLineUp() {
        StringWriter text = new StringWriter();
        TextTable.of(TextTable.Align.LEFT, TextTable.Align.RIGHT)
                .row("国王", "1")
                .row("король", "10")
                .print(new PrintWriter(text));
        assertThat(text.toString().lines()).containsExactly("  国王     1", "  король  10");
    }

    @Test
    void aBarIsDrawnOverAndLeavesNothingWhenThePhaseWasShort() {
        StringWriter err = new StringWriter();
        try (ProgressDisplay display = new ProgressBars(new PrintWriter(err), 80, true)) {
            display.update(new Progress("training", 500_000, 1_000_000, "words", 2.5));
            display.update(new Progress("training", 1_000_000, 1_000_000, "words", 2.25));
        }
        assertThat(err.toString()).endsWith("\r\u001b[K").doesNotContain("\n");
    }

    @Test
    void aBarShowsHowFarTheWorkIs() {
        StringWriter err = new StringWriter();
        ProgressBars display = new ProgressBars(new PrintWriter(err), 80, true);
        display.update(new Progress("training", 500_000, 1_000_000, "words", 2.5));
        String line = display.render(80);
        assertThat(line)
                .startsWith("training  ━━━")
                .contains("╌", "50 %", "500 k of 1.00 M words", "loss 2.500");
        assertThat(DisplayWidth.of(line)).isLessThan(80);
        assertThat(DisplayWidth.of(display.render(30))).isLessThan(30);
        display.close();
    }

    @Test
    void secondsHaveNoSpeed() throws InterruptedException {
        StringWriter err = new StringWriter();
        try (ProgressDisplay display = new ProgressLines(new PrintWriter(err))) {
            display.update(new Progress("searching", 1, 2, "s"));
            Thread.sleep(300);
            display.update(new Progress("searching", 2, 2, "s"));
        }
        assertThat(err.toString()).matches("searching: 2 s in 0\\.\\d s\\R");
    }

    @Test
    void aPhaseOfNoteLeavesALine() throws InterruptedException {
        StringWriter err = new StringWriter();
        try (ProgressDisplay display = new ProgressLines(new PrintWriter(err))) {
            display.update(new Progress("counting", 1, -1, "bytes"));
            Thread.sleep(300);
            display.update(new Progress("counting", 20_000_000, 20_000_000, "bytes"));
        }
        assertThat(err.toString()).matches("counting: 20\\.0 MB in 0\\.\\d s, .* MB/s\\R");
    }
}
