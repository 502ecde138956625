package dev.akin.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SoundReaderTest {
    private static byte[] voice() throws IOException {
        return Files.readAllBytes(GoldenSounds.FOLDER.resolve("voice.wav"));
    }

    private static void refused(byte[] bytes, String reason) {
        refused(SoundReader.DEFAULT, bytes, reason);
    }

    private static void refused(SoundReader reader, byte[] bytes, String reason) {
        assertThatThrownBy(() -> reader.read("rain.wav", bytes))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith("rain.wav: byte ")
                .hasMessageContaining(reason);
    }

    @Test
    void whatIsNoSound() {
        refused(new byte[0], "the file is empty");
        refused("Dear diary,".getBytes(StandardCharsets.UTF_8), "it begins with \"Dear\"");
        refused("OggS and more".getBytes(StandardCharsets.UTF_8), "Ogg is not read");
        refused("ID3\3 and more tags".getBytes(StandardCharsets.UTF_8), "MP3 is not read");
        refused(new byte[] {(byte) 0xff, (byte) 0xfb, 0, 0}, "ffmpeg -i IN OUT.wav");
    }

    @Test
    void aHeaderThatPromisesMoreThanThereIs() throws IOException {
        byte[] whole = voice();

        refused(
                Arrays.copyOf(whole, 3000),
                "the samples should go on to byte 6060, and the file ends at 3000");
        refused(Arrays.copyOf(whole, 30), "the file is cut short");
    }

    @Test
    void rightBelowTheLimit() throws IOException {
        byte[] whole = voice();

        refused(SoundReader.builder().maxSamples(2999).build(), whole, "at most 2999 are decoded");
        assertThat(SoundReader.builder().maxSamples(3000).build().read("rain.wav", whole).frames())
                .isEqualTo(3000);
    }

    @Test
    void headersThatCannotBe() throws IOException {
        refused(changed(22, 0, 2), "0 channels of 2 bytes do not make blocks of 2");
        refused(changed(24, 0, 4), "0.0 samples a second instead of 1 to 1536000");
        refused(changed(24, -1, 4), "4.294967295E9 samples a second");
        refused(changed(20, 85, 2), "samples of the format 85 with 16 bits are not read");
        refused(changed(34, 20, 2), "do not make blocks");
    }

    private static byte[] changed(int at, int value, int width) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(voice()).order(ByteOrder.LITTLE_ENDIAN);
        return (width == 2 ? bytes.putShort(at, (short) value) : bytes.putInt(at, value)).array();
    }

    @Test
    void noSamplesAtAll() throws IOException {
        byte[] whole = voice();
        byte[] none = Arrays.copyOf(whole, whole.length - 6000);
        ByteBuffer view = ByteBuffer.wrap(none).order(ByteOrder.LITTLE_ENDIAN);
        view.putInt(none.length - 4, 0);
        view.putInt(4, none.length - 8);

        refused(none, "it holds no samples");
    }

    @Test
    void samplesThatAreNoNumbers() throws IOException {
        byte[] floats = Files.readAllBytes(GoldenSounds.FOLDER.resolve("float-32.wav"));
        ByteBuffer.wrap(floats)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(floats.length - 4, Float.NaN);

        refused(floats, "byte 140: the sample is NaN");
    }

    @Test
    void namesOfSounds() {
        assertThat(SoundReader.looksLikeSound(Path.of("a/Rain.WAV"))).isTrue();
        assertThat(SoundReader.looksLikeSound(Path.of("rain.flac"))).isTrue();
        assertThat(SoundReader.looksLikeSound(Path.of("rain.wav.txt"))).isFalse();
    }

    @Test
    void tagsBeforeFlacAreSkipped() throws IOException {
        byte[] flac = Files.readAllBytes(GoldenSounds.FOLDER.resolve("mono.flac"));
        byte[] tagged = new byte[10 + 5 + flac.length];
        System.arraycopy(
                "ID3\4\0\0\0\0\0\5".getBytes(StandardCharsets.ISO_8859_1), 0, tagged, 0, 10);
        System.arraycopy(flac, 0, tagged, 15, flac.length);

        assertThat(SoundReader.DEFAULT.read("a", tagged))
                .isEqualTo(SoundReader.DEFAULT.read("a", flac));
    }

    @Test
    void soundsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sound.of(new float[0], 16_000))
                .withMessageContaining("0 samples are no sound");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sound.of(new float[3], 2, 16_000))
                .withMessageContaining("3 samples are no sound of 2 channels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sound.of(new float[3], 0))
                .withMessageContaining("not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sound.of(new float[3], 1).at(-5))
                .withMessageContaining("not -5");
    }

    @Test
    void eachChannelIsResampledForItself() {
        float[] left = new float[500];
        float[] both = new float[1000];
        for (int i = 0; i < left.length; i++) {
            left[i] = (float) Math.sin(i / 5.0);
            both[2 * i] = left[i];
        }
        Sound half = Sound.of(both, 2, 16_000).at(8_000);

        assertThat(half.frames()).isEqualTo(250);
        float[] alone = Sound.of(left, 16_000).at(8_000).samples();
        for (int i = 0; i < alone.length; i++) {
            assertThat(half.samples()[2 * i]).isEqualTo(alone[i]);
            assertThat(half.samples()[2 * i + 1]).isZero();
        }
    }
}
