package dev.akin.encode;

import dev.akin.embeddings.Similarity;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The models that have a name of their own: each is a Maven package, a jar with a graph and a tokenizer.
enum BuiltIn {
    /// sentence-transformers/all-MiniLM-L6-v2.
    MINILM("minilm", "all-minilm-l6-v2-q", Pooling.MEAN),
    /// BAAI/bge-small-en-v1.5.
    BGE_SMALL_EN("bge-small-en", "bge-small-en-v1.5-q", Pooling.CLS),
    /// BAAI/bge-small-zh-v1.5.
    BGE_SMALL_ZH("bge-small-zh", "bge-small-zh-v1.5-q", Pooling.CLS),
    /// intfloat/e5-small-v2.
    E5_SMALL("e5-small", "e5-small-v2-q", Pooling.MEAN);

    /// Of the packages; the build has the same.
    static final String VERSION = "1.11.0-beta19";

    /// The places that their tables of positions have.
    private static final int MAX_TOKENS = 512;

    /// What its authors let it see.
    private static final int MINILM_MAX_TOKENS = 256;

    private final String label;
    private final String file;
    private final Pooling pooling;

    BuiltIn(String label, String file, Pooling pooling) {
        this.label = label;
        this.file = file;
        this.pooling = pooling;
    }

    static @Nullable BuiltIn ofLabel(String label) {
        for (BuiltIn model : values()) {
            if (model.label.equals(label)) {
                return model;
            }
        }
        return null;
    }

    String label() {
        return label;
    }

    Pooling pooling() {
        return pooling;
    }

    /// As the models' authors say.
    Prompts prompts() {
        return switch (this) {
            case MINILM -> Prompts.NONE;
            case BGE_SMALL_EN ->
                    new Prompts(
                            "", "Represent this sentence for searching relevant passages: ", "");
            case BGE_SMALL_ZH -> new Prompts("", "为这个句子生成表示以用于检索相关文章：", "");
            // Texts of one kind are compared as queries.
            case E5_SMALL -> new Prompts("query: ", "query: ", "passage: ");
        };
    }

    /// Group, name and version of the Maven package.
    String artifact() {
        return "dev.langchain4j:langchain4j-embeddings-"
                + file.toLowerCase(Locale.ROOT).replace(".", "")
                + ":"
                + VERSION;
    }

    ModelFiles.InJar files() {
        return new ModelFiles.InJar(file + ".onnx", file + "-tokenizer.json");
    }

    ModelSpec spec() {
        return new ModelSpec(
                label,
                files(),
                PoolingRule.of(pooling),
                List.of(Head.NORMALIZE),
                prompts(),
                Similarity.COSINE,
                this == MINILM ? MINILM_MAX_TOKENS : MAX_TOKENS,
                0);
    }
}
