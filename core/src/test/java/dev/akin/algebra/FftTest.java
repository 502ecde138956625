package dev.akin.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FftTest {
    private static final int COLUMNS = 3;

    /// Against the definition in double precision, column by column.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 12, 20, 36, 50, 60, 64, 90, 150})
    void isTheSumThatItSays(int length) {
        Random random = new Random(length);
        float[] re = new float[length * COLUMNS];
        float[] im = new float[length * COLUMNS];
        for (int i = 0; i < re.length; i++) {
            re[i] = random.nextFloat() - 0.5f;
            im[i] = random.nextFloat() - 0.5f;
        }
        float[] outRe = re.clone();
        float[] outIm = im.clone();
        Fft fft = new Fft(length);
        fft.transform(outRe, outIm, COLUMNS, new float[re.length], new float[re.length]);
        for (int k = 0; k < length; k++) {
            for (int c = 0; c < COLUMNS; c++) {
                double sumRe = 0;
                double sumIm = 0;
                for (int i = 0; i < length; i++) {
                    double angle = -2 * Math.PI * ((long) i * k % length) / length;
                    int at = i * COLUMNS + c;
                    sumRe += re[at] * Math.cos(angle) - im[at] * Math.sin(angle);
                    sumIm += re[at] * Math.sin(angle) + im[at] * Math.cos(angle);
                }
                assertThat((double) outRe[k * COLUMNS + c]).isCloseTo(sumRe, within(1e-5));
                assertThat((double) outIm[k * COLUMNS + c]).isCloseTo(sumIm, within(1e-5));
            }
        }
        fft.transform(outIm, outRe, COLUMNS, new float[re.length], new float[re.length]);
        for (int i = 0; i < re.length; i++) {
            assertThat(outRe[i] / length).isCloseTo(re[i], within(1e-5f));
        }
    }

    @Test
    void findsLengths() {
        assertThat(Fft.atLeast(1)).isEqualTo(2);
        assertThat(Fft.atLeast(7)).isEqualTo(8);
        assertThat(Fft.atLeast(11)).isEqualTo(12);
        assertThat(Fft.atLeast(211)).isEqualTo(216);
        assertThat(new Fft(216).length()).isEqualTo(216);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fft(14))
                .withMessageContaining("no product of 2, 3 and 5");
        assertThatIllegalArgumentException().isThrownBy(() -> new Fft(0));
    }
}
