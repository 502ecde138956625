package dev.akin.networks;

import dev.akin.text.Json;
import dev.akin.text.Words;
import dev.akin.vocabulary.KerasTokenizer;
import dev.akin.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
        return new Cut(Form.parse(metadata.get(TEXT)), words);
    }

    /// By a vocabulary of words: row 1 stands for unknown ones. Runs of words that are keys too, with spaces between, come behind
    /// the words.
    record Cut(Form form, Words cutter, Vocabulary words) implements TextIds {
        static final int UNKNOWN = 1;

        Cut(Form form, Vocabulary words) {
            this(form, form.cutter(), words);
        }

        /// Of the words of texts.
        ///
        /// @param minCount words that come less often have no row of their own; runs of words need to come twice at least
        /// @param maxWords the most frequent words and runs that have one
        static Cut counted(Form form, List<String> texts, int minCount, int maxWords) {
            Words cutter = form.cutter();
            Map<String, Long> counts = new LinkedHashMap<>();
            for (String text : texts) {
                List<String> found = form.words(cutter, text);
                found.forEach(word -> counts.merge(word, 1L, Long::sum));
                form.runs(found).forEach(run -> counts.merge(run, 1L, Long::sum));
            }
            counts.entrySet()
                    .removeIf(entry ->
                            entry.getValue()
                                    < (entry.getKey().indexOf(' ') < 0
                                            ? minCount
                                            : Math.max(2, minCount)));
            return new Cut(form, cutter, WordCounts.vocabulary(counts, 1, maxWords));
        }

        @Override
        public int reserved() {
            return UNKNOWN + 1;
        }

        @Override
        public int[] ids(String text) {
            List<String> found = form.words(cutter, text);
            IntStream single = found.stream().mapToInt(this::id);
            IntStream runs =
                    form.runs(found).stream().mapToInt(this::id).filter(id -> id != UNKNOWN);
            return IntStream.concat(single, runs).toArray();
        }

        private int id(String word) {
            int id = words.id(word);
            return id < 0 ? UNKNOWN : reserved() + id;
        }

        @Override
        public Map<String, String> metadata() {
            return Map.of(TEXT, form.description());
        }
    }

    /// How texts become words, and words keys.
    ///
    /// @param description what [Words#ofDescription(String)] takes
    /// @param foldDigits whether each digit counts as 0, so that numbers of one length are one word
    /// @param symbols whether each symbol of a text is a word too, behind the words
    /// @param wordNgrams the longest runs of words that may be keys; 1 for none
    record Form(String description, boolean foldDigits, int wordNgrams, boolean symbols) {
        private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");

        static Form of(boolean lowercase, boolean foldDigits, int wordNgrams, boolean symbols) {
            return new Form(
                    Json.object(
                                    "tokens", "words",
                                    "lowercase", lowercase,
                                    "foldDigits", foldDigits,
                                    "wordNgrams", wordNgrams,
                                    "symbols", symbols)
                            .toString(),
                    foldDigits,
                    wordNgrams,
                    symbols);
        }

        /// @throws IllegalArgumentException if it describes none
        static Form parse(@Nullable String description) {
            if (description == null) {
                throw new IllegalArgumentException("the file does not say how texts become words");
            }
            JsonMembers members = JsonMembers.of(TEXT, Json.parse(description));
            return new Form(
                    description,
                    members.flag("foldDigits"),
                    members.integer("wordNgrams"),
                    members.flag("symbols"));
        }

        Words cutter() {
            return Words.ofDescription(description);
        }

        List<String> words(Words cutter, String text) {
            Stream<String> words = cutter.in(text).stream();
            if (foldDigits) {
                words = words.map(word -> DIGIT.matcher(word).replaceAll("0"));
            }
            return symbols ? Stream.concat(words, symbols(text)).toList() : words.toList();
        }

        private static Stream<String> symbols(String text) {
            return text.codePoints().filter(Form::isSymbol).mapToObj(Character::toString);
        }

        /// What no word holds, and yet says something: punctuation, currencies, emoji.
        private static boolean isSymbol(int codePoint) {
            return !Character.isLetterOrDigit(codePoint)
                    && !Character.isWhitespace(codePoint)
                    && !Character.isSpaceChar(codePoint)
                    && !Character.isISOControl(codePoint);
        }

        /// All runs of 2 words or more.
        List<String> runs(List<String> words) {
            List<String> runs = new ArrayList<>();
            for (int n = 2; n <= wordNgrams; n++) {
                for (int from = 0; from + n <= words.size(); from++) {
                    runs.add(String.join(" ", words.subList(from, from + n)));
                }
            }
            return runs;
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
