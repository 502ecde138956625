package dev.akin.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.akin.embeddings.Encoder;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.Similarity;
import dev.akin.media.Picture;
import dev.akin.media.PictureReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptionsTest {
    private static final List<String> THREE = Drawings.KINDS.subList(0, 3);

    @TempDir private Path folder;

    /// Each text has a vector of its own, by chance.
    private record Words(int dimension) implements Encoder<String> {
        @Override
        public String name() {
            return "words";
        }

        @Override
        public Similarity similarity() {
            return Similarity.COSINE;
        }

        @Override
        public String fingerprint() {
            return "f" + dimension;
        }

        @Override
        public float[][] encode(List<? extends String> texts) {
            return texts.stream().map(this::vector).toArray(float[][]::new);
        }

        private float[] vector(String text) {
            Random random = new Random(text.hashCode());
            float[] vector = new float[dimension];
            for (int d = 0; d < dimension && !text.equals("nothing"); d++) {
                vector[d] = (float) random.nextGaussian();
            }
            return vector;
        }

        @Override
        public void close() {}
    }

    private static float[] numbers(int count, long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    @Test
    void theGradientIsTheSlopeOfTheLoss() {
        Captions captions = Captions.of(new Words(5), THREE);
        int[] classes = {0, 2, 0, 1};
        float[] pictures = numbers(20, 3);
        UnitRows rows = new UnitRows(pictures.clone(), 5);
        float[] gradient = new float[20];
        captions.loss(rows, classes, 0.5, gradient);
        rows.back(gradient);
        for (int i = 0; i < pictures.length; i++) {
            float[] more = pictures.clone();
            float[] less = pictures.clone();
            more[i] += 0.01f;
            less[i] -= 0.01f;
            double slope =
                    (captions.loss(new UnitRows(more, 5), classes, 0.5, new float[20])
                                    - captions.loss(
                                            new UnitRows(less, 5), classes, 0.5, new float[20]))
                            / 0.02;
            assertThat((double) gradient[i]).isCloseTo(slope, within(2e-3));
        }
    }

    @Test
    void theLossIsThatOfTheDefinition() {
        Words words = new Words(6);
        int[] classes = {1, 0, 1};
        float[] pictures = numbers(18, 4);
        UnitRows texts = new UnitRows(flat(words.encode(List.of(THREE.get(1), THREE.get(0)))), 6);
        UnitRows rows = new UnitRows(pictures, 6);
        double[][] shares = new double[3][2];
        for (int i = 0; i < 3; i++) {
            for (int c = 0; c < 2; c++) {
                for (int d = 0; d < 6; d++) {
                    shares[i][c] += rows.values()[6 * i + d] * texts.values()[6 * c + d] / 0.2;
                }
                shares[i][c] = Math.exp(shares[i][c]);
            }
        }
        int[] of = {0, 1, 0};
        double byPicture = 0;
        for (int i = 0; i < 3; i++) {
            byPicture -= Math.log(shares[i][of[i]] / (shares[i][0] + shares[i][1])) / 3;
        }
        double first = shares[0][0] + shares[1][0] + shares[2][0];
        double second = shares[0][1] + shares[1][1] + shares[2][1];
        double byText =
                -(Math.log(shares[0][0] / first) / 2
                                + Math.log(shares[2][0] / first) / 2
                                + Math.log(shares[1][1] / second))
                        / 2;
        assertThat(Captions.of(words, THREE).loss(rows, classes, 0.2, new float[18]))
                .isCloseTo((byPicture + byText) / 2, within(1e-5));
    }

    private static float[] flat(float[][] rows) {
        float[] flat = new float[rows.length * rows[0].length];
        for (int r = 0; r < rows.length; r++) {
            System.arraycopy(rows[r], 0, flat, r * rows[r].length, rows[r].length);
        }
        return flat;
    }

    private static ImageLearning.Builder learning() {
        return ImageLearning.builder()
                .body(new ImageCnn(List.of(8, 8)))
                .rate(0.01)
                .epochs(10)
                .batchSize(16)
                .threads(1);
    }

    @Test
    void newPicturesLieNearWhatTheyShow() throws IOException {
        Words words = new Words(12);
        Path file = folder.resolve("drawings.akin");
        try (ImageEncoder learned =
                learning()
                        .validation(0.2)
                        .build()
                        .fit(Drawings.images(3, 40, 1), words, "words.bin")) {
            assertThat(learned.history().epochs().getLast().validation()).containsKey("accuracy");
            learned.save(file);
        }
        float[][] texts = words.encode(THREE);
        try (ImageEncoder encoder = ImageEncoder.load(file)) {
            assertThat(encoder.dimension()).isEqualTo(12);
            assertThat(encoder.files(PictureReader.DEFAULT).texts())
                    .contains(new FileEncoder.Texts("words.bin", "f12"));
            Random random = new Random(99);
            List<Picture> pictures = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                pictures.add(Drawings.draw(i % 3, random));
            }
            float[][] vectors = encoder.encode(pictures);
            int right = 0;
            for (int i = 0; i < vectors.length; i++) {
                right += nearest(vectors[i], texts) == i % 3 ? 1 : 0;
            }
            assertThat(right).isGreaterThan(24);
        }
    }

    private static int nearest(float[] vector, float[][] texts) {
        int nearest = 0;
        double most = -2;
        for (int t = 0; t < texts.length; t++) {
            double cosine = 0;
            double length = 0;
            for (int d = 0; d < vector.length; d++) {
                cosine += vector[d] * texts[t][d];
                length += texts[t][d] * texts[t][d];
            }
            if (cosine / Math.sqrt(length) > most) {
                most = cosine / Math.sqrt(length);
                nearest = t;
            }
        }
        return nearest;
    }

    @Test
    void refusesWhatNoTextSays() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        learning().build().fit(Drawings.images(1, 9, 1), new Words(4), "words"))
                .withMessageContaining("two different ones");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        learning()
                                .quarterTurns(true)
                                .build()
                                .fit(Drawings.images(3, 9, 1), new Words(4), "words"))
                .withMessageContaining("quarter turns");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Captions.of(new Words(4), List.of("ring", "nothing")))
                .withMessageContaining("a vector of zeros of the label \"nothing\"");
    }
}
