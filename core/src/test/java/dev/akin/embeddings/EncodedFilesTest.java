package dev.akin.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.akin.MalformedFileException;
import dev.akin.Progress;
import dev.akin.ProgressListener;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class EncodedFilesTest {
    /// A file's vector says how long its name is; `broken` cannot be read.
    private static class Lengths implements FileEncoder {
        private final boolean parts;

        Lengths(boolean parts) {
            this.parts = parts;
        }

        @Override
        public String contents() {
            return "names";
        }

        @Override
        public boolean reads(Path file) {
            return true;
        }

        @Override
        public List<Outcome> outcomes(List<? extends Path> files) {
            return files.stream().map(this::outcome).toList();
        }

        private Outcome outcome(Path file) {
            if (file.endsWith("broken")) {
                return Outcome.failed(MalformedFileException.atByte(file, 3, "it is broken"));
            }
            float[] vector = {file.toString().length(), 1};
            if (!parts) {
                return Outcome.of(vector);
            }
            Map<String, float[]> halves = new LinkedHashMap<>();
            halves.put("#0", vector);
            halves.put("#1", new float[] {-vector[0], 1});
            return new Outcome(halves, null);
        }

        @Override
        public String name() {
            return "lengths";
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public Similarity similarity() {
            return Similarity.EUCLIDEAN;
        }

        @Override
        public String fingerprint() {
            return "abc";
        }

        @Override
        public void close() {}
    }

    private static Map<String, Path> files(String... names) {
        Map<String, Path> files = new LinkedHashMap<>();
        for (String name : names) {
            files.put(name, Path.of(name));
        }
        return files;
    }

    @Test
    void whatCannotBeReadIsLeftOutAndNamed() {
        Embeddings made =
                EncodedFiles.by(new Lengths(false))
                        .encode(files("one", "broken", "three"), ProgressListener.NONE);

        assertThat(made.vocabulary().keys()).containsExactly("one", "three");
        assertThat(made.vector("three")).containsExactly(5, 1);
        assertThat(made.notes()).containsExactly("left out: broken: byte 3: it is broken");
        assertThat(made.similarity()).isEqualTo(Similarity.EUCLIDEAN);
        assertThat(made.metadata().get(EncodedTexts.METADATA))
                .isEqualTo("{\"name\":\"lengths\",\"fingerprint\":\"abc\",\"contents\":\"names\"}");
    }

    @Test
    void partsHaveTheirOwnRows() {
        Embeddings made =
                EncodedFiles.by(new Lengths(true)).encode(files("a", "bc"), ProgressListener.NONE);

        assertThat(made.vocabulary().keys()).containsExactly("a#0", "a#1", "bc#0", "bc#1");
        assertThat(made.vector("bc#1")).containsExactly(-2, 1);
    }

    @Test
    void withoutAnyFileThereIsNoTable() {
        EncodedFiles encoding = EncodedFiles.by(new Lengths(false)).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoding.encode(Map.of(), ProgressListener.NONE))
                .withMessage("there are no names to encode");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoding.encode(files("broken"), ProgressListener.NONE))
                .withMessage(
                        "there are no names to encode; left out: broken: byte 3: it is broken");
    }

    @Test
    void tellsHowFarItIsAndStopsWhenAsked() {
        String[] names = new String[300];
        Arrays.setAll(names, i -> "n" + i);
        List<Long> done = new ArrayList<>();
        ProgressListener twice =
                new ProgressListener() {
                    @Override
                    public void update(Progress progress) {
                        done.add(progress.done());
                    }

                    @Override
                    public boolean stopRequested() {
                        return done.size() == 2;
                    }
                };

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> EncodedFiles.by(new Lengths(false)).encode(files(names), twice));
        assertThat(done).containsExactly(8L, 24L);
    }

    @Test
    void anEncoderOfFilesFailsOnTheOneThatIsAskedFor() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> new Lengths(false).encode(Path.of("broken")))
                .withMessageContaining("it is broken");
        assertThat(new Lengths(false).encode(Path.of("ab"))).containsExactly(2, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lengths(false).parts())
                .withMessage("lengths gives one vector for each of the names, and none for parts");
    }

    @Test
    void vectorsCanBeReduced() {
        EncodedFiles one = EncodedFiles.by(new Lengths(false)).components(1).build();
        Embeddings made = one.encode(files("a", "bb", "cccc"), ProgressListener.NONE);

        assertThat(made.dimension()).isEqualTo(1);
        double spread = Math.abs(made.vector("cccc")[0] - made.vector("a")[0]);
        assertThat(spread).isCloseTo(3, within(1e-5));
        assertThat(made.metadata().get(EncodedTexts.METADATA))
                .contains("\"components\":1")
                .doesNotContain("fingerprint");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.encode(files("a"), ProgressListener.NONE))
                .withMessageContaining("1 vectors of 2 numbers cannot be reduced to 1");
    }

    @Test
    void labelsOfFilesBecomeAColumn() {
        Embeddings made =
                EncodedFiles.by(new Lengths(true))
                        .labels(Map.of("a", "short"))
                        .encode(files("a", "bc"), ProgressListener.NONE);

        assertThat(made.column(EncodedFiles.LABEL).text(1)).isEqualTo("short");
        assertThat(made.column(EncodedFiles.LABEL).text(2)).isEmpty();
    }

    @Test
    void rowsGetTheLabelOfTheirNeighbours() {
        Embeddings labelled =
                EncodedFiles.by(new Lengths(false))
                        .encode(
                                files("s/a", "s/bb", "l/abcdefghijkl", "l/abcdefghijkm"),
                                ProgressListener.NONE);
        Embeddings made =
                EncodedFiles.by(new Lengths(false))
                        .labelledBy(NearestLabels.of(labelled, 1))
                        .encode(files("xy", "abcdefghijklmno"), ProgressListener.NONE);

        assertThat(made.column(EncodedFiles.LABEL).text(0)).isEqualTo("s");
        assertThat(made.column(EncodedFiles.LABEL).text(1)).isEqualTo("l");
        assertThat(NearestLabels.of(labelled, 3).of(new float[][] {{3, 1}}))
                .containsExactly(new NearestLabels.Vote("s", 2 / 3.0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NearestLabels.of(labelled, 3).of(new float[][] {{3}}))
                .withMessageContaining("2 dimensions, but the vectors to be labelled 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NearestLabels.of(made, 0))
                .withMessageContaining("not 0");
        Embeddings bare =
                EncodedFiles.by(new Lengths(false)).encode(files("a"), ProgressListener.NONE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NearestLabels.of(bare, 1))
                .withMessageStartingWith("\"a\" has no label");
    }

    @Test
    void missingFilesAreSaidToBeMissing() {
        FileEncoder.Outcome missing =
                FileEncoder.Outcome.failed(new NoSuchFileException("gone.png"));
        FileEncoder encoder =
                new Lengths(false) {
                    @Override
                    public List<Outcome> outcomes(List<? extends Path> files) {
                        return List.of(missing, Outcome.of(new float[] {1, 2}));
                    }
                };

        assertThat(EncodedFiles.by(encoder).encode(files("a", "b"), ProgressListener.NONE).notes())
                .containsExactly("left out: gone.png: no such file");
    }
}
