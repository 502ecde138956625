package dev.akin.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.MalformedFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainLinesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void keepsBlankLinesAndDropsTheMark() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "\ufeffодин\r\n\n三\nlast");
        assertThat(PlainLines.read(file)).containsExactly("один", "", "三", "last");
        assertThat(PlainLines.read(Files.writeString(file, ""))).isEmpty();
    }

    /// Far behind what a reader takes in at once, so that its own place would not do.
    @Test
    void namesTheLineThatIsNotUtf8() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("слово\n".repeat(5000).getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("caf\u00e9\nlast\n".getBytes(StandardCharsets.ISO_8859_1));
        Path file = Files.write(folder.resolve("a.txt"), bytes.toByteArray());
        assertThatThrownBy(() -> PlainLines.read(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage(file + ": line 5001: the bytes are not UTF-8; convert the file");
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThatThrownBy(() -> PlainLines.read(folder.resolve("none.txt")))
                .isInstanceOf(NoSuchFileException.class);
    }
}
