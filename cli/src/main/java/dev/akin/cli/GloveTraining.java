package dev.akin.cli;

import dev.akin.counts.Glove;
import dev.akin.embeddings.Model;
import dev.akin.learn.TrainingRun;
import dev.akin.text.Corpus;
import dev.akin.vocabulary.EncodedCorpus;
import dev.akin.vocabulary.GrowingVocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// `train --model glove`.
final class GloveTraining extends CountTraining {
    private @Nullable LearnedFile before;

    GloveTraining(Request request, CountOptions counts) {
        super(request, counts);
    }

    @Override
    Set<String> own() {
        return Set.of("--learning-rate", "--x-max", "--alpha", "--resume", "--update", "--lean");
    }

    @Override
    void check() {
        super.check();
        counts.glove(request.learner(), given).build();
    }

    @Override
    Learned learn(ProgressDisplay progress) throws IOException {
        before = learnedBefore();
        try (Scratch scratch = Scratch.in(request.files().output().folder())) {
            Glove glove = builder().scratch(scratch.folder()).build();
            return encoded(
                    new Encoding(encoding(), glove.minCount(), glove.maxWords()),
                    scratch,
                    progress,
                    (encoded, metadata) -> {
                        TrainingRun run = run(glove, encoded, metadata, progress);
                        checkWorthKeeping(run);
                        return learned(
                                run.finished() && request.files().lean()
                                        ? lean(run.model())
                                        : run.model(),
                                run.finished(),
                                encoded);
                    });
        }
    }

    private @Nullable LearnedFile learnedBefore() throws IOException {
        Path resumed = request.files().resumed();
        Path path = resumed != null ? resumed : request.files().updated();
        if (path == null) {
            return null;
        }
        LearnedFile file = LearnedFile.open(path);
        try {
            file.checkModel("glove");
            file.checkOptions(request.command().parsed(), resumed != null);
        } catch (IllegalArgumentException e) {
            throw request.command().wrongUsage(e);
        }
        file.applyTo(request.text());
        return file;
    }

    private Glove.Builder builder() {
        if (before == null) {
            return counts.glove(request.learner(), given);
        }
        Glove.Builder builder = Glove.builderOf(before.model()).threads(request.learner().threads);
        counts.apply(builder, request.learner(), given);
        return builder;
    }

    private EncodedCorpus.Builder encoding() {
        EncodedCorpus.Builder encoding = EncodedCorpus.builder();
        if (before == null) {
            return encoding;
        }
        if (request.files().resumed() == null) {
            encoding.growing(GrowingVocabulary.of(before.model().table("").vocabulary()));
        } else if (before.grew()) {
            encoding.vocabulary(before.model().table("").vocabulary());
        }
        return encoding;
    }

    private TrainingRun run(
            Glove glove,
            EncodedCorpus encoded,
            Map<String, String> metadata,
            ProgressDisplay progress)
            throws IOException {
        if (before == null) {
            return glove.train(encoded, metadata, progress);
        }
        if (request.files().resumed() != null) {
            return Glove.resume(before.model(), encoded, glove, progress);
        }
        int known = before.model().table("").size();
        request.command()
                .say(
                        String.format(
                                Locale.ROOT,
                                "%,d words of %s go on, %,d new ones join them",
                                known,
                                before.path(),
                                encoded.vocabulary().size() - known));
        return glove.update(before.model(), encoded, metadata, progress);
    }

    /// Ctrl-C ended the writer of a pipe too: what it had written was just read to its end.
    private void checkWorthKeeping(TrainingRun run) {
        if (!run.finished()
                && request.files().inputs().contains("-")
                && run.words() < run.totalWords() / 100) {
            throw new CancellationException("hardly begun");
        }
    }

    private static Model lean(Model model) {
        return Model.of(model.kind(), Map.of("", model.table(""))).withMetadata(model.metadata());
    }

    /// The source of an update comes behind what the file says of its own.
    @Override
    Map<String, String> metadata(Corpus corpus) {
        Map<String, String> metadata = super.metadata(corpus);
        if (before != null) {
            metadata.put(
                    "akin.source.before",
                    before.model().metadata().getOrDefault("akin.source", "[]"));
        }
        return metadata;
    }

    @Override
    String tables(int words) {
        return "vectors of "
                + Quantities.shape(words, "word", builder().build().dimension())
                + " and of their contexts, with the learning rate of each number,";
    }

    @Override
    long bytes(int words) {
        return builder().build().bytesNeeded(words);
    }
}
