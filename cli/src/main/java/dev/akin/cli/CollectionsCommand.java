package dev.akin.cli;

import dev.akin.Progress;
import dev.akin.embeddings.TextEncoder;
import dev.akin.encode.TextEncoders;
import dev.akin.search.CollectionHome;
import dev.akin.search.CollectionInfo;
import dev.akin.search.DocumentIndex;
import dev.akin.search.EncoderTag;
import dev.akin.search.MigrationReport;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "collections",
        description =
                "Lists, shows, deletes, copies and restores collections, and moves them to another encoder.",
        footer = {
            "  akin collections list",
            "  akin collections show notes",
            "  akin collections snapshot notes backup/notes",
            "  akin collections restore backup/notes notes-again",
            "  akin collections migrate notes --encoder bge-small-en",
            "  akin collections delete notes"
        })
final class CollectionsCommand extends CollectionCommand {
    /// What to do.
    enum Action {
        LIST("list"),
        SHOW("show COLLECTION"),
        DELETE("delete COLLECTION"),
        SNAPSHOT("snapshot COLLECTION FOLDER"),
        RESTORE("restore FOLDER COLLECTION"),
        MIGRATE("migrate COLLECTION");

        private final String usage;

        Action(String usage) {
            this.usage = usage;
        }

        int arguments() {
            return usage.split(" ").length - 1;
        }
    }

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    @Parameters(
            index = "0",
            paramLabel = "ACTION",
            description =
                    "list; show COLLECTION; delete COLLECTION; snapshot COLLECTION FOLDER; restore FOLDER"
                            + " COLLECTION; migrate COLLECTION --encoder E.")
    @SuppressWarnings("NullAway.Init")
    private Action action;

    @Parameters(
            index = "1..*",
            arity = "0..2",
            paramLabel = "NAME",
            description = "The collection, and the folder of a snapshot.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--encoder",
            paramLabel = "E",
            description = "The encoder that a collection moves to; for migrate.")
    private @Nullable String encoder;

    @Override
    public Integer call() throws IOException {
        if (names.size() != action.arguments()) {
            throw wrongUsage("usage: akin collections " + action.usage);
        }
        if ((encoder != null) != (action == Action.MIGRATE)) {
            throw wrongUsage("migrate needs --encoder, and nothing else takes it");
        }
        CollectionHome collections = collections();
        return switch (action) {
            case LIST -> list(collections);
            case SHOW -> show(collections, names.getFirst());
            case DELETE -> delete(collections, names.getFirst());
            case SNAPSHOT -> snapshot(collections, names.getFirst(), Path.of(names.getLast()));
            case RESTORE -> restore(collections, Path.of(names.getFirst()), names.getLast());
            case MIGRATE -> migrate(collections, names.getFirst());
        };
    }

    private int list(CollectionHome collections) throws IOException {
        List<Json> documents = new ArrayList<>();
        TextTable table =
                TextTable.of(
                        TextTable.Align.LEFT,
                        TextTable.Align.RIGHT,
                        TextTable.Align.LEFT,
                        TextTable.Align.RIGHT);
        for (String name : collections.names()) {
            CollectionInfo info = info(collections, name);
            documents.add(document(name, info));
            table.row(
                    name,
                    Quantities.counted(info.documents(), "document"),
                    vectors(info),
                    Quantities.bytes(info.bytes()));
        }
        if (json) {
            return print(Json.object("collections", new Json.Arr(documents)));
        }
        if (documents.isEmpty()) {
            say("there are no collections; make one with akin index COLLECTION INPUT");
        }
        table.print(out());
        return ExitCode.DONE;
    }

    private static CollectionInfo info(CollectionHome collections, String name) throws IOException {
        try (DocumentIndex index = collections.openReadOnly(name)) {
            return index.info();
        }
    }

    private static String vectors(CollectionInfo info) {
        EncoderTag encoder = info.options().encoder();
        return info.options().dimension() == 0
                ? "no vectors"
                : info.options().dimension()
                        + " × "
                        + info.options().quantization().label()
                        + (info.options().exact() ? ", exact," : "")
                        + (encoder == null ? "" : " by " + encoder.name());
    }

    private int show(CollectionHome collections, String name) throws IOException {
        CollectionInfo info = info(collections, name);
        if (json) {
            return print(document(name, info));
        }
        sayIfWritten(collections, name);
        EncoderTag encoder = info.options().encoder();
        TextTable table = TextTable.of(TextTable.Align.LEFT, TextTable.Align.LEFT);
        table.row("folder", collections.folder(name).toString());
        table.row("documents", Quantities.exact(info.documents()));
        table.row("vectors", Quantities.exact(info.vectors()) + ", " + vectors(info));
        table.row("similarity", info.options().similarity().label());
        table.row("fingerprint", encoder == null ? "none" : encoder.fingerprint());
        table.row("on disk", Quantities.bytes(info.bytes()));
        MigrationReport.State migration = info.migration();
        if (migration != null) {
            table.row(
                    "migrating",
                    Quantities.counted(migration.left(), "document")
                            + " left"
                            + (migration.from() == null
                                    ? ""
                                    : ", from " + migration.from().name()));
        }
        info.fields().forEach((field, kind) -> table.row("field " + field, kind.label()));
        table.print(out());
        return ExitCode.DONE;
    }

    private static Json document(String name, CollectionInfo info) {
        Map<String, Json> fields = new LinkedHashMap<>();
        info.fields().forEach((field, kind) -> fields.put(field, new Json.Str(kind.label())));
        EncoderTag encoder = info.options().encoder();
        return Json.object(
                "collection", name,
                "documents", info.documents(),
                "vectors", info.vectors(),
                "dimension", info.options().dimension(),
                "similarity", info.options().similarity().label(),
                "quantization", info.options().quantization().label(),
                "exact", info.options().exact(),
                "encoder", encoder == null ? null : encoder.name(),
                "fingerprint", encoder == null ? null : encoder.fingerprint(),
                "bytes", info.bytes(),
                "fields", new Json.Obj(fields));
    }

    private int delete(CollectionHome collections, String name) throws IOException {
        collections.delete(name);
        return done(name, "deleted");
    }

    private int snapshot(CollectionHome collections, String name, Path folder) throws IOException {
        try (DocumentIndex index = collections.open(name)) {
            index.snapshot(folder);
        }
        return done(name, "copied to " + folder);
    }

    private int restore(CollectionHome collections, Path folder, String name) throws IOException {
        collections.restore(folder, name);
        return done(name, "restored from " + folder);
    }

    private int migrate(CollectionHome collections, String name) throws IOException {
        ServedElsewhere served = served(collections, name);
        if (served != null) {
            return migrate(served, name);
        }
        try (DocumentIndex index = collections.open(name);
                TextEncoder to = TextEncoders.open(Objects.requireNonNull(encoder), home.path());
                ProgressDisplay progress = ProgressDisplay.to(err(), quiet);
                Interruption _ = Interruption.guard(progress::requestStop)) {
            try {
                return report(name, index.migrate(to, target(), progress));
            } catch (CancellationException e) {
                progress.clear();
                warn("interrupted: " + e.getMessage() + "; run it again to go on");
                return ExitCode.INTERRUPTED;
            }
        }
    }

    /// The server does it, whether this process waits or not.
    private int migrate(ServedElsewhere served, String name) throws IOException {
        String to = Objects.requireNonNull(encoder);
        say(name + " is served by another process, which moves it");
        served.migrate(to);
        try (ProgressDisplay progress = ProgressDisplay.to(err(), quiet);
                Interruption _ = Interruption.guard(progress::requestStop)) {
            long total = served.count();
            Json.Obj migration = served.migration();
            while (migration != null
                    && ServedElsewhere.text(migration, "state").equals("running")) {
                if (progress.stopRequested()) {
                    progress.clear();
                    warn("no longer waiting; the server goes on");
                    return ExitCode.INTERRUPTED;
                }
                // Before vectors are mapped there is nothing to count yet.
                long left =
                        migration.get("left") == null
                                ? total
                                : ServedElsewhere.number(migration, "left");
                progress.update(
                        new Progress("encoding", Math.max(0, total - left), total, "documents"));
                ServerCalls.pause(BETWEEN_LOOKS);
                migration = served.migration();
            }
            String state = migration == null ? "" : ServedElsewhere.text(migration, "state");
            if (!state.equals("done")) {
                throw new IOException(name + ": moving to " + to + " " + state);
            }
        }
        return done(name, "moved to " + to);
    }

    private String target() {
        return lasting(Objects.requireNonNull(encoder));
    }

    private int report(String name, MigrationReport report) {
        if (json) {
            return print(
                    Json.object(
                            "collection", name,
                            "done", "migrate",
                            "documents", report.documents(),
                            "sampled", report.sampled(),
                            "recall", report.recall(),
                            "encoded", report.encoded(),
                            "mapped", report.mapped()));
        }
        out().println(
                        name
                                + ": moved to "
                                + encoder
                                + ", "
                                + Quantities.counted(report.encoded(), "document")
                                + " encoded");
        if (report.sampled() > 0) {
            out().println(
                            String.format(
                                    Locale.ROOT,
                                    "  meanwhile, mapped vectors found %.1f %% of the ten nearest"
                                            + " (fitted on a sample of %s)",
                                    100 * report.recall(),
                                    Quantities.exact(report.sampled())));
        }
        if (report.mapped() > 0) {
            out().println(
                            "  "
                                    + Quantities.counted(report.mapped(), "document")
                                    + " without a text, or with several vectors: mapped vectors are"
                                    + " kept");
        }
        return ExitCode.DONE;
    }

    private int done(String name, String what) {
        if (json) {
            return print(
                    Json.object(
                            "collection", name, "done", action.name().toLowerCase(Locale.ROOT)));
        }
        out().println(name + ": " + what);
        return ExitCode.DONE;
    }
}
