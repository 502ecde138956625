package dev.akin.cli;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.EncodedTexts;
import dev.akin.evaluate.TableHealth;
import dev.akin.format.Contents;
import dev.akin.format.KeyedTable;
import dev.akin.format.ReadOptions;
import dev.akin.format.VectorFiles;
import dev.akin.format.Verification;
import dev.akin.text.Json;
import dev.akin.text.JsonException;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "info",
        description = "Says what a file of vectors holds and how it was made.",
        footer = {"  akin info words.safetensors", "  akin info words.safetensors --health"})
final class InfoCommand extends Subcommand {
    private static final int FEW = 8;
    private static final int SHOWN_WORDS = 10;

    /// Said in rows of their own, or of no use to a person.
    private static final Set<String> NOT_LISTED =
            Set.of("akin.format", "akin.kind", "akin.tables", "akin.checksums", "akin.similarity");

    @Parameters(index = "0", paramLabel = "FILE", description = "A file of vectors, of any format.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--verify",
            description =
                    "Also read every number: compare checksums, and look for what is no number.")
    private boolean verify;

    @Option(
            names = "--health",
            description =
                    "Also look at every row: which are dead or the same, how even their directions are, and"
                            + " whether their lengths go by their counts.")
    private boolean health;

    private String verification = "there are problems:";

    @Override
    public Integer call() throws IOException {
        Contents contents = read(file);
        List<String> problems = verify ? verified() : List.of();
        TableHealth examined = health ? examined(contents) : null;
        if (json) {
            print(document(contents, problems, examined));
        } else {
            contents.notes().forEach(note -> say(file + ": " + note));
            TextTable table = table(contents);
            if (examined != null) {
                HealthRows.of(examined).addTo(table);
            }
            table.print(out());
        }
        out().flush();
        problems.forEach(problem -> warn(file + ": " + problem));
        return problems.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private List<String> verified() throws IOException {
        try (ProgressDisplay display = ProgressDisplay.passing(err(), quiet)) {
            Verification found =
                    VectorFiles.verify(file, ReadOptions.builder().listener(display).build());
            if (found.sound()) {
                verification =
                        (found.checksums()
                                        ? "every checksum agrees, "
                                        : "no checksums to compare, ")
                                + "keys are in order, every number is one";
            }
            return found.problems();
        }
    }

    private TableHealth examined(Contents contents) throws IOException {
        try (ProgressDisplay display = ProgressDisplay.passing(err(), quiet)) {
            return TableHealth.of(Embeddings.of(file, contents), display);
        }
    }

    private TextTable table(Contents contents) throws IOException {
        TextTable table = TextTable.of(TextTable.Align.LEFT, TextTable.Align.LEFT);
        table.row("file", file + ", " + Quantities.bytes(Files.size(file)));
        table.row("format", contents.format().label());
        String kind = metadata(contents, "akin.kind", "embeddings");
        table.row("kind", kind);
        boolean encoded =
                kind.equals("embeddings") && contents.metadata().containsKey(EncodedTexts.METADATA);
        String first = encoded ? "first keys" : "first words";
        contents.tables().forEach((prefix, keyed) -> describe(table, prefix, keyed, first));
        table.row("similarity", metadata(contents, "akin.similarity", "cosine"));
        new TreeMap<>(contents.metadata())
                .forEach((name, value) -> {
                    if (!NOT_LISTED.contains(name)) {
                        table.row(name.replaceFirst("^akin\\.", ""), readable(value));
                    }
                });
        if (verify) {
            table.row("verified", verification);
        }
        return table;
    }

    private static void describe(TextTable table, String prefix, KeyedTable keyed, String first) {
        table.row(
                prefix.isEmpty() ? "vectors" : prefix,
                Quantities.exact(keyed.table().rows())
                        + " × "
                        + keyed.table().dimension()
                        + " "
                        + VectorFiles.stored(keyed.table()));
        table.row(first, String.join(" ", first(keyed.vocabulary())));
    }

    private Json.Obj document(
            Contents contents, List<String> problems, @Nullable TableHealth examined)
            throws IOException {
        Map<String, Json> tables = new LinkedHashMap<>();
        contents.tables().forEach((prefix, keyed) -> tables.put(prefix, document(keyed)));
        Map<String, Json> metadata = new LinkedHashMap<>();
        new TreeMap<>(contents.metadata())
                .forEach((name, value) -> metadata.put(name, parsed(value)));
        return Json.object(
                "file",
                file.toString(),
                "bytes",
                Files.size(file),
                "format",
                contents.format().label(),
                "similarity",
                metadata(contents, "akin.similarity", "cosine"),
                "tables",
                new Json.Obj(tables),
                "notes",
                contents.notes(),
                "verified",
                verify,
                "problems",
                problems,
                "metadata",
                new Json.Obj(metadata),
                "health",
                examined == null ? null : examined.json());
    }

    private static Json document(KeyedTable keyed) {
        return Json.object(
                "rows", keyed.table().rows(),
                "dimension", keyed.table().dimension(),
                "type", VectorFiles.stored(keyed.table()),
                "counted", keyed.vocabulary().counted(),
                "firstWords", first(keyed.vocabulary()));
    }

    private static List<String> first(Vocabulary vocabulary) {
        return vocabulary.keys().subList(0, Math.min(SHOWN_WORDS, vocabulary.size()));
    }

    private static String metadata(Contents contents, String name, String otherwise) {
        return contents.metadata().getOrDefault(name, otherwise);
    }

    /// A JSON object as `name value, name value`.
    private static String readable(String value) {
        return switch (parsed(value)) {
            case Json.Obj object ->
                    object.members().entrySet().stream()
                            .map(member -> member.getKey() + " " + shown(member.getValue()))
                            .collect(Collectors.joining(", "));
            case Json.Arr array ->
                    array.elements().stream()
                            .map(InfoCommand::plain)
                            .collect(Collectors.joining(", "));
            case Json other -> plain(other);
        };
    }

    /// A long list, as that of the losses, would hide all else.
    private static String shown(Json value) {
        return value instanceof Json.Arr(List<Json> elements) && elements.size() > FEW
                ? elements.size() + " values (see --json)"
                : plain(value);
    }

    private static String plain(Json value) {
        return value instanceof Json.Str text ? text.value() : value.toString();
    }

    /// What a file says of itself is JSON where it is structured, and text elsewhere.
    private static Json parsed(String value) {
        if (!value.startsWith("{") && !value.startsWith("[")) {
            return new Json.Str(value);
        }
        try {
            return Json.parse(value);
        } catch (JsonException e) {
            return new Json.Str(value);
        }
    }
}
