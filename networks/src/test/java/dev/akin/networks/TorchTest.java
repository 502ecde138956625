package dev.akin.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.LambdaBlock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class TorchTest {
    @Test
    void whatIsBehindAFailureIsSaidOnce() {
        IOException full = new IOException("No space left on device");
        IllegalStateException wrapped = new IllegalStateException(full.toString(), full);
        assertThat(Torch.reason(new IllegalStateException("cannot extract", wrapped)))
                .isEqualTo("cannot extract: java.io.IOException: No space left on device");
        assertThat(Torch.reason(new IllegalStateException("cannot extract", full)))
                .isEqualTo("cannot extract: No space left on device");
        assertThat(Torch.reason(new IllegalStateException("no library"))).isEqualTo("no library");
    }

    /// Numbers that PyTorch keeps from the way there to the way back, with the memory between them taken over by others.
    @Test
    void numbersStayUntilTheWayBack() {
        float[] scores = {0.5f, -1, 2, 0.25f, 3, -0.5f};
        gradientStays(scores.clone(), new Targets.One(new int[] {0, 2}), 3);
        gradientStays(scores.clone(), new Targets.Any(new float[] {1, 0, 0, 1, 1, 0}), 3);
        assertThat(gradient(scores, (rows, _) -> rows.mul(Tensors.number(rows, 0.5)).sum()))
                .containsOnly(0.5f);
        assertThat(gradient(scores, (rows, _) -> rows.div(Tensors.number(rows, 4)).sum()))
                .containsOnly(0.25f);
        assertThat(gradient(scores, (rows, _) -> rows.maximum(Tensors.number(rows, 0.3)).sum()))
                .containsExactly(1, 0, 1, 0, 1, 0);
    }

    private static void gradientStays(float[] scores, Targets targets, int outputs) {
        float[] found = gradient(scores, targets::loss);
        targets.loss(scores, outputs);
        assertThat(found).containsExactly(scores, within(1e-6f));
    }

    private static float[] gradient(
            float[] scores, BiFunction<NDArray, NDManager, NDArray> objective) {
        DenseNetwork.Options options = new DenseNetwork.Options(1e-3, 0, 0, 1);
        try (DenseNetwork network =
                new DenseNetwork(new LambdaBlock(list -> list), options, new Shape(1, 3))) {
            Rows rows = new Rows(scores.clone(), 2, 1, 3);
            network.train(
                    List.of(rows),
                    (scope, inputs, block) -> {
                        NDArray loss = objective.apply(inputs.head().reshape(2, 3), scope);
                        takeFreedMemory();
                        return loss;
                    });
            return rows.gradient();
        }
    }

    private static void takeFreedMemory() {
        List<ByteBuffer> taken = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            System.gc();
            LockSupport.parkNanos(20_000_000);
            for (int i = 0; i < 5000; i++) {
                taken.add(ByteBuffer.allocateDirect(4).order(ByteOrder.nativeOrder()));
                taken.getLast().putFloat(0, Float.NaN);
            }
        }
        assertThat(taken).hasSize(15_000);
    }
}
