package dev.akin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// The samples that were written, to the bit.
class SoundReaderParityTest {
    @Test
    void sameAsWritten() throws IOException {
        int compared = 0;
        for (String[] line : GoldenSounds.lines("expected.tsv")) {
            Sound sound = SoundReader.DEFAULT.read(GoldenSounds.FOLDER.resolve(line[0]));

            assertThat(sound.rate()).as(line[0]).isEqualTo(Integer.parseInt(line[1]));
            assertThat(sound.channels()).as(line[0]).isEqualTo(Integer.parseInt(line[2]));
            assertThat(sound.samples()).as(line[0]).isEqualTo(GoldenSounds.floats(line[3]));
            compared++;
        }
        assertThat(compared).isEqualTo(22);
    }

    @Test
    void oneChannelIsTheMean() throws IOException {
        SoundReader reader = SoundReader.builder().mono(true).build();
        for (String[] line : GoldenSounds.lines("expected.tsv")) {
            Sound whole = SoundReader.DEFAULT.read(GoldenSounds.FOLDER.resolve(line[0]));
            Sound mono = reader.read(GoldenSounds.FOLDER.resolve(line[0]));

            assertThat(mono.channels()).isEqualTo(1);
            assertThat(GoldenSounds.difference(mono.samples(), whole.mono().samples()))
                    .as(line[0])
                    .isLessThan(1e-7);
        }
    }
}
