package dev.akin.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.akin.embeddings.Similarity;
import dev.akin.embeddings.TextEncoder;
import dev.akin.embeddings.TextEncoder.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Vectors of a small model, laid out as on the Hugging Face hub, against the definitions of sentence-transformers' modules
/// (tools/golden/encoders.py).
class SentenceTransformerParityTest {
    private static final String MEAN = "{\"pooling_mode_mean_tokens\":true}";
    private static final String DENSE =
            "{\"in_features\":8,\"out_features\":5,\"bias\":true,"
                    + "\"activation_function\":\"torch.nn.modules.activation.Tanh\"}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Golden tokens() throws IOException {
        return Golden.in(folder, "tokens.onnx");
    }

    private static TextEncoder open(Golden model) throws IOException {
        return TextEncoders.open(model.folder().toString(), Path.of("target", "no-home"));
    }

    private static String config(String flag, boolean promptCounts) {
        return "{%s\"pooling_mode_%s\":true,\"include_prompt\":%s}"
                .formatted(
                        flag.equals("mean_tokens") ? "" : "\"pooling_mode_mean_tokens\":false,",
                        flag,
                        promptCounts);
    }

    private static void same(float[][] found, String expected) throws IOException {
        float[][] wanted = Golden.vectors(expected);
        assertThat(found).hasNumberOfRows(wanted.length);
        for (int row = 0; row < wanted.length; row++) {
            assertThat(found[row]).as("text %d", row).hasSize(wanted[row].length);
            for (int i = 0; i < wanted[row].length; i++) {
                assertThat(found[row][i]).isCloseTo(wanted[row][i], within(3e-6f));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cls_token,cls",
        "max_tokens,max",
        "mean_tokens,mean",
        "mean_sqrt_len_tokens,mean_sqrt_len_tokens",
        "weightedmean_tokens,weightedmean",
        "lasttoken,lasttoken"
    })
    void poolings(String flag, String name) throws IOException {
        try (TextEncoder encoder = open(tokens().module("Pooling", config(flag, true), ""))) {
            same(encoder.encode(Golden.texts()), name);
            same(encoder.encodeTokens(Golden.tokens()), name);
            assertThat(encoder.dimension()).isEqualTo(8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cls_token,cls",
        "max_tokens,max",
        "mean_tokens,mean",
        "mean_sqrt_len_tokens,mean_sqrt_len_tokens",
        "weightedmean_tokens,weightedmean"
    })
    void promptsThatDoNotCount(String flag, String name) throws IOException {
        Golden model = tokens().module("Pooling", config(flag, false), "");
        model.write("config_sentence_transformers.json", "{\"prompts\":{\"query\":\"query: \"}}");
        try (TextEncoder encoder = open(model)) {
            same(encoder.encode(Golden.texts(), Purpose.QUERY), name + " without prompt");
            same(encoder.encode(Golden.texts(), Purpose.DOCUMENT), name);
        }
    }

    @Test
    void promptsByPurpose() throws IOException {
        Golden model = tokens().module("Pooling", MEAN, "");
        model.write(
                "config_sentence_transformers.json",
                "{\"prompts\":{\"ask\":\"query: \",\"passage\":\"\"},"
                        + "\"default_prompt_name\":\"ask\",\"similarity_fn_name\":\"dot\"}");
        try (TextEncoder encoder = open(model)) {
            same(encoder.encode(Golden.texts(), Purpose.PLAIN), "mean with prompt");
            same(encoder.encode(Golden.texts(), Purpose.QUERY), "mean with prompt");
            same(encoder.encode(Golden.texts(), Purpose.DOCUMENT), "mean");
            same(encoder.encodeTokens(Golden.tokens()), "mean");
            assertThat(encoder.similarity()).isEqualTo(Similarity.DOT);
        }
        EncoderOptions bare = EncoderOptions.builder().prompts(false).build();
        try (TextEncoder encoder =
                TextEncoders.open(model.folder().toString(), Path.of("target"), bare)) {
            same(encoder.encode(Golden.texts(), Purpose.QUERY), "mean");
        }
    }

    @Test
    void severalPoolingsStandSideBySide() throws IOException {
        String config = "{\"pooling_mode_cls_token\":true,\"pooling_mode_mean_tokens\":true}";
        try (TextEncoder encoder = open(tokens().module("Pooling", config, ""))) {
            same(encoder.encode(Golden.texts()), "cls+mean");
            assertThat(encoder.dimension()).isEqualTo(16);
        }
        Files.writeString(folder.resolve("1_Pooling/config.json"), "{\"pooling_mode\":\"max\"}");
        try (TextEncoder encoder =
                TextEncoders.open(folder.toString(), Path.of("target", "no-home"))) {
            same(encoder.encode(Golden.texts()), "max");
        }
    }

    @Test
    void heads() throws IOException {
        Golden model =
                tokens().module("Pooling", MEAN, "").module("Dense", DENSE, "dense.safetensors");
        try (TextEncoder encoder = open(model)) {
            same(encoder.encode(Golden.texts()), "dense");
            assertThat(encoder.dimension()).isEqualTo(5);
        }
    }

    @Test
    void aHeadThatIsAGraph() throws IOException {
        Golden model = tokens().module("Pooling", MEAN, "").module("Dense", DENSE, "dense.onnx");
        try (TextEncoder encoder = open(model)) {
            same(encoder.encode(Golden.texts()), "dense");
        }
    }

    @Test
    void headsInTheirOrder() throws IOException {
        Golden model =
                tokens().module("Pooling", MEAN, "")
                        .module("LayerNorm", "{\"dimension\":8}", "norm.safetensors")
                        .module("Dense", DENSE, "dense.safetensors")
                        .module("Normalize", "", "");
        try (TextEncoder encoder = open(model)) {
            same(encoder.encode(Golden.texts()), "layer norm, dense, normalized");
        }
    }

    @Test
    void withoutModulesTheMean() throws IOException {
        Golden model = tokens();
        Files.delete(folder.resolve("modules.json"));
        try (TextEncoder encoder = open(model)) {
            same(encoder.encode(Golden.texts()), "mean");
        }
    }

    @Test
    void aGraphThatPools() throws IOException {
        Golden model =
                Golden.in(folder, "pooled.onnx")
                        .module("Pooling", MEAN, "")
                        .module("Normalize", "", "");
        try (TextEncoder encoder = open(model)) {
            same(encoder.encode(Golden.texts()), "normalized");
        }
    }

    @Test
    void theGraphsOwnFileNamesTheModel() throws IOException {
        Path graph = tokens().folder().resolve("onnx/model.onnx");
        try (TextEncoder encoder = TextEncoders.open(graph.toString(), Path.of("target"))) {
            same(encoder.encode(Golden.texts()), "mean");
        }
    }

    /// The graph quantises nothing, so texts go through it together, padded.
    @Test
    void batchesChangeNothing() throws IOException {
        try (TextEncoder encoder = open(tokens().module("Pooling", MEAN, ""))) {
            float[][] together = encoder.encode(Golden.texts());
            List<String> texts = Golden.texts();
            for (int i = 0; i < texts.size(); i++) {
                assertThat(Vectors.cosine(together[i], encoder.encode(texts.get(i))))
                        .isGreaterThan(0.99999);
            }
        }
    }
}
