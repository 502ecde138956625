package dev.akin.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
}
