package dev.akin.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// [Decimal] and [FloatText] against [Float#parseFloat] and [Float#toString].
class DecimalParityTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "0.0",
                "1",
                "1.",
                ".5",
                "-.5",
                "00012",
                "3.4028235e38",
                "3.4028236E+38",
                "1.4e-45",
                "7e-46",
                "1.17549435e-38",
                "1.1754943e-38",
                "16777217",
                "16777217.0",
                "16777217.000000001",
                "33554434.5",
                "8388608.5",
                "8388609.5",
                "0.1",
                "123456789012345678",
                "1234567890123456789",
                "9007199254740993",
                "1e22",
                "1e23",
                "1e-22",
                "1e-23",
                "0.000000000000000000001",
                "12345678.12345678",
                "1.0000000596046448",
                "1.00000005960464477539062",
                "1.00000017881393432617187",
                "5e-324",
                "0.12345678",
                "0.123456789"
            })
    void awkwardNumbers(String text) {
        assertThat(parse(text)).isEqualTo(Float.parseFloat(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-", "+", ".", "e5", "1e", "1e+", "0x1p3", "1f", "1d", "1_0", "1,5", "--1",
                "1.2.3"
            })
    void whatIsNoNumber(String text) {
        byte[] bytes = bytes(text);
        assertThat(Decimal.parseAll(padded(" " + text), 0, new float[1], 0, 1) == bytes.length + 1)
                .isFalse();
        assertThatThrownBy(() -> Decimal.parse(bytes, 0, bytes.length))
                .isInstanceOf(NumberFormatException.class);
    }

    @Test
    void randomNumbersOfEveryLength() {
        Random random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value)) {
                String format = "%." + random.nextInt(1, 18) + (random.nextBoolean() ? "e" : "g");
                String text = String.format(Locale.ROOT, format, (double) value);
                float expected = Float.parseFloat(text);
                if (Float.isFinite(expected)) {
                    assertSame(parse(text), expected, text);
                }
            }
        }
    }

    @Test
    void numbersNextToHalfwayPoints() {
        Random random = new Random(2);
        for (int i = 0; i < 5_000; i++) {
            float value = (float) random.nextGaussian();
            double halfway = ((double) value + Math.nextUp(value)) / 2;
            for (int digits : new int[] {9, 12, 15, 17, 20, 25}) {
                String text = String.format(Locale.ROOT, "%." + digits + "f", halfway);
                assertSame(parse(text), Float.parseFloat(text), text);
            }
        }
    }

    @Test
    void writesTheShortestTextThatReadsBack() {
        Random random = new Random(3);
        byte[] text = new byte[FloatText.LONGEST];
        for (int i = 0; i < 100_000; i++) {
            float value =
                    switch (i % 3) {
                        case 0 -> Float.intBitsToFloat(random.nextInt());
                        case 1 -> (float) random.nextGaussian();
                        default -> Math.round(random.nextGaussian() * 1000) / 1000f;
                    };
            if (Float.isFinite(value)) {
                String written =
                        new String(
                                text,
                                0,
                                FloatText.write(value, text, 0),
                                StandardCharsets.US_ASCII);
                assertSame(Float.parseFloat(written), value, written);
                assertThat(digits(written) <= digits(Float.toString(value))).isTrue();
            }
        }
    }

    @Test
    void writesKnownNumbers() {
        assertThat(written(0)).isEqualTo("0");
        assertThat(written(-0.0f)).isEqualTo("-0");
        assertThat(written(1)).isEqualTo("1");
        assertThat(written(-0.5f)).isEqualTo("-0.5");
        assertThat(written(0.001f)).isEqualTo("0.001");
        assertThat(written(1234567)).isEqualTo("1234567");
        assertThat(written(0.1f + 0.2f)).isEqualTo("0.3");
        assertThat(written(1e-5f)).isEqualTo("1.0E-5");
        assertThat(written(-Float.MAX_VALUE)).isEqualTo("-3.4028235E38");
    }

    /// Cheaper than an assertion object for each of a million numbers.
    private static void assertSame(float actual, float expected, String text) {
        if (Float.floatToIntBits(actual) != Float.floatToIntBits(expected)) {
            assertThat(actual).as(text).isEqualTo(expected);
        }
    }

    private static String written(float value) {
        byte[] text = new byte[FloatText.LONGEST];
        return new String(text, 0, FloatText.write(value, text, 0), StandardCharsets.US_ASCII);
    }

    /// Significant digits.
    private static int digits(String number) {
        String mantissa = number.replaceFirst("[eE].*", "").replaceAll("[-.]", "");
        return mantissa.replaceFirst("^0+", "").replaceFirst("0+$", "").length();
    }

    /// By the fast way where it goes, else by the exact one: as the readers do.
    private static float parse(String text) {
        byte[] padded = padded(" " + text);
        float[] number = new float[1];
        int end = Decimal.parseAll(padded, 0, number, 0, 1);
        return end == text.length() + 1 ? number[0] : Decimal.parse(padded, 1, text.length() + 1);
    }

    private static byte[] padded(String text) {
        byte[] bytes = bytes(text);
        byte[] padded = Arrays.copyOf(bytes, bytes.length + Decimal.SLACK);
        Arrays.fill(padded, bytes.length, padded.length, (byte) '\n');
        return padded;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
