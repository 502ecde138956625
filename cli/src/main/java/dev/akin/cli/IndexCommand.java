package dev.akin.cli;

import dev.akin.embeddings.Encoder;
import dev.akin.embeddings.EncoderProvider;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.TextEncoder;
import dev.akin.encode.TextEncoders;
import dev.akin.search.ChunkOptions;
import dev.akin.search.CollectionHome;
import dev.akin.search.CollectionOptions;
import dev.akin.search.DocumentIndex;
import dev.akin.search.DocumentStore;
import dev.akin.search.EncoderTag;
import dev.akin.search.FileIndexer;
import dev.akin.search.IndexingOptions;
import dev.akin.search.IndexingReport;
import dev.akin.search.MediaIndexer;
import dev.akin.search.Quantization;
import dev.akin.search.RecordFields;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "index",
        description =
                "Brings files into a collection, which is made if there is none: cut into passages, encoded,"
                        + " and found by akin search. Only what has changed since is encoded again; files"
                        + " that are gone are removed.",
        footer = {
            "  akin index notes ~/Documents --encoder minilm",
            "  akin index faq questions.csv --field answer --id number",
            "  akin search notes \"how do I reset my password\"",
            "  akin index gallery photos/ --encoder ./mobilenet"
        })
final class IndexCommand extends CollectionCommand {
    @Parameters(index = "0", paramLabel = "COLLECTION", description = "The collection's name.")
    @SuppressWarnings("NullAway.Init")
    private String collection;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "INPUT",
            description =
                    "Files, and folders with all files below: md, txt, html, pdf, csv, tsv, jsonl; with a model"
                            + " of pictures: jpg, png, gif, bmp, webp, tiff.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> inputs;

    @Option(
            names = "--encoder",
            paramLabel = "E",
            description =
                    "What makes the vectors. Default: the collection's; minilm for a new one.")
    private @Nullable String encoder;

    @Option(
            names = "--quantize",
            paramLabel = "TYPE",
            description =
                    "How a new collection compares vectors: float32, int8, int4 or bit. Default: float32.")
    private @Nullable String quantize;

    @Option(
            names = "--exact",
            description =
                    "A new collection compares a question with every vector, instead of making a graph of"
                            + " them: indexing is faster, answers are exact, and searching takes as much longer"
                            + " as there are more passages. Good up to some hundred thousand.")
    private boolean exact;

    @Option(
            names = "--tokens",
            paramLabel = "N",
            defaultValue = "200",
            description = "The most tokens of a passage. Default: ${DEFAULT-VALUE}.")
    private int tokens;

    @Option(
            names = "--overlap",
            paramLabel = "N",
            defaultValue = "30",
            description =
                    "The most tokens at a passage's end that begin the next one, too. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int overlap;

    @Option(
            names = "--field",
            paramLabel = "FIELD",
            description =
                    "Where a record of csv or jsonl has its text. Default: text, content, body or sentence, else"
                            + " all fields.")
    private @Nullable String field;

    @Option(
            names = "--id",
            paramLabel = "FIELD",
            description = "Where a record has its id. Default: it is named by file and number.")
    private @Nullable String id;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private PictureLimit limit;

    @Override
    public Integer call() throws IOException {
        IndexingOptions options = options();
        for (Path input : inputs) {
            // Before a new collection is made for nothing.
            if (!Files.exists(input)) {
                throw new NoSuchFileException(input.toString());
            }
        }
        CollectionHome collections = collections();
        return open(collections, (index, opened) -> index(index, opened, options));
    }

    private interface Use {
        int with(DocumentStore index, Encoder<?> encoder) throws IOException;
    }

    /// An encoder of texts, or of the files that a model of pictures or sounds sees.
    private Encoder<?> opened(String name) throws IOException {
        FileEncoder files =
                EncoderChoice.openForFiles(
                        this,
                        name,
                        EncoderChoice.usual(home.path()),
                        inputs.stream().map(Path::toString).toList());
        if (files != null) {
            refuse(List.of("--tokens", "--overlap", "--field", "--id"), files.contents());
            return limit.on(files, this);
        }
        refuse(List.of(PictureLimit.NAME), "texts");
        return TextEncoders.open(name, home.path());
    }

    private int open(CollectionHome collections, Use use) throws IOException {
        if (!collections.exists(collection)) {
            String name = encoder == null ? "minilm" : lasting(encoder);
            try (Encoder<?> opened = opened(name)) {
                requireSomething(opened);
                try (DocumentIndex index = collections.create(collection, created(name, opened))) {
                    return use.with(index, opened);
                }
            }
        }
        if (exact) {
            throw wrongUsage("--exact is for a new collection, and " + collection + " exists");
        }
        if (quantize != null) {
            throw wrongUsage("--quantize is for a new collection, and " + collection + " exists");
        }
        ServedElsewhere served = served(collections, collection);
        if (served != null) {
            say(collection + " is served by another process, and indexed through it");
            return open(served, use);
        }
        try (DocumentIndex index = collections.open(collection)) {
            return open(index, use);
        }
    }

    /// A collection that would hold nothing is not made.
    private void requireSomething(Encoder<?> opened) throws IOException {
        boolean ofFiles = opened instanceof FileEncoder;
        Predicate<Path> reads =
                opened instanceof FileEncoder files ? files::reads : FileIndexer::reads;
        for (Path input : inputs) {
            if (Files.isRegularFile(input) || MediaInputs.any(List.of(input.toString()), reads)) {
                return;
            }
        }
        throw new IllegalArgumentException(
                "there is nothing to index: no "
                        + (opened instanceof FileEncoder files ? files.contents() : "documents")
                        + " in "
                        + inputs.stream().map(Path::toString).collect(Collectors.joining(", "))
                        + (ofFiles ? "" : "; of pictures or sounds, name a model by --encoder"));
    }

    private int open(DocumentStore index, Use use) throws IOException {
        String name = encoder == null ? encoderName(index, collection) : lasting(encoder);
        try (Encoder<?> opened = opened(name)) {
            return use.with(index, opened);
        }
    }

    /// The collection keeps the name by which the encoder was opened, so that it can be opened again.
    private CollectionOptions created(String name, Encoder<?> opened) {
        CollectionOptions.Builder options =
                CollectionOptions.forEncoder(opened)
                        .encoder(new EncoderTag(name, opened.fingerprint()))
                        .exact(exact);
        try {
            return quantize == null
                    ? options.build()
                    : options.quantization(Quantization.ofLabel(quantize)).build();
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private IndexingOptions options() {
        try {
            return new IndexingOptions(
                    new ChunkOptions(tokens, overlap), new RecordFields(field, id));
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private int index(DocumentStore index, Encoder<?> opened, IndexingOptions options)
            throws IOException {
        try (ProgressDisplay progress = ProgressDisplay.to(err(), quiet);
                Interruption _ = Interruption.guard(progress::requestStop)) {
            try {
                IndexingReport report =
                        opened instanceof FileEncoder files
                                ? MediaIndexer.index(index, files, inputs, progress)
                                : FileIndexer.index(
                                        index, (TextEncoder) opened, inputs, options, progress);
                return report(index, opened, report);
            } catch (CancellationException e) {
                progress.clear();
                warn("interrupted: " + e.getMessage() + "; run it again to go on");
                return ExitCode.INTERRUPTED;
            }
        }
    }

    private int report(DocumentStore index, Encoder<?> opened, IndexingReport report)
            throws IOException {
        boolean ofTexts = opened instanceof TextEncoder;
        report.skipped().forEach(file -> warn("left out: " + Failures.message(file.reason())));
        if (json) {
            print(document(index, report));
        } else {
            out().println(
                            collection
                                    + ": "
                                    + Quantities.exact(report.indexed())
                                    + " of "
                                    + Quantities.counted(report.files(), "file")
                                    + " indexed"
                                    + (ofTexts
                                            ? " in "
                                                    + Quantities.counted(
                                                            report.passages(), "passage")
                                            : "")
                                    + ", "
                                    + Quantities.exact(report.unchanged())
                                    + " unchanged, "
                                    + Quantities.exact(report.removed())
                                    + " removed; "
                                    + Quantities.counted(
                                            index.count(), ofTexts ? "passage" : "document")
                                    + " in all");
            say("ask, for example: " + question(opened));
        }
        return report.skipped().isEmpty() ? ExitCode.DONE : ExitCode.DONE_IN_PART;
    }

    private String question(Encoder<?> opened) {
        if (!(opened instanceof FileEncoder files) || files.texts().isPresent()) {
            return invitation("search", collection, "a question in words");
        }
        boolean sounds = files.contents().equals(EncoderProvider.Input.SOUNDS.label());
        return invitation("search", collection, sounds ? "--sound" : "--image", "FILE");
    }

    private Json document(DocumentStore index, IndexingReport report) throws IOException {
        return Json.object(
                "collection", collection,
                "files", report.files(),
                "indexed", report.indexed(),
                "unchanged", report.unchanged(),
                "removed", report.removed(),
                "passages", report.passages(),
                "documents", index.count(),
                "skipped",
                        new Json.Arr(
                                report.skipped().stream().map(IndexCommand::skipped).toList()));
    }

    private static Json skipped(IndexingReport.Skipped file) {
        return Json.object("path", file.path(), "reason", Failures.message(file.reason()));
    }
}
