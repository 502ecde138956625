package dev.akin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Both implementations against the obvious loop in doubles, at sizes around the edges of vectors.
class KernelsParityTest {
    private static final int[] SIZES = {
        0, 1, 3, 4, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 127, 129, 300
    };
    private static final int[] OFFSETS = {0, 1, 5};

    private final Random random = new Random(7);

    static Stream<Kernels> implementations() {
        return Stream.of(Kernels.scalar(), Kernels.best());
    }

    private static void eachSizeAndOffset(BiConsumer<Integer, Integer> check) {
        for (int size : SIZES) {
            for (int offset : OFFSETS) {
                check.accept(size, offset);
            }
        }
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextFloat(-1, 1);
        }
        return numbers;
    }

    @Test
    void theJvmChoseWhatTheBuildExpects() {
        String expected = System.getProperty("akin.expect", "");

        assertThat(expected).isIn("vector", "scalar");
        assertThat(Kernels.best().name()).startsWith(expected);
        assertThat(Kernels.scalar().name()).isEqualTo("scalar");
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void sumRows(Kernels kernels) {
        eachSizeAndOffset((n, count) -> {
            float[] rows = numbers(7 * n + 3);
            int[] starts = random.ints(count, 0, 6 * n + 4).toArray();
            float[] sum = new float[n];
            Arrays.fill(sum, 9);
            kernels.sumRows(rows, starts, count, n, sum);
            for (int i = 0; i < n; i++) {
                float expected = 0;
                for (int start : starts) {
                    expected += rows[start + i];
                }
                assertThat(sum[i]).isEqualTo(expected);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void dot(Kernels kernels) {
        eachSizeAndOffset((n, at) -> {
            float[] a = numbers(n + at);
            float[] b = numbers(n + 2 * at);
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += (double) a[at + i] * b[2 * at + i];
            }
            assertThat((double) kernels.dot(a, at, b, 2 * at, n)).isCloseTo(sum, near(n));
        });
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void squaredDistance(Kernels kernels) {
        eachSizeAndOffset((n, at) -> {
            float[] a = numbers(n + at);
            float[] b = numbers(n + 2 * at);
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += Math.pow((double) a[at + i] - b[2 * at + i], 2);
            }
            assertThat((double) kernels.squaredDistance(a, at, b, 2 * at, n))
                    .isCloseTo(sum, near(n));
        });
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void axpyTouchesNothingElse(Kernels kernels) {
        eachSizeAndOffset((n, at) -> {
            float[] x = numbers(n + at);
            float[] y = numbers(n + 2 * at + 20);
            float[] expected = y.clone();
            for (int i = 0; i < n; i++) {
                expected[2 * at + i] += 0.3f * x[at + i];
            }

            kernels.axpy(0.3f, x, at, y, 2 * at, n);

            assertThat(y).containsExactly(expected, within(1e-6f));
        });
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void scaleTouchesNothingElse(Kernels kernels) {
        eachSizeAndOffset((n, at) -> {
            float[] x = numbers(n + at + 20);
            float[] expected = x.clone();
            for (int i = at; i < at + n; i++) {
                expected[i] *= -2.5f;
            }

            kernels.scale(-2.5f, x, at, n);

            assertThat(x).containsExactly(expected);
        });
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void multiply(Kernels kernels) {
        for (int rows : new int[] {0, 1, 3, 4, 5, 9}) {
            for (int inner : new int[] {1, 7, 16, 33}) {
                for (int width : new int[] {1, 15, 16, 17, 31, 32, 33, 64, 70}) {
                    multiply(kernels, rows, inner, width);
                }
            }
        }
    }

    private void multiply(Kernels kernels, int rows, int inner, int width) {
        float[] a = numbers(3 + rows * inner);
        float[] b = numbers(inner * width);
        float[] actual = new float[2 + rows * width + 1];
        Arrays.fill(actual, 9);
        float[] expected = actual.clone();
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < width; j++) {
                double sum = 0;
                for (int i = 0; i < inner; i++) {
                    sum += (double) a[3 + r * inner + i] * b[i * width + j];
                }
                expected[2 + r * width + j] = (float) sum;
            }
        }

        kernels.multiply(a, 3, rows, inner, b, width, actual, 2);

        assertThat(actual).containsExactly(expected, within(1e-5f));
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void squaredDistances(Kernels kernels) {
        for (int n : new int[] {1, 2, 7, 8, 15, 16, 17, 31, 32, 33, 100}) {
            for (int count : new int[] {0, 1, 15, 16, 17, 40}) {
                float[] rows = numbers(3 + 50 * n);
                float[] query = numbers(2 + n);
                int[] starts = new int[count + 1];
                Arrays.setAll(starts, r -> 3 + r * 7 % 50 * n);
                float[] actual = new float[count + 1];

                kernels.squaredDistances(rows, starts, count, query, 2, n, actual);

                for (int r = 0; r < count; r++) {
                    float expected = Kernels.scalar().squaredDistance(rows, starts[r], query, 2, n);
                    assertThat(actual[r]).isCloseTo(expected, within(1e-5f * (1 + expected)));
                }
                assertThat(actual[count]).isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void leastTwo(Kernels kernels) {
        for (int rows : new int[] {1, 2, 3, 9}) {
            for (int width : new int[] {0, 1, 7, 8, 15, 16, 17, 33, 64}) {
                leastTwo(kernels, rows, width);
            }
        }
    }

    private void leastTwo(Kernels kernels, int rows, int width) {
        // Few different numbers, so that some are equal.
        float[] matrix = numbers(rows * width);
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = Math.round(4 * matrix[i]) / 4f;
        }
        float[] offsets = new float[rows];
        for (int r = 0; r < rows; r++) {
            offsets[r] = r % 3 / 2f;
        }
        float[] least = new float[width];
        int[] row = new int[width];
        float[] second = new float[width];

        kernels.leastTwo(matrix, rows, width, offsets, least, row, second);

        for (int j = 0; j < width; j++) {
            float[] values = new float[rows + 1];
            values[rows] = Float.POSITIVE_INFINITY;
            int first = 0;
            for (int r = 0; r < rows; r++) {
                values[r] = offsets[r] - 2 * matrix[r * width + j];
                first = values[r] < values[first] ? r : first;
            }
            assertThat(row[j]).isEqualTo(first);
            Arrays.sort(values);
            assertThat(least[j]).isEqualTo(values[0]);
            assertThat(second[j]).isEqualTo(values[1]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void dotsAndSquaredNorms(ElementType type) {
        implementations()
                .forEach(kernels ->
                        eachSizeAndOffset((n, at) -> {
                            dotsAndSquaredNorms(kernels, type, n, at, n + at);
                            dotsAndSquaredNorms(kernels, type, n, at, n);
                        }));
    }

    /// Rows `stride` numbers apart, the first at number `at`, in heap and off-heap segments that end with the last row.
    private void dotsAndSquaredNorms(Kernels kernels, ElementType type, int n, int at, int stride) {
        int count = 5;
        float[] stored = numbers(at + (count - 1) * stride + n);
        float[] query = numbers(n);
        double[] dots = new double[count];
        double[] norms = new double[count];
        for (MemorySegment rows : segments(type, stored)) {
            kernels.widen(type, rows, 0, stored, 0, stored.length);
            for (int r = 0; r < count; r++) {
                dots[r] = 0;
                norms[r] = 0;
                for (int i = 0; i < n; i++) {
                    double value = stored[at + r * stride + i];
                    dots[r] += value * query[i];
                    norms[r] += value * value;
                }
            }
            float[] actual = new float[2 + count];
            long offset = (long) at * type.bytes();
            long bytes = (long) stride * type.bytes();
            kernels.dots(type, rows, offset, bytes, count, query, n, actual, 2);
            checkFrom2(actual, dots, n);
            kernels.squaredNorms(type, rows, offset, bytes, count, n, actual, 2);
            checkFrom2(actual, norms, n);
            float[] scalar = new float[2 + count];
            Kernels.scalar().squaredNorms(type, rows, offset, bytes, count, n, scalar, 2);
            assertThat(actual).containsExactly(scalar); // Norms are stored: every bit counts.
        }
    }

    private static void checkFrom2(float[] actual, double[] expected, int n) {
        assertThat(actual).startsWith(0, 0);
        for (int r = 0; r < expected.length; r++) {
            assertThat((double) actual[2 + r]).isCloseTo(expected[r], near(n));
        }
    }

    private static MemorySegment[] segments(ElementType type, float[] values) {
        long bytes = (long) values.length * type.bytes();
        MemorySegment[] both = {
            MemorySegment.ofArray(new byte[(int) bytes]),
            Arena.ofAuto().allocate(bytes + 1, 64).asSlice(1, bytes)
        };
        for (MemorySegment segment : both) {
            Kernels.scalar().narrow(type, values, 0, segment, 0, values.length);
        }
        return both;
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void infinitiesAndNaNsInRowsReachTheDots(Kernels kernels) {
        for (ElementType type : ElementType.values()) {
            for (int n : new int[] {1, 16, 17, 31, 33, 64, 300}) {
                for (int at : new int[] {0, n / 2, n - 1}) {
                    assertThat(dotWith(kernels, type, n, at, Float.POSITIVE_INFINITY))
                            .isEqualTo(Float.POSITIVE_INFINITY);
                    assertThat(dotWith(kernels, type, n, at, Float.NEGATIVE_INFINITY))
                            .isEqualTo(Float.NEGATIVE_INFINITY);
                    assertThat(dotWith(kernels, type, n, at, Float.NaN)).isNaN();
                }
            }
        }
    }

    private static float dotWith(Kernels kernels, ElementType type, int n, int at, float special) {
        float[] ones = new float[n];
        Arrays.fill(ones, 1);
        float[] row = ones.clone();
        row[at] = special;
        float[] into = new float[1];
        kernels.dots(type, segments(type, row)[0], 0, 0, 1, ones, n, into, 0);
        return into[0];
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void everyHalfWidensExactlyAndComesBack(Kernels kernels) {
        MemorySegment halves = MemorySegment.ofArray(new byte[2 << 16]);
        for (int h = 0; h < 1 << 16; h++) {
            halves.set(ScalarKernels.SHORT, 2L * h, (short) h);
        }
        float[] wide = new float[1 << 16];
        MemorySegment back = MemorySegment.ofArray(new byte[2 << 16]);

        kernels.widen(ElementType.FLOAT16, halves, 0, wide, 0, wide.length);
        kernels.narrow(ElementType.FLOAT16, wide, 0, back, 0, wide.length);

        for (int h = 0; h < 1 << 16; h++) {
            float expected = half(h);
            if (Float.isNaN(expected)) {
                assertThat(wide[h]).isNaN();
                assertThat(half(back.get(ScalarKernels.SHORT, 2L * h) & 0xffff)).isNaN();
            } else {
                assertThat(Float.floatToRawIntBits(wide[h]))
                        .isEqualTo(Float.floatToRawIntBits(expected));
                assertThat(back.get(ScalarKernels.SHORT, 2L * h)).isEqualTo((short) h);
            }
        }
    }

    /// The definition of IEEE 754 binary16.
    private static float half(int bits) {
        int exponent = (bits >>> 10) & 31;
        int fraction = bits & 1023;
        double magnitude =
                switch (exponent) {
                    case 0 -> fraction * 0x1p-24;
                    case 31 -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
                    default -> (1024 + fraction) * Math.pow(2, exponent - 25);
                };
        return (float) (bits >>> 15 == 0 ? magnitude : -magnitude);
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void everyBrainFloatWidensExactlyAndComesBack(Kernels kernels) {
        MemorySegment stored = MemorySegment.ofArray(new byte[2 << 16]);
        for (int b = 0; b < 1 << 16; b++) {
            stored.set(ScalarKernels.SHORT, 2L * b, (short) b);
        }
        float[] wide = new float[1 << 16];
        MemorySegment back = MemorySegment.ofArray(new byte[2 << 16]);

        kernels.widen(ElementType.BFLOAT16, stored, 0, wide, 0, wide.length);
        kernels.narrow(ElementType.BFLOAT16, wide, 0, back, 0, wide.length);

        for (int b = 0; b < 1 << 16; b++) {
            float expected = Float.intBitsToFloat(b << 16);
            if (Float.isNaN(expected)) {
                assertThat(wide[b]).isNaN();
            } else {
                assertThat(Float.floatToRawIntBits(wide[b])).isEqualTo(b << 16);
                assertThat(back.get(ScalarKernels.SHORT, 2L * b)).isEqualTo((short) b);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void narrowingRoundsToNearestAndTiesToEven(Kernels kernels) {
        float[] values = {
            1 + 0x1p-11f, 1 + 3 * 0x1p-11f, 65519, 65520, 1e-30f, 0x1p-25f, 0x1.8p-25f, Float.NaN
        };
        assertThat(roundTrip(kernels, ElementType.FLOAT16, values))
                .containsExactly(
                        1, 1 + 0x1p-9f, 65504, Float.POSITIVE_INFINITY, 0, 0, 0x1p-24f, Float.NaN);
        float[] more = {1 + 0x1p-8f, 1 + 3 * 0x1p-8f, Float.MAX_VALUE, -0.0f, Float.MIN_VALUE};
        assertThat(roundTrip(kernels, ElementType.BFLOAT16, more))
                .containsExactly(1, 1 + 0x1p-6f, Float.POSITIVE_INFINITY, -0.0f, 0);
    }

    private static float[] roundTrip(Kernels kernels, ElementType type, float[] values) {
        MemorySegment stored = MemorySegment.ofArray(new byte[values.length * type.bytes()]);
        float[] back = new float[values.length];
        kernels.narrow(type, values, 0, stored, 0, values.length);
        kernels.widen(type, stored, 0, back, 0, values.length);
        return back;
    }

    private static org.assertj.core.data.Offset<Double> near(int n) {
        return within(1e-6 * (1 + n));
    }
}
