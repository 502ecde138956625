package dev.akin.networks;

import dev.akin.text.Json;
import dev.akin.text.Words;
import dev.akin.vocabulary.KerasTokenizer;
import dev.akin.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Texts → ids of rows. 0 is nothing, and never among them.
sealed interface TextIds {
    String TEXT = "akin.text";
    String KERAS = "akin.tokenizer";

    /// The words that have rows; word w has row [#reserved()] + w.
    Vocabulary words();

    /// How many rows come before those of the words.
    int reserved();

    /// Ids of what is known of a text, or stands for what is not.
    int[] ids(String text);

    /// What [#read] needs, for a file.
    Map<String, String> metadata();

    /// How many rows there are.
    default int rows() {
        return reserved() + words().size();
    }

    /// @throws IllegalArgumentException if the metadata are not as [#metadata()] writes them
    static TextIds read(Map<String, String> metadata, Vocabulary words) {
        String keras = metadata.get(KERAS);
        if (keras != null) {
            return new Keras(KerasTokenizer.fromJson(keras));
        }
        return new Cut(Words.ofDescription(metadata.get(TEXT)), metadata.get(TEXT), words);
    }

    /// By a vocabulary of words: row 1 stands for unknown ones.
    record Cut(Words cutter, @Nullable String description, Vocabulary words) implements TextIds {
        static final int UNKNOWN = 1;

        static Cut of(boolean lowercase, Vocabulary words) {
            String description = Json.object("tokens", "words", "lowercase", lowercase).toString();
            return new Cut(Words.ofDescription(description), description, words);
        }

        @Override
        public int reserved() {
            return UNKNOWN + 1;
        }

        @Override
        public int[] ids(String text) {
            return cutter.in(text).stream().mapToInt(this::id).toArray();
        }

        private int id(String word) {
            int id = words.id(word);
            return id < 0 ? UNKNOWN : reserved() + id;
        }

        @Override
        public Map<String, String> metadata() {
            return description == null ? Map.of() : Map.of(TEXT, description);
        }
    }

    /// As Keras numbers words, from 1.
    record Keras(KerasTokenizer tokenizer, Vocabulary words) implements TextIds {
        Keras(KerasTokenizer tokenizer) {
            this(tokenizer, kept(tokenizer));
        }

        private static Vocabulary kept(KerasTokenizer tokenizer) {
            int columns = tokenizer.columns();
            List<String> words = new ArrayList<>();
            tokenizer.indexWord().entrySet().stream()
                    .filter(entry -> entry.getKey() < columns)
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> words.add(entry.getValue()));
            if (words.isEmpty()) {
                throw new IllegalArgumentException(
                        "the tokenizer knows no words; fit it on texts first");
            }
            return Vocabulary.of(words);
        }

        @Override
        public int reserved() {
            return 1;
        }

        @Override
        public int[] ids(String text) {
            return tokenizer.textsToSequences(List.of(text))[0];
        }

        @Override
        public Map<String, String> metadata() {
            return Map.of(KERAS, tokenizer.toJson());
        }
    }
}
