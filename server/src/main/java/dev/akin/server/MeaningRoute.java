package dev.akin.server;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.EncodedTexts;
import dev.akin.embeddings.Gist;
import dev.akin.embeddings.Query;
import dev.akin.embeddings.TextEncoder.Purpose;
import dev.akin.text.Json;
import dev.akin.text.JsonException;
import io.helidon.webserver.http.ServerRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keys by what they mean: near the vector that the encoder of the rows gives to a text, or else near the mean of its words.
record MeaningRoute(Models models) {
    Json find(ServerRequest request, Fields fields) {
        Embeddings words = models.words(ModelRoutes.name(request)).words();
        String text = fields.text("text");
        Query.Builder query =
                Query.builder()
                        .k(ModelRoutes.k(fields))
                        .mostFrequent(
                                fields.integer(
                                        "restrict", Integer.MAX_VALUE, 1, Integer.MAX_VALUE));
        fields.end();
        EncodingQueue encoder = encoder(words);
        return encoder == null
                ? byWords(words, text, query)
                : byEncoder(words, encoder, text, query);
    }

    /// The one that made the rows, if it is served.
    private @Nullable EncodingQueue encoder(Embeddings words) {
        String kept = words.metadata().get(EncodedTexts.METADATA);
        return kept != null
                        && parsed(kept) instanceof Json.Obj described
                        && described.get("fingerprint") instanceof Json.Str(String fingerprint)
                ? models.encoderOf(fingerprint)
                : null;
    }

    /// Files of others may say anything there.
    private static Json parsed(String kept) {
        try {
            return Json.parse(kept);
        } catch (JsonException e) {
            return new Json.Str(kept);
        }
    }

    private static Json byEncoder(
            Embeddings words, EncodingQueue encoder, String text, Query.Builder query) {
        float[] vector = encoder.encode(List.of(text), Purpose.QUERY)[0];
        return answer(words, query.positive(vector).build(), Map.of("by", Json.of("encoder")));
    }

    private static Json byWords(Embeddings words, String text, Query.Builder query) {
        Gist gist = Gist.of(words, text);
        Map<String, Json> how = new LinkedHashMap<>();
        how.put("by", Json.of("words"));
        how.put("words", Json.of(gist.known()));
        how.put("unknown", Json.of(gist.unknown()));
        return answer(words, query.positive(gist.vector()).exclude(gist.known()).build(), how);
    }

    private static Json answer(Embeddings words, Query query, Map<String, Json> how) {
        Map<String, Json> members = new LinkedHashMap<>(how);
        members.putAll(ModelRoutes.neighbors(words, words.neighbors(query)).members());
        return new Json.Obj(members);
    }
}
