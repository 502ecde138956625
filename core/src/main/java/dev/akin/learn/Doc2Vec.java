package dev.akin.learn;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Model;
import dev.akin.text.Json;
import dev.akin.text.TaggedDocument;
import dev.akin.vocabulary.EncodedCorpus;
import dev.akin.vocabulary.EncodedDocuments;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

/// Paragraph vectors: a vector for each document, or for what documents go by, learned by predicting their words (Le and Mikolov
/// 2014, "Distributed Representations of Sentences and Documents"). Immutable and thread-safe; each training is a run of its own.
///
/// Defaults, and what several tags mean, are those of gensim 4.2's `Doc2Vec`: each tag of a document has a row, and documents with
/// a tag in common learn the same one. Unlike there, a document of more than 10,000 words is learned to its end, and one without
/// a word that was kept is at the origin. With one thread a seed gives the same vectors again, with more it does so only where the
/// learner is [reproducible][LearnerBuilder#reproducible(boolean)].
public final class Doc2Vec {
    private static final double UPDATE_RATE = 0.1;

    private final Settings settings;

    /// What predicts a word.
    public enum Mode {
        /// The document alone: PV-DBOW (ibid., §2.3). Fast, and good for telling documents apart.
        DBOW("dbow"),
        /// The mean of the document and the words around: PV-DM (ibid., §2.2), as gensim's `dm_mean`.
        DM("dm"),
        /// The document and the words around, one behind the other, in their order: PV-DM by concatenation.
        DM_CONCAT("dm-concat");

        private final String label;

        Mode(String label) {
            this.label = label;
        }

        /// What files and commands call it.
        public String label() {
            return label;
        }

        /// @throws IllegalArgumentException if there is no mode of this label; the message lists them
        public static Mode ofLabel(String label) {
            return Arrays.stream(values())
                    .filter(mode -> mode.label.equals(label))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException(
                                    "there is no mode \""
                                            + label
                                            + "\"; there are "
                                            + Arrays.stream(values())
                                                    .map(Mode::label)
                                                    .collect(Collectors.joining(", "))));
        }
    }

    private Doc2Vec(Settings settings) {
        this.settings = settings;
    }

    /// Options, at first the defaults of gensim: PV-DM by the mean, 100 numbers, a window of 5, 10 epochs.
    public static Builder builder() {
        return new Builder(Settings.ofDocuments());
    }

    /// As [#fit(Iterable, ProgressListener)], unheard.
    public DocumentVectors fit(Iterable<TaggedDocument> documents) throws IOException {
        return fit(documents, ProgressListener.NONE);
    }

    /// Counts and encodes the documents, which are read once, then learns from them.
    ///
    /// @param listener hears of words counted, then of words learned with the running loss
    /// @throws IllegalArgumentException if a document has no tag, or no word reaches the minimum count
    /// @throws IOException if the scratch folder cannot be written
    /// @throws CancellationException if the listener asked to stop
    public DocumentVectors fit(Iterable<TaggedDocument> documents, ProgressListener listener)
            throws IOException {
        try (EncodedDocuments encoded =
                EncodedDocuments.builder(encoding(listener)).encodeWords(documents)) {
            Map<String, String> text =
                    Map.of(
                            "akin.text",
                            Json.object("tokens", "given", "lowercase", false).toString());
            TrainingRun run = train(encoded, text, listener);
            if (!run.finished()) {
                throw new CancellationException(
                        "training was stopped after "
                                + run.words()
                                + " of "
                                + run.totalWords()
                                + " words");
            }
            return DocumentVectors.of(run.model());
        }
    }

    /// How the words of documents are to be encoded for this learner.
    public EncodedCorpus.Builder encoding(ProgressListener listener) {
        EncodedCorpus.Builder encoding =
                EncodedCorpus.builder()
                        .minCount(settings.minCount)
                        .maxWords(settings.maxWords)
                        .threads(settings.threads)
                        .listener(listener);
        return settings.scratch == null ? encoding : encoding.scratch(settings.scratch);
    }

    /// Learns from documents that are encoded already; gives what there is when the listener asks to stop. The rows of documents may
    /// lie in a mapped file of the [scratch folder][LearnerBuilder#scratch(java.nio.file.Path)], which goes with the model.
    ///
    /// @param metadata what is known of the documents and goes into the model's metadata
    /// @throws IllegalArgumentException if rows are to be concatenated, and documents have different numbers of tags
    public TrainingRun train(
            EncodedDocuments documents, Map<String, String> metadata, ProgressListener listener) {
        Settings own = new Settings(settings);
        own.tags = tags(documents);
        Tables tables = new DocumentTables(own, documents).make();
        return run(own, tables, new Course(documents.corpus(), 0, 0), metadata, listener);
    }

    /// How many tags each document has, where that matters.
    private int tags(EncodedDocuments documents) {
        if (!settings.concatenates()) {
            return 1;
        }
        int most = documents.mostTags();
        for (int document = 0; document < documents.size(); document++) {
            int own = documents.tagStart(document + 1) - documents.tagStart(document);
            if (own != most) {
                throw new IllegalArgumentException(
                        "concatenation needs as many tags for each document, but document "
                                + (document + 1)
                                + " has "
                                + own
                                + " and another one "
                                + most
                                + "; learn by the mean, --mode dm, or leave tags out");
            }
        }
        return most;
    }

    /// Goes on with a training that was stopped, with the options and from the place that its model names. With one
    /// thread, or where the learner is reproducible, the result is that of a training that was never stopped.
    ///
    /// @param documents the same as before, encoded with the model's words and tags
    /// @throws IllegalArgumentException if the model is finished, was not learned from documents, lacks what learning needs, or the
    ///     documents are others
    public static TrainingRun resume(
            Model model, EncodedDocuments documents, int threads, ProgressListener listener) {
        LearnedDocuments learned = LearnedDocuments.of(model);
        Settings settings = new Settings(learned.settings());
        settings.threads = LearnerBuilder.inRange("threads", threads, 1, 1024);
        LearnedParts parts = learned.parts();
        parts.checkResumable(documents.corpus());
        Tables tables = learned.grown(settings, documents);
        Course course = parts.course(documents.corpus());
        return run(settings, tables, course, model.metadata(), listener);
    }

    /// Learns more, from other documents: words and tags keep their rows, new ones get rows of their own; documents that are not among
    /// the new ones stay as they are.
    ///
    /// @param documents encoded with words that [grew][EncodedCorpus.Builder#growing] from the model's, and tags that did
    ///     ([EncodedDocuments.Builder#known])
    /// @throws IllegalArgumentException if the model was not learned from documents or lacks what learning needs
    public TrainingRun update(
            Model model,
            EncodedDocuments documents,
            Map<String, String> metadata,
            ProgressListener listener) {
        if (settings.concatenates() && tags(documents) != settings.tags) {
            throw new IllegalArgumentException(
                    "the model needs "
                            + settings.tags
                            + " tags for each document, not "
                            + documents.mostTags());
        }
        Tables tables = LearnedDocuments.of(model).grown(settings, documents);
        Course course = new Course(documents.corpus(), 0, 0);
        return run(settings, tables, course, metadata, listener);
    }

    private static TrainingRun run(
            Settings settings,
            Tables tables,
            Course course,
            Map<String, String> metadata,
            ProgressListener listener) {
        Training training = course.learn(settings, tables, listener);
        return new TrainingRun(
                LearnedDocuments.save(settings, tables, training, metadata),
                training.finished(),
                training.wordsDone(),
                training.totalWords());
    }

    /// A learner with the options that a model was learned with, to be changed before it [updates][#update] the model. The
    /// learning rate is a tenth of the one that the model began with.
    ///
    /// @throws IllegalArgumentException if the model was not learned from documents
    public static Builder builderOf(Model model) {
        Settings settings = LearnedDocuments.of(model).settings();
        if (!settings.update) {
            settings.update = true;
            settings.inferenceRate = settings.learningRate;
            settings.inferenceEpochs = settings.epochs;
            settings.learningRate *= UPDATE_RATE;
        }
        return new Builder(settings);
    }

    /// The words that a model's documents were learned by.
    ///
    /// @throws IllegalArgumentException if the model was not learned from documents, or lacks them
    public static Vocabulary words(Model model) {
        return LearnedDocuments.of(model).words();
    }

    /// Words seen less often are left out.
    public int minCount() {
        return settings.minCount;
    }

    /// Numbers in a vector.
    public int dimension() {
        return settings.dimension;
    }

    /// Bytes of memory that learning needs beside the encoded documents, rows of documents left out where they lie in a file.
    public long bytesNeeded(EncodedDocuments documents) {
        int words = documents.corpus().vocabulary().size();
        long inputs = settings.hasWords() ? (long) settings.stride() * words : 0;
        long outputs = (long) settings.outStride() * words;
        long rows = (long) settings.stride() * documents.tags().size() * Float.BYTES;
        boolean mapped = settings.scratch != null && rows > settings.memoryLimit;
        return (inputs + outputs) * Float.BYTES + (mapped ? 0 : rows);
    }

    /// Collects options; each has a default.
    public static final class Builder extends LearnerBuilder<Builder> {
        Builder(Settings settings) {
            super(settings);
        }

        @Override
        Builder self() {
            return this;
        }

        /// What predicts a word; [Mode#DM] by default.
        public Builder mode(Mode value) {
            settings.documents = Objects.requireNonNull(value, "mode");
            settings.bags = value != Mode.DBOW;
            return this;
        }

        /// Whether words are learned, too, where the document alone predicts them, as gensim's `dbow_words`; false by default. Slower;
        /// the model has vectors of words then, and those of documents are often better.
        public Builder words(boolean value) {
            settings.besideWords = value;
            return this;
        }

        /// Bytes of rows of documents beyond which they lie in a mapped file of the scratch folder, if there is one; half of the largest
        /// heap by default.
        public Builder memoryLimit(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("the memory limit is negative: " + bytes);
            }
            settings.memoryLimit = bytes;
            return this;
        }

        /// A learner with the options as they are now; the builder may be changed and used again.
        public Doc2Vec build() {
            return new Doc2Vec(new Settings(settings));
        }
    }
}
