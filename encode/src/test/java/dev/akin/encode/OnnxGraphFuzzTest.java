package dev.akin.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akin.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Any bytes are read, or refused with a reason.
class OnnxGraphFuzzTest {
    private static final Path TINY = Path.of("src/test/resources/golden/encoders/tokens.onnx");

    @FuzzTest
    void anyBytes(byte[] bytes) {
        readOrRefuse(bytes);
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            assertThat(OnnxGraph.read("fuzz", MemorySegment.ofArray(bytes)).operations())
                    .isNotEmpty();
        } catch (MalformedFileException e) {
            assertThat(e.reason()).startsWith("it is no ONNX model");
        }
    }

    @Test
    void aModelCutAnywhere() throws IOException {
        byte[] whole = Files.readAllBytes(TINY);
        for (int length = 0; length < whole.length; length++) {
            readOrRefuse(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void aModelChangedAnywhere() throws IOException {
        byte[] whole = Files.readAllBytes(TINY);
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(whole.length)] = (byte) random.nextInt();
            readOrRefuse(changed);
        }
    }

    @Test
    void tellsWhichGraphsQuantiseDynamically() throws IOException {
        OnnxGraph tiny = OnnxGraph.read(TINY);
        assertThat(tiny.operations()).contains("Softmax", "Gather").hasSize(13);
        assertThat(tiny.quantizesDynamically()).isFalse();
        try (InputStream in =
                OnnxGraphFuzzTest.class.getResourceAsStream("/all-minilm-l6-v2-q.onnx")) {
            byte[] bytes = Objects.requireNonNull(in).readAllBytes();
            assertThat(
                            OnnxGraph.read("minilm", MemorySegment.ofArray(bytes))
                                    .quantizesDynamically())
                    .isTrue();
        }
    }
}
