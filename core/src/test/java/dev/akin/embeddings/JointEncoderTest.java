package dev.akin.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JointEncoderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// The number of bytes of each file.
    private record Sizes() implements FileEncoder {
        @Override
        public String name() {
            return "sizes";
        }

        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public Similarity similarity() {
            return Similarity.COSINE;
        }

        @Override
        public String fingerprint() {
            return "s1";
        }

        @Override
        public String contents() {
            return "blobs";
        }

        @Override
        public boolean reads(Path file) {
            return file.toString().endsWith(".blob");
        }

        @Override
        public List<Outcome> outcomes(List<? extends Path> files) {
            return files.stream().map(Sizes::outcome).toList();
        }

        private static Outcome outcome(Path file) {
            try {
                return Outcome.of(new float[] {Files.size(file)});
            } catch (IOException e) {
                return Outcome.failed(e);
            }
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    @Test
    void filesAreThoseThatAreThere() throws IOException {
        Path file = Files.writeString(folder.resolve("a.blob"), "abc");
        try (JointEncoder encoder = JointEncoder.of(new Sizes())) {
            assertThat(encoder.encode(List.of(file.toString()))[0]).containsExactly(3);
            assertThat(encoder.isFile(file.toString())).isTrue();
            assertThat(encoder.fingerprint()).isEqualTo("s1");
            assertThatThrownBy(() -> encoder.encode(List.of("gone.blob")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("sizes encodes blobs, but there is no such file: gone.blob");
        }
    }

    @Test
    void whoGivesATextHearsWhyItCannotBeEncoded() {
        try (JointEncoder encoder = JointEncoder.of(new Sizes(), "words.bin is gone")) {
            assertThat(encoder.texts()).isNull();
            assertThatThrownBy(() -> encoder.encode(List.of("a red apple")))
                    .hasMessage(
                            "sizes encodes blobs, but there is no such file: a red apple; texts cannot be"
                                    + " encoded: words.bin is gone");
        }
    }
}
