package dev.akin.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.MalformedFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFilesTest {
    @TempDir private Path folder;

    @Test
    void otherEncodingsAreRead() throws IOException {
        byte[] latin = "süß\n\nsalzig\r\n".getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("latin.txt"), latin);

        assertThat(TextFiles.in(List.of(file)).encoding(StandardCharsets.ISO_8859_1).read())
                .containsExactly("süß", "salzig");
        assertThat(
                        TextFiles.standardInput(new ByteArrayInputStream(latin))
                                .encoding(StandardCharsets.ISO_8859_1)
                                .read())
                .containsExactly("süß", "salzig");
        assertThatThrownBy(() -> TextFiles.in(List.of(file)).read())
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("line 1: the bytes are not UTF-8");
    }
}
