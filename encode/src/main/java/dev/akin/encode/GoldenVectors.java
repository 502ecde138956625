package dev.akin.encode;

import dev.akin.text.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Texts and the vectors that another program made of them with the same model, without prompts
/// (tools/golden/built-in-models.sh).
///
/// @param vectors [texts.size()][dimension]
@SuppressWarnings("ArrayRecordComponent") // never compared
record GoldenVectors(List<String> texts, float[][] vectors) {
    /// Processors round a little differently, more so the older ones in 8 bits.
    static final double LEAST_COSINE = 0.99;

    /// Those of a model with a name of its own, or null if it has none.
    static @Nullable GoldenVectors of(String label) throws IOException {
        try (InputStream in =
                GoldenVectors.class.getResourceAsStream("golden/" + label + ".json")) {
            return in == null ? null : parse((Json.Obj) Json.parse(in.readAllBytes()));
        }
    }

    private static GoldenVectors parse(Json.Obj json) {
        List<String> texts =
                elements(json, "texts").stream().map(text -> ((Json.Str) text).value()).toList();
        float[][] vectors =
                elements(json, "vectors").stream()
                        .map(GoldenVectors::numbers)
                        .toArray(float[][]::new);
        return new GoldenVectors(texts, vectors);
    }

    private static List<Json> elements(Json.Obj json, String name) {
        return json.get(name) instanceof Json.Arr array ? array.elements() : List.of();
    }

    private static float[] numbers(Json row) {
        List<Json> elements = ((Json.Arr) row).elements();
        float[] numbers = new float[elements.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) ((Json.Num) elements.get(i)).asDouble();
        }
        return numbers;
    }

    /// The least cosine between these vectors of the first `count` texts and those of an encoder, which may give out fewer
    /// numbers.
    double leastCosine(OnnxTextEncoder encoder, int count) {
        double least = 1;
        for (int i = 0; i < Math.min(count, texts.size()); i++) {
            int[] ids = encoder.tokenizer().tokenize(texts.get(i)).ids();
            float[] found = encoder.encodeTokens(List.of(ids))[0];
            least = Math.min(least, Vectors.cosine(found, Arrays.copyOf(vectors[i], found.length)));
        }
        return least;
    }
}
