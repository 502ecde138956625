package dev.akin.cli;

import dev.akin.text.Corpus;
import dev.akin.text.Records;
import dev.akin.text.TextFiles;
import dev.akin.text.Tokens;
import dev.akin.vocabulary.Phrases;
import java.io.IOException;
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

    /// Whole texts with their keys, and how what a record of a file that has fields holds is found.
    ///
    /// @param id the field with the key; null for the number of the line
    /// @param tags the field with what texts have in common; null for none
    /// @throws IllegalArgumentException if a file has fields, and nobody says which of them is the text
    Records records(
            List<String> inputs,
            InputStream standardInput,
            @Nullable String id,
            @Nullable String tags)
            throws IOException {
        Records records =
                (inputs.contains("-")
                                ? Records.standardInput(standardInput)
                                : Records.in(inputs.stream().map(Path::of).toList()))
                        .encoding(encoding);
        String named = field == null ? usualField(records) : field;
        records = named == null ? records : records.field(named);
        records = id == null ? records : records.id(id);
        return tags == null ? records : records.tags(tags);
    }

    private static @Nullable String usualField(Records records) throws IOException {
        List<String> fields = records.fields();
        return Records.USUAL_FIELDS.stream().filter(fields::contains).findFirst().orElse(null);
    }

    /// Whether the field with the text was named.
    boolean hasField() {
        return field != null;
    }

    /// The corpus in memory, cut into words as the options say.
    Corpus cut(Corpus corpus) {
        return corpus.tokens(tokens).lowercase(lowercase);
    }

    /// Files that are read whole, in their encoding.
    TextFiles lines(List<String> inputs, InputStream standardInput) {
        TextFiles files =
                inputs.contains("-")
                        ? TextFiles.standardInput(standardInput)
                        : TextFiles.in(inputs.stream().map(Path::of).toList());
        return files.encoding(encoding);
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
