package dev.akin.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.EncoderProvider;
import dev.akin.embeddings.EncoderProvider.Input;
import dev.akin.embeddings.FileEncoder;
import dev.akin.media.Sound;
import dev.akin.media.SoundReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Held against graphs whose vectors `tools/golden/sound_models.py` worked out.
class OnnxSoundEncoderTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/sounds");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static OnnxSoundEncoder open(String name) throws IOException {
        return OnnxSoundEncoder.open(
                GOLDEN.resolve(name), EncoderOptions.builder().threads(2).build());
    }

    private static float[] samples(int count) {
        float[] samples = new float[count];
        for (int i = 0; i < count; i++) {
            samples[i] = Math.round(12000 * Math.sin((double) i * i / 9000)) / 32768f;
        }
        return samples;
    }

    private static Sound sound() {
        return Sound.of(samples(4000), 3000);
    }

    private static double[] expected(String name, String what) throws IOException {
        return Files.readAllLines(GOLDEN.resolve("expected.tsv")).stream()
                .map(line -> line.split("\t", -1))
                .filter(parts -> parts[0].equals(name) && parts[1].equals(what))
                .flatMapToDouble(parts ->
                        Arrays.stream(parts[2].split(" ", -1)).mapToDouble(Double::parseDouble))
                .toArray();
    }

    private static void same(float[] made, double[] expected) {
        assertThat(made).hasSize(expected.length).isNotEmpty();
        for (int i = 0; i < made.length; i++) {
            assertThat((double) made[i]).isCloseTo(expected[i], within(1e-4));
        }
    }

    @Test
    void windowsOfFeaturesArePooledAsTheFolderSays() throws IOException {
        try (OnnxSoundEncoder encoder = open("windowed")) {
            same(encoder.encode(sound()), expected("windowed", "vector"));
            assertThat(encoder.dimension()).isEqualTo(10);
        }
    }

    @Test
    void orAsTheCallerSays() throws IOException {
        for (String name : List.of("windowed", "waveform")) {
            try (OnnxSoundEncoder encoder = open(name)) {
                OnnxSoundEncoder most = encoder.pooling(SoundPooling.parse("max"));

                same(most.encode(sound()), expected(name, "max"));
                assertThat(most.dimension()).isEqualTo(5);
                assertThat(most.fingerprint()).isNotEqualTo(encoder.fingerprint());
            }
        }
    }

    @Test
    void aShortSoundIsFilledUpWithSilence() throws IOException {
        try (OnnxSoundEncoder encoder = open("windowed")) {
            same(encoder.encode(Sound.of(samples(30), 3000)), expected("windowed", "short"));
        }
    }

    @Test
    void aLongSoundInPartsGivesTheSameWindows() throws IOException {
        try (OnnxSoundEncoder encoder = open("windowed")) {
            float[] long90 = samples(90 * 3000);
            SoundWindows all = encoder.windows(Sound.of(long90, 3000));
            SoundWindows first =
                    encoder.windows(Sound.of(Arrays.copyOf(long90, 80 * 100 * 6), 3000));
            int from = 2000 * 80;
            SoundWindows late =
                    encoder.windows(Sound.of(Arrays.copyOfRange(long90, from, from + 4000), 3000));

            assertThat(all.count()).isEqualTo(1 + (90 * 3000 - 190) / 80);
            same(all.vector(500), wide(first.vector(500)));
            same(all.vector(2003), wide(late.vector(3)));
        }
    }

    private static double[] wide(float[] vector) {
        double[] wide = new double[vector.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = vector[i];
        }
        return wide;
    }

    @Test
    void tokensOfSamplesAreAveraged() throws IOException {
        try (OnnxSoundEncoder encoder = open("waveform")) {
            same(encoder.encode(sound()), expected("waveform", "vector"));
        }
    }

    @Test
    void featuresGoToGraphsOfThem() throws IOException {
        try (OnnxSoundEncoder encoder = open("mel")) {
            same(encoder.encode(Sound.of(new float[9], 16_000)), expected("mel", "silence"));
            assertThat(encoder.encode(Sound.of(samples(150_000), 48_000))).hasSize(5);
        }
    }

    @Test
    void aVectorDoesNotDependOnTheOthers() throws IOException {
        try (OnnxSoundEncoder encoder = open("windowed")) {
            Sound silence = Sound.of(new float[5000], 3000);
            float[][] together = encoder.encode(List.of(silence, sound(), silence, sound()));

            assertThat(together[1]).isEqualTo(encoder.encode(sound())).isEqualTo(together[3]);
            assertThat(together[0]).isNotEqualTo(together[1]);
        }
    }

    @Test
    void aGraphOfSomethingElseSaysWhatItWants() {
        assertThatThrownBy(() -> open("odd"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("level: FLOAT [1]")
                .hasMessageContaining("places: INT64 [1, 2]")
                .hasMessageContaining("one tensor of floats");
        assertThatThrownBy(() -> open("misfit"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("takes input_features[1, 80, 3000]")
                .hasMessageContaining("makes [1, 16, 100]");
    }

    @Test
    void foldersThatCannotBeSayWhy() throws IOException {
        config("{\"feature_extractor_type\": \"OnnxFeatureExtractor\", \"sampling_rate\": 16000}");
        assertThatThrownBy(this::openFolder)
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("melspectrogram.onnx");
        Files.copy(GOLDEN.resolve("windowed/features.onnx"), folder.resolve("features.onnx"));
        Files.copy(GOLDEN.resolve("windowed/embedding.onnx"), folder.resolve("embedding.onnx"));
        String said = Files.readString(GOLDEN.resolve("windowed/preprocessor_config.json"));
        config(said.replace("\"window_frames\": 8", "\"window_frames\": 9"));
        assertThatThrownBy(this::openFolder)
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("there are windows of [batch, 9, 3]");
        config(said.replace("\"std\"", "\"median\""));
        assertThatThrownBy(this::openFolder)
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("\"median\" is not known");
        config(said.replace("features.onnx", "../features.onnx"));
        assertThatThrownBy(this::openFolder).hasMessageContaining("outside of the folder");
    }

    private void config(String json) throws IOException {
        Files.writeString(folder.resolve("preprocessor_config.json"), json);
    }

    private void openFolder() throws IOException {
        OnnxSoundEncoder.open(folder, EncoderOptions.DEFAULT).close();
    }

    @Test
    void filesAreReadAndBrokenOnesToldApart() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.wav"), "no sound");
        Path voice = Path.of("../media/src/test/resources/golden/sounds/voice.wav");
        EncoderProvider provider =
                Objects.requireNonNull(
                        EncoderProvider.of(GOLDEN.resolve("windowed")).get(Input.SOUNDS));
        EncoderProvider.Settings settings = new EncoderProvider.Settings(folder, 0, 2);
        try (FileEncoder files =
                (FileEncoder) provider.open(GOLDEN.resolve("windowed"), settings)) {
            List<FileEncoder.Outcome> outcomes = files.outcomes(List.of(broken, voice));

            assertThat(outcomes.get(0).failure()).hasMessageContaining("it begins with \"no s\"");
            assertThat(outcomes.get(1).vectors()).containsOnlyKeys("");
            assertThat(files.parts().outcomes(List.of(voice)).getFirst().vectors())
                    .containsKeys("#0.00", "#0.03");
            assertThat(files.pooling("max").dimension()).isEqualTo(5);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> files.pooling("median"))
                    .withMessageContaining("only [mean, std, max]");
        }
    }

    @Test
    void closedMeansClosed() throws IOException {
        OnnxSoundEncoder encoder = open("mel");
        FileEncoder files = encoder.files(SoundReader.DEFAULT);
        files.close();
        encoder.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> encoder.encode(sound()))
                .withMessageContaining("mel is closed");
    }

    @Test
    void moreNumbersThanThereAreAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        OnnxSoundEncoder.open(
                                GOLDEN.resolve("windowed"),
                                EncoderOptions.builder().dimension(11).build()))
                .withMessageContaining("10 numbers and cannot be cut to 11");
    }
}
