package dev.akin.server;

import dev.akin.embeddings.Similarity;
import dev.akin.embeddings.TextEncoder;
import dev.akin.vocabulary.SubwordTokenizer;
import java.util.List;

/// An encoder whose texts wait in line with those of all other requests.
///
/// @param fingerprint of the vectors among which its own lie: those of its own, or of pictures or sounds of the same space
record QueuedEncoder(EncodingQueue queue, String fingerprint) implements TextEncoder {
    static QueuedEncoder of(EncodingQueue queue) {
        return new QueuedEncoder(queue, queue.encoder().fingerprint());
    }

    @Override
    public float[][] encode(List<String> texts, Purpose purpose) {
        return queue.encode(texts, purpose);
    }

    @Override
    public float[][] encodeTokens(List<int[]> texts) {
        return queue.encodeTokens(texts);
    }

    @Override
    public SubwordTokenizer tokenizer() {
        return queue.encoder().tokenizer();
    }

    @Override
    public int maxTokens() {
        return queue.encoder().maxTokens();
    }

    @Override
    public String name() {
        return queue.encoder().name();
    }

    @Override
    public int dimension() {
        return queue.encoder().dimension();
    }

    @Override
    public Similarity similarity() {
        return queue.encoder().similarity();
    }

    /// The queue is closed by the server.
    @Override
    public void close() {}
}
