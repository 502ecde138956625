package dev.akin.encode;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said of models that are not what they should be.
class MalformedModelTest {
    private static final String MEAN = "{\"pooling_mode_mean_tokens\":true}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private AbstractThrowableAssert<?, ?> opening() {
        return assertThatThrownBy(
                () -> TextEncoders.open(folder.toString(), Path.of("target", "no-home")));
    }

    private Golden model() throws IOException {
        return Golden.in(folder, "tokens.onnx");
    }

    @Test
    void aGraphCutShort() throws IOException {
        Path graph = model().folder().resolve("onnx/model.onnx");
        byte[] bytes = Files.readAllBytes(graph);
        Files.write(graph, Arrays.copyOf(bytes, bytes.length / 2));
        opening()
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(graph.toString())
                .hasMessageContaining("it is no ONNX model: a field of");
    }

    @Test
    void noGraphAtAll() throws IOException {
        Path graph = model().folder().resolve("onnx/model.onnx");
        Files.writeString(graph, "version https://git-lfs.github.com/spec/v1\noid sha256:0\n");
        opening().isInstanceOf(MalformedFileException.class).hasMessageContaining("no ONNX model");
        Files.write(graph, new byte[0]);
        opening()
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("it holds no graph");
        Files.delete(graph);
        opening()
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("holds no ONNX graph");
    }

    @Test
    void aGraphThatOnnxRuntimeRefuses() throws IOException {
        Path graph = model().folder().resolve("onnx/model.onnx");
        String text =
                new String(Files.readAllBytes(graph), java.nio.charset.StandardCharsets.ISO_8859_1);
        Files.write(
                graph,
                text.replace("Softmax", "Saftmox")
                        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        opening()
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("ONNX Runtime cannot run it");
    }

    @Test
    void aGraphThatWritesText() throws IOException {
        Golden.in(folder, "generator.onnx");
        opening()
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("asks for the input past_key_values");
    }

    @Test
    void aTokenizerOfAnotherModel() throws IOException {
        model().write("config.json", "{\"vocab_size\":30522}");
        opening()
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("the tokenizer does not belong to")
                .hasMessageContaining("it has 39 tokens, but the model knows 30522");
        Path tokenizer = folder.resolve("tokenizer.json");
        String more =
                Files.readString(tokenizer).replace("\"blue\": 38", "\"blue\": 38, \"pink\": 39");
        model0(more);
        opening()
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("the model does not know its last token, 39");
    }

    private void model0(String tokenizer) throws IOException {
        Files.writeString(folder.resolve("tokenizer.json"), tokenizer);
        Files.delete(folder.resolve("config.json"));
    }

    @Test
    void noTokenizer() throws IOException {
        Path tokenizer = model().folder().resolve("tokenizer.json");
        for (String wrong :
                new String[] {"", "{}", "{\"model\":{}}", "{\"model\":{\"vocab\":{\"a\":-1}}}"}) {
            Files.writeString(tokenizer, wrong);
            opening()
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageContaining("it is no tokenizer");
        }
        Files.writeString(tokenizer, "{\"model\":{\"type\":\"WordPiece\",\"vocab\":{\"a\":0}}}");
        opening()
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("it is no tokenizer");
        Files.delete(tokenizer);
        opening()
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("the model has no fast tokenizer");
    }

    @Test
    void modulesThatAreNotKnown() throws IOException {
        model().module("WordWeights", "", "");
        opening()
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("the module WordWeights is not known");
        Files.writeString(
                folder.resolve("modules.json"),
                "[{\"path\":\"../elsewhere\",\"type\":\"a.Pooling\"}]");
        opening().hasMessageContaining("the module Pooling lies outside of the folder");
        Files.writeString(folder.resolve("modules.json"), "{}");
        opening().hasMessageContaining("it is no JSON array of objects");
    }

    @Test
    void poolingsAndHeadsThatAreNotKnown() throws IOException {
        Golden model = model().module("Pooling", "{\"pooling_mode\":\"median\"}", "");
        opening().hasMessageContaining("the pooling \"median\" is not known");
        Files.writeString(folder.resolve("1_Pooling/config.json"), MEAN);
        model.module("Dense", "{\"in_features\":8,\"out_features\":4}", "dense.safetensors");
        opening()
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("\"linear.weight\" must be F32 [4, 8], but is F32 [5, 8]");
        Files.writeString(folder.resolve("2_Dense/config.json"), "{\"in_features\":8}");
        opening().hasMessageContaining("out_features must be 1 to 1048576, not 0");
        Files.delete(folder.resolve("2_Dense/model.safetensors"));
        Files.writeString(folder.resolve("2_Dense/pytorch_model.bin"), "");
        Files.writeString(
                folder.resolve("2_Dense/config.json"), "{\"in_features\":8,\"out_features\":5}");
        opening().hasMessageContaining("the weights are a Python pickle");
    }

    @Test
    void aNameThatNothingHas() {
        assertThatThrownBy(() -> TextEncoders.open("minilms", Path.of("target")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no encoder \"minilms\"")
                .hasMessageContaining("minilm, bge-small-en");
    }
}
