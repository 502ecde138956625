package dev.akin.cli;

import dev.akin.align.Fusion;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.EncodedFiles;
import dev.akin.embeddings.EncodedTexts;
import dev.akin.embeddings.EncodedTexts.Precision;
import dev.akin.embeddings.Encoder;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.MediaFolders;
import dev.akin.embeddings.SifEncoder;
import dev.akin.embeddings.TextEncoder;
import dev.akin.format.FileFormat;
import dev.akin.text.ReadAhead;
import dev.akin.text.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "encode",
        description = {
            "Turns texts, pictures or sounds into vectors by a pretrained model, and writes them to a file, with the"
                    + " texts.",
            "",
            "A file gives a text a line, a folder a text a file; with --field, .jsonl, .csv and .tsv"
                    + " files give a text a record. With a model of pictures or sounds, a folder gives all such files"
                    + " in it and below, and a text file is a list of their paths."
        },
        footer = {
            "  akin encode sentences.txt -o vectors.safetensors",
            "  akin encode notes.jsonl -o notes.safetensors --field text --id id --encoder minilm",
            "  akin encode shop.jsonl -o shop.safetensors --id sku --fuse title --fuse photo=pixels*0.5"
                    + " --fuse price=number*0.2",
            "  akin neighbors notes.safetensors KEY",
            "  akin encode photos/ -o photos.safetensors --encoder ./mobilenet",
            "  akin encode names.txt -o both.safetensors --encoder bridge.akin --with photos.safetensors"
        })
final class EncodeCommand extends Subcommand {
    /// How many texts tell what all have in common.
    private static final int FITTED = 10_000;

    @Parameters(
            arity = "1..*",
            paramLabel = "INPUT",
            description = "Files, folders and globs; - for standard input.")
    @SuppressWarnings("NullAway.Init")
    private List<String> inputs;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "The file to write, in the format that its extension means.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private EncoderChoice encoder;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private MediaOptions media;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private OtherTables others;

    @Option(
            names = "--field",
            paramLabel = "NAME",
            description =
                    "The JSON field or table column that holds the text. Default: text, content, body or"
                            + " sentence, if there is such a one.")
    private @Nullable String field;

    @Option(
            names = "--id",
            paramLabel = "NAME",
            description =
                    "The JSON field or table column that holds the key. Default: the line's number, or"
                            + " the file's path.")
    private @Nullable String id;

    @Option(
            names = "--encoding",
            paramLabel = "CHARSET",
            defaultValue = "UTF-8",
            description = "How the texts are written. Default: ${DEFAULT-VALUE}.")
    private Charset encoding = StandardCharsets.UTF_8;

    @Option(
            names = "--purpose",
            paramLabel = "WHAT",
            defaultValue = "plain",
            description =
                    "What the texts are for: query or document, which some models put different prompts"
                            + " before, or plain. Default: ${DEFAULT-VALUE}.")
    private TextEncoder.Purpose purpose = TextEncoder.Purpose.PLAIN;

    @Option(
            names = "--precision",
            paramLabel = "P",
            defaultValue = "float32",
            description =
                    "How vectors are stored: float32, int8 (a byte a number) or binary (a bit a"
                            + " number); the latter two only in .safetensors. Default:"
                            + " ${DEFAULT-VALUE}.")
    private Precision precision = Precision.FLOAT32;

    @Option(
            names = "--smoothing",
            paramLabel = "A",
            description =
                    "With vectors of words: a word of the share p of all words weighs A / (A + p)."
                            + " Default: what the file says, else 0.001.")
    private @Nullable Double smoothing;

    @Option(
            names = "--without-common",
            description =
                    "With vectors of words: take from each vector the direction that those of the texts"
                            + " have most in common.")
    private boolean withoutCommon;

    @Option(
            names = "--fuse",
            paramLabel = "FIELD[=E][*W]",
            description =
                    "Of records: put the vectors of several fields together, each by an encoder of its own"
                            + " (number for numbers, which are standardised) and with its weight; once"
                            + " for each field.")
    private List<String> fused = new ArrayList<>();

    @Option(
            names = "--fusion",
            paramLabel = "HOW",
            defaultValue = "concatenated",
            description =
                    "With --fuse: concatenated, one behind the other, or averaged. Default:"
                            + " ${DEFAULT-VALUE}.")
    private Fusion.Way fusion = Fusion.Way.CONCATENATED;

    /// Options that only texts heed.
    private static final List<String> OF_TEXTS =
            List.of(
                    "--field",
                    "--id",
                    "--encoding",
                    "--purpose",
                    "--batching",
                    "--long-text",
                    "--max-tokens",
                    "--smoothing",
                    "--without-common");

    private static final List<String> OF_FILES =
            List.of(
                    "--pca",
                    "--patches",
                    "--patch-labels",
                    "--vote",
                    "--pooling",
                    PictureLimit.NAME);

    @Override
    public Integer call() throws IOException {
        if (precision != Precision.FLOAT32) {
            refuse(List.of("--with"), "--precision " + EncodingReport.label(precision));
        }
        if (!fused.isEmpty()) {
            return fuse();
        }
        if (given("--fusion")) {
            throw wrongUsage("--fusion goes with --fuse");
        }
        try (FileEncoder files = encoder.openForFiles(inputs, this)) {
            if (files != null) {
                refuse(OF_TEXTS, files.contents());
                OutputFile file = outputFile();
                return show(file, progress -> run(files, file, progress));
            }
        }
        refuse(OF_FILES, "texts; --encoder must name a model of pictures or sounds");
        EncoderChoice.requireTexts(inputs, encoder.name(), this);
        return texts();
    }

    private int run(FileEncoder opened, OutputFile file, ProgressDisplay progress)
            throws IOException {
        MediaInputs found = MediaInputs.find(inputs, opened::reads);
        if (found.files().isEmpty()) {
            throw new IllegalArgumentException(
                    "there are no " + opened.contents() + " in " + String.join(", ", inputs));
        }
        FileEncoder parts = media.parts(opened, this);
        Embeddings encoded =
                media.applyTo(EncodedFiles.by(parts), this)
                        .precision(precision)
                        .labels(found.labels())
                        .metadata(Map.of(MediaFolders.METADATA, found.folders().record(output)))
                        .encode(found.files(), progress);
        return write(encoded, parts, found.notes(), file, progress);
    }

    private int texts() throws IOException {
        if (withoutCommon && inputs.contains("-")) {
            throw wrongUsage("--without-common reads the texts twice, which standard input cannot");
        }
        Records records = records();
        OutputFile file = outputFile();
        return show(
                file,
                progress -> {
                    try (TextEncoder opened = weighted(encoder.open(), records)) {
                        if (opened instanceof SifEncoder words && !words.counted()) {
                            say(
                                    encoder.name()
                                            + " has no counts of words: they weigh as Zipf's law has it for"
                                            + " their places");
                        }
                        return run(opened, records, file, progress);
                    }
                });
    }

    private int fuse() throws IOException {
        refuse(
                List.of(
                        "--field",
                        "--purpose",
                        "--precision",
                        "--smoothing",
                        "--without-common",
                        "--with"),
                "--fuse");
        if (inputs.contains("-")) {
            throw wrongUsage("--fuse reads the records once a field, which standard input cannot");
        }
        FusedEncoding together = fusedEncoding();
        Records records = Records.in(inputs.stream().map(Path::of).toList()).encoding(encoding);
        Records keyed = id == null ? records : records.id(id);
        OutputFile file = outputFile();
        return show(
                file,
                progress -> {
                    Embeddings encoded =
                            together.encode(keyed, Path.of(inputs.getFirst()), progress);
                    encoded.save(file.path(), file.format(), progress);
                    progress.clear();
                    return report().of(encoded, List.of(), file, "fusion", "");
                });
    }

    private FusedEncoding fusedEncoding() {
        try {
            return FusedEncoding.of(fused, fusion, encoder, this);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    /// The encoder as the options for vectors of words change it.
    private TextEncoder weighted(TextEncoder opened, Records records) throws IOException {
        if (smoothing == null && !withoutCommon) {
            return opened;
        }
        if (!(opened instanceof SifEncoder words)) {
            opened.close();
            throw wrongUsage(
                    "--smoothing and --without-common are for vectors of words, not for "
                            + encoder.name());
        }
        try {
            SifEncoder weighed = smoothing == null ? words : words.smoothing(smoothing);
            return withoutCommon ? weighed.fittedOn(some(records)) : weighed;
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    /// The first texts, enough to find what they have in common.
    private static List<String> some(Records records) throws IOException {
        List<String> texts = new ArrayList<>();
        try (ReadAhead ahead = ReadAhead.of(records)) {
            while (ahead.hasNext() && texts.size() < FITTED) {
                texts.add(ahead.next().text());
            }
            return texts;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Records records() throws IOException {
        Records records =
                inputs.contains("-")
                        ? Records.standardInput(System.in)
                        : Records.in(inputs.stream().map(Path::of).toList());
        records = records.encoding(encoding);
        String text = field == null ? usualField(records) : field;
        if (id != null && text == null) {
            throw wrongUsage("--id names a field, so --field must name the one with the text");
        }
        records = text == null ? records : records.field(text);
        return id == null ? records : records.id(id);
    }

    /// Where the file has fields, and one of them has a usual name.
    private static @Nullable String usualField(Records records) throws IOException {
        List<String> fields = records.fields();
        return Records.USUAL_FIELDS.stream().filter(fields::contains).findFirst().orElse(null);
    }

    private OutputFile outputFile() {
        try {
            OutputFile file = OutputFile.of(output, null);
            if (precision != Precision.FLOAT32 && file.format() != FileFormat.SAFETENSORS) {
                throw wrongUsage(
                        file.format()
                                + " has no "
                                + EncodingReport.label(precision)
                                + "; write .safetensors");
            }
            return file;
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private EncodingReport report() {
        return new EncodingReport(this, precision);
    }

    private int run(TextEncoder opened, Records records, OutputFile file, ProgressDisplay progress)
            throws IOException {
        Embeddings encoded =
                EncodedTexts.by(opened)
                        .purpose(purpose)
                        .precision(precision)
                        .encode(records, progress);
        return write(encoded, opened, List.of(), file, progress);
    }

    private int write(
            Embeddings alone,
            Encoder<?> opened,
            List<String> unopened,
            OutputFile file,
            ProgressDisplay progress)
            throws IOException {
        Embeddings encoded = others.joined(alone, file.path(), this);
        encoded.save(file.path(), file.format(), progress);
        progress.clear();
        List<String> notes = Stream.concat(unopened.stream(), encoded.notes().stream()).toList();
        notes.forEach(this::warn);
        return report().of(encoded, notes, file, opened.name(), opened.fingerprint());
    }
}
