package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.StaticEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistillCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aDistilledEncoderTellsTextsApartAndEncodesFiles() throws IOException {
        Path fast = folder.resolve("fast.safetensors");
        Run run = Run.akin("distill", "-o", fast, "--dim", "64", "-q");
        assertThat(run.succeeds().err()).isEmpty();
        StaticEncoder encoder = StaticEncoder.load(fast);
        assertThat(encoder.dimension()).isEqualTo(64);
        float[] sea = encoder.encode("The ship sailed across the ocean.");
        double alike = dot(sea, encoder.encode("A boat crossed the sea"));
        assertThat(alike).isGreaterThan(dot(sea, encoder.encode("He paid his taxes late")) + 0.2);
        Path texts = Files.writeString(folder.resolve("texts.txt"), "one text\nanother text\n");
        Path out = folder.resolve("out.safetensors");
        assertThat(Run.akin("encode", texts, "--encoder", fast, "-o", out).succeeds().err())
                .contains("2 × 64");
        assertThat(Run.akin("distill", "--encoder", fast, "-o", out).err())
                .contains("is static already");
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Test
    void saysWhatCannotBe() throws IOException {
        Path out = folder.resolve("out.safetensors");
        Path few = Files.writeString(folder.resolve("few.txt"), "one\ntwo\n");
        assertThat(Run.akin("distill", "-o", folder.resolve("out.vec")).code())
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(Run.akin("distill", "-o", out, "--dim", "0").code())
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(Run.akin("distill", "-o", out, "--corpus", few).err())
                .contains("2 texts are too few");
        assertThat(Run.akin("distill", "-o", out, "--corpus", folder.resolve("none.txt")).err())
                .contains("no such file");
        assertThat(Run.akin("distill", "-o", out, "--encoder", "nothing").err())
                .contains("no encoder \"nothing\"");
        assertThat(out).doesNotExist();
    }

    @Test
    void vectorsOfWordsEncodeSentencesAndAreFittedToTexts() throws IOException {
        Path words = Samples.write(folder.resolve("words.safetensors"));
        String some = Embeddings.load(words).vocabulary().key(0);
        Path texts =
                Files.writeString(
                        folder.resolve("sentences.txt"), some + "\nnothing of these\n" + some);
        Path out = folder.resolve("vectors.safetensors");
        Run.akin("encode", texts, "--encoder", words, "-o", out).succeeds();
        assertThat(Embeddings.load(out).similarity(0, 2)).isCloseTo(1, within(1e-6));
        assertThat(Run.akin("distill", "--encoder", words, "-o", out).err()).contains("--corpus");

        Path fitted = folder.resolve("fitted.safetensors");
        Run.akin("distill", "--encoder", words, "--corpus", texts, "-o", fitted).succeeds();
        assertThat(Embeddings.load(fitted).metadata()).containsKey("akin.sif");
        Run.akin("encode", texts, "--encoder", fitted, "-o", out).succeeds();
        assertThat(Run.akin("encode", texts, "--encoder", texts, "-o", out).code())
                .isNotEqualTo(ExitCode.DONE);

        Path plain = Files.writeString(folder.resolve("plain.vec"), "2 2\na 1 0\nb 0 1\n");
        assertThat(Run.akin("encode", texts, "--encoder", plain, "-o", out).succeeds().err())
                .contains("Zipf");
    }

    @Test
    void groupsVectorsOfWords() throws IOException {
        Path words = Samples.write(folder.resolve("words.safetensors"));
        Path texts = Files.writeString(folder.resolve("texts.txt"), "cat dog\ndog\n");
        Path bags = folder.resolve("bags.safetensors");
        Path out = folder.resolve("out.safetensors");

        Run run = Run.akin("distill", "--encoder", words, "--centroids", "2", "-o", bags);
        assertThat(run.succeeds().err()).contains("2 groups of words");
        Run.akin("encode", texts, "--encoder", bags, "-o", out).succeeds();
        assertThat(Embeddings.load(out).dimension()).isEqualTo(2);

        Run weighed =
                Run.akin(
                        "distill",
                        "--encoder",
                        words,
                        "--centroids",
                        "2",
                        "--corpus",
                        texts,
                        "-o",
                        bags);
        assertThat(weighed.succeeds().err()).contains("weighed by 2 texts");
        assertThat(Run.akin("distill", "--encoder", words, "--centroids", "0", "-o", bags).err())
                .contains("--centroids is 1 or more, not 0");
        assertThat(Run.akin("distill", "--encoder", bags, "--centroids", "2", "-o", out).err())
                .contains("--centroids groups vectors of words");
    }
}
