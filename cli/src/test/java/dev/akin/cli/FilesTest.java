package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `info` and `convert`, and what every command says of a file that is not as it should be.
class FilesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path words;

    @BeforeEach
    void write() {
        words = Samples.write(folder.resolve("words.safetensors"));
    }

    @Test
    void infoExaminesRowsWhereItIsAsked() {
        Run plain = Run.akin("info", words).succeeds();
        assertThat(plain.out()).doesNotContain("directions");
        Run run = Run.akin("info", words, "--health").succeeds();
        assertThat(run.out()).contains("0 dead").contains("mean cosine of two rows");
        Json.Obj json = Run.akin("info", words, "--health", "--json").succeeds().json();
        assertThat(Run.number(Run.member(json, "health"), "rows")).isPositive();
        assertThat(Run.akin("info", words, "--json").succeeds().json().get("health"))
                .isInstanceOf(Json.Null.class);
    }

    @Test
    void infoSaysWhatAFileHolds() {
        Run run = Run.akin("info", words).succeeds();
        assertThat(run.out())
                .contains("format       safetensors")
                .contains("vectors      9 × 3 float32")
                .contains("first words  man woman king")
                .contains("similarity   cosine");
    }

    @Test
    void infoAsJson() {
        Json.Obj json = Run.akin("info", words, "--verify", "--json").succeeds().json();
        Json table = Run.member(Run.member(json, "tables"), "");
        assertThat(Run.number(table, "rows")).isEqualTo(9);
        assertThat(Run.number(table, "dimension")).isEqualTo(3);
        assertThat(Run.text(table, "type")).isEqualTo("float32");
        assertThat(Run.text(json, "format")).isEqualTo("safetensors");
        assertThat(Run.size(json, "problems")).isZero();
    }

    @Test
    void infoVerifies() throws IOException {
        assertThat(Run.akin("info", words, "--verify").succeeds().out())
                .contains("verified     every checksum agrees");
        byte[] bytes = Files.readAllBytes(words);
        bytes[bytes.length - 1] ^= 1;
        Path damaged = Files.write(folder.resolve("damaged.safetensors"), bytes);
        Run run = Run.akin("info", damaged, "--verify");
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).startsWith("akin: " + damaged + ": ").contains("checksum");
    }

    @Test
    void convertGoesByExtensionAndBack() {
        Path text = folder.resolve("words.vec");
        Path back = folder.resolve("back.safetensors");
        Run run = Run.akin("convert", words, text).succeeds();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("wrote " + text + ": word2vec-text, 9 words × 3 numbers");
        Run.akin("convert", text, back).succeeds();
        assertThat(Run.akin("vector", back, "король").succeeds().out().strip())
                .isEqualTo("король 2.0 0.2 1.0");
    }

    @Test
    void convertOverridesFormats() {
        Path glove = folder.resolve("words.dat");
        Json.Obj json =
                Run.akin("convert", words, glove, "--to", "glove", "--json").succeeds().json();
        assertThat(Run.text(json, "to")).isEqualTo("glove");
        assertThat(Run.text(json, "from")).isEqualTo("safetensors");
        assertThat(Run.size(json, "lost")).isEqualTo(2);
        Path back = folder.resolve("back.safetensors");
        assertThat(Run.akin("convert", glove, back, "--from", "glove").succeeds().err())
                .contains("9 words × 3 numbers");
    }

    @Test
    void convertStoresOtherNumbers() {
        Path half = folder.resolve("half.safetensors");
        Json.Obj json =
                Run.akin("convert", words, half, "--type", "float16", "--json").succeeds().json();
        assertThat(Run.text(json, "type")).isEqualTo("float16");
        assertThat(Run.akin("vector", half, "queen").succeeds().out().strip())
                .isEqualTo("queen 2.0 1.5 1.0");
    }

    @Test
    void quietSaysNothing() {
        Run run = Run.akin("convert", words, folder.resolve("w.bin"), "--quiet").succeeds();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEmpty();
    }

    @Test
    void anUnknownFormatIsWrongUsage() {
        Run.akin("convert", words, folder.resolve("w.vec"), "--to", "word")
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "invalid value for option '--to': there is no format \"word\"; there are"
                                + " safetensors, word2vec-text, word2vec-binary, glove, numpy, fasttext; see"
                                + " akin convert --help");
    }

    @Test
    void anExtensionThatSaysNothingIsWrongUsage() {
        Run run = Run.akin("convert", words, folder.resolve("w.xyz"));
        assertThat(run.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("akin: ").contains("w.xyz");
    }

    @Test
    void aMissingFile() {
        Path missing = folder.resolve("missing.vec");
        Run.akin("info", missing).failsWith(ExitCode.FAILED, missing + ": no such file");
        Run.akin("neighbors", missing, "king")
                .failsWith(ExitCode.FAILED, missing + ": no such file");
    }

    @Test
    void aFolderIsNoFile() {
        Run.akin("info", folder)
                .failsWith(ExitCode.FAILED, folder + ": is a folder, not a file of vectors");
        Run.akin("neighbors", folder, "king")
                .failsWith(ExitCode.FAILED, folder + ": is a folder, not a file of vectors");
    }

    @Test
    void aMissingOutputFolder() {
        Path nowhere = folder.resolve("nowhere");
        Run.akin("convert", words, nowhere.resolve("w.vec"))
                .failsWith(
                        ExitCode.FAILED, nowhere + ": no such folder; make it, or write elsewhere");
    }

    @Test
    void aTruncatedFile() throws IOException {
        byte[] bytes = Files.readAllBytes(words);
        Path cut =
                Files.write(folder.resolve("cut.safetensors"), java.util.Arrays.copyOf(bytes, 20));
        Run run = Run.akin("info", cut);
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("akin: " + cut + ": byte ");
    }

    @Test
    void aLyingHeader() throws IOException {
        Path lying = Files.writeString(folder.resolve("lying.vec"), "5 2\na 1 2\nb 3 4\n");
        Run run = Run.akin("neighbors", lying, "a");
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("akin: " + lying + ": ").contains("5").contains("2");
    }

    @Test
    void aLineOfAnotherDimension() throws IOException {
        Path uneven = Files.writeString(folder.resolve("uneven.vec"), "2 2\na 1 2\nb 3 4 5\n");
        Run run = Run.akin("info", uneven);
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("akin: " + uneven + ": line 3: ");
    }

    @Test
    void verboseShowsWhere() {
        Run run = Run.akin("info", folder.resolve("missing.vec"), "--verbose");
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("NoSuchFileException").contains("\tat dev.akin.");
    }
}
