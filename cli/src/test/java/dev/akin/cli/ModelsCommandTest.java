package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @Test
    void listsWhatIsHereAndWhatIsNot() {
        Run run = Run.akin("models", "--home", home).succeeds();
        assertThat(run.out()).containsPattern("minilm +built in");
        assertThat(run.out()).containsPattern("bge-small-zh +not here; .*models pull bge-small-zh");
        Json.Obj json = Run.akin("models", "list", "--home", home, "--json").succeeds().json();
        assertThat(Run.size(json, "models")).isEqualTo(4);
        assertThat(Run.text(Run.element(json, "models", 0), "place")).isEqualTo("class path");
    }

    @Test
    void verifiesTheBuiltInModel() {
        Run run = Run.akin("models", "verify", "--home", home).succeeds();
        assertThat(run.out())
                .containsPattern("^minilm: 6 vectors are the golden ones .cosine (1.0|0.99)")
                .contains("vectors do not depend on each other");
        Json.Obj json =
                Run.akin("models", "verify", "minilm", "--home", home, "--json").succeeds().json();
        assertThat(Run.number(Run.element(json, "models", 0), "leastCosine")).isGreaterThan(0.99);
    }

    @Test
    void saysWhatCannotBe() throws IOException {
        Run.akin("models", "pull", "--home", home)
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "pull needs the name of a model; see akin models --help");
        Run.akin("models", "list", "minilm", "--home", home)
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "list takes no names, but got [minilm]; see akin models --help");
        Run.akin("models", "pull", "minilms", "--home", home)
                .failsWith(
                        ExitCode.FAILED,
                        "\"minilms\" is no model of the hub; write hub:OWNER/NAME");
        Path jar = Files.writeString(home.resolve("a.jar"), "no jar");
        Run.akin("models", "pull", "e5-small", "--jar", jar, "--home", home)
                .failsWith(ExitCode.FAILED, jar + ": byte 0: it is no jar");
        assertThat(home.resolve("models/e5-small")).doesNotExist();
    }
}
