package dev.akin.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.encode.EncoderOptions.LongText;
import dev.akin.vocabulary.TokenizedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Texts beyond the 22 tokens, and two special ones, that the small model sees.
class LongTextTest {
    private static final String LONG =
            "the cat sat on the mat . the dog ran in the house . a big red cat ran in the water ."
                    + " the small dog sat on the old house . the blue cat sat . the new dog ran .";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void lay() throws IOException {
        Golden.in(folder, "tokens.onnx")
                .module("Pooling", "{\"pooling_mode_mean_tokens\":true}", "")
                .module("Normalize", "", "");
    }

    private OnnxTextEncoder open(LongText how) throws IOException {
        EncoderOptions options = EncoderOptions.builder().longText(how).build();
        return OnnxTextEncoder.open(ModelFolder.read(folder), options);
    }

    @Test
    void averaged() throws IOException {
        try (OnnxTextEncoder encoder = open(LongText.AVERAGE)) {
            int[] ids = encoder.tokenizer().tokenize(LONG).ids();
            assertThat(ids).hasSize(42);
            assertThat(encoder.maxTokens()).isEqualTo(22);
            float[][] pieces =
                    encoder.encodeTokens(
                            List.of(
                                    Arrays.copyOfRange(ids, 0, 22),
                                    Arrays.copyOfRange(ids, 22, 42)));
            double[] sum = new double[8];
            Vectors.add(22, pieces[0], sum);
            Vectors.add(20, pieces[1], sum);
            close(encoder.encode(LONG), Vectors.normalize(Vectors.narrow(sum)));
            close(encoder.encodeTokens(List.of(ids))[0], encoder.encode(LONG));
        }
    }

    @Test
    void aPassMayTakeFewerTokensThanTheModelSees() throws IOException {
        EncoderOptions options =
                EncoderOptions.builder().maxTokens(8).longText(LongText.TRUNCATE).build();
        try (OnnxTextEncoder encoder = OnnxTextEncoder.open(ModelFolder.read(folder), options)) {
            assertThat(encoder.maxTokens()).isEqualTo(6);
            close(encoder.encode(LONG), encoder.encode("the cat sat on the mat"));
        }
        assertThatThrownBy(() -> EncoderOptions.builder().maxTokens(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1 tokens");
    }

    @Test
    void piecesEndBetweenWords() {
        SpecialTokens specials = new SpecialTokens(new int[] {2}, new int[] {3});
        PieceCutter cutter = new PieceCutter(specials, 4, id -> id == 19, LongText.AVERAGE);
        List<Piece> pieces = cutter.cut(new int[0], true, new int[] {5, 6, 7, 8, 19, 9, 10});
        assertThat(pieces.stream().map(Piece::ids).toList())
                .usingRecursiveComparison()
                .isEqualTo(List.of(new int[] {2, 5, 6, 7, 3}, new int[] {2, 8, 19, 9, 10, 3}));
        List<Piece> endless = cutter.cut(new int[0], true, new int[] {19, 19, 19, 19, 19});
        assertThat(endless).hasSize(2);
        assertThatThrownBy(() -> cutter.cut(new int[] {4, 4, 4, 4}, true, new int[] {5}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the prompt has 4 tokens, but the model sees 4 in all");
    }

    @Test
    void truncated() throws IOException {
        try (OnnxTextEncoder encoder = open(LongText.TRUNCATE)) {
            TokenizedText tokens = encoder.tokenizer().tokenize(LONG);
            String begin = LONG.substring(0, tokens.end(21));
            close(encoder.encode(LONG), encoder.encode(begin));
        }
    }

    /// In windows of 22 that share 5, token 20 comes from the second, where it is the fourth.
    @Test
    void tokensAreSeenFromBothSides() throws IOException {
        try (OnnxTextEncoder encoder = open(LongText.LATE)) {
            TokenVectors all = encoder.tokenVectors(LONG);
            TokenizedText tokens = all.tokens();
            assertThat(all.vectors()).hasNumberOfRows(42);
            String first = LONG.substring(0, tokens.end(21));
            String second = LONG.substring(tokens.start(17), tokens.end(38));
            String third = LONG.substring(tokens.start(34));
            close(all.vectors()[18], encoder.tokenVectors(first).vectors()[18]);
            close(all.vectors()[20], encoder.tokenVectors(second).vectors()[3]);
            close(all.vectors()[35], encoder.tokenVectors(second).vectors()[18]);
            close(all.vectors()[41], encoder.tokenVectors(third).vectors()[7]);
        }
    }

    @Test
    void chunksKnowWhatStandsAroundThem() throws IOException {
        try (OnnxTextEncoder encoder = open(LongText.LATE)) {
            LateChunks chunks = encoder.lateChunks(LONG);
            TokenVectors all = encoder.tokenVectors(LONG);
            double[] sum = new double[8];
            for (int token = 6; token < 13; token++) {
                Vectors.add(1, all.vectors()[token], sum);
            }
            int from = LONG.indexOf("the dog");
            int to = LONG.indexOf(" a big");
            assertThat(all.tokens().start(7)).isEqualTo(from);
            assertThat(chunks.vector(from - 2, to)).hasSize(8);
            close(
                    chunks.vector(from - 2, all.tokens().end(12)),
                    Vectors.normalize(Vectors.narrow(sum)));
            close(encoder.encode(LONG), chunks.vector(0, LONG.length()));
            close(
                    encoder.encodeTokens(List.of(all.tokens().ids()))[0],
                    chunks.vector(0, LONG.length()));
            assertThat(chunks.vector(0, 0)).containsOnly(0);
            assertThat(encoder.encode(List.of("the cat", LONG, "", LONG)))
                    .isDeepEqualTo(
                            new float[][] {
                                encoder.encode("the cat"),
                                encoder.encode(LONG),
                                encoder.encode(""),
                                encoder.encode(LONG)
                            });
        }
    }

    @Test
    void aGraphThatPoolsHasNoTokens() throws IOException {
        Files.copy(
                Path.of("src/test/resources/golden/encoders/pooled.onnx"),
                folder.resolve("pooled.onnx"));
        ModelSpec spec = ModelFolder.read(folder.resolve("pooled.onnx"));
        try (OnnxTextEncoder encoder = OnnxTextEncoder.open(spec, EncoderOptions.DEFAULT)) {
            assertThatThrownBy(() -> encoder.tokenVectors("the cat"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("pools by itself");
        }
    }

    private static void close(float[] found, float[] wanted) {
        assertThat(found).hasSize(wanted.length);
        for (int i = 0; i < wanted.length; i++) {
            assertThat(found[i]).isCloseTo(wanted[i], within(3e-6f));
        }
    }
}
