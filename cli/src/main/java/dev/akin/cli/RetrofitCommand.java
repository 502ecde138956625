package dev.akin.cli;

import dev.akin.embeddings.Embeddings;
import dev.akin.evaluate.SimilarityTask;
import dev.akin.lexicon.CounterFitting;
import dev.akin.lexicon.Lexicon;
import dev.akin.lexicon.Retrofitted;
import dev.akin.lexicon.Retrofitting;
import dev.akin.text.Json;
import dev.akin.wordnet.WordNet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "retrofit",
        description = {
            "Moves vectors by what is known of words: those that mean the same draw near, opposites go"
                    + " apart. Words that the lexicon does not name stay where they are.",
            "",
            "  retrofit     synonyms and related words draw near; antonyms do nothing (Faruqui 2015)",
            "  counter-fit  antonyms go apart, too, until they are no more alike than any two words (Mrkšić 2016)"
        },
        footer = {
            "  akin retrofit words.safetensors -o better.safetensors --lexicon wordnet",
            "  akin retrofit words.safetensors -o better.safetensors --lexicon mine.tsv --evaluate SimLex-999.txt",
            "  akin retrofit better.safetensors --original words.safetensors --lexicon edited.tsv -o again.safetensors"
        })
final class RetrofitCommand extends Subcommand {
    private enum Method {
        RETROFIT,
        COUNTER_FIT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Parameters(index = "0", paramLabel = "FILE", description = "Vectors of words.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "Where the moved vectors go.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(
            names = "--lexicon",
            required = true,
            paramLabel = "NAME",
            description =
                    "wordnet (English), or a file with two words a line that mean the same, and as a"
                            + " third column perhaps synonym, antonym, related or a weight. May be given several"
                            + " times.")
    @SuppressWarnings("NullAway.Init")
    private List<String> lexicons;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            description =
                    "retrofit or counter-fit. Default: counter-fit where the lexicon has antonyms, else"
                            + " retrofit; with --original what made FILE.")
    private @Nullable String method;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "How often all words move. Default: 10 for retrofit, 20 for counter-fit.")
    private @Nullable Integer iterations;

    @Option(
            names = "--alpha",
            paramLabel = "X",
            description =
                    "With retrofit, how strongly a word is held where it was, beside all it is drawn to."
                            + " Default: 1.")
    private @Nullable Double alpha;

    @Option(
            names = "--original",
            paramLabel = "FILE",
            description =
                    "The vectors that FILE was made of: only what the edited lexicon, given whole, touches"
                            + " is solved again, by the method that made FILE.")
    private @Nullable Path original;

    @Option(
            names = "--evaluate",
            paramLabel = "FILE",
            description =
                    "Lines of two words and how alike people find them: prints the score before and"
                            + " after. May be given several times.")
    private List<Path> tests = new ArrayList<>();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads work; the result is the same. Default: all processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() throws IOException {
        OutputFile target = target();
        List<SimilarityTask> tasks = new ArrayList<>();
        for (Path test : tests) {
            requireFile(test);
            tasks.add(SimilarityTask.read(test));
        }
        return show(target, progress -> run(target, tasks, progress));
    }

    private OutputFile target() {
        try {
            return OutputFile.of(output, null);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private int run(OutputFile target, List<SimilarityTask> tasks, ProgressDisplay progress)
            throws IOException {
        Lexicon lexicon = lexicon();
        Embeddings words = load(file, progress);
        Embeddings before = original == null ? words : load(original, progress);
        Method chosen = method(lexicon, words);
        Retrofitted made = made(words, before, lexicon, chosen, progress);
        made.embeddings().save(target.path(), target.format(), progress);
        progress.clear();
        return report(chosen, made, new LexiconReport(lexicon, before, made.embeddings()), tasks);
    }

    private Lexicon lexicon() throws IOException {
        Lexicon all = null;
        for (String name : lexicons) {
            Lexicon one =
                    name.equals("wordnet") ? WordNet.open().lexicon() : lexicon(Path.of(name));
            all = all == null ? one : all.and(one);
        }
        if (all == null) {
            throw wrongUsage("give --lexicon wordnet or a file");
        }
        return all;
    }

    private static Lexicon lexicon(Path path) throws IOException {
        requireFile(path);
        return Lexicon.read(path);
    }

    private Method method(Lexicon lexicon, Embeddings words) {
        Method standard = lexicon.hasAntonyms() ? Method.COUNTER_FIT : Method.RETROFIT;
        Method by = original == null ? standard : madeBy(words, standard);
        Method chosen =
                switch (method) {
                    case null -> by;
                    case "retrofit" -> Method.RETROFIT;
                    case "counter-fit" -> Method.COUNTER_FIT;
                    default ->
                            throw wrongUsage("--method is retrofit or counter-fit, not " + method);
                };
        if (original != null && chosen != by) {
            throw wrongUsage(file + " was made by " + by + ": leave --method " + chosen + " out");
        }
        if (chosen == Method.COUNTER_FIT) {
            refuse(List.of("--alpha"), "counter-fit");
        }
        return chosen;
    }

    /// As the file itself says.
    private Method madeBy(Embeddings words, Method standard) {
        String how = words.metadata().getOrDefault("akin.lexicon", "");
        for (Method one : Method.values()) {
            if (how.startsWith(one.toString())) {
                return one;
            }
        }
        return standard;
    }

    private Retrofitted made(
            Embeddings words,
            Embeddings before,
            Lexicon lexicon,
            Method chosen,
            ProgressDisplay progress) {
        if (chosen == Method.COUNTER_FIT) {
            CounterFitting fitting = counterFitting(progress);
            return original == null
                    ? fitting.fit(words, lexicon)
                    : fitting.edit(words, before, lexicon);
        }
        Retrofitting fitting = retrofitting(progress);
        return original == null
                ? fitting.fit(words, lexicon)
                : fitting.edit(words, before, lexicon);
    }

    private Retrofitting retrofitting(ProgressDisplay progress) {
        try {
            return Retrofitting.of(
                    new Retrofitting.Options(
                            alpha == null ? 1 : alpha,
                            iterations == null ? 10 : iterations,
                            threads,
                            progress));
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private CounterFitting counterFitting(ProgressDisplay progress) {
        try {
            return CounterFitting.of(
                    new CounterFitting.Options(
                            CounterFitting.Weights.standard(),
                            iterations == null ? 20 : iterations,
                            threads,
                            progress));
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private int report(
            Method chosen, Retrofitted made, LexiconReport report, List<SimilarityTask> tasks) {
        if (!made.unknown().isEmpty()) {
            say(
                    "left out "
                            + Quantities.exact(made.unknown().size())
                            + " of "
                            + Quantities.counted(made.words(), "word")
                            + " of the lexicon, which have no vector: "
                            + Listed.some(made.unknown().stream().sorted().toList()));
        }
        report.add(tasks);
        if (json) {
            return print(
                    Json.object(
                            "file", output.toString(),
                            "method", chosen.toString(),
                            "moved", made.moved(),
                            "lexiconWords", made.words(),
                            "unknown", made.unknown().size(),
                            "cosines", report.cosines(),
                            "scores", report.scores()));
        }
        report.print(out());
        say(
                "wrote "
                        + output
                        + ": "
                        + Quantities.counted(made.moved(), "word")
                        + " moved by "
                        + chosen);
        return ExitCode.DONE;
    }
}
