package dev.akin.embeddings;

import dev.akin.text.Json;
import dev.akin.text.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the pictures and sounds lie that the keys of a table name: folders, of which the first that has a file is the right
/// one. Immutable; looks at files each time.
public final class MediaFolders {
    /// Under which a file of vectors records its folders: a JSON array of paths. Relative ones begin at the file's own folder, so that
    /// both can be moved together.
    public static final String METADATA = "akin.media";

    private static final MediaFolders NONE = new MediaFolders(List.of());

    private final List<Path> folders;

    private MediaFolders(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    public static MediaFolders in(Collection<Path> folders) {
        return new MediaFolders(
                folders.stream()
                        .map(folder -> folder.toAbsolutePath().normalize())
                        .distinct()
                        .toList());
    }

    /// Those that a file of vectors records; none if it records none, or something else.
    ///
    /// @param metadata of the file
    /// @param file where it lies
    public static MediaFolders recorded(Map<String, String> metadata, Path file) {
        String record = metadata.get(METADATA);
        Path beside = file.toAbsolutePath().getParent();
        if (record == null || beside == null || !(json(record) instanceof Json.Arr(var names))) {
            return NONE;
        }
        List<Path> folders = new ArrayList<>();
        for (Json name : names) {
            Path folder = name instanceof Json.Str(String text) ? resolved(beside, text) : null;
            if (folder != null) {
                folders.add(folder);
            }
        }
        return in(folders);
    }

    private static @Nullable Json json(String record) {
        try {
            return Json.parse(record);
        } catch (JsonException e) {
            return null; // Somebody else's: nothing is known of its files.
        }
    }

    /// Null if this machine has no such paths.
    private static @Nullable Path resolved(Path folder, String name) {
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    public List<Path> folders() {
        return folders;
    }

    public boolean isEmpty() {
        return folders.isEmpty();
    }

    /// These, and others after them.
    public MediaFolders and(MediaFolders others) {
        List<Path> all = new ArrayList<>(folders);
        all.addAll(others.folders);
        return in(all);
    }

    /// What a file of vectors records: folders in and below its own by their path from there, others by their whole path.
    ///
    /// @param file that is written
    public String record(Path file) {
        Path beside = file.toAbsolutePath().normalize().getParent();
        return Json.of(folders.stream().map(folder -> name(folder, beside)).toList()).toString();
    }

    private static String name(Path folder, @Nullable Path beside) {
        Path shown =
                beside != null && folder.startsWith(beside) ? beside.relativize(folder) : folder;
        return shown.toString().replace(folder.getFileSystem().getSeparator(), "/");
    }

    /// The file that a key names; a part of one, such as `a.png#0,3`, means the whole. Null if there is none, or it lies elsewhere
    /// than in the folders and below: neither `..` nor a link leads out of them.
    ///
    /// @return without links
    public @Nullable Path find(String key) {
        int part = key.lastIndexOf('#');
        Path whole = inAny(key);
        return whole == null && part > 0 ? inAny(key.substring(0, part)) : whole;
    }

    private @Nullable Path inAny(String name) {
        for (Path folder : folders) {
            Path file = in(folder, name);
            if (file != null) {
                return file;
            }
        }
        return null;
    }

    private static @Nullable Path in(Path folder, String name) {
        Path file = name.isEmpty() ? null : resolved(folder, name);
        if (file == null || !file.normalize().startsWith(folder)) {
            return null;
        }
        try {
            Path real = file.toRealPath();
            return real.startsWith(folder.toRealPath()) && Files.isRegularFile(real) ? real : null;
        } catch (IOException e) {
            return null; // It is not there, or nobody may look.
        }
    }
}
