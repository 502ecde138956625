package dev.akin.cli;

import dev.akin.embeddings.Embeddings;
import dev.akin.text.Json;
import dev.akin.vocabulary.EncodedCorpus;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;

/// What is said of vectors of words when they are written.
record WordsReport(Subcommand command, Embeddings words, EncodedCorpus encoded) {

    /// @param file that was written
    /// @param took altogether
    int of(OutputFile file, Duration took) throws IOException {
        long bytes = Files.size(file.path());
        double seconds = took.toMillis() / 1000.0;
        if (command.json) {
            return command.print(
                    Json.object(
                            "file", file.path().toString(),
                            "format", file.format().label(),
                            "bytes", bytes,
                            "rows", words.size(),
                            "dimension", words.dimension(),
                            "corpusWords", encoded.seen(),
                            "lines", encoded.lines(),
                            "seconds", seconds,
                            "training", training(words)));
        }
        command.say(
                String.format(
                        Locale.ROOT,
                        "wrote %s: %s, %s, in %s altogether",
                        file.path(),
                        Quantities.shape(words.size(), "word", words.dimension()),
                        Quantities.bytes(bytes),
                        Quantities.duration(took)));
        command.say(
                "next: "
                        + Subcommand.invitation(
                                "neighbors", file.path(), someWord(words.vocabulary())));
        return ExitCode.DONE;
    }

    private static Json training(Embeddings words) {
        String training = words.metadata().get("akin.training");
        return training == null ? new Json.Null() : Json.parse(training);
    }

    /// A frequent word that means something: after the first few hundred, which mean little.
    static String someWord(Vocabulary vocabulary) {
        for (int id = Math.min(300, vocabulary.size() - 1); id < vocabulary.size(); id++) {
            String key = vocabulary.key(id);
            if (key.codePoints().allMatch(Character::isLetter)) {
                return key;
            }
        }
        return vocabulary.key(0);
    }
}
