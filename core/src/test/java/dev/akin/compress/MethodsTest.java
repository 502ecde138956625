package dev.akin.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.table.EmbeddingTable;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MethodsTest {
    private static final int ROWS = 300;
    private static final int DIMENSION = 24;

    private static EmbeddingTable rows() {
        float[] values = new float[ROWS * DIMENSION];
        Random random = new Random(7);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return EmbeddingTable.of(values, ROWS, DIMENSION);
    }

    @Test
    void everyMethodMakesRowsSmallerAndKeepsThem() {
        EmbeddingTable rows = rows();
        for (Method method : Methods.all()) {
            Compressor compressor = Methods.of(method.name(), MethodRequest.standard());
            EmbeddingTable small = compressor.compress(rows);
            assertThat(compressor.method()).isEqualTo(method.name());
            assertThat(small.rows()).as(method.name()).isEqualTo(ROWS);
            assertThat(method.summary()).isNotBlank();
        }
    }

    @Test
    void methodsThatComputeStopWhenAskedTo() {
        EmbeddingTable rows = rows();
        Set<String> atOnce = Set.of("float16", "bfloat16");
        for (Method method : Methods.all()) {
            MethodRequest asked = new MethodRequest(Map.of(), 1, 2, new Impatient(), null);
            Compressor compressor = Methods.of(method.name(), asked);
            if (!atOnce.contains(method.name())) {
                assertThatExceptionOfType(CancellationException.class)
                        .as(method.name())
                        .isThrownBy(() -> compressor.compress(rows));
            }
        }
    }

    @Test
    void firstCodebooksStopWithinTheirFirstGroups() {
        Impatient later = new Impatient(3);
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() ->
                        LearnedCodes.builder().threads(1).listener(later).build().compress(rows()))
                .withMessageContaining("stopped after ");
    }

    /// Asks to stop from some time on.
    private static final class Impatient implements ProgressListener {
        private final AtomicInteger left;

        Impatient() {
            this(0);
        }

        Impatient(int times) {
            left = new AtomicInteger(times);
        }

        @Override
        public void update(Progress progress) {}

        @Override
        public boolean stopRequested() {
            return left.getAndDecrement() <= 0;
        }
    }

    @Test
    void halfPrecisionTakesHalf() {
        EmbeddingTable rows = rows();
        for (String method : new String[] {"float16", "bfloat16"}) {
            EmbeddingTable small = Methods.of(method, MethodRequest.standard()).compress(rows);
            assertThat(small.bytes()).isEqualTo(rows.bytes() / 2);
            assertThat(small.row(3)[5])
                    .isCloseTo(rows.row(3)[5], org.assertj.core.data.Offset.offset(0.02f));
        }
    }

    @Test
    void saysWhatThereIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Methods.of("zip", MethodRequest.standard()))
                .withMessageContaining("there is no method \"zip\"; there are float16, bfloat16");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Methods.of("int8+float16", MethodRequest.standard()))
                .withMessageStartingWith("int8 has no rows inside that float16 could make smaller");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Methods.of("float16", MethodRequest.standard().with(MethodOption.KEEP, 3)))
                .withMessageStartingWith("keep is not for float16");
    }
}
