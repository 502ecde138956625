package dev.akin.cli;

import static dev.akin.cli.Run.akin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.embeddings.TextEncoder;
import dev.akin.encode.EncoderOptions;
import dev.akin.encode.TextEncoders;
import dev.akin.search.CollectionHome;
import dev.akin.server.AkinServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Commands on a collection that a server has open.
@Timeout(120)
class ServedCollectionTest {
    @TempDir static Path temporary;

    private static TextEncoder minilm;
    private static TextEncoder half;
    private static Path notes;
    private static AkinServer server;

    /// Held, since a logger that nobody holds forgets its level.
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    @BeforeAll
    static void serve() throws IOException {
        HELIDON.setLevel(Level.WARNING);
        notes = Files.createDirectories(temporary.resolve("notes"));
        Files.writeString(
                notes.resolve("help.md"),
                "# Account\nOpen the settings and press \"forgotten\" to choose a new password.\n");
        Files.writeString(notes.resolve("счета.txt"), "Мы отправляем счета в конце месяца.");
        akin("index", "notes", notes, "--home", temporary, "-q").succeeds();
        akin("index", "moving", notes, "--home", temporary, "-q").succeeds();
        minilm = TextEncoders.open("minilm", temporary);
        half =
                TextEncoders.open(
                        "minilm", temporary, EncoderOptions.builder().dimension(192).build());
        server =
                AkinServer.builder()
                        .port(0)
                        .collections(new CollectionHome(temporary))
                        .collection("notes")
                        .collection("moving")
                        .encoder("minilm", minilm)
                        .encoder("half", half)
                        .start();
    }

    @AfterAll
    static void stop() {
        server.close();
        minilm.close();
        half.close();
    }

    @Test
    void isIndexedAndSearchedThroughTheServer() throws IOException {
        assertThat(akin("index", "notes", notes, "--home", temporary).succeeds().out())
                .startsWith("notes: 0 of 2 files indexed in 0 passages, 2 unchanged");
        Path added =
                Files.writeString(notes.resolve("zug.txt"), "Der Zug nach Berlin fährt um acht.");
        Run run = akin("index", "notes", notes, "--home", temporary).succeeds();
        assertThat(run.out()).startsWith("notes: 1 of 3 files indexed in 1 passage, 2 unchanged");
        assertThat(run.err()).contains("served by another process");

        Run found =
                akin("search", "notes", "Zug", "--mode", "text", "--home", temporary).succeeds();
        assertThat(found.out()).contains("zug.txt:1", "    Der Zug nach Berlin");
        assertThat(
                        Run.text(
                                akin("search", "notes", "x", "--home", temporary, "--json")
                                        .succeeds()
                                        .json(),
                                "mode"))
                .isEqualTo("hybrid");
        assertThat(akin("collections", "list", "--home", temporary).succeeds().out())
                .contains("3 documents");

        Files.delete(added);
        assertThat(akin("index", "notes", notes, "--home", temporary).succeeds().out())
                .contains("1 removed; 2 passages in all");
    }

    @Test
    void givesContextThroughTheServer() {
        Run run =
                akin(
                                "context",
                                "notes",
                                "How do I get a new password?",
                                "--home",
                                temporary,
                                "--budget",
                                300)
                        .succeeds();
        assertThat(run.out()).contains("[1] ", "**Open the settings", "How do I get");
    }

    @Test
    void pointsAtTheMistakesOfAFilter() {
        Run typo = akin("search", "notes", "a", "--filter", "lagn = \"ru\"", "--home", temporary);
        assertThat(typo.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(typo.err()).contains("  lagn = \"ru\"\n  ^\n", "did you mean lang?");
    }

    @Test
    void isLockedForWhatGoesThroughNoServer() {
        Run run = akin("collections", "delete", "notes", "--home", temporary);
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains(server.uri().toString());
        Run other =
                akin("collections", "migrate", "notes", "--encoder", "none", "--home", temporary);
        assertThat(other.err()).contains("there is no encoder \"none\"");
    }

    @Test
    void movesToAnotherEncoderOfTheServer() {
        Run run =
                akin("collections", "migrate", "moving", "--encoder", "half", "--home", temporary)
                        .succeeds();
        assertThat(run.out()).startsWith("moving: moved to half");
        Run found = akin("search", "moving", "password", "-k", 1, "--home", temporary).succeeds();
        assertThat(found.out()).contains("help.md:1");
        akin("collections", "migrate", "moving", "--encoder", "half", "--home", temporary)
                .succeeds();
    }

    @Test
    void sendsMuchInPieces() throws IOException {
        Path many = temporary.resolve("many.csv");
        StringBuilder rows = new StringBuilder("id,text\n");
        for (int i = 0; i < 1_500; i++) {
            rows.append(i).append(",row ").append(i).append('\n');
        }
        Files.writeString(many, rows);
        akin("index", "notes", many, "--id", "id", "--home", temporary).succeeds();
        Run found =
                akin("search", "notes", "1499", "--mode", "text", "--home", temporary, "--json");
        assertThat(Run.text(Run.element(found.json(), "hits", 0), "id")).isEqualTo("1499");
        Files.writeString(many, "id,text\n");
        akin("index", "notes", many, "--id", "id", "--home", temporary).succeeds();
    }
}
