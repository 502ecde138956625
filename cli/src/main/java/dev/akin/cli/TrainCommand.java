package dev.akin.cli;

import dev.akin.embeddings.Embeddings;
import dev.akin.learn.SkipGram;
import dev.akin.text.Corpus;
import dev.akin.text.Json;
import dev.akin.text.Tokens;
import dev.akin.vocabulary.EncodedCorpus;
import dev.akin.vocabulary.Phrases;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "train",
        description = {
            "Learns word vectors from text: words that appear in the same company come to lie near"
                    + " each other.",
            "",
            "Each line is a context of its own. Text files may be gzip; .jsonl, .csv and .tsv files"
                    + " need --field."
        },
        footer = {
            "  akin train corpus.txt -o words.safetensors",
            "  akin train articles/ 'more/*.txt.gz' -o words.safetensors --dim 300 --lowercase",
            "  zcat reviews.jsonl.gz | akin train - --field text -o words.safetensors",
            "  akin train corpus.txt -o words.safetensors --phrases 2"
        })
final class TrainCommand extends Subcommand {
    /// What can be learnt.
    enum Method {
        skipgram
    }

    @Parameters(
            arity = "1..*",
            paramLabel = "INPUT",
            description = "Files, folders and globs of text; - reads standard input.")
    @SuppressWarnings("NullAway.Init")
    private List<String> inputs;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description =
                    "Where the vectors go; the extension (safetensors, vec, txt, bin or npy) says the"
                            + " format.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "skipgram",
            description = "What to learn: skipgram. Default: ${DEFAULT-VALUE}.")
    private Method method = Method.skipgram;

    @Option(
            names = "--dim",
            paramLabel = "N",
            defaultValue = "100",
            description = "Numbers in a vector. Default: ${DEFAULT-VALUE}.")
    private int dimension;

    @Option(
            names = "--window",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "How many words to either side count as company. Default: ${DEFAULT-VALUE}.")
    private int window;

    @Option(
            names = "--negatives",
            paramLabel = "N",
            defaultValue = "5",
            description = "Random words held against each true one. Default: ${DEFAULT-VALUE}.")
    private int negatives;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Passes over the text. Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(
            names = "--min-count",
            paramLabel = "N",
            defaultValue = "5",
            description = "Leave out words seen less often. Default: ${DEFAULT-VALUE}.")
    private int minCount;

    @Option(
            names = "--max-words",
            paramLabel = "N",
            description = "Keep only the N most frequent words. Default: all.")
    private int maxWords = Integer.MAX_VALUE;

    @Option(
            names = "--phrases",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Join words that often stand together, as new_york, in N passes: 2 find phrases of"
                            + " up to four words. Default: ${DEFAULT-VALUE}.")
    private int phrasePasses;

    @Option(
            names = "--phrase-threshold",
            paramLabel = "X",
            defaultValue = "100",
            description =
                    "How far above chance words must stand together; higher gives fewer phrases."
                            + " Default: ${DEFAULT-VALUE}.")
    private double phraseThreshold;

    @Option(
            names = "--subsample",
            paramLabel = "X",
            defaultValue = "1e-3",
            description =
                    "Skip many of the words more frequent than this share of the text; 0 skips none."
                            + " Default: ${DEFAULT-VALUE}.")
    private double subsample;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            defaultValue = "0.025",
            description =
                    "The size of the first steps; it falls to almost 0. Default: ${DEFAULT-VALUE}.")
    private double learningRate;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Default: as many as the machine has.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "What chance starts from; with --threads 1, the same vectors again. Default:"
                            + " ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--lowercase", description = "Put words in lower case. Default: keep case.")
    private boolean lowercase;

    @Option(
            names = "--tokens",
            paramLabel = "HOW",
            defaultValue = "words",
            description =
                    "words: by Unicode's rules, without punctuation. whitespace: whatever stands"
                            + " between spaces. Default: ${DEFAULT-VALUE}.")
    private Tokens tokens = Tokens.WORDS;

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

    @Override
    public Integer call() throws IOException {
        SkipGram skipGram =
                switch (method) {
                    case skipgram -> skipGram();
                };
        phrases(); // A wrong number is found before any work is done.
        OutputFile file = outputFile();
        Corpus corpus = corpus();
        return show(file, progress -> run(skipGram, corpus, file, progress));
    }

    private int run(SkipGram skipGram, Corpus corpus, OutputFile file, ProgressDisplay progress)
            throws IOException {
        long began = System.nanoTime();
        try (Scratch scratch = Scratch.in(file.folder());
                EncodedCorpus encoded = encode(corpus, progress, scratch)) {
            encoded.notes().forEach(this::say);
            checkMemory(skipGram, encoded);
            Embeddings words = skipGram.fit(encoded, metadata(corpus), progress);
            words.save(file.path(), file.format(), progress);
            return report(words, encoded, file, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private SkipGram skipGram() {
        try {
            return SkipGram.builder()
                    .dimension(dimension)
                    .window(window)
                    .negatives(negatives)
                    .epochs(epochs)
                    .minCount(minCount)
                    .maxWords(maxWords)
                    .subsample(subsample)
                    .learningRate(learningRate)
                    .threads(threads)
                    .seed(seed)
                    .build();
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private OutputFile outputFile() {
        try {
            return OutputFile.of(output, null);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private Corpus corpus() {
        boolean piped = inputs.contains("-");
        if (piped && inputs.size() > 1) {
            throw wrongUsage("- reads standard input and stands alone; found " + inputs);
        }
        Corpus corpus =
                piped
                        ? Corpus.standardInput(System.in)
                        : Corpus.lines(inputs.stream().map(Path::of).toArray(Path[]::new));
        Corpus described = corpus.tokens(tokens).lowercase(lowercase).encoding(encoding);
        return field == null ? described : described.field(field);
    }

    private Phrases phrases() {
        try {
            return Phrases.of(phrasePasses).threshold(phraseThreshold);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private EncodedCorpus encode(Corpus corpus, ProgressDisplay progress, Scratch scratch)
            throws IOException {
        return EncodedCorpus.builder()
                .minCount(minCount)
                .maxWords(maxWords)
                .threads(threads)
                .scratch(scratch.folder())
                .phrases(phrases())
                .listener(progress)
                .encode(corpus);
    }

    /// Says what learning needs, and ends here if that cannot be had.
    private void checkMemory(SkipGram skipGram, EncodedCorpus encoded) {
        int rows = encoded.vocabulary().size();
        long needed = skipGram.bytesNeeded(rows);
        long heap = Runtime.getRuntime().maxMemory();
        String tables =
                String.format(
                        Locale.ROOT,
                        "two tables of %,d words × %d numbers take %s",
                        rows,
                        dimension,
                        Quantities.bytes(needed));
        if (needed > heap) {
            throw new IllegalStateException(
                    tables
                            + ", but Java's heap may grow to "
                            + Quantities.bytes(heap)
                            + " only: keep fewer words with --min-count or --max-words, take a smaller"
                            + " --dim, or give more memory with AKIN_HEAP");
        }
        say(
                String.format(
                        Locale.ROOT,
                        "%,d words in %,d lines; %,d different ones seen %s or more",
                        encoded.seen(),
                        encoded.lines(),
                        rows,
                        minCount == 1 ? "once" : minCount + " times"));
        say(
                String.format(
                        Locale.ROOT,
                        "memory: %s, the corpus %s; the heap may grow to %s",
                        tables,
                        Quantities.bytes(Integer.BYTES * encoded.length()),
                        Quantities.bytes(heap)));
    }

    private Map<String, String> metadata(Corpus corpus) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("akin.text", phrases().describe(corpus.description()));
        metadata.put("akin.source", Documents.value(inputs).toString());
        return metadata;
    }

    private int report(Embeddings words, EncodedCorpus encoded, OutputFile file, Duration took)
            throws IOException {
        long bytes = Files.size(file.path());
        double seconds = took.toMillis() / 1000.0;
        if (json) {
            return print(
                    Documents.object(
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
        say(
                String.format(
                        Locale.ROOT,
                        "wrote %s: %,d words × %d numbers, %s, in %s altogether",
                        file.path(),
                        words.size(),
                        words.dimension(),
                        Quantities.bytes(bytes),
                        Quantities.duration(took)));
        say("next: " + invitation("neighbors", file.path(), someWord(words.vocabulary())));
        return ExitCode.DONE;
    }

    private static Json training(Embeddings words) {
        String training = words.metadata().get("akin.training");
        return training == null ? new Json.Null() : Json.parse(training);
    }

    /// A frequent word that means something: after the first few hundred, which mean little.
    private static String someWord(Vocabulary vocabulary) {
        for (int id = Math.min(300, vocabulary.size() - 1); id < vocabulary.size(); id++) {
            String key = vocabulary.key(id);
            if (key.codePoints().allMatch(Character::isLetter)) {
                return key;
            }
        }
        return vocabulary.key(0);
    }
}
