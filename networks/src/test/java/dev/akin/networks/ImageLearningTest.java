package dev.akin.networks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.akin.MalformedFileException;
import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.EncoderProvider;
import dev.akin.embeddings.FileEncoder;
import dev.akin.media.Picture;
import dev.akin.media.PictureReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageLearningTest {
    private static final ImageCnn SMALL = new ImageCnn(List.of(8, 8));

    @TempDir private Path folder;

    private static ImageLearning.Builder small() {
        return ImageLearning.builder()
                .body(SMALL)
                .dimension(8)
                .rate(0.01)
                .epochs(8)
                .batchSize(36)
                .perClass(6)
                .threads(1);
    }

    /// How many new drawings have one of their own kind for their nearest.
    private static double accuracy(ImageEncoder encoder, int kinds) {
        Random random = new Random(99);
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < 10 * kinds; i++) {
            pictures.add(Drawings.draw(i % kinds, random));
        }
        float[][] vectors = encoder.encode(pictures);
        int right = 0;
        for (int i = 0; i < vectors.length; i++) {
            int nearest = -1;
            double most = -2;
            for (int j = 0; j < vectors.length; j++) {
                double cosine = 0;
                for (int d = 0; d < vectors[i].length; d++) {
                    cosine += vectors[i][d] * vectors[j][d];
                }
                if (i != j && cosine > most) {
                    most = cosine;
                    nearest = j;
                }
            }
            right += nearest % kinds == i % kinds ? 1 : 0;
        }
        return right / (double) vectors.length;
    }

    @ParameterizedTest
    @EnumSource(ClassLoss.class)
    void everyLossTellsDrawingsApart(ClassLoss loss) throws IOException {
        try (ImageEncoder encoder = small().loss(loss).build().fit(Drawings.images(6, 30, 1))) {
            assertThat(accuracy(encoder, 6)).isGreaterThan(0.9);
            assertThat(encoder.classes().vocabulary().keys()).isEqualTo(Drawings.KINDS);
            assertThat(encoder.history().epochs()).hasSize(8);
        }
    }

    @Test
    void kindsThatWereNeverSeenAreToldApartToo() throws IOException {
        try (ImageEncoder encoder =
                small().quarterTurns(true)
                        .hardClasses(0.5)
                        .build()
                        .fit(Drawings.images(4, 30, 1))) {
            assertThat(accuracy(encoder, 6)).isGreaterThan(0.7);
            assertThat(encoder.classes().size()).isEqualTo(4);
        }
    }

    @Test
    void aTransformerLearnsInColour() throws IOException {
        try (ImageEncoder encoder =
                small().body(new ImageTransformer(4, 16, 2, 2))
                        .rate(0.005)
                        .epochs(20)
                        .build()
                        .fit(Drawings.images(new ImageForm(16, 3), 4, 30, 1))) {
            assertThat(accuracy(encoder, 4)).isGreaterThan(0.8);
            assertThat(encoder.form().channels()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Mining.class)
    void everyMiningLearns(Mining mining) throws IOException {
        try (ImageEncoder encoder =
                small().loss(ClassLoss.TRIPLET)
                        .mining(mining)
                        .validation(0.2)
                        .patience(9)
                        .build()
                        .fit(Drawings.images(4, 30, 1))) {
            assertThat(encoder.history().kept().measure("accuracy")).isGreaterThan(0.8);
        }
    }

    @Test
    void aFileGivesTheSameVectors() throws IOException {
        Path file = folder.resolve("drawings.akin");
        List<Picture> pictures = List.of(Drawings.draw(1, new Random(4)));
        try (ImageEncoder encoder = small().epochs(2).build().fit(Drawings.images(3, 12, 1))) {
            encoder.save(file);
            try (ImageEncoder loaded = ImageEncoder.load(file)) {
                assertThat(loaded.encode(pictures)).isDeepEqualTo(encoder.encode(pictures));
                assertThat(loaded.fingerprint()).isEqualTo(encoder.fingerprint());
                assertThat(loaded.name()).isEqualTo("drawings.akin");
                assertThat(loaded.body()).isEqualTo(SMALL);
                assertThat(loaded.classes().vector("ring"))
                        .containsExactly(encoder.classes().vector("ring"));
                assertThat(loaded.form()).isEqualTo(new ImageForm(16, 1));
            }
        }
    }

    @Test
    void aVectorDoesNotDependOnTheOthers() throws IOException {
        Random random = new Random(8);
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            pictures.add(Drawings.draw(i % 6, random));
        }
        ImageEncoder encoder = small().epochs(1).build().fit(Drawings.images(3, 12, 1));
        float[][] together = encoder.encode(pictures);
        for (int i = 0; i < together.length; i++) {
            assertThat(encoder.encode(pictures.get(i))).containsExactly(together[i]);
        }
        assertThat(encoder.encode(List.of())).isEmpty();
        encoder.close();
        encoder.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> encoder.encode(pictures))
                .withMessageContaining("closed");
    }

    @Test
    void filesAreFoundAndReadByTheirEncoder() throws IOException {
        Path file = folder.resolve("drawings.akin");
        Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");
        Path whole = folder.resolve("whole.png");
        BufferedImage image = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(image, "png", whole.toFile());
        try (ImageEncoder encoder = small().epochs(1).build().fit(Drawings.images(2, 12, 1))) {
            encoder.save(file);
            EncoderProvider provider =
                    requireNonNull(EncoderProvider.of(file).get(EncoderProvider.Input.PICTURES));
            assertThat(provider).isInstanceOf(ImageEncoderProvider.class);
            EncoderProvider.Settings settings = new EncoderProvider.Settings(folder, 0, 1);
            try (FileEncoder files = (FileEncoder) provider.open(file, settings)) {
                assertThat(files.reads(whole)).isTrue();
                List<FileEncoder.Outcome> outcomes = files.outcomes(List.of(broken, whole));
                assertThat(outcomes.get(0).failure()).hasMessageContaining("broken.png");
                assertThat(outcomes.get(1).vectors().get(""))
                        .containsExactly(encoder.encode(PictureReader.DEFAULT.read(whole)));
                assertThat(files.fingerprint()).isEqualTo(encoder.fingerprint());
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> provider.open(file, new EncoderProvider.Settings(folder, 4, 1)))
                    .withMessageContaining("8 numbers")
                    .withMessageContaining("--dim 4");
        }
    }

    @Test
    void theSameSeedLearnsTheSame() throws IOException {
        LabelledImages images = Drawings.images(4, 12, 1);
        Picture picture = Drawings.draw(2, new Random(4));
        try (ImageEncoder one = small().epochs(2).build().fit(images);
                ImageEncoder two = small().epochs(2).build().fit(images);
                ImageEncoder other = small().epochs(2).seed(2).build().fit(images)) {
            assertThat(two.encode(picture)).containsExactly(one.encode(picture));
            assertThat(other.encode(picture)).isNotEqualTo(one.encode(picture));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ClassLoss.class,
            names = {"PROTOTYPICAL", "PROXY_ANCHOR"})
    void aTrainingThatWasStoppedGoesOnAsIfItHadNot(ClassLoss loss) throws IOException {
        LabelledImages images = Drawings.images(6, 12, 1);
        Picture picture = Drawings.draw(2, new Random(4));
        ImageLearning.Builder how = small().loss(loss).epochs(3).batchSize(12).hardClasses(0.5);
        Path checkpoint = folder.resolve("checkpoint.safetensors");
        int[] heard = {0};
        ImageLearning stopping =
                how.checkpoint(checkpoint)
                        .listener(
                                new ProgressListener() {
                                    @Override
                                    public void update(Progress now) {}

                                    @Override
                                    public boolean stopRequested() {
                                        return ++heard[0] == 9;
                                    }
                                })
                        .build();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> stopping.fit(images));
        assertThat(checkpoint).exists();
        how.listener(ProgressListener.NONE);
        try (ImageEncoder resumed = how.build().fit(images);
                ImageEncoder whole =
                        small().loss(loss)
                                .epochs(3)
                                .batchSize(12)
                                .hardClasses(0.5)
                                .build()
                                .fit(images)) {
            assertThat(resumed.encode(picture)).containsExactly(whole.encode(picture));
        }
        assertThat(checkpoint).doesNotExist();
    }

    @Test
    void timeEndsATraining() throws IOException {
        try (ImageEncoder encoder =
                small().epochs(1_000_000)
                        .atMost(Duration.ofMillis(300))
                        .build()
                        .fit(Drawings.images(3, 12, 1))) {
            assertThat(encoder.history().epochs()).isNotEmpty().hasSizeLessThan(1_000_000);
        }
    }

    @Test
    void refusesWhatCannotBeLearnedFrom() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> small().build().fit(Drawings.images(1, 9, 1)))
                .withMessageContaining("too few classes: 9 pictures, classes 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> small().build().fit(Drawings.images(6, 1, 1)))
                .withMessageContaining("of which 0 have two or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> small().validation(0.5).build().fit(Drawings.images(2, 2, 1)))
                .withMessageContaining("hold back fewer");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        small().body(new ImageCnn(List.of(4, 4, 4, 4, 4)))
                                .build()
                                .fit(Drawings.images(2, 4, 1)))
                .withMessageContaining("5 blocks halve 16 pixels to nothing");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        small().body(new ImageTransformer(5, 8, 2, 1))
                                .build()
                                .fit(Drawings.images(2, 4, 1)))
                .withMessageContaining("multiple of 5");
    }

    @Test
    void aLossThatIsNoNumberEndsTheTraining() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> small().rate(1e37).epochs(30).build().fit(Drawings.images(3, 12, 1)))
                .withMessageContaining("try a lower rate");
    }

    @Test
    void refusesOptionsOutOfRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> small().margin(3));
        assertThatIllegalArgumentException().isThrownBy(() -> small().temperature(0));
        assertThatIllegalArgumentException().isThrownBy(() -> small().hardClasses(2));
        assertThatIllegalArgumentException().isThrownBy(() -> small().perClass(1));
        assertThatIllegalArgumentException().isThrownBy(() -> small().dropout(0.1).build());
        assertThatIllegalArgumentException().isThrownBy(() -> small().atMost(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> small().batchSize(11).build())
                .withMessageContaining("give it 12 at least");
        assertThatIllegalArgumentException().isThrownBy(() -> new ImageForm(28, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new ImageForm(2000, 1));
    }

    @Test
    void refusesFilesThatLie() throws IOException {
        Path file = folder.resolve("drawings.akin");
        try (ImageEncoder encoder = small().epochs(1).build().fit(Drawings.images(2, 12, 1))) {
            encoder.save(file);
        }
        String text =
                new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        Path liar =
                Files.write(
                        folder.resolve("liar.akin"),
                        text.replace("\\\"filters\\\":[8,8]", "\\\"filters\\\":[8,9]")
                                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        assertThat(liar)
                .doesNotHave(new org.assertj.core.api.Condition<>(p -> same(p, file), "it"));
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> ImageEncoder.load(liar));
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> MetricModel.load(file))
                .withMessageContaining("image-encoder");
    }

    private static boolean same(Path a, Path b) {
        try {
            return Files.mismatch(a, b) < 0;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
