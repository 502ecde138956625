package dev.akin.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaletteTest {
    /// What red, green and blue become to who lacks one kind of cones (Machado and others 2009, severity 1).
    private static final double[][][] BLINDNESS = {
        {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
        {
            {0.152286, 1.052583, -0.204868},
            {0.114503, 0.786281, 0.099216},
            {-0.003882, -0.048116, 1.051998}
        },
        {
            {0.367322, 0.860646, -0.227968},
            {0.280085, 0.672501, 0.047413},
            {-0.01182, 0.04294, 0.968881}
        }
    };

    private static double[] seen(Color color, double[][] blindness) {
        double[] linear = {
            linear(color.getRed()), linear(color.getGreen()), linear(color.getBlue())
        };
        double[] rgb = new double[3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                rgb[i] += blindness[i][j] * linear[j];
            }
            rgb[i] = Math.max(0, rgb[i]);
        }
        return lab(rgb);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static double[] lab(double[] rgb) {
        double x = f((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505);
        double y = f(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
        double z = f((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double f(double t) {
        return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
    }

    private static double apart(double[] a, double[] b) {
        return Math.sqrt(
                (a[0] - b[0]) * (a[0] - b[0])
                        + (a[1] - b[1]) * (a[1] - b[1])
                        + (a[2] - b[2]) * (a[2] - b[2]));
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void theFirstColorsAreToldApartByEverybody(Theme theme) {
        for (double[][] blindness : BLINDNESS) {
            double[] paper = seen(theme.paper, blindness);
            for (int i = 0; i < 8; i++) {
                double[] one = seen(Palette.group(i, theme), blindness);
                assertThat(apart(one, paper)).as("%d on paper", i).isGreaterThan(25);
                for (int j = 0; j < i; j++) {
                    double[] other = seen(Palette.group(j, theme), blindness);
                    assertThat(apart(one, other))
                            .as("%d, %d seen as %s", i, j, Arrays.deepToString(blindness))
                            .isGreaterThan(20);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void moreIsLighter(Theme theme) {
        for (int i = 1; i <= 20; i++) {
            assertThat(Palette.luminance(Palette.ramp(i / 20.0, theme)))
                    .isGreaterThan(Palette.luminance(Palette.ramp((i - 1) / 20.0, theme)));
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void lettersAreReadOnPaper(Theme theme) {
        for (Color color : new Color[] {theme.ink, theme.faint}) {
            double a = Palette.luminance(color) + 0.05;
            double b = Palette.luminance(theme.paper) + 0.05;
            assertThat(Math.max(a, b) / Math.min(a, b)).isGreaterThan(4.5);
        }
    }
}
