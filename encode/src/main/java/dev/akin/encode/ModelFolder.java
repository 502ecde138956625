package dev.akin.encode;

import dev.akin.embeddings.Similarity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a folder as the Hugging Face hub lays models out: `config.json`, `tokenizer.json`, the graph in `model.onnx` or
/// `onnx/model.onnx`, and, for sentence-transformers, `modules.json` with a folder for each module.
///
/// Without modules there are a transformer and mean pooling, as sentence-transformers makes it then.
final class ModelFolder {
    static final List<String> USUAL_GRAPHS =
            List.of("onnx/model.onnx", "model.onnx", "onnx/model_quantized.onnx");

    /// What Similarity is called in `config_sentence_transformers.json`.
    private static final Map<String, Similarity> SIMILARITIES =
            Map.of(
                    "cosine", Similarity.COSINE,
                    "dot", Similarity.DOT,
                    "dot_product", Similarity.DOT,
                    "euclidean", Similarity.EUCLIDEAN);

    private final Path folder;
    private final Path graph;
    private final JsonFile config;
    private PoolingRule pooling = PoolingRule.of(Pooling.MEAN);
    private final List<Head> heads = new ArrayList<>();
    private Path transformer;

    private ModelFolder(Path folder, Path graph) throws IOException {
        this.folder = folder;
        this.graph = graph;
        this.transformer = folder;
        this.config = JsonFile.optional(folder.resolve("config.json"));
    }

    /// @param place the folder, or the file of a graph in it or in its folder `onnx`
    /// @throws NoSuchFileException if a file is missing
    /// @throws dev.akin.MalformedFileException if a file says what is not known
    static ModelSpec read(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            Path tower = TextTower.graph(place);
            return new ModelFolder(place, tower == null ? graph(place, USUAL_GRAPHS) : tower)
                    .spec();
        }
        Path folder = parent(place);
        return new ModelFolder(
                        Files.exists(folder.resolve("tokenizer.json")) ? folder : parent(folder),
                        place)
                .spec();
    }

    private static Path parent(Path place) {
        Path parent = place.toAbsolutePath().getParent();
        return parent == null ? place : parent;
    }

    /// The graph of a folder: the first of the usual that is there, else the only one.
    static Path graph(Path folder, List<String> usuals) throws IOException {
        for (String usual : usuals) {
            if (Files.exists(folder.resolve(usual))) {
                return folder.resolve(usual);
            }
        }
        List<Path> graphs = new ArrayList<>();
        for (Path place : List.of(folder, folder.resolve("onnx"))) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> files = Files.list(place)) {
                    files.filter(file -> file.toString().endsWith(".onnx")).forEach(graphs::add);
                }
            }
        }
        if (graphs.size() == 1) {
            return graphs.getFirst();
        }
        throw new NoSuchFileException(
                folder.toString(),
                null,
                graphs.isEmpty()
                        ? "holds no ONNX graph (" + String.join(", ", usuals) + ")"
                        : "holds several ONNX graphs; name one of "
                                + graphs.stream().sorted().toList());
    }

    private ModelSpec spec() throws IOException {
        try {
            return readSpec();
        } catch (IOException | RuntimeException e) {
            heads.forEach(Head::close);
            throw e;
        }
    }

    private ModelSpec readSpec() throws IOException {
        readModules();
        TextTower.check(config);
        if (TextTower.isOne(graph, config)) {
            heads.add(Head.NORMALIZE);
        }
        JsonFile prompts = JsonFile.optional(folder.resolve("config_sentence_transformers.json"));
        return new ModelSpec(
                name(folder),
                new ModelFiles.InFolder(folder, graph, tokenizer()),
                pooling,
                heads,
                prompts(prompts),
                similarity(prompts),
                maxTokens(),
                (int) config.number("vocab_size", 0));
    }

    private static String name(Path folder) {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        return last == null ? folder.toString() : last.toString();
    }

    private Path tokenizer() throws IOException {
        for (Path place : List.of(transformer, folder)) {
            if (Files.exists(place.resolve("tokenizer.json"))) {
                return place.resolve("tokenizer.json");
            }
        }
        throw new NoSuchFileException(
                folder.resolve("tokenizer.json").toString(),
                null,
                "the model has no fast tokenizer; save it with transformers' AutoTokenizer"
                        + (Files.exists(folder.resolve(ImageFolder.PREPROCESSOR))
                                ? ""
                                : " (a model of pictures or sounds needs "
                                        + ImageFolder.PREPROCESSOR
                                        + " instead, which is not there either)"));
    }

    private void readModules() throws IOException {
        Path file = folder.resolve("modules.json");
        if (!Files.exists(file)) {
            return;
        }
        for (JsonFile module : JsonFile.list(file)) {
            String type = module.text("type", "");
            String kind = type.substring(type.lastIndexOf('.') + 1);
            Path place = folder.resolve(module.text("path", "")).normalize();
            if (!place.startsWith(folder.normalize())) {
                throw module.malformed("the module " + kind + " lies outside of the folder");
            }
            read(module, kind, place);
        }
    }

    private void read(JsonFile module, String kind, Path place) throws IOException {
        switch (kind) {
            case "Transformer" -> transformer = place;
            case "Pooling" -> pooling = pooling(JsonFile.required(place.resolve("config.json")));
            case "Dense" -> heads.add(dense(place));
            case "LayerNorm" -> heads.add(LayerNormHead.read(place));
            case "Normalize" -> heads.add(Head.NORMALIZE);
            default ->
                    throw module.malformed(
                            "the module "
                                    + kind
                                    + " is not known, only Transformer, Pooling, Dense, LayerNorm"
                                    + " and Normalize");
        }
    }

    private static Head dense(Path place) throws IOException {
        Path graph = place.resolve("model.onnx");
        boolean exported = Files.exists(graph) && !Files.exists(place.resolve("model.safetensors"));
        return exported ? OnnxHead.read(graph) : DenseHead.read(place);
    }

    private static PoolingRule pooling(JsonFile config) throws IOException {
        List<Pooling> modes = new ArrayList<>();
        for (String label : config.texts("pooling_mode")) {
            Pooling mode = Pooling.ofLabel(label);
            if (mode == null) {
                throw config.malformed("the pooling \"" + label + "\" is not known");
            }
            modes.add(mode);
        }
        boolean byFlags = modes.isEmpty();
        for (Pooling mode : Pooling.values()) {
            if (byFlags && config.truth(mode.flag(), mode == Pooling.MEAN)) {
                modes.add(mode);
            }
        }
        if (modes.isEmpty()) {
            throw config.malformed("it names no pooling that is known");
        }
        return new PoolingRule(modes, config.truth("include_prompt", true));
    }

    /// The names under which models keep their prompts, the most usual first, as sentence-transformers looks for them.
    private static Prompts prompts(JsonFile config) {
        Map<String, String> prompts = config.textsByName("prompts");
        String name = config.text("default_prompt_name", "");
        String plain = prompts.getOrDefault(name, "");
        return new Prompts(
                plain,
                first(prompts, plain, "query"),
                first(prompts, plain, "document", "passage", "corpus"));
    }

    private static String first(Map<String, String> prompts, String otherwise, String... names) {
        for (String name : names) {
            String prompt = prompts.get(name);
            if (prompt != null) {
                return prompt;
            }
        }
        return otherwise;
    }

    private static Similarity similarity(JsonFile config) throws IOException {
        String name = config.text("similarity_fn_name", "cosine");
        @Nullable Similarity similarity = SIMILARITIES.get(name);
        if (similarity == null) {
            throw config.malformed("the similarity \"" + name + "\" is not known");
        }
        return similarity;
    }

    private int maxTokens() throws IOException {
        long places =
                config.number(
                        "max_position_embeddings", TextTower.places(config, Integer.MAX_VALUE));
        // In these, the numbers of places begin behind that of padding.
        if (config.text("model_type", "").matches("(xlm-)?roberta|camembert|mpnet")) {
            places -= config.number("pad_token_id", 1) + 1;
        }
        long stated =
                JsonFile.optional(folder.resolve("tokenizer_config.json"))
                        .number("model_max_length", Integer.MAX_VALUE);
        for (Path place : List.of(folder, transformer)) {
            stated =
                    JsonFile.optional(place.resolve("sentence_bert_config.json"))
                            .number("max_seq_length", stated);
        }
        long most = Math.min(places, stated);
        return Math.clamp(most, 1, UNBOUNDED);
    }

    /// Where nothing says how much a model sees.
    private static final int UNBOUNDED = 8192;
}
