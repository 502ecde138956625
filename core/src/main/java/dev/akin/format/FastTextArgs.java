package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.text.Json;
import dev.akin.text.JsonException;
import dev.akin.vocabulary.Subwords;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a fastText model says about how it was made, apart from its sizes and n-grams (`src/args.cc` of fastText 0.9.2). In
/// our own files it is the metadata [#METADATA], as JSON.
///
/// @param purpose which of fastText's three commands made it
/// @param loss which also says what the rows of the output matrix are
/// @param window most words on either side
/// @param epochs how often the text was read
/// @param minCount fewest occurrences of a word that was kept
/// @param negatives how many words were drawn against each true one
/// @param wordNgrams most words in an n-gram of words; 1 for none
/// @param lrUpdateRate words between two changes of the learning rate
/// @param sampling the threshold for leaving out frequent words
/// @param tokens how many words and labels the text had
public record FastTextArgs(
        Purpose purpose,
        Loss loss,
        int window,
        int epochs,
        int minCount,
        int negatives,
        int wordNgrams,
        int lrUpdateRate,
        double sampling,
        long tokens) {
    /// The name under which our own files keep this.
    public static final String METADATA = "akin.fasttext";

    /// What fastText calls the model.
    public enum Purpose {
        /// Words from the sum of their neighbours.
        CBOW(1),
        /// Neighbours from words, which fastText calls `sg`.
        SKIPGRAM(2),
        /// Labels from texts, which fastText calls `sup`.
        SUPERVISED(3);

        private final int number;

        Purpose(int number) {
            this.number = number;
        }
    }

    /// How an output matrix becomes scores.
    public enum Loss {
        /// Hierarchical softmax: the rows are the inner nodes of a Huffman tree over the counts.
        HS(1),
        /// Negative sampling.
        NS(2),
        SOFTMAX(3),
        /// One against all, each label for itself.
        OVA(4);

        private final int number;

        Loss(int number) {
            this.number = number;
        }
    }

    /// Zeros, where nothing more is known than what the model is for.
    static FastTextArgs unknown(Purpose purpose, Loss loss) {
        return new FastTextArgs(purpose, loss, 0, 0, 0, 0, 1, 0, 0, 0);
    }

    /// What a learner of ours says of itself in the metadata, in fastText's terms.
    ///
    /// @param loss what the output matrix that is there tells
    /// @return null if no learner of words said it, or not everything
    static @Nullable FastTextArgs learned(Map<String, String> metadata, Loss loss) {
        try {
            if (!(Json.parse(metadata.getOrDefault("akin.options", "")) instanceof Json.Obj how)) {
                return null;
            }
            boolean bags = how.get("model") instanceof Json.Str(String name) && name.equals("cbow");
            return new FastTextArgs(
                    bags ? Purpose.CBOW : Purpose.SKIPGRAM,
                    loss,
                    number(how, "window"),
                    number(how, "epochs"),
                    number(how, "minCount"),
                    number(how, "negatives"),
                    1,
                    0,
                    member(how, "subsample").asDouble(),
                    0);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return null; // options of something else, or none: then fastText's are not known
        }
    }

    /// As in the metadata of our own file.
    ///
    /// @return null if they say nothing of it
    /// @throws IllegalArgumentException if they say something else than a fastText model could
    public static @Nullable FastTextArgs of(Map<String, String> metadata) {
        String json = metadata.get(METADATA);
        if (json == null) {
            return null;
        }
        try {
            if (Json.parse(json) instanceof Json.Obj object) {
                return of(object);
            }
        } catch (JsonException | ArithmeticException e) {
            throw new IllegalArgumentException(METADATA + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    METADATA + " says what is none of fastText's: " + json, e);
        }
        throw new IllegalArgumentException(METADATA + " is no JSON object");
    }

    private static FastTextArgs of(Json.Obj object) {
        return new FastTextArgs(
                Purpose.valueOf(text(object, "purpose")),
                Loss.valueOf(text(object, "loss")),
                number(object, "window"),
                number(object, "epochs"),
                number(object, "minCount"),
                number(object, "negatives"),
                number(object, "wordNgrams"),
                number(object, "lrUpdateRate"),
                member(object, "sampling").asDouble(),
                member(object, "tokens").asLong());
    }

    private static String text(Json.Obj object, String name) {
        if (object.get(name) instanceof Json.Str(String value)) {
            return value.toUpperCase(Locale.ROOT);
        }
        throw new IllegalArgumentException("there is no \"" + name + "\"");
    }

    private static int number(Json.Obj object, String name) {
        return Math.toIntExact(member(object, name).asLong());
    }

    private static Json.Num member(Json.Obj object, String name) {
        if (object.get(name) instanceof Json.Num number) {
            return number;
        }
        throw new IllegalArgumentException("there is no number \"" + name + "\"");
    }

    /// One line of JSON.
    public String toJson() {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("purpose", new Json.Str(purpose.name().toLowerCase(Locale.ROOT)));
        members.put("loss", new Json.Str(loss.name().toLowerCase(Locale.ROOT)));
        members.put("window", Json.Num.of((long) window));
        members.put("epochs", Json.Num.of((long) epochs));
        members.put("minCount", Json.Num.of((long) minCount));
        members.put("negatives", Json.Num.of((long) negatives));
        members.put("wordNgrams", Json.Num.of((long) wordNgrams));
        members.put("lrUpdateRate", Json.Num.of((long) lrUpdateRate));
        members.put("sampling", Json.Num.of(sampling));
        members.put("tokens", Json.Num.of(tokens));
        return new Json.Obj(members).toString();
    }

    FastTextArgs withTokens(long number) {
        return new FastTextArgs(
                purpose,
                loss,
                window,
                epochs,
                minCount,
                negatives,
                wordNgrams,
                lrUpdateRate,
                sampling,
                number);
    }

    /// These, with the sizes and n-grams that stand between them in a file.
    record Header(FastTextArgs args, int dimension, Subwords subwords) {
        static final int BYTES = 12 * Integer.BYTES + Double.BYTES;

        /// @param version of the file: models with labels of version 11 have no n-grams, whatever they say
        static Header read(Cursor cursor, int version) throws MalformedFileException {
            long begin = cursor.at();
            int dimension = cursor.readInt("the dimension");
            int window = cursor.readInt("the arguments");
            int epochs = cursor.readInt("the arguments");
            int minCount = cursor.readInt("the arguments");
            int negatives = cursor.readInt("the arguments");
            int wordNgrams = cursor.readInt("the arguments");
            Loss loss = one(Loss.values(), "loss", cursor);
            Purpose purpose = one(Purpose.values(), "model", cursor);
            int buckets = cursor.readInt("the arguments");
            int minNgram = cursor.readInt("the arguments");
            int maxNgram = cursor.readInt("the arguments");
            int lrUpdateRate = cursor.readInt("the arguments");
            double sampling = cursor.readDouble("the arguments");
            if (dimension < 1 || !Double.isFinite(sampling)) {
                throw cursor.malformed(
                        begin,
                        "the dimension is "
                                + dimension
                                + " and the sampling threshold "
                                + sampling
                                + ", but must be at least 1 and a number");
            }
            boolean noNgrams = version == 11 && purpose == Purpose.SUPERVISED;
            FastTextArgs args =
                    new FastTextArgs(
                            purpose,
                            loss,
                            window,
                            epochs,
                            minCount,
                            negatives,
                            wordNgrams,
                            lrUpdateRate,
                            sampling,
                            0);
            try {
                return new Header(
                        args, dimension, Subwords.of(minNgram, noNgrams ? 0 : maxNgram, buckets));
            } catch (IllegalArgumentException e) {
                throw cursor.malformed(
                        begin + 8 * Integer.BYTES, String.valueOf(e.getMessage()), e);
            }
        }

        private static <T> T one(T[] values, String what, Cursor cursor)
                throws MalformedFileException {
            int number = cursor.readInt("the arguments");
            if (number < 1 || number > values.length) {
                throw cursor.malformed(
                        cursor.at() - Integer.BYTES,
                        "the " + what + " is " + number + ", but must be 1 to " + values.length);
            }
            return values[number - 1];
        }

        void write(ByteBuffer into) {
            into.putInt(dimension)
                    .putInt(args.window)
                    .putInt(args.epochs)
                    .putInt(args.minCount)
                    .putInt(args.negatives)
                    .putInt(args.wordNgrams)
                    .putInt(args.loss.number)
                    .putInt(args.purpose.number)
                    .putInt(subwords.buckets())
                    .putInt(subwords.minNgram())
                    .putInt(subwords.maxNgram())
                    .putInt(args.lrUpdateRate)
                    .putDouble(args.sampling);
        }
    }
}
