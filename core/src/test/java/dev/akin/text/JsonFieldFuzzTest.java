package dev.akin.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

class JsonFieldFuzzTest {

    @FuzzTest
    void aLineIsReadOrRefused(byte[] bytes) {
        Bytes into = new Bytes();
        try {
            new JsonField("a.b").read(bytes, 0, bytes.length, into);
            assertThat(Utf8.firstInvalid(into.array(), 0, into.length())).isNegative();
        } catch (JsonException e) {
            assertThat(e.offset()).isBetween(0, bytes.length);
        }
    }

    @FuzzTest
    void anyTextIsFoundAgain(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        byte[] line =
                ("{\"x\":[1,{}],\"a\":{\"b\":" + Json.quote(text) + "}}")
                        .getBytes(StandardCharsets.UTF_8);
        Bytes into = new Bytes();
        assertThat(new JsonField("a.b").read(line, 0, line.length, into))
                .isEqualTo(JsonField.Found.TEXT);
        assertThat(new String(into.array(), 0, into.length(), StandardCharsets.UTF_8))
                .isEqualTo(text + "\n");
    }
}
