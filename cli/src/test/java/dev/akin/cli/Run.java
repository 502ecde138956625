package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.text.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Objects;
import picocli.CommandLine;

/// One run of the command within the test's own process: what it printed and how it ended.
record Run(int code, String out, String err) {

    static Run akin(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine akin =
                AkinCommand.create()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err, true));
        int code =
                Main.run(
                        akin,
                        Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        return new Run(code, out.toString(), err.toString());
    }

    /// Ends with this code after one line on standard error, and prints nothing else.
    void failsWith(int expected, String line) {
        assertThat(err).isEqualTo("akin: " + line + System.lineSeparator());
        assertThat(code).isEqualTo(expected);
        assertThat(out).isEmpty();
    }

    /// As [#failsWith], of a part of that line; other remarks may stand before it.
    void failsSaying(int expected, String part) {
        assertThat(err.lines().toList()).last().asString().startsWith("akin: ").contains(part);
        assertThat(code).isEqualTo(expected);
        assertThat(out).isEmpty();
    }

    Run succeeds() {
        assertThat(err).doesNotContain("akin:");
        assertThat(code).isEqualTo(ExitCode.DONE);
        return this;
    }

    /// Standard output as the one JSON object that it is.
    Json.Obj json() {
        assertThat(out).endsWith(System.lineSeparator());
        return (Json.Obj) Json.parse(out);
    }

    static Json member(Json object, String name) {
        return Objects.requireNonNull(((Json.Obj) object).get(name), name);
    }

    static String text(Json object, String name) {
        return ((Json.Str) member(object, name)).value();
    }

    static double number(Json object, String name) {
        return ((Json.Num) member(object, name)).asDouble();
    }

    static Json element(Json object, String name, int index) {
        return ((Json.Arr) member(object, name)).elements().get(index);
    }

    static int size(Json object, String name) {
        return ((Json.Arr) member(object, name)).elements().size();
    }
}
