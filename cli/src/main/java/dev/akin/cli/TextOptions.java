package dev.akin.cli;

import dev.akin.text.Corpus;
import dev.akin.text.Tokens;
import dev.akin.vocabulary.Phrases;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How text becomes words.
final class TextOptions {
    @Option(names = "--lowercase", description = "Put words in lower case. Default: keep case.")
    boolean lowercase;

    @Option(
            names = "--tokens",
            paramLabel = "HOW",
            defaultValue = "words",
            description =
                    "words: by Unicode's rules, without punctuation. whitespace: whatever stands"
                            + " between spaces. Default: ${DEFAULT-VALUE}.")
    Tokens tokens = Tokens.WORDS;

    @Option(
            names = "--field",
            paramLabel = "NAME",
            description = "The JSON field or table column that holds the text.")
    private @Nullable String field;

    @Option(
            names = "--encoding",
            paramLabel = "CHARSET",
            defaultValue = "UTF-8",
            description = "How the text is written. Default: ${DEFAULT-VALUE}.")
    private Charset encoding = StandardCharsets.UTF_8;

    @Option(
            names = "--phrases",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Join words that often stand together, as new_york, in N passes: 2 find phrases of"
                            + " up to four words. Default: ${DEFAULT-VALUE}.")
    int phrasePasses;

    @Option(
            names = "--phrase-threshold",
            paramLabel = "X",
            defaultValue = "100",
            description =
                    "How far above chance words must stand together; higher gives fewer phrases."
                            + " Default: ${DEFAULT-VALUE}.")
    double phraseThreshold;

    /// @param inputs files, folders and globs, or - alone for standard input
    Corpus corpus(List<String> inputs, InputStream standardInput) {
        boolean piped = inputs.contains("-");
        return as(
                piped
                        ? Corpus.standardInput(standardInput)
                        : Corpus.lines(inputs.stream().map(Path::of).toArray(Path[]::new)));
    }

    /// The corpus, cut into words as the options say.
    Corpus as(Corpus corpus) {
        Corpus described = corpus.tokens(tokens).lowercase(lowercase).encoding(encoding);
        return field == null ? described : described.field(field);
    }

    /// @throws IllegalArgumentException if a number is out of range
    Phrases phrases() {
        return Phrases.of(phrasePasses).threshold(phraseThreshold);
    }

    /// What goes into a file, by the names of `akin.text`.
    String describe(Corpus corpus) {
        return phrases().describe(corpus.description());
    }
}
