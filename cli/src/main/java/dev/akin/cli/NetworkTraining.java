package dev.akin.cli;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.format.FileFormat;
import dev.akin.networks.DimensionSearch;
import dev.akin.networks.Epoch;
import dev.akin.networks.FitHistory;
import dev.akin.networks.NetworkBuilder;
import dev.akin.networks.TrainedNetwork;
import dev.akin.text.Click;
import dev.akin.text.ClickLog;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// What `train` does for a network, whatever it learns: reads, learns, writes, reports.
///
/// @param <E> what it learns from
/// @param <B> what is told how
/// @param <M> what is learned
abstract class NetworkTraining<E, B extends NetworkBuilder<B>, M extends TrainedNetwork> {
    /// What was asked for.
    record Request(
            Subcommand command, LearnerOptions learner, NetworkOptions network, Places files) {}

    /// @param resumed where a training was interrupted; null for one from the beginning
    record Places(List<String> inputs, OutputFile output, @Nullable Path resumed) {}

    /// What is said of a model when it is written.
    ///
    /// @param summary for a person: `2 labels, mean`
    /// @param next a command to type next; empty for none
    record Report(String summary, String next) {}

    final Request request;
    private @Nullable Embeddings start;
    private int chosen;
    private @Nullable Trial trial;

    NetworkTraining(Request request) {
        this.request = request;
    }

    /// @throws IllegalArgumentException if options exclude each other
    static NetworkTraining<?, ?, ?> of(
            LearnerOptions.Method method, Request request, ImageOptions images) {
        OutputFile output = request.files().output();
        if (output.format() != FileFormat.SAFETENSORS) {
            throw new IllegalArgumentException(
                    output.path()
                            + " would be "
                            + output.format()
                            + ", which cannot hold a network; use .akin or .safetensors");
        }
        return switch (method) {
            case classifier -> new ClassifierTraining(request);
            case tagger -> new TaggerTraining(request);
            case language -> new LanguageTraining(request);
            case clicks -> new ClickTraining(request);
            case nextItem -> new NextItemTraining(request);
            case twoTower -> new TwoTowerTraining(request);
            case metric -> new MetricTraining(request);
            case imageEncoder -> new ImageEncoderTraining(request, images);
            default -> throw new IllegalArgumentException("--model " + method + " is no network");
        };
    }

    /// Tries the options, before anything is read.
    ///
    /// @throws IllegalArgumentException if one is out of range, or they exclude each other
    abstract void check();

    /// Whether PyTorch is needed.
    abstract boolean needsTorch();

    /// What it learns by unless told.
    abstract Standard standard();

    /// Bytes that its rows take.
    abstract long rowBytes(M model);

    /// Reads the input.
    abstract E read() throws IOException;

    /// As [#read()], where that takes long enough to be shown.
    E read(ProgressDisplay progress) throws IOException {
        return read();
    }

    /// The share of examples held back.
    double validation() {
        return request.network().validation;
    }

    /// What the command ends with when the model is written.
    int code() {
        return ExitCode.DONE;
    }

    /// What the network itself is told.
    abstract B builder();

    /// Learns from what was read.
    abstract M fit(B builder, E examples) throws IOException;

    abstract Report report(M model);

    /// Reads, learns, writes.
    final int run() throws IOException {
        if (needsTorch()) {
            new TorchLibrary(request.command(), request.network().home.path()).load();
        }
        Path resumed = request.files().resumed();
        if (resumed != null) {
            Subcommand.requireFile(resumed);
            if (!Files.exists(resumed)) {
                throw new NoSuchFileException(resumed.toString());
            }
        }
        return request.command().show(request.files().output(), this::run);
    }

    private int run(ProgressDisplay progress) throws IOException {
        long began = System.nanoTime();
        E examples = read(progress);
        Path given = request.network().start;
        start = given == null ? null : request.command().load(given);
        if (progress.stopRequested()) {
            // Ctrl-C may have ended the writer of a pipe too, so that not all was read.
            throw new CancellationException("stopped while reading");
        }
        if (request.files().resumed() == null) {
            // Only now: nobody's interrupted training is lost to a mistyped input, or to one that
            // another process goes on with.
            Files.deleteIfExists(checkpoint());
        }
        if (searches()) {
            chooseDimension(examples, progress);
        }
        try (M model = fit(configured(progress), examples)) {
            progress.clear();
            model.save(request.files().output().path());
            return done(
                    model.history(), report(model), Duration.ofNanos(System.nanoTime() - began));
        } catch (CancellationException e) {
            if (!Files.exists(checkpoint())) {
                throw e;
            }
            progress.clear();
            request.command().warn("interrupted; go on with: " + resumption());
            return ExitCode.INTERRUPTED;
        } catch (FileSystemException e) {
            if (Files.exists(checkpoint())) {
                progress.clear();
                request.command()
                        .warn("what was learned before is kept; go on with: " + resumption());
            }
            throw e;
        }
    }

    private String resumption() {
        List<Object> words = new ArrayList<>(List.of("train"));
        words.addAll(withDimension(request.command().typed(), chosen));
        if (request.files().resumed() == null) {
            words.addAll(List.of("--resume", checkpoint()));
        }
        return Subcommand.invitation(words.toArray());
    }

    /// What was typed, with the dimension that was found for `--dim auto`.
    ///
    /// @param found 0 if none was
    static List<String> withDimension(List<String> typed, int found) {
        List<String> words = new ArrayList<>();
        for (String word : typed) {
            boolean auto =
                    word.equals("--dim=auto")
                            || (word.equals("auto")
                                    && !words.isEmpty()
                                    && words.getLast().equals("--dim"));
            words.add(auto && found > 0 ? word.replace("auto", Integer.toString(found)) : word);
        }
        return words;
    }

    /// Where what was learned is kept, when training stops before its end.
    final Path checkpoint() {
        Path resumed = request.files().resumed();
        if (resumed != null) {
            return resumed;
        }
        return request.files().output().partial();
    }

    /// The log of clicks that the input is.
    final List<Click> clicks() throws IOException {
        List<String> inputs = request.files().inputs();
        return (inputs.contains("-")
                        ? ClickLog.standardInput(System.in)
                        : ClickLog.in(inputs.stream().map(Path::of).toList()))
                .read();
    }

    /// Told all that it is to learn by.
    private B configured(ProgressDisplay progress) {
        B told = shown(told(builder()), progress);
        if (trial == null) {
            told.checkpoint(checkpoint());
        }
        return start == null ? told : told.pretrained(start);
    }

    /// Tries what was said of finding the dimension, before anything is read.
    ///
    /// @throws IllegalArgumentException if it cannot be found
    final void checkSearch() {
        if (searches() && request.network().start != null) {
            throw new IllegalArgumentException(
                    "--dim auto cannot change the size of the vectors that --start gives");
        }
        if (searches() && validation() == 0) {
            throw new IllegalArgumentException(
                    "--dim auto compares sizes on examples held back; give --validation above 0");
        }
    }

    /// Whether the dimension is to be found.
    private boolean searches() {
        return request.learner().dimension == LearnerOptions.AUTO;
    }

    /// Tells a builder the options that all networks have in common.
    ///
    /// @throws IllegalArgumentException if one is out of range
    final B told(B builder) {
        Standard standard = standard();
        Subcommand command = request.command();
        LearnerOptions learner = request.learner();
        NetworkOptions network = request.network();
        return builder.rate(learner.learningRate == null ? standard.rate() : learner.learningRate)
                .epochs(trial == null ? epochs(standard) : trial.epochs)
                .dimension(dimension(standard))
                .batchSize(command.given("--batch") ? network.batch : standard.batch())
                .dropout(network.dropout)
                .l2(network.l2)
                .validation(validation())
                .patience(network.patience)
                .seed(learner.seed)
                .threads(learner.threads);
    }

    private int epochs(Standard standard) {
        return request.command().given("--epochs") ? request.learner().epochs : standard.epochs();
    }

    private int dimension(Standard standard) {
        if (trial != null) {
            return trial.dimension;
        }
        if (chosen > 0) {
            return chosen;
        }
        return request.command().given("--dim") && !searches()
                ? request.learner().dimension
                : standard.dimension();
    }

    /// Tries sizes, and says what each gives for its bytes.
    private void chooseDimension(E examples, ProgressDisplay progress) throws IOException {
        DimensionSearch.Result found =
                DimensionSearch.standard()
                        .run(
                                (dimension, epochs) -> {
                                    trial = new Trial(dimension, epochs);
                                    try (M model = fit(configured(progress), examples)) {
                                        return new DimensionSearch.Outcome(
                                                model.history(), rowBytes(model));
                                    } finally {
                                        trial = null;
                                    }
                                },
                                epochs(standard()),
                                one -> {
                                    progress.clear();
                                    request.command().say(one.toString());
                                });
        chosen = found.dimension();
        request.command().say("taken: dimension " + chosen);
    }

    /// An attempt that is under way.
    private record Trial(int dimension, int epochs) {}

    /// What a model learns by unless told.
    record Standard(int dimension, double rate, int epochs, int batch) {
        Standard(int dimension, double rate, int epochs) {
            this(dimension, rate, epochs, 32);
        }
    }

    /// Lets a display show bars; a line for each epoch stays.
    private B shown(B builder, ProgressDisplay progress) {
        return builder.listener(
                        new ProgressListener() {
                            @Override
                            public void update(Progress now) {
                                if (now.done() < now.total()) {
                                    progress.update(now);
                                }
                            }

                            @Override
                            public boolean stopRequested() {
                                return progress.stopRequested();
                            }
                        })
                .onEpoch(epoch -> {
                    progress.clear();
                    if (trial == null) {
                        request.command().say(epoch.toString());
                    }
                });
    }

    private int done(FitHistory history, Report report, Duration took) throws IOException {
        Subcommand command = request.command();
        Path file = request.files().output().path();
        long bytes = Files.size(file);
        if (command.json) {
            command.print(
                    Json.object(
                            "file", file.toString(),
                            "bytes", bytes,
                            "seconds", took.toMillis() / 1000.0,
                            "kept", history.best(),
                            "epochs",
                                    history.epochs().stream().map(NetworkTraining::json).toList()));
            return code();
        }
        if (history.best() < history.epochs().size()) {
            command.say("kept epoch " + history.best() + ": later ones were no better");
        }
        command.say(
                String.format(
                        Locale.ROOT,
                        "wrote %s: %s, %s, in %s",
                        file,
                        report.summary(),
                        Quantities.bytes(bytes),
                        Quantities.duration(took)));
        if (!report.next().isEmpty()) {
            command.say("next: " + report.next());
        }
        return code();
    }

    private static Json json(Epoch epoch) {
        Map<String, Json> validation = new LinkedHashMap<>();
        epoch.validation().forEach((name, value) -> validation.put(name, Json.of(value)));
        return Json.object(
                "loss",
                epoch.loss(),
                "validation",
                new Json.Obj(validation),
                "seconds",
                epoch.took().toMillis() / 1000.0);
    }
}
