package dev.akin.cli;

import dev.akin.embeddings.Model;
import dev.akin.format.FileFormat;
import dev.akin.learn.Doc2Vec;
import dev.akin.learn.Loss;
import dev.akin.learn.TrainingRun;
import dev.akin.text.Corpus;
import dev.akin.text.Json;
import dev.akin.text.ReadAhead;
import dev.akin.text.Records;
import dev.akin.text.TaggedText;
import dev.akin.vocabulary.EncodedCorpus;
import dev.akin.vocabulary.EncodedDocuments;
import dev.akin.vocabulary.GrowingVocabulary;
import dev.akin.vocabulary.NoWordException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// `train --model doc2vec`: a vector for each document.
final class DocumentTraining extends ModelTraining {
    private final DocumentOptions documents;

    DocumentTraining(Request request, DocumentOptions documents) {
        super(request);
        this.documents = documents;
    }

    @Override
    Set<String> heeded() {
        return DocumentOptions.heeded();
    }

    @Override
    void check() {
        OutputFile file = request.files().output();
        if (!request.files().lean() && file.format() != FileFormat.SAFETENSORS) {
            throw new IllegalArgumentException(
                    file.path()
                            + " would be "
                            + file.format()
                            + ", which has no place for the words that documents are inferred by; use"
                            + " .safetensors, or --lean for the vectors alone");
        }
        fresh();
        if ((documents.id != null || documents.tags != null) && !request.text().hasField()) {
            throw new IllegalArgumentException(
                    "--id and --tags name fields, so --field must name the one with the text");
        }
    }

    @Override
    Learned learn(ProgressDisplay progress) throws IOException {
        LearnedFile before = before();
        if (before != null) {
            before.applyTo(request.text());
        }
        try (Scratch scratch = Scratch.in(request.files().output().folder())) {
            Doc2Vec.Builder options = before == null ? fresh() : continued(before);
            Doc2Vec learner = options.scratch(scratch.folder()).build();
            try (EncodedDocuments encoded = encode(learner, before, progress)) {
                report(learner, encoded);
                if (progress.stopRequested()) {
                    throw new CancellationException("stopped while counting");
                }
                return learned(learn(learner, before, encoded, progress), encoded);
            }
        }
    }

    private @Nullable LearnedFile before() throws IOException {
        Places files = request.files();
        Path path = files.resumed() != null ? files.resumed() : files.updated();
        if (path == null) {
            return null;
        }
        LearnedFile file = LearnedFile.open(path);
        try {
            file.checkOptions(
                    request.command().spec.commandLine().getParseResult(), files.resumed() != null);
        } catch (IllegalArgumentException e) {
            throw request.command().wrongUsage(e);
        }
        return file;
    }

    private Doc2Vec.Builder fresh() {
        LearnerOptions learner = request.learner();
        if (learner.dimension == LearnerOptions.AUTO) {
            throw new IllegalArgumentException("--dim auto goes with networks, not with doc2vec");
        }
        Doc2Vec.Builder builder =
                Doc2Vec.builder()
                        .loss(Loss.ofLabel(learner.loss))
                        .dimension(learner.dimension)
                        .window(learner.window)
                        .negatives(learner.negatives)
                        .minCount(learner.minCount)
                        .maxWords(learner.maxWords)
                        .threads(learner.threads)
                        .seed(learner.seed)
                        .reproducible(learner.reproducible);
        documents.applyTo(builder);
        learner.applyTrainingTo(builder, request.command()::given);
        return builder;
    }

    private Doc2Vec.Builder continued(LearnedFile before) {
        Doc2Vec.Builder builder = Doc2Vec.builderOf(before.model());
        if (request.files().resumed() == null) {
            request.learner().applyTrainingTo(builder, request.command()::given);
        }
        return builder.threads(request.learner().threads);
    }

    private EncodedDocuments encode(
            Doc2Vec learner, @Nullable LearnedFile before, ProgressDisplay progress)
            throws IOException {
        EncodedCorpus.Builder words = learner.encoding(progress).phrases(request.text().phrases());
        EncodedDocuments.Builder encoding = EncodedDocuments.builder(words).uniqueKeys(true);
        if (before != null && request.files().updated() != null) {
            words.growing(
                    GrowingVocabulary.of(Doc2Vec.words(before.model()))
                            .decay(request.learner().decay()));
            encoding.known(before.model().table("").vocabulary());
        } else if (before != null && before.grew()) {
            words.vocabulary(Doc2Vec.words(before.model()));
            encoding.again(before.model().table("").vocabulary());
        }
        Records records =
                request.text()
                        .records(request.files().inputs(), System.in, documents.id, documents.tags);
        try (ReadAhead ahead = ReadAhead.of(records)) {
            Texts texts = new Texts(ahead);
            EncodedDocuments encoded;
            try {
                encoded = encoding.encodeTexts(() -> texts, request.text()::cut);
            } catch (NoWordException e) {
                throw texts.read == 0 && ahead.leftOut() > 0 ? noField(ahead.leftOut(), e) : e;
            }
            tellLeftOut(ahead.leftOut());
            return encoded;
        }
    }

    private IllegalArgumentException noField(long records, NoWordException cause) {
        return new IllegalArgumentException(
                "none of "
                        + Quantities.counted(records, "record")
                        + " has a text"
                        + (documents.id == null
                                ? "; name its field with --field"
                                : " and the key \""
                                        + documents.id
                                        + "\"; name their fields with --field and --id"),
                cause);
    }

    /// Documents as they are read, which go by their key, and their tags.
    private static final class Texts implements Iterator<TaggedText> {
        private final ReadAhead ahead;
        private long read;

        Texts(ReadAhead ahead) {
            this.ahead = ahead;
        }

        @Override
        public boolean hasNext() {
            return ahead.hasNext();
        }

        @Override
        public TaggedText next() {
            Records.Text text = ahead.next();
            read++;
            List<String> tags = new ArrayList<>(List.of(text.key()));
            tags.addAll(text.tags());
            return new TaggedText(tags, text.text(), text.file() + ":" + text.line());
        }
    }

    private void tellLeftOut(long count) {
        if (count > 0) {
            request.command()
                    .warn(
                            String.format(
                                    Locale.ROOT,
                                    "left out %s that had no text%s",
                                    Quantities.counted(count, "record"),
                                    documents.id == null ? "" : ", or no " + documents.id));
        }
    }

    private void report(Doc2Vec learner, EncodedDocuments encoded) {
        Subcommand command = request.command();
        encoded.corpus().notes().forEach(command::say);
        command.say(
                String.format(
                        Locale.ROOT,
                        "%s in %s; %,d different ones seen %s or more",
                        Quantities.counted(encoded.corpus().seen(), "word"),
                        Quantities.counted(encoded.size(), "document"),
                        encoded.corpus().vocabulary().size(),
                        learner.minCount() == 1 ? "once" : learner.minCount() + " times"));
        if (encoded.empty() > 0) {
            command.warn(
                    String.format(
                            Locale.ROOT,
                            "%,d of %s %s no word that is kept, and zeros for a vector; lower"
                                    + " --min-count to keep more words",
                            encoded.empty(),
                            Quantities.counted(encoded.size(), "document"),
                            encoded.empty() == 1 ? "has" : "have"));
        }
        long needed = learner.bytesNeeded(encoded);
        long heap = Runtime.getRuntime().maxMemory();
        if (needed > heap) {
            throw new IllegalStateException(
                    "the tables take "
                            + Quantities.bytes(needed)
                            + ", but Java's heap may grow to "
                            + Quantities.bytes(heap)
                            + " only: keep fewer words with --min-count or --max-words, take a smaller"
                            + " --dim, or give more memory with AKIN_HEAP");
        }
    }

    private TrainingRun learn(
            Doc2Vec learner,
            @Nullable LearnedFile before,
            EncodedDocuments encoded,
            ProgressDisplay progress) {
        if (before == null) {
            return learner.train(encoded, metadata(null), progress);
        }
        if (request.files().resumed() != null) {
            return Doc2Vec.resume(before.model(), encoded, request.learner().threads, progress);
        }
        int known = before.model().table("").size();
        request.command()
                .say(
                        String.format(
                                Locale.ROOT,
                                "%,d rows of %s go on or stay, %,d new ones join them",
                                known,
                                before.path(),
                                encoded.tags().size() - known));
        return learner.update(before.model(), encoded, metadata(before), progress);
    }

    private Map<String, String> metadata(@Nullable LearnedFile before) {
        Map<String, String> metadata = new LinkedHashMap<>();
        Corpus corpus = request.text().cut(Corpus.ofLines(List.of()));
        metadata.put("akin.text", request.text().describe(corpus));
        metadata.put("akin.source", Json.of(request.files().inputs()).toString());
        if (before != null) {
            String source = before.model().metadata().get("akin.source");
            metadata.put("akin.source.before", source == null ? "[]" : source);
        }
        return metadata;
    }

    private Learned learned(TrainingRun run, EncodedDocuments encoded) {
        boolean lean = request.files().lean() && run.finished();
        if (lean) {
            request.command()
                    .say(
                            "lean: the file has the vectors alone; no text can be encoded by it, nor"
                                    + " can --update go on from it");
        }
        Model model = lean ? alone(run.model()) : run.model();
        int words = encoded.corpus().vocabulary().size();
        String training = model.metadata().get("akin.training");
        return new Learned(
                model,
                run.finished(),
                documents.tags == null ? "document" : "row",
                lean ? "" : Quantities.counted(words, "word"),
                Map.of(
                        "documents",
                        Json.of(encoded.size()),
                        "words",
                        Json.of(words),
                        "corpusWords",
                        Json.of(encoded.corpus().seen()),
                        "empty",
                        Json.of(encoded.empty()),
                        "training",
                        training == null ? new Json.Null() : Json.parse(training)),
                List.of("neighbors", model.table("").vocabulary().key(0)));
    }

    private static Model alone(Model model) {
        return Model.of(model.kind(), Map.of("", model.table(""))).withMetadata(model.metadata());
    }
}
