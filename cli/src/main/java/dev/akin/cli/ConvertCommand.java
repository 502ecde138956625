package dev.akin.cli;

import dev.akin.format.Contents;
import dev.akin.format.FileFormat;
import dev.akin.format.KeyedTable;
import dev.akin.format.ReadOptions;
import dev.akin.format.SubwordTable;
import dev.akin.format.VectorFiles;
import dev.akin.kernel.ElementType;
import dev.akin.table.SegmentTable;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "convert",
        description = {
            "Writes vectors in another format. IN is told by its content, OUT by its extension.",
            "",
            "  safetensors      .safetensors: everything is kept, opens at once",
            "  word2vec-text    .vec, .txt: a line a word, after a line with both sizes",
            "  word2vec-binary  .bin",
            "  fasttext         .bin where there are sub-words or labels; keeps them. .ftz only from .ftz; see compress",
            "  glove            as word2vec-text without its first line; needs --to",
            "  numpy            .npy, with the words beside it in .keys"
        },
        footer = {
            "  akin convert glove.6B.300d.txt glove.safetensors",
            "  akin convert cc.en.300.bin en.safetensors"
        })
final class ConvertCommand extends Subcommand {
    @Parameters(index = "0", paramLabel = "IN", description = "The file to read.")
    @SuppressWarnings("NullAway.Init")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "The file to write.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--from", paramLabel = "FORMAT", description = "The format of IN.")
    private @Nullable FileFormat from;

    @Option(names = "--to", paramLabel = "FORMAT", description = "The format of OUT.")
    private @Nullable FileFormat to;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description =
                    "How numbers are stored: float32, float16 or bfloat16. Default: as in IN. Only"
                            + " safetensors and numpy store other than float32.")
    private @Nullable ElementType type;

    @Option(
            names = "--encoding",
            paramLabel = "CHARSET",
            description = "How the words of a text file are written. Default: UTF-8.")
    private Charset encoding = StandardCharsets.UTF_8;

    @Override
    public Integer call() throws IOException {
        OutputFile output = output();
        ReadOptions.Builder options = ReadOptions.builder().from(from).encoding(encoding);
        return show(output, progress -> run(options.listener(progress).build(), output, progress));
    }

    private int run(ReadOptions options, OutputFile claimed, ProgressDisplay progress)
            throws IOException {
        requireFile(in);
        Contents contents = VectorFiles.read(in, options);
        contents.notes().forEach(note -> say(in + ": " + note));
        Contents converted = type == null ? contents : stored(contents, type);
        OutputFile output = to == null ? claimed.holding(converted) : claimed;
        List<String> losses = VectorFiles.losses(converted, output.format());
        List<String> zeros = VectorFiles.zeros(converted, output.format());
        VectorFiles.write(output.path(), converted, output.format(), progress);
        if (!losses.isEmpty()) {
            say(output.format() + " has no place for " + String.join(", ", losses));
        }
        if (!zeros.isEmpty()) {
            say(in + " does not say, so zeros stand for " + String.join(", ", zeros));
        }
        return report(contents.format(), converted, output, losses, zeros);
    }

    private OutputFile output() {
        try {
            return OutputFile.of(out, to);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private static Contents stored(Contents contents, ElementType type) {
        Map<String, KeyedTable> tables = new LinkedHashMap<>();
        contents.tables()
                .forEach((prefix, keyed) ->
                        tables.put(
                                prefix,
                                new KeyedTable(
                                        keyed.vocabulary(),
                                        SegmentTable.copyOf(keyed.table(), type))));
        SubwordTable subwords = contents.subwords();
        return new Contents(
                tables,
                contents.metadata(),
                contents.format(),
                contents.extras(),
                contents.notes(),
                subwords == null
                        ? null
                        : new SubwordTable(
                                subwords.rules(),
                                SegmentTable.copyOf(subwords.rows(), type),
                                subwords.buckets()));
    }

    private int report(
            FileFormat read,
            Contents written,
            OutputFile output,
            List<String> losses,
            List<String> zeros)
            throws IOException {
        KeyedTable main = written.main();
        long bytes = Files.size(output.path());
        if (json) {
            return print(
                    Json.object(
                            "from", read.label(),
                            "to", output.format().label(),
                            "file", output.path().toString(),
                            "rows", main.table().rows(),
                            "dimension", main.table().dimension(),
                            "type", label(main.table().elementType()),
                            "bytes", bytes,
                            "lost", losses,
                            "zeros", zeros));
        }
        say(
                String.format(
                        Locale.ROOT,
                        "wrote %s: %s, %s, %s",
                        output.path(),
                        output.format(),
                        Quantities.shape(main.table().rows(), "word", main.table().dimension()),
                        Quantities.bytes(bytes)));
        return ExitCode.DONE;
    }

    static String label(ElementType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
