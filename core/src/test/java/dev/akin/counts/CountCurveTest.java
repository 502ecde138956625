package dev.akin.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountCurveTest {
    @ParameterizedTest
    @ValueSource(
            floats = {
                1e-20f, 0.0666f, 0.1f, 0.5f, 0.9999f, 1, 1.0001f, 1.5f, 3, 7.77f, 99.99f, 1e9f
            })
    void followsLogarithmAndPower(float x) {
        CountCurve curve = new CountCurve(100, 0.75);
        assertThat((double) curve.log(x)).isEqualTo(Math.log(x), within(5e-6));
        double weight = Math.min(1, Math.pow(x / 100.0, 0.75));
        assertThat((double) curve.weight(x)).isEqualTo(weight, within(1e-6 * weight));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2})
    void nothingWeighsNothing(double power) {
        assertThat(new CountCurve(10, power).weight(0)).isZero();
    }
}
