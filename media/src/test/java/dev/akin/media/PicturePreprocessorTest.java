package dev.akin.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PicturePreprocessorTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | it does not say the size",
                "[] | it is no JSON object",
                "{\"size\":0} | size must be 1 to 8192 pixels, not 0",
                "{\"size\":{\"longest_edge\":9}} | size must be a number, {height, width} or",
                "{\"size\":9,\"resample\":7} | resample must be a number from 0 to 5, not 7",
                "{\"size\":9,\"do_pad\":true} | it asks for do_pad, which is not known",
                "{\"image_processor_type\":\"ViTImageProcessor\",\"size\":9,\"image_mean\":[1]} | image_mean must be three numbers",
                "{\"image_processor_type\":\"ViTImageProcessor\",\"size\":9,\"image_std\":[1,0,1]} | image_std must be above 0",
                "{\"size\":9,\"crop_pct\":0} | crop_pct must be above 0 and at most 1, not 0.0",
                "{\"size\":9} | it does not say resample",
                "{\"size\":9,\"resample\":2} | it does not say image_mean",
                "{\"size\":9,\"image_processor_type\":\"NewImageProcessor\"} | what NewImageProcessor",
                "{\"size\":9, | byte 10",
            })
    void whatCannotBeDoneIsRefused(String json, String reason) throws IOException {
        Path file = folder.resolve("preprocessor_config.json");
        Files.writeString(file, json);

        assertThatThrownBy(() -> PicturePreprocessor.read(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason);
    }

    @Test
    void twoThatDifferDoNotLookTheSame() throws IOException {
        String one = read("\"size\":9").toString();

        assertThat(read("\"size\":9")).hasToString(one);
        assertThat(read("\"size\":8").toString()).isNotEqualTo(one);
        assertThat(read("\"size\":9,\"resample\":3").toString()).isNotEqualTo(one);
        assertThat(read("\"size\":9,\"image_std\":[1,1,1]").toString()).isNotEqualTo(one);
    }

    /// @param members beside the type
    private PicturePreprocessor read(String members) throws IOException {
        String json = "{\"image_processor_type\":\"ViTImageProcessor\"," + members + "}";
        return PicturePreprocessor.read(
                Files.writeString(folder.resolve("preprocessor_config.json"), json));
    }

    @Test
    void saysTheSizeThatAModelSees() throws IOException {
        PicturePreprocessor square = read("\"size\":{\"height\":9,\"width\":7}");

        assertThat(square.width()).isEqualTo(7);
        assertThat(square.height()).isEqualTo(9);
        assertThat(read("\"size\":{\"shortest_edge\":9}").width()).isZero();
    }

    @Test
    void whatWouldBecomeTooLargeIsRefused() throws IOException {
        PicturePreprocessor shorter = read("\"size\":{\"shortest_edge\":400}");
        Picture narrow = Picture.of(1, 1000, new byte[3000]);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> shorter.fitted(narrow))
                .withMessageContaining("1 x 1000 pixels would become one of 400 by 400000");
    }
}
