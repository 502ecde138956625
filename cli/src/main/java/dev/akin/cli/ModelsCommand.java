package dev.akin.cli;

import dev.akin.encode.Models;
import dev.akin.encode.Models.Listed;
import dev.akin.encode.Models.Verified;
import dev.akin.encode.TextEncoders;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "models",
        description = {
            "Lists pretrained models, fetches them, and checks them.",
            "",
            "  list      what is built in, what is here, and what can be pulled",
            "  pull      fetch models: hub:OWNER/NAME from the Hugging Face hub, the others as Maven"
                    + " packages",
            "  verify    hold files against checksums, and vectors against golden ones"
        },
        footer = {
            "  akin models",
            "  akin models pull bge-small-en",
            "  akin models pull hub:sentence-transformers/all-MiniLM-L6-v2",
            "  akin models verify minilm",
            "  akin models verify ./my-model --keep-golden"
        })
final class ModelsCommand extends Subcommand {
    enum Action {
        LIST,
        PULL,
        VERIFY
    }

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ACTION",
            defaultValue = "list",
            description = "list (the default), pull or verify.")
    private Action action = Action.LIST;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "NAME", description = "Models.")
    private List<String> names = new ArrayList<>();

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private HomeOption home;

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            description = "With pull: the Maven package of the model, instead of fetching it.")
    private @Nullable Path jar;

    @Option(
            names = "--keep-golden",
            description =
                    "With verify: keep the vectors that a model in a folder makes now, to hold it"
                            + " against them later. Pulled models have such vectors.")
    private boolean keepGolden;

    @Override
    public Integer call() throws IOException {
        if (action == Action.LIST && !names.isEmpty()) {
            throw wrongUsage("list takes no names, but got " + names);
        }
        if (action == Action.PULL && names.isEmpty()) {
            throw wrongUsage("pull needs the name of a model");
        }
        if (jar != null && (action != Action.PULL || names.size() != 1)) {
            throw wrongUsage("--jar goes with pull and one name");
        }
        if (keepGolden && (action != Action.VERIFY || names.isEmpty())) {
            throw wrongUsage("--keep-golden goes with verify and the names of folders");
        }
        return switch (action) {
            case LIST -> list();
            case PULL -> show(this::pull);
            case VERIFY -> verify();
        };
    }

    private Models models() {
        return Models.in(home.path());
    }

    private int list() throws IOException {
        List<Listed> listed = models().list();
        if (json) {
            return print(
                    Json.object(
                            "models",
                            listed.stream()
                                    .map(model ->
                                            Json.object(
                                                    "name", model.name(),
                                                    "place", model.place(),
                                                    "bytes", model.bytes()))
                                    .toList()));
        }
        TextTable table = TextTable.of(TextTable.Align.LEFT, TextTable.Align.LEFT);
        for (Listed model : listed) {
            table.row(model.name(), where(model));
        }
        table.print(out());
        return ExitCode.DONE;
    }

    private static String where(Listed model) {
        return switch (model.place()) {
            case "" -> "not here; " + invitation("models", "pull", model.name());
            case "class path" -> "built in";
            default -> model.place() + ", " + Quantities.bytes(model.bytes());
        };
    }

    private int pull(ProgressDisplay progress) throws IOException {
        List<Json> documents = new ArrayList<>();
        for (String name : names) {
            Path place =
                    TextEncoders.builtIn().contains(name)
                            ? unpacked(name)
                            : models().pull(name, progress);
            progress.clear();
            say(name + " is in " + place);
            documents.add(Json.object("name", name, "place", place.toString()));
        }
        return json ? print(Json.object("models", documents)) : ExitCode.DONE;
    }

    private Path unpacked(String name) throws IOException {
        if (jar != null) {
            return models().unpack(name, jar);
        }
        Path parent = Files.createDirectories(home.path().resolve("models"));
        try (Scratch scratch = Scratch.in(parent)) {
            return models().unpack(
                            name,
                            MavenPackage.fetch(
                                    Models.artifact(name),
                                    scratch.folder(),
                                    "download the jar and name it with --jar"));
        }
    }

    private int verify() throws IOException {
        List<String> wanted = new ArrayList<>(names);
        if (wanted.isEmpty()) {
            models().list().stream()
                    .filter(model -> !model.place().isEmpty())
                    .forEach(model -> wanted.add(model.name()));
        }
        List<Json> documents = new ArrayList<>();
        boolean sound = true;
        for (String name : wanted) {
            if (keepGolden) {
                say(name + ": golden vectors are in " + models().keepGolden(name));
            }
            Verified verified = models().verify(name, home.path());
            sound &= verified.problems().isEmpty();
            documents.add(document(verified));
            if (!json) {
                out().println(line(verified));
            }
            verified.problems().forEach(problem -> warn(name + ": " + problem));
        }
        if (json) {
            print(Json.object("models", documents));
        }
        return sound ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static Json document(Verified verified) {
        return Json.object(
                "name", verified.name(),
                "files", verified.files(),
                "golden", verified.golden(),
                "leastCosine", verified.leastCosine(),
                "problems", verified.problems());
    }

    private static String line(Verified verified) {
        List<String> checked = new ArrayList<>();
        if (verified.files() > 0) {
            checked.add(
                    Quantities.counted(
                            verified.files(),
                            "file has its checksum",
                            "files have their checksums"));
        }
        if (verified.golden() > 0) {
            checked.add(
                    String.format(
                            Locale.ROOT,
                            "%s the golden ones (cosine %.5f at least)",
                            Quantities.counted(verified.golden(), "vector is", "vectors are"),
                            verified.leastCosine()));
        }
        checked.add("vectors do not depend on each other");
        return verified.name()
                + ": "
                + (verified.problems().isEmpty() ? String.join(", ", checked) : "not sound");
    }
}
