package dev.akin.cli;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Model;
import dev.akin.learn.TrainingRun;
import dev.akin.learn.WordLearner;
import dev.akin.text.Corpus;
import dev.akin.vocabulary.EncodedCorpus;
import dev.akin.vocabulary.GrowingVocabulary;
import dev.akin.vocabulary.NoWordException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Learns from a stream that may never end: whatever came since the last time is learned, and the file written anew as
/// one whole, after each interval, and once more when the stream ends.
final class StreamTraining {
    private final WordTraining training;
    private final Subcommand command;
    private final WordLearner learner;
    private final Place place;
    private @Nullable Model model;
    private @Nullable GrowingVocabulary vocabulary;
    private final boolean begun;
    private int versions;
    private long words;
    private String reason = "it had no line";

    /// @param file where each version goes
    /// @param text how lines become words
    /// @param decay what older words count before each version
    record Place(OutputFile file, TextOptions text, List<String> inputs, double decay) {}

    StreamTraining(
            WordTraining training, WordLearner learner, @Nullable LearnedFile before, Place place) {
        this.training = training;
        this.command = training.command();
        this.learner = learner;
        this.place = place;
        begun = before == null;
        if (before != null) {
            adopt(before.model());
        }
    }

    private void adopt(Model learned) {
        model = learned;
        if (vocabulary == null) {
            vocabulary = GrowingVocabulary.of(learned.table("").vocabulary());
        }
    }

    int run(ProgressDisplay progress, Duration every) throws IOException {
        LineTap tap = new LineTap(System.in);
        tap.start();
        boolean open = true;
        byte[] unlearned = new byte[0];
        while (open && !progress.stopRequested()) {
            open = tap.await(every, progress::stopRequested);
            unlearned = learn(joined(unlearned, tap.take()));
        }
        progress.clear();
        if (versions == 0) {
            throw new IllegalArgumentException(
                    "the stream ended and nothing was written: " + reason);
        }
        command.say(
                String.format(
                        Locale.ROOT,
                        "%s: %s of %s, %s",
                        open ? "interrupted" : "the stream ended",
                        Quantities.counted(versions, "version"),
                        place.file().path(),
                        Quantities.counted(words, "word")));
        return open ? ExitCode.INTERRUPTED : ExitCode.DONE;
    }

    /// Learns from whole lines and writes a version.
    ///
    /// @return what there is too little of to learn from
    private byte[] learn(byte[] lines) throws IOException {
        if (lines.length == 0) {
            return lines;
        }
        long began = System.nanoTime();
        Corpus corpus = place.text().as(Corpus.standardInput(new ByteArrayInputStream(lines)));
        try (EncodedCorpus encoded = encode(corpus)) {
            TrainingRun run = train(encoded, corpus);
            adopt(run.model());
            training.save(run.model(), place.file(), ProgressListener.NONE);
            versions++;
            words += encoded.seen();
            command.say(
                    String.format(
                            Locale.ROOT,
                            "version %d: %,d words read, %,d known, in %s",
                            versions,
                            encoded.seen(),
                            encoded.vocabulary().size(),
                            Quantities.duration(Duration.ofNanos(System.nanoTime() - began))));
            return new byte[0];
        } catch (NoWordException e) {
            reason = String.valueOf(e.getMessage());
            command.say("nothing to learn yet: " + reason);
            return model == null ? lines : new byte[0];
        }
    }

    private EncodedCorpus encode(Corpus corpus) throws IOException {
        EncodedCorpus.Builder encoding =
                EncodedCorpus.builder()
                        .minCount(learner.minCount())
                        .maxWords(learner.maxWords())
                        .phrases(place.text().phrases());
        if (vocabulary != null) {
            encoding.growing(vocabulary.decay(place.decay()));
        }
        return encoding.encode(corpus);
    }

    private TrainingRun train(EncodedCorpus encoded, Corpus corpus) {
        var metadata = training.metadata(corpus, place.inputs(), null);
        Model known = model;
        return known == null
                ? learner.train(encoded, metadata, ProgressListener.NONE)
                : updater(known).update(known, encoded, metadata, ProgressListener.NONE);
    }

    /// A learner that began the model goes on with smaller steps.
    private WordLearner updater(Model known) {
        return begun ? WordLearner.builderOf(known).build() : learner;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        if (first.length == 0) {
            return second;
        }
        ByteArrayOutputStream both = new ByteArrayOutputStream(first.length + second.length);
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
