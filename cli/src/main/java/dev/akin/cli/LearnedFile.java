package dev.akin.cli;

import dev.akin.compress.Compression;
import dev.akin.embeddings.Model;
import dev.akin.format.SubwordTable;
import dev.akin.text.Json;
import dev.akin.text.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// A file to learn on from, and what it says about the text and the options that it was learned with.
final class LearnedFile {
    /// Options that are the file's, by the names it gives them.
    private static final Map<String, String> OF_MODEL =
            Map.of(
                    "--dim", "dimension",
                    "--window", "window",
                    "--negatives", "negatives",
                    "--loss", "loss",
                    "--mode", "mode");

    private static final Map<String, String> OF_TRAINING =
            Map.of(
                    "--epochs", "epochs",
                    "--min-count", "minCount",
                    "--subsample", "subsample",
                    "--learning-rate", "learningRate",
                    "--x-max", "xMax",
                    "--alpha", "alpha");

    private static final Map<String, String> OF_TEXT =
            Map.of(
                    "--tokens", "tokens",
                    "--lowercase", "lowercase",
                    "--phrases", "phrases",
                    "--phrase-threshold", "phraseThreshold");

    private static final Set<String> SWITCHES =
            Set.of("--reproducible", "--position-weights", "--with-words");

    private static final Set<String> OTHERS =
            Set.of("--model", "--min-ngram", "--max-ngram", "--buckets", "--context");

    private final Path path;
    private final Model model;
    private final Json.Obj options;
    private final Json.Obj text;

    private LearnedFile(Path path, Model model) {
        this.path = path;
        this.model = model;
        options = object("akin.options");
        text = object("akin.text");
    }

    /// @throws IllegalArgumentException if no learner of words wrote the file, or its rows were made smaller
    static LearnedFile open(Path path) throws IOException {
        Subcommand.requireFile(path);
        Model model = Model.load(path);
        if (model.metadata().containsKey(Compression.METADATA)) {
            throw new IllegalArgumentException(
                    path
                            + " was compressed, and learning goes on from whole rows only: give the file"
                            + " that it was made from, and compress what comes of it");
        }
        return new LearnedFile(path, model);
    }

    Model model() {
        return model;
    }

    Path path() {
        return path;
    }

    /// Whether the vocabulary is that of another text, grown: counting this text alone would not give it again.
    boolean grew() {
        return options.get("update") != null;
    }

    /// The most words that the vocabulary could have.
    int maxWords() {
        return options.get("maxWords") instanceof Json.Num most
                ? Math.toIntExact(most.asLong())
                : Integer.MAX_VALUE;
    }

    /// Makes the text options those of the file.
    void applyTo(TextOptions into) {
        into.tokens =
                text.get("tokens") instanceof Json.Str(String how) && how.equals("whitespace")
                        ? Tokens.WHITESPACE
                        : Tokens.WORDS;
        into.lowercase = text.get("lowercase") instanceof Json.Bool(boolean on) && on;
        if (text.get("phrases") instanceof Json.Num passes) {
            into.phrasePasses = Math.toIntExact(passes.asLong());
        }
        if (text.get("phraseThreshold") instanceof Json.Num threshold) {
            into.phraseThreshold = threshold.asDouble();
        }
    }

    private String learner() {
        return options.get("model") instanceof Json.Str(String name) ? name : "nothing known";
    }

    /// @param learners the names of those that can go on from the file
    /// @throws IllegalArgumentException if another one wrote it
    void checkModel(String... learners) {
        if (!List.of(learners).contains(learner())) {
            throw new IllegalArgumentException(
                    path
                            + " was learned by "
                            + learner()
                            + ": say --model "
                            + learner()
                            + " to learn on from it");
        }
    }

    /// Finds an option on the command line that is the file's, and another.
    ///
    /// @param whole whether the training's options are the file's too, as where it is resumed
    /// @throws IllegalArgumentException naming both values
    void checkOptions(ParseResult given, boolean whole) {
        for (OptionSpec option : given.matchedOptions()) {
            String name = option.longestName();
            String key = OF_MODEL.get(name);
            if (key == null && whole) {
                key = OF_TRAINING.get(name);
            }
            if (key != null) {
                check(name, Objects.toString(option.getValue()), options.get(key));
            } else if (OF_TEXT.containsKey(name)) {
                check(
                        name,
                        Objects.toString(option.getValue()).toLowerCase(Locale.ROOT),
                        text.get(OF_TEXT.getOrDefault(name, "")));
            } else if (SWITCHES.contains(name)
                    || OTHERS.contains(name)
                    || (whole && List.of("--seed", "--max-words").contains(name))) {
                checkOther(name, option);
            }
        }
    }

    private void checkOther(String name, OptionSpec option) {
        SubwordTable parts = model.table("").subwords();
        String value = Objects.toString(option.getValue());
        String own =
                switch (name) {
                    case "--model" -> modelName(parts != null, value);
                    case "--min-ngram" -> parts == null ? "0" : "" + parts.rules().minNgram();
                    case "--max-ngram" -> parts == null ? "0" : "" + parts.rules().maxNgram();
                    case "--buckets" -> parts == null ? "0" : "" + parts.rules().buckets();
                    case "--context" ->
                            CountOptions.Context.of(options.get("symmetric")).toString();
                    case "--reproducible" -> "" + (options.get("reproducible") != null);
                    case "--with-words" ->
                            ""
                                    + (options.get("words") instanceof Json.Bool(boolean words)
                                            && words);
                    case "--position-weights" -> "" + (options.get("positionWeights") != null);
                    case "--seed" -> String.valueOf(object("akin.training").get("seed"));
                    default -> "" + maxWords();
                };
        if (!own.equals(value)) {
            throw differs(name, value, own);
        }
    }

    private String modelName(boolean parts, String wanted) {
        if (options.get("mode") != null) {
            return "doc2vec";
        }
        String own = learner();
        boolean fastText = own.equals("skipgram") && parts && wanted.equals("fasttext");
        return fastText ? "fasttext" : own;
    }

    private void check(String name, String value, @Nullable Json own) {
        String theirs = own instanceof Json.Str(String string) ? string : String.valueOf(own);
        boolean same =
                own instanceof Json.Num number
                        ? Double.parseDouble(value) == number.asDouble()
                        : theirs.equals(value);
        if (!same) {
            throw differs(name, value, own == null ? "none" : theirs);
        }
    }

    private IllegalArgumentException differs(String name, String given, String own) {
        return new IllegalArgumentException(
                name
                        + " is "
                        + given
                        + ", but "
                        + path
                        + " was learned with "
                        + own
                        + ": leave the option out");
    }

    private Json.Obj object(String name) {
        String json = model.metadata().get(name);
        if (json != null && Json.parse(json) instanceof Json.Obj found) {
            return found;
        }
        throw new IllegalArgumentException(
                path
                        + ": does not say "
                        + name
                        + ": it was not learned by akin train, or was converted");
    }
}
