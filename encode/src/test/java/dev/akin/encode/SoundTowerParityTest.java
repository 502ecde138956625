package dev.akin.encode;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.JointEncoder;
import dev.akin.embeddings.TextEncoder;
import dev.akin.media.Sound;
import dev.akin.media.SoundReader;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model of texts and sounds against what tools/golden/clap.py computed.
class SoundTowerParityTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/clap");
    private static final Path MODEL = GOLDEN.resolve("two");
    private static final Path HOME = Path.of("target", "no-home");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static List<Json> list(String name) throws IOException {
        Json.Obj expected =
                (Json.Obj) Json.parse(Files.readAllBytes(GOLDEN.resolve("expected.json")));
        return ((Json.Arr) requireNonNull(expected.get(name))).elements();
    }

    private static List<String> texts(String name) throws IOException {
        return list(name).stream().map(text -> ((Json.Str) text).value()).toList();
    }

    private static void same(float[] made, Json expected) {
        List<Json> numbers = ((Json.Arr) expected).elements();
        assertThat(made).hasSize(numbers.size()).isNotEmpty();
        for (int i = 0; i < made.length; i++) {
            assertThat((double) made[i])
                    .isCloseTo(((Json.Num) numbers.get(i)).asDouble(), within(1e-4));
        }
    }

    private static String sound(String name) {
        return GOLDEN.resolve("sounds/" + name + ".wav").toString();
    }

    private static double cosine(float[] a, float[] b) {
        double product = 0;
        double ofA = 0;
        double ofB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            ofA += (double) a[i] * a[i];
            ofB += (double) b[i] * b[i];
        }
        return product / Math.sqrt(ofA * ofB);
    }

    @Test
    void givesTheVectorsOfTextsAndSounds() throws IOException {
        try (JointEncoder both = JointEncoders.open(MODEL.toString(), HOME)) {
            TextEncoder texts = requireNonNull(both.texts());
            float[][] ofTexts = texts.encode(texts("texts"));
            float[][] ofSounds =
                    both.encode(texts("sounds").stream().map(SoundTowerParityTest::sound).toList());

            assertThat(texts.maxTokens()).isEqualTo(16);
            for (int i = 0; i < ofTexts.length; i++) {
                same(ofTexts[i], list("textVectors").get(i));
            }
            for (int i = 0; i < ofSounds.length; i++) {
                same(ofSounds[i], list("soundVectors").get(i));
            }
        }
    }

    @Test
    void wordsFindTheirSounds() throws IOException {
        try (JointEncoder both = JointEncoders.open(MODEL.toString(), HOME)) {
            float[][] sounds = both.encode(List.of(sound("low"), sound("middle"), sound("high")));
            float[][] words = both.encode(List.of("hum", "a voice", "the whistle"));

            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    assertThat(cosine(words[i], sounds[j]) > 0.8).isEqualTo(i == j);
                }
            }
        }
    }

    private static OnnxSoundEncoder open() throws IOException {
        return OnnxSoundEncoder.open(MODEL, EncoderOptions.builder().threads(2).build());
    }

    @Test
    void ofALongSoundExcerptsThatShowAllOfItAreAveraged() throws IOException {
        float[] samples = new float[20_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.3 * Math.sin((double) i * i / 9000));
        }
        try (OnnxSoundEncoder encoder = open()) {
            float[] mean = new float[6];
            for (int from : new int[] {0, 6_000, 12_000}) {
                float[] part = Arrays.copyOfRange(samples, from, from + 8_000);
                float[] vector = encoder.encode(Sound.of(part, 8_000));
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += vector[i] / 3;
                }
            }

            Sound whole = Sound.of(samples, 8_000);
            assertThat(encoder.encode(whole)).containsExactly(mean, within(1e-5f));
            assertThat(encoder.windows(whole).count()).isEqualTo(3);
            assertThat(encoder.windows(whole).step()).isEqualTo(0.75);
        }
    }

    @Test
    void silenceAndOneHundredthOfASecondHaveVectors() throws IOException {
        try (OnnxSoundEncoder encoder = open()) {
            List<Sound> sounds = new ArrayList<>();
            for (int samples : new int[] {1, 80, 8_000, 8_001, 100_000}) {
                sounds.add(Sound.of(new float[samples], 8_000));
            }
            float[][] vectors = encoder.encode(sounds);

            for (float[] vector : vectors) {
                assertThat(vector).containsExactly(vectors[0], within(1e-5f));
            }
            float[] low = SoundReader.DEFAULT.read(Path.of(sound("low"))).samples();
            float[] again = new float[8_000];
            for (int i = 0; i < again.length; i++) {
                again[i] = low[i % 80];
            }
            assertThat(encoder.encode(Sound.of(Arrays.copyOf(low, 80), 8_000)))
                    .isEqualTo(encoder.encode(Sound.of(again, 8_000)));
        }
    }

    private Path copy(String... names) throws IOException {
        for (String name : names) {
            Files.copy(MODEL.resolve(name), folder.resolve(name));
        }
        return folder;
    }

    @Test
    void fourViewsGoToAGraphOfThem() throws IOException {
        copy("audio_model.onnx");
        String said = Files.readString(MODEL.resolve("preprocessor_config.json"));
        Path config = folder.resolve("preprocessor_config.json");
        Files.writeString(config, said.replace("rand_trunc", "fusion"));

        assertThatThrownBy(() -> OnnxSoundEncoder.open(folder, EncoderOptions.DEFAULT))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("takes input_features[-1, 1, -1, 8]")
                .hasMessageContaining("makes [1, 4, 101, 8]");
    }

    @Test
    void aModelThatHearsAndWritesIsNoneOfTexts() throws IOException {
        Path hears = Path.of("src/test/resources/golden/sounds/mel");
        for (String name : List.of("model.onnx", "preprocessor_config.json")) {
            Files.copy(hears.resolve(name), folder.resolve(name));
        }
        copy("tokenizer.json");

        try (JointEncoder encoder = JointEncoders.open(folder.toString(), HOME)) {
            FileEncoder files = requireNonNull(encoder.files());
            assertThat(files.contents()).isEqualTo("sounds");
            assertThat(encoder.texts()).isNull();
        }
    }
}
