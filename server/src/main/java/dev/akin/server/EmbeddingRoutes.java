package dev.akin.server;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.TextEncoder;
import dev.akin.embeddings.TextEncoder.Purpose;
import dev.akin.text.Json;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// `POST /v1/embeddings`, as OpenAI has it: `input` is a text, texts, a text as tokens or texts as tokens.
///
/// Of its own are `files` instead of `input`, pictures or sounds as base64; `purpose` (plain, query, document); and `tokenizer`: tokens
/// are numbers that mean something else to each tokenizer, so a request that sends them has to name the one that made them, by its
/// model or its fingerprint.
final class EmbeddingRoutes implements HttpService {
    /// As many as OpenAI takes.
    private static final int MOST_INPUTS = 2048;

    private final Models models;
    private final Answers answers;

    EmbeddingRoutes(Models models, Answers answers) {
        this.models = models;
        this.answers = answers;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/", answers.to(this::embed));
    }

    private Json embed(ServerRequest request, Fields fields) throws IOException {
        String name = fields.text("model");
        Json files = fields.get("files");
        if (files != null) {
            return ofFiles(name, files, fields);
        }
        Json input = fields.required("input");
        fields.ignoring("user");
        boolean base64 =
                fields.choice("encoding_format", "float", List.of("float", "base64"))
                        .equals("base64");
        EncodingQueue queue = models.encoders().get(name);
        if (queue == null) {
            Embeddings words = models.words(name).words();
            int dimensions = dimensions(fields, words.dimension());
            fields.end();
            return document(name, words(words, input), dimensions, base64);
        }
        TextEncoder encoder = queue.encoder();
        int dimensions = dimensions(fields, encoder.dimension());
        Purpose purpose =
                Purpose.valueOf(
                        fields.choice("purpose", "plain", List.of("plain", "query", "document"))
                                .toUpperCase(Locale.ROOT));
        String tokenizer = fields.text("tokenizer", "");
        fields.end();
        if (isTokens(input)) {
            checkTokenizer(name, encoder, tokenizer);
        }
        Answer answer = isTokens(input) ? ofTokens(queue, input) : ofTexts(queue, input, purpose);
        return document(name, answer, dimensions, base64);
    }

    /// Of pictures or sounds, as base64.
    private Json ofFiles(String name, Json files, Fields fields) throws IOException {
        FileEncoder encoder = models.media(name);
        int dimensions = dimensions(fields, encoder.dimension());
        boolean base64 =
                fields.ignoring("user")
                        .choice("encoding_format", "float", List.of("float", "base64"))
                        .equals("base64");
        fields.end();
        List<Json> sent = files instanceof Json.Arr(List<Json> several) ? several : List.of(files);
        checkCount("files", sent);
        float[][] vectors = UploadedFile.vectors("files", sent, encoder);
        return document(name, new Answer(vectors, 0), dimensions, base64);
    }

    private static int dimensions(Fields fields, int full) {
        return fields.integer("dimensions", full, 1, full);
    }

    /// Vectors, and how many tokens they took.
    @SuppressWarnings("ArrayRecordComponent")
    private record Answer(float[][] vectors, long tokens) {}

    /// Words have their own vectors.
    private static Answer words(Embeddings words, Json input) {
        List<String> keys = texts(input);
        float[][] vectors = new float[keys.size()][];
        Arrays.setAll(vectors, i -> words.vector(keys.get(i)));
        return new Answer(vectors, keys.size());
    }

    private static Answer ofTexts(EncodingQueue queue, Json input, Purpose purpose) {
        List<String> texts = texts(input);
        float[][] vectors = queue.encode(texts, purpose);
        long tokens = 0;
        for (String text : texts) {
            tokens += queue.encoder().tokenizer().tokenize(text).size();
        }
        return new Answer(vectors, tokens);
    }

    private static Answer ofTokens(EncodingQueue queue, Json input) {
        List<int[]> tokens = tokens(input, queue.encoder().tokenizer().size());
        return new Answer(
                queue.encodeTokens(tokens), tokens.stream().mapToLong(t -> t.length).sum());
    }

    private static void checkTokenizer(String name, TextEncoder encoder, String tokenizer) {
        if (!tokenizer.equals(name) && !tokenizer.equals(encoder.tokenizer().fingerprint())) {
            throw ProblemException.field(
                    "tokenizer",
                    "has to name \""
                            + name
                            + "\" or its tokenizer's fingerprint where the input is tokens: those of"
                            + " another tokenizer mean something else");
        }
    }

    private static boolean isTokens(Json input) {
        return input instanceof Json.Arr(List<Json> elements)
                && !elements.isEmpty()
                && !(elements.getFirst() instanceof Json.Str);
    }

    private static List<String> texts(Json input) {
        List<Json> elements =
                input instanceof Json.Arr(List<Json> several) ? several : List.of(input);
        checkCount("input", elements);
        List<String> texts = new ArrayList<>(elements.size());
        for (Json element : elements) {
            if (!(element instanceof Json.Str(String text))) {
                throw ProblemException.field(
                        "input", "is neither a string nor an array of strings");
            }
            texts.add(text);
        }
        return texts;
    }

    private static List<int[]> tokens(Json input, int size) {
        List<Json> elements = ((Json.Arr) input).elements();
        if (!(elements.getFirst() instanceof Json.Arr)) {
            return List.of(ids(elements, size));
        }
        checkCount("input", elements);
        List<int[]> tokens = new ArrayList<>(elements.size());
        for (Json element : elements) {
            if (!(element instanceof Json.Arr(List<Json> ids))) {
                throw ProblemException.field("input", "mixes arrays of tokens with something else");
            }
            tokens.add(ids(ids, size));
        }
        return tokens;
    }

    private static int[] ids(List<Json> elements, int size) {
        int[] ids = new int[elements.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = id(elements.get(i), size);
        }
        return ids;
    }

    private static int id(Json element, int size) {
        try {
            if (element instanceof Json.Num number) {
                long id = number.asLong();
                if (id >= 0 && id < size) {
                    return (int) id;
                }
            }
        } catch (NumberFormatException e) {
            throw notToken(element, size);
        }
        throw notToken(element, size);
    }

    private static ProblemException notToken(Json element, int size) {
        return ProblemException.field(
                "input", element + " is no token, which are whole numbers from 0 to " + (size - 1));
    }

    private static void checkCount(String field, List<Json> elements) {
        if (elements.isEmpty() || elements.size() > MOST_INPUTS) {
            throw ProblemException.field(
                    field,
                    "has "
                            + elements.size()
                            + (field.equals("input") ? " texts" : " files")
                            + ", where 1 to "
                            + MOST_INPUTS
                            + " are expected");
        }
    }

    private static Json document(String model, Answer answer, int dimensions, boolean base64) {
        List<Json> data = new ArrayList<>(answer.vectors().length);
        for (int i = 0; i < answer.vectors().length; i++) {
            float[] vector = shortened(answer.vectors()[i], dimensions);
            data.add(
                    Json.object(
                            "object",
                            "embedding",
                            "index",
                            i,
                            "embedding",
                            base64 ? DocumentJson.base64(vector) : Json.numbers(vector)));
        }
        return Json.object(
                "object",
                "list",
                "data",
                data,
                "model",
                model,
                "usage",
                Json.object("prompt_tokens", answer.tokens(), "total_tokens", answer.tokens()));
    }

    /// The first numbers, at unit length again.
    private static float[] shortened(float[] vector, int dimensions) {
        if (dimensions == vector.length) {
            return vector;
        }
        float[] head = Arrays.copyOf(vector, dimensions);
        double sum = 0;
        for (float number : head) {
            sum += (double) number * number;
        }
        float norm = (float) Math.sqrt(sum);
        for (int i = 0; norm > 0 && i < dimensions; i++) {
            head[i] /= norm;
        }
        return head;
    }
}
