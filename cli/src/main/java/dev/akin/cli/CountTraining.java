package dev.akin.cli;

import dev.akin.cli.LearnerOptions.Method;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.text.Corpus;
import dev.akin.text.Json;
import dev.akin.vocabulary.EncodedCorpus;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;

/// `train --model glove` and `lsa`: vectors of words from how often these stand together.
abstract class CountTraining extends ModelTraining {
    private static final Set<String> SHARED =
            Set.of(
                    "--dim",
                    "--window",
                    "--epochs",
                    "--min-count",
                    "--max-words",
                    "--reproducible",
                    "--lowercase",
                    "--tokens",
                    "--field",
                    "--encoding",
                    "--phrases",
                    "--phrase-threshold",
                    "--context",
                    "--memory");

    final CountOptions counts;
    final Predicate<String> given;

    CountTraining(Request request, CountOptions counts) {
        super(request);
        this.counts = counts;
        this.given = request.command()::given;
    }

    static CountTraining of(Request request, CountOptions counts) {
        return request.learner().method == Method.lsa
                ? new LsaTraining(request, counts)
                : new GloveTraining(request, counts);
    }

    /// Options that it heeds beside those of all that learn from counts.
    abstract Set<String> own();

    @Override
    final Set<String> heeded() {
        Set<String> all = new HashSet<>(SHARED);
        all.addAll(own());
        return all;
    }

    @Override
    void check() {
        if (request.learner().dimension == LearnerOptions.AUTO) {
            throw new IllegalArgumentException(
                    "--dim auto goes with networks, not with " + method());
        }
    }

    /// What the corpus is encoded with.
    record Encoding(EncodedCorpus.Builder builder, int minCount, int maxWords) {}

    /// What is done with an encoded corpus.
    @FunctionalInterface
    interface Learning {
        Learned learn(EncodedCorpus encoded, Map<String, String> metadata) throws IOException;
    }

    /// Counts and encodes the text, then learns.
    final Learned encoded(
            Encoding encoding, Scratch scratch, ProgressDisplay progress, Learning learning)
            throws IOException {
        Corpus corpus = request.text().corpus(request.files().inputs(), System.in);
        long began = System.nanoTime();
        try (EncodedCorpus encoded =
                encoding.builder()
                        .minCount(encoding.minCount())
                        .maxWords(encoding.maxWords())
                        .threads(request.learner().threads)
                        .scratch(scratch.folder())
                        .phrases(request.text().phrases())
                        .listener(progress)
                        .encode(corpus)) {
            double seconds = (System.nanoTime() - began) / 1e9;
            encoded.notes().forEach(request.command()::say);
            int rows = encoded.vocabulary().size();
            TrainingNeeds needs =
                    new TrainingNeeds(encoded, encoding.minCount(), tables(rows), bytes(rows));
            needs.check();
            request.command().say(needs.counted(seconds));
            request.command().say(needs.memory());
            if (progress.stopRequested()) {
                throw new CancellationException("stopped while counting");
            }
            return learning.learn(encoded, metadata(corpus));
        }
    }

    /// What takes memory for so many words.
    abstract String tables(int words);

    abstract long bytes(int words);

    /// What is known of the text.
    Map<String, String> metadata(Corpus corpus) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("akin.text", request.text().describe(corpus));
        metadata.put("akin.source", Json.of(request.files().inputs()).toString());
        return metadata;
    }

    static Learned learned(Model model, boolean finished, EncodedCorpus encoded) {
        Embeddings words = model.table("");
        Json training = Json.parse(words.metadata().getOrDefault("akin.training", "{}"));
        return new Learned(
                model,
                finished,
                "word",
                "",
                Map.of(
                        "corpusWords", Json.of(encoded.seen()),
                        "lines", Json.of(encoded.lines()),
                        "training", training),
                List.of("neighbors", WordsReport.someWord(words.vocabulary())));
    }
}
