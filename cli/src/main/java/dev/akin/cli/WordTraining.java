package dev.akin.cli;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Model;
import dev.akin.format.Contents;
import dev.akin.format.VectorFiles;
import dev.akin.learn.TrainingRun;
import dev.akin.learn.WordLearner;
import dev.akin.text.Corpus;
import dev.akin.text.Json;
import dev.akin.vocabulary.EncodedCorpus;
import dev.akin.vocabulary.GrowingVocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// What `train` does for vectors of words by prediction (skip-gram, CBOW, fastText), from a text or from a stream: counts, learns,
/// writes, reports.
final class WordTraining {
    private final Subcommand command;
    private final ModelTraining.Request request;
    private final ModelTraining.Places files;

    WordTraining(ModelTraining.Request request) {
        this.command = request.command();
        this.request = request;
        this.files = request.files();
    }

    /// @param every after how long what has come is learned; null for a text that ends
    int run(@Nullable Duration every) throws IOException {
        OutputFile file = files.output();
        LearnedFile before = learnedBefore();
        WordLearner learner = learner(before);
        if (every != null) {
            return command.show(
                    file, progress -> stream(learner, before, file).run(progress, every));
        }
        Corpus corpus = text().corpus(files.inputs(), System.in);
        return command.show(file, progress -> run(learner, before, corpus, file, progress));
    }

    Subcommand command() {
        return command;
    }

    private TextOptions text() {
        return request.text();
    }

    private @Nullable LearnedFile learnedBefore() throws IOException {
        Path path = files.resumed() != null ? files.resumed() : files.updated();
        if (path == null) {
            return null;
        }
        LearnedFile file = LearnedFile.open(path);
        try {
            file.checkModel("skipgram", "cbow");
            file.checkOptions(command.parsed(), files.resumed() != null);
        } catch (IllegalArgumentException e) {
            throw command.wrongUsage(e);
        }
        file.applyTo(text());
        return file;
    }

    private WordLearner learner(@Nullable LearnedFile before) {
        if (before == null) {
            return request.learner().builder().build();
        }
        WordLearner.Builder<?, ?> builder = WordLearner.builderOf(before.model());
        if (files.resumed() == null) {
            request.learner()
                    .applyTrainingTo(builder, name -> command.parsed().hasMatchedOption(name));
        }
        return builder.threads(request.learner().threads).build();
    }

    private StreamTraining stream(
            WordLearner learner, @Nullable LearnedFile before, OutputFile file) {
        return new StreamTraining(
                this,
                learner,
                before,
                new StreamTraining.Place(file, text(), files.inputs(), request.learner().decay()));
    }

    private int run(
            WordLearner learner,
            @Nullable LearnedFile before,
            Corpus corpus,
            OutputFile file,
            ProgressDisplay progress)
            throws IOException {
        long began = System.nanoTime();
        try (Scratch scratch = Scratch.in(file.folder());
                EncodedCorpus encoded = encode(learner, before, corpus, progress, scratch)) {
            double counted = (System.nanoTime() - began) / 1e9;
            encoded.notes().forEach(command::say);
            TrainingNeeds needs = TrainingNeeds.of(learner, encoded);
            needs.check();
            command.say(needs.counted(counted));
            command.say(needs.memory());
            if (progress.stopRequested()) {
                throw new CancellationException("stopped while counting");
            }
            TrainingRun run = learn(learner, before, encoded, corpus, progress);
            if (!run.finished()) {
                if (files.inputs().contains("-") && run.words() < run.totalWords() / 100) {
                    // Ctrl-C ended the writer of the pipe too: what it had written was just read to
                    // its end.
                    throw new CancellationException("hardly begun");
                }
                progress.clear();
                return keepPartial(run, file);
            }
            OutputFile written = save(run.model(), file, progress);
            return new WordsReport(command, run.embeddings(), encoded)
                    .of(written, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private EncodedCorpus encode(
            WordLearner learner,
            @Nullable LearnedFile before,
            Corpus corpus,
            ProgressDisplay progress,
            Scratch scratch)
            throws IOException {
        EncodedCorpus.Builder encoding =
                EncodedCorpus.builder()
                        .minCount(learner.minCount())
                        .maxWords(learner.maxWords())
                        .threads(request.learner().threads)
                        .scratch(scratch.folder())
                        .phrases(text().phrases())
                        .listener(progress);
        if (before != null && files.resumed() != null && before.grew()) {
            encoding.vocabulary(before.model().table("").vocabulary());
        } else if (before != null && files.updated() != null) {
            encoding.growing(
                    GrowingVocabulary.of(before.model().table("").vocabulary())
                            .decay(request.learner().decay()));
        }
        return encoding.encode(corpus);
    }

    private TrainingRun learn(
            WordLearner learner,
            @Nullable LearnedFile before,
            EncodedCorpus encoded,
            Corpus corpus,
            ProgressDisplay progress) {
        if (before == null) {
            return learner.train(encoded, metadata(corpus, files.inputs(), null), progress);
        }
        if (files.resumed() != null) {
            return WordLearner.resume(before.model(), encoded, request.learner().threads, progress);
        }
        int known = before.model().table("").size();
        command.say(
                String.format(
                        Locale.ROOT,
                        "%,d words of %s go on, %,d new ones join them",
                        known,
                        before.path(),
                        encoded.vocabulary().size() - known));
        return learner.update(
                before.model(), encoded, metadata(corpus, files.inputs(), before), progress);
    }

    /// What is known of the text; that of an update comes behind what the file says of its own.
    Map<String, String> metadata(Corpus corpus, List<String> from, @Nullable LearnedFile before) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("akin.text", text().describe(corpus));
        metadata.put("akin.source", Json.of(from).toString());
        if (before != null) {
            String source = before.model().metadata().get("akin.source");
            metadata.put("akin.source.before", source == null ? "[]" : source);
        }
        return metadata;
    }

    /// @return the file in the format that it has got
    OutputFile save(Model model, OutputFile file, ProgressListener progress) throws IOException {
        Model kept =
                files.lean()
                        ? Model.of(model.kind(), Map.of("", model.table("")))
                                .withMetadata(model.metadata())
                        : model;
        Contents contents = kept.contents(file.format());
        OutputFile written = file.holding(contents);
        VectorFiles.write(written.path(), contents, written.format(), progress);
        List<String> zeros = VectorFiles.zeros(contents, written.format());
        if (!zeros.isEmpty()) {
            command.say("the model does not say, so zeros stand for " + String.join(", ", zeros));
        }
        return written;
    }

    /// Ctrl-C: what was learnt is kept beside the output, which stays as it was.
    private int keepPartial(TrainingRun run, OutputFile file) throws IOException {
        Path partial = file.partial();
        run.model().save(partial, ProgressListener.NONE);
        command.warn(
                String.format(
                        Locale.ROOT,
                        "interrupted at %.0f %%; %s",
                        100.0 * run.words() / run.totalWords(),
                        files.inputs().contains("-")
                                ? "what was learnt is in "
                                        + partial
                                        + "; standard input cannot be read again"
                                : "go on with: " + resumption(partial)));
        return ExitCode.INTERRUPTED;
    }

    private String resumption(Path partial) {
        List<Object> words = new ArrayList<>(List.of("train"));
        words.addAll(files.inputs());
        words.addAll(List.of("-o", files.output().path(), "--resume", partial));
        return Subcommand.invitation(words.toArray());
    }
}
