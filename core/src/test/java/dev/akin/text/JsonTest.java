package dev.akin.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void readsEveryKindOfValue() {
        Json.Obj object =
                (Json.Obj)
                        Json.parse(
                                " {\"a\" : [1, -2.5e+3, true, false, null, {}, []],\t\"b\":\"\\u00e9\\n\\\\ж\\ud83d\\ude00\"}\r\n");

        assertThat(object.get("a")).hasToString("[1,-2.5e+3,true,false,null,{},[]]");
        assertThat(object.get("b")).isEqualTo(new Json.Str("é\n\\ж😀"));
        assertThat(object.get("c")).isNull();
    }

    @Test
    void keepsNumbersAsWritten() {
        Json.Num large = (Json.Num) Json.parse("9007199254740993");
        assertThat(large.asLong()).isEqualTo(9007199254740993L);
        assertThat(((Json.Num) Json.parse("-1.5E2")).asDouble()).isEqualTo(-150);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "'a'",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ud800\\u0041\"",
                "\"\\",
                "\"\t\"",
                "01",
                "1.",
                "1e",
                "-",
                "+1",
                ".5",
                "NaN",
                "tru",
                "nul",
                "1 2",
                "{\"a\":1,\"a\":2}",
                "[1 2]",
                "{\"a\":1 \"b\":2}"
            })
    void refusesWhatIsNotJson(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(JsonException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[1,x]|byte 3: expected a value, found 'x'",
                "{\"a\":1,\"a\":2}|byte 12: the name \"a\" comes twice",
                "[1|byte 2: expected ',' or ']' after an element, but the text ends"
            })
    void saysWhereAndWhy(String text, String message) {
        assertThatThrownBy(() -> Json.parse(text)).hasMessage(message);
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        byte[] bytes = {'"', 'a', (byte) 0xff, '"'};
        assertThatThrownBy(() -> Json.parse(bytes)).hasMessage("byte 1: the string is not UTF-8");
    }

    @Test
    void refusesDeepNestingWithoutOverflowing() {
        assertThat(Json.parse("[".repeat(512) + "]".repeat(512))).isInstanceOf(Json.Arr.class);
        assertThatThrownBy(() -> Json.parse("[".repeat(1_000_000)))
                .hasMessage("byte 512: nested deeper than 512");
        assertThatThrownBy(() -> new JsonReader("[".repeat(1_000_000)).skip())
                .isInstanceOf(JsonException.class);
    }

    @Test
    void writesWhatItReads() {
        String awkward = "\u0000\u001f\"\\/\n\r\té😀";
        assertThat(Json.parse(Json.quote(awkward))).isEqualTo(new Json.Str(awkward));
    }

    @Test
    void readerSkipsWhatDoesNotMatter() {
        JsonReader reader = new JsonReader("{\"skip\":[{\"x\":\"\\\"]\"}],\"n\":12}");
        reader.beginObject();
        assertThat(reader.nextName()).isEqualTo("skip");
        reader.skip();
        assertThat(reader.nextName()).isEqualTo("n");
        assertThat(reader.integer()).isEqualTo(12);
        assertThat(reader.nextName()).isNull();
        reader.end();
    }

    @Test
    void integerRefusesFractionsAndOverflow() {
        assertThatThrownBy(() -> new JsonReader("1.5").integer()).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> new JsonReader("9223372036854775808").integer())
                .isInstanceOf(JsonException.class);
    }
}
