package dev.akin.embeddings;

import dev.akin.text.Digest;
import dev.akin.text.Words;
import dev.akin.vocabulary.SubwordTokenizer;
import dev.akin.vocabulary.TokenizedText;
import java.util.List;

/// The words of a text as tokens: a known one has its row for an id, all others share one more. Thread-safe.
public final class VocabularyTokenizer implements SubwordTokenizer {
    static final String UNKNOWN = "[UNK]";

    private final Embeddings embeddings;
    private final Words words;

    /// @param words what cuts texts into words
    public VocabularyTokenizer(Embeddings embeddings, Words words) {
        this.embeddings = embeddings;
        this.words = words;
    }

    /// The id of all words that have no row.
    public int unknown() {
        return embeddings.size();
    }

    /// A word that was changed while it was cut (its case, its normal form) is sought in the text without regard to case; one that is
    /// not found so is said to begin where the word before it ended.
    @Override
    public TokenizedText tokenize(String text) {
        List<String> found = words.in(text);
        int size = found.size();
        int[] ids = new int[size];
        int[] starts = new int[size];
        int[] ends = new int[size];
        int at = 0;
        for (int i = 0; i < size; i++) {
            String word = found.get(i);
            int start = place(text, word, at);
            starts[i] = start < 0 ? at : start;
            ends[i] = Math.min(text.length(), starts[i] + word.length());
            at = ends[i];
            int id = embeddings.find(word);
            ids[i] = id < 0 ? unknown() : id;
        }
        return TokenizedText.of(size, ids, starts, ends);
    }

    /// No farther away than text between two words is likely to be long, so that what is not there costs little.
    private static int place(String text, String word, int from) {
        int last = Math.min(text.length() - word.length(), from + 200);
        for (int at = from; at <= last; at++) {
            if (text.regionMatches(true, at, word, 0, word.length())) {
                return at;
            }
        }
        return -1;
    }

    @Override
    public int size() {
        return embeddings.size() + 1;
    }

    @Override
    public String token(int id) {
        return id == unknown() ? UNKNOWN : embeddings.vocabulary().key(id);
    }

    @Override
    public int id(String token) {
        int id = embeddings.vocabulary().id(token);
        return id < 0 && token.equals(UNKNOWN) ? unknown() : id;
    }

    @Override
    public String fingerprint() {
        Digest digest =
                Digest.sha256().add(embeddings.metadata().getOrDefault(TextWords.METADATA, ""));
        byte[] end = {0};
        embeddings.vocabulary().keys().forEach(key -> digest.add(key).add(end));
        return digest.hex(8);
    }
}
