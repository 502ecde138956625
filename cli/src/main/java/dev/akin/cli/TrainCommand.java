package dev.akin.cli;

import dev.akin.compress.FastTextBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "train",
        description = {
            "Learns word vectors from text: words that appear in the same company come to lie near"
                    + " each other. Or, by --model, a classifier, or a network on embeddings.",
            "",
            "Each line is a context of its own. Text files may be gzip; .jsonl, .csv and .tsv files"
                    + " need --field.",
            "",
            "Ctrl-C keeps what was learnt in FILE.partial.safetensors, for --resume."
        },
        footer = {
            "  akin train corpus.txt -o words.safetensors",
            "  akin train articles/ 'more/*.txt.gz' -o words.safetensors --dim 300 --lowercase",
            "  zcat reviews.jsonl.gz | akin train - --field text -o words.safetensors",
            "  akin train corpus.txt -o words.safetensors --phrases 2",
            "  akin train corpus.txt -o words.safetensors --model fasttext --dim 300",
            "  akin train corpus.txt -o words.safetensors --model glove",
            "  akin train corpus.txt -o words.safetensors --resume words.partial.safetensors",
            "  akin train sms.tsv -o spam.akin --model classifier",
            "  akin train clicks.tsv -o shop.akin --model als --leave-last-out",
            "  akin train edges.tsv -o nodes.safetensors --model node2vec",
            "  akin train facts.tsv -o facts.akin --model rotate",
            "  akin train wordnet -o facts.akin --model complex",
            "  akin train labelled.txt -o model.bin --model supervised --word-ngrams 2",
            "  akin train drawings/ -o drawings.akin --model image-encoder",
            "  akin train pairs.tsv -o bridge.akin --model bridge --from minilm --to pixels",
            "  akin train sms.tsv -o spam.akin --model classifier --encoder minilm",
            "  akin train docs.jsonl --field text --id id -o docs.safetensors --model doc2vec",
            "  akin train more.txt -o words2.safetensors --update words.safetensors",
            "  tail -F log.txt | akin train - -o words.safetensors --update words.safetensors"
                    + " --every 1m"
        })
final class TrainCommand extends Subcommand {
    private static final String IMAGES = "%nPictures (image-encoder):%n";

    @Parameters(
            arity = "1..*",
            paramLabel = "INPUT",
            description =
                    "Files, folders and globs of text; - reads standard input. With transe, distmult,"
                            + " complex and rotate: facts as .tsv or N-Triples (.nt), or wordnet for"
                            + " WordNet's own relations. With image-encoder: folders of pictures with a"
                            + " folder for each class, .tsv files of picture <tab> label, or the two IDX"
                            + " files of MNIST.")
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
            names = "--resume",
            paramLabel = "FILE",
            description =
                    "Go on with a training that was interrupted: the same input, the options of FILE.")
    private @Nullable Path resumed;

    @Option(
            names = "--update",
            paramLabel = "FILE",
            description =
                    "Learn more from other text: the words of FILE go on from their vectors, new words"
                            + " join them.")
    private @Nullable Path updated;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = Intervals.class,
            description =
                    "With standard input: learn from what has come and write the file anew after each"
                            + " such time, as 30s, 1m or 2h.")
    private @Nullable Duration every;

    @Option(
            names = "--lean",
            description =
                    "Write the vectors alone: a smaller file, that --update cannot go on from.")
    private boolean lean;

    @Mixin private LearnerOptions options = new LearnerOptions();

    @Mixin private TextOptions text = new TextOptions();

    @Mixin private NetworkOptions network = new NetworkOptions();

    @Mixin private SupervisedOptions supervised = new SupervisedOptions();

    @ArgGroup(validate = false, heading = "%nWith doc2vec:%n")
    private DocumentOptions documents = new DocumentOptions();

    @ArgGroup(validate = false, heading = "%nFrom counts of pairs of words (glove, lsa):%n")
    private CountOptions counts = new CountOptions();

    @ArgGroup(validate = false, heading = "%nItems (item2vec, als, bpr, warp, logistic):%n")
    private ItemOptions items = new ItemOptions();

    @ArgGroup(validate = false, heading = "%nGraphs (node2vec, deepwalk):%n")
    private GraphOptions graph = new GraphOptions();

    @ArgGroup(validate = false, heading = "%nFacts (transe, distmult, complex, rotate):%n")
    private KnowledgeOptions knowledge = new KnowledgeOptions();

    @ArgGroup(validate = false, heading = IMAGES)
    private ImageOptions images = new ImageOptions();

    @ArgGroup(validate = false, heading = "%nOn encoders as they are (bridge, classifier):%n")
    private SpaceOptions space = new SpaceOptions();

    @Override
    public Integer call() throws IOException {
        if (onVectors()) {
            return new VectorTraining(this, options, network, space).run(inputs, outputFile());
        }
        checkUsage();
        OutputFile file = outputFile();
        if (options.method.network()) {
            return network(file).run();
        }
        if (options.method == LearnerOptions.Method.supervised) {
            return supervised(file).run();
        }
        if (!options.method.words()) {
            return model(file).run();
        }
        return words(file).run(every);
    }

    /// Whether encoders stay as they are, and something is learned from their vectors.
    private boolean onVectors() {
        return options.method == LearnerOptions.Method.bridge
                || (options.method == LearnerOptions.Method.classifier && space.encoder != null);
    }

    private void checkUsage() {
        if (inputs.contains("-") && inputs.size() > 1) {
            throw wrongUsage("- reads standard input and stands alone; found " + inputs);
        }
        if (resumed != null && updated != null) {
            throw wrongUsage(
                    "--resume goes on with a training and --update begins one: give either");
        }
        if (options.decay != null && updated == null && every == null) {
            throw wrongUsage("--decay needs --update");
        }
        if (every != null && (resumed != null || !inputs.contains("-"))) {
            throw wrongUsage("--every needs standard input, -, and no --resume");
        }
        try {
            if (options.method.listed()) {
                SupervisedOptions.check(this, options.method);
                NetworkOptions.check(this, options.method);
                boolean seen = options.method == LearnerOptions.Method.imageEncoder;
                refuseSections("--model " + options.method, seen ? IMAGES : "");
            }
            text.phrases();
            options.decay();
            if (options.method.words()) {
                options.builder();
            }
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private NetworkTraining<?, ?, ?> network(OutputFile file) {
        try {
            NetworkTraining.Places places = new NetworkTraining.Places(inputs, file, resumed);
            NetworkTraining<?, ?, ?> training =
                    NetworkTraining.of(
                            options.method,
                            new NetworkTraining.Request(this, options, network, places),
                            images);
            training.checkSearch();
            training.check();
            return training;
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private SupervisedTraining supervised(OutputFile file) {
        try {
            SupervisedTraining training =
                    new SupervisedTraining(
                            this, supervised.learner(this, options), text, inputs, file, tuning());
            training.check();
            return training;
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private SupervisedTraining.Tuning tuning() {
        supervised.checkTuning(this);
        long bytes = supervised.modelSize();
        return new SupervisedTraining.Tuning(
                supervised.autotune == null ? null : supervised.autotune(this, options),
                supervised.validation,
                bytes == 0 ? null : FastTextBudget.of(bytes, options.seed, options.threads));
    }

    private WordTraining words(OutputFile file) {
        return new WordTraining(new ModelTraining.Request(this, options, text, places(file)));
    }

    private ModelTraining.Places places(OutputFile file) {
        return new ModelTraining.Places(inputs, file, resumed, updated, lean);
    }

    private ModelTraining model(OutputFile file) {
        try {
            ModelTraining training =
                    training(new ModelTraining.Request(this, options, text, places(file)));
            training.checkAll();
            return training;
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private ModelTraining training(ModelTraining.Request request) {
        return switch (options.method.family()) {
            case DOCUMENTS -> new DocumentTraining(request, documents);
            case COUNTS -> CountTraining.of(request, counts);
            case WORDS, LABELS, NETWORK, SPACE -> learnedElsewhere(request);
            case ITEMS -> items(request);
            case GRAPH -> new GraphTraining(request, graph);
            case KNOWLEDGE -> new KnowledgeTraining(request, knowledge);
        };
    }

    private ModelTraining items(ModelTraining.Request request) {
        return switch (options.method) {
            case item2vec -> new Item2VecTraining(request, items);
            case als -> new AlsTraining(request, items);
            case bpr, warp, logistic -> new FactorTraining(request, items);
            default -> learnedElsewhere(request);
        };
    }

    private static ModelTraining learnedElsewhere(ModelTraining.Request request) {
        throw new IllegalStateException(request.learner().method + " is learned elsewhere");
    }

    private OutputFile outputFile() {
        try {
            return OutputFile.of(output, null);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }
}
