package dev.akin.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

class JsonFuzzTest {

    @FuzzTest
    void whateverIsReadIsWrittenAndReadAgain(byte[] bytes) {
        Json value;
        try {
            value = Json.parse(bytes);
        } catch (JsonException e) {
            assertThat(e.offset()).isBetween(0, bytes.length);
            return;
        }
        assertThat(Json.parse(value.toString().getBytes(StandardCharsets.UTF_8))).isEqualTo(value);
    }
}
