package dev.akin.cli;

import dev.akin.align.Movement;
import dev.akin.compress.Fidelity;
import dev.akin.compress.LookupSpeed;
import dev.akin.embeddings.Embeddings;
import dev.akin.evaluate.WordTest;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "diff",
        description =
                "Compares files of vectors with the first one: bytes, how far rows are from its rows, how many"
                        + " nearest keys are the same, scores, and how quickly rows are read.",
        footer = {
            "  akin diff words.safetensors small.safetensors tiny.safetensors",
            "  akin diff words.safetensors small.safetensors --evaluate EN-WS-353-ALL.txt",
            "  akin diff old.safetensors new.safetensors --align"
        })
final class DiffCommand extends Subcommand {
    private static final int NEAREST = 10;

    @Parameters(arity = "2..*", paramLabel = "FILE", description = "The original, then others.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--evaluate",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Tests to score all by: lines of two words and a number, or of four words as in"
                            + " questions-words.txt.")
    private List<Path> tests = new ArrayList<>();

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "500",
            description =
                    "Of how many keys the nearest are compared; 0 for none. Default: ${DEFAULT-VALUE}.")
    private int sample;

    @Option(
            names = "--align",
            description =
                    "Of two files, turns the second into the space of the first by the words that both"
                            + " have, and lists the words that moved most.")
    private boolean align;

    @Option(
            names = "--movers",
            paramLabel = "N",
            description = "With --align, how many words are listed. Default: 20.")
    private @Nullable Integer movers;

    /// What is known of a file.
    ///
    /// @param found against the first file; null of that one itself
    private record Row(
            Path file,
            Embeddings words,
            long bytes,
            double lookups,
            @Nullable Fidelity found,
            List<Double> scores) {}

    @Override
    public Integer call() throws IOException {
        if (sample < 0) {
            throw wrongUsage("--sample is 0 or more, not " + sample);
        }
        if (movers != null && (!align || movers < 1)) {
            throw wrongUsage("--movers goes with --align and is 1 or more, not " + movers);
        }
        if (align && files.size() != 2) {
            throw wrongUsage("--align compares two files, not " + files.size());
        }
        if (align) {
            refuse(List.of("--evaluate", "--sample"), "--align");
        }
        return show(align ? this::moved : this::run);
    }

    private int moved(ProgressDisplay progress) throws IOException {
        Movement movement =
                Movement.between(
                        load(files.getFirst(), progress),
                        load(files.getLast(), progress),
                        progress);
        progress.clear();
        List<Movement.Moved> most =
                movement.words().stream().limit(movers == null ? 20 : movers).toList();
        if (json) {
            return print(
                    Json.object(
                            "shared",
                            movement.words().size(),
                            "mean",
                            movement.mean(),
                            "moved",
                            most.stream()
                                    .map(word ->
                                            Json.object(
                                                    "word", word.key(),
                                                    "distance", word.distance()))
                                    .toList()));
        }
        out().println(
                        String.format(
                                Locale.ROOT,
                                "%s in both, moved by %.3f on average (cosine distance after a turn)",
                                Quantities.counted(movement.words().size(), "word"),
                                movement.mean()));
        TextTable table = TextTable.of(TextTable.Align.LEFT, TextTable.Align.RIGHT);
        most.forEach(
                word -> table.row(word.key(), String.format(Locale.ROOT, "%.3f", word.distance())));
        table.print(out());
        return ExitCode.DONE;
    }

    private int run(ProgressDisplay progress) throws IOException {
        List<WordTest> tasks = new ArrayList<>();
        for (Path test : tests) {
            tasks.add(WordTest.read(test));
        }
        List<Row> rows = new ArrayList<>();
        for (Path file : files) {
            Embeddings first = rows.isEmpty() ? null : rows.getFirst().words();
            rows.add(row(file, first, tasks, progress));
        }
        progress.clear();
        return json ? print(document(rows, tasks)) : table(rows, tasks);
    }

    private Row row(
            Path file, @Nullable Embeddings first, List<WordTest> tasks, ProgressDisplay progress)
            throws IOException {
        Embeddings words = load(file, progress);
        if (words.size() == 0) {
            throw new IllegalArgumentException(file + " has no rows to compare");
        }
        return new Row(
                file,
                words,
                Files.size(file),
                LookupSpeed.of(words.table()),
                first == null
                        ? null
                        : Fidelity.between(
                                first, words, new Fidelity.Options(NEAREST, sample, progress)),
                tasks.stream().map(task -> task.score(words).value()).toList());
    }

    private int table(List<Row> rows, List<WordTest> tasks) {
        List<String> titles =
                new ArrayList<>(
                        List.of("file", "keys", "bytes", "rows", "error", "nearest", "look-ups/s"));
        tasks.forEach(task -> titles.add(task.name()));
        TextTable.Align[] columns = new TextTable.Align[titles.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = i == 0 ? TextTable.Align.LEFT : TextTable.Align.RIGHT;
        }
        TextTable table = TextTable.of(columns).row(titles.toArray(String[]::new));
        rows.forEach(row -> table.row(cells(row)));
        table.print(out());
        return ExitCode.DONE;
    }

    private static String[] cells(Row row) {
        Fidelity found = row.found();
        List<String> cells =
                new ArrayList<>(
                        List.of(
                                row.file().toString(),
                                Quantities.exact(row.words().size()),
                                Quantities.bytes(row.bytes()),
                                Quantities.bytes(row.words().table().bytes()),
                                found == null ? "" : FidelityRows.error(found),
                                found == null ? "" : FidelityRows.overlap(found),
                                Quantities.of(row.lookups(), "").strip()));
        row.scores().forEach(score -> cells.add(String.format(Locale.ROOT, "%.3f", score)));
        return cells.toArray(String[]::new);
    }

    private static Json document(List<Row> rows, List<WordTest> tasks) {
        List<Json> documents = new ArrayList<>();
        for (Row row : rows) {
            Fidelity found = row.found();
            List<Json> scores = new ArrayList<>();
            for (int i = 0; i < tasks.size(); i++) {
                scores.add(Json.object("task", tasks.get(i).name(), "score", row.scores().get(i)));
            }
            documents.add(
                    Json.object(
                            "file", row.file().toString(),
                            "keys", row.words().size(),
                            "bytes", row.bytes(),
                            "rowsBytes", row.words().table().bytes(),
                            "lookupsPerSecond", row.lookups(),
                            "loss", found == null ? null : FidelityRows.json(found),
                            "scores", scores));
        }
        return Json.object("files", documents);
    }
}
