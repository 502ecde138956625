package dev.akin.cli;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.MediaFolders;
import dev.akin.text.FolderFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Files of pictures or sounds by their keys: those in folders and below, under their path from the folder, sorted; those given by
/// name, under that name; and those of lists, under the path as the list has it.
///
/// A list is a text file with a path a line, from the list's own folder. What follows a tab is the file's label; a first line that
/// begins with `path` or `file` names the columns.
final class MediaInputs {
    private static final String STANDARD_INPUT = "-";

    private final Predicate<Path> reads;
    private final Map<String, Path> files = new LinkedHashMap<>();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<Path> folders = new LinkedHashSet<>();

    private MediaInputs(Predicate<Path> reads) {
        this.reads = reads;
    }

    /// @param reads whether a file is no list, by its name
    /// @throws NoSuchFileException if something given is not there
    /// @throws IllegalArgumentException if a key comes twice
    static MediaInputs find(List<String> inputs, Predicate<Path> reads) throws IOException {
        MediaInputs found = new MediaInputs(reads);
        for (String input : inputs) {
            found.add(input);
        }
        return found;
    }

    /// Whether there is such a file among the inputs, or in a folder of them.
    static boolean any(List<String> inputs, Predicate<Path> reads) throws IOException {
        for (String input : inputs) {
            Path path = Path.of(input);
            if (Files.isDirectory(path)
                    ? !FolderFiles.in(path, reads).files().isEmpty()
                    : reads.test(path)) {
                return true;
            }
        }
        return false;
    }

    /// In the order of the inputs.
    Map<String, Path> files() {
        return files;
    }

    /// Of the files that have one.
    Map<String, String> labels() {
        return labels;
    }

    /// What could not be opened, a line each.
    List<String> notes() {
        return notes;
    }

    /// Where the files lie that keys name.
    MediaFolders folders() {
        return MediaFolders.in(folders);
    }

    private void add(String input) throws IOException {
        Path path = Path.of(input);
        if (input.equals(STANDARD_INPUT)) {
            addList("standard input", Path.of(""), text(System.in, "standard input"));
        } else if (!Files.exists(path)) {
            throw new NoSuchFileException(input);
        } else if (Files.isDirectory(path)) {
            folders.add(path);
            addFolder(path);
        } else if (reads.test(path)) {
            folders.add(path.isAbsolute() ? path.resolveSibling("") : Path.of(""));
            put(key(path), path);
        } else {
            try (InputStream in = Files.newInputStream(path)) {
                addList(input, path.resolveSibling(""), text(in, input));
            }
        }
    }

    private static String text(InputStream in, String name) throws IOException {
        byte[] bytes = in.readAllBytes();
        String text = new String(bytes, StandardCharsets.UTF_8);
        int wrong = text.indexOf('\uFFFD');
        if (wrong >= 0 || text.indexOf('\0') >= 0) {
            throw MalformedFileException.atByte(
                    name,
                    0,
                    "it is no list: a text of a path a line, in UTF-8, with a label behind a tab or"
                            + " without");
        }
        return text;
    }

    private void addList(String name, Path folder, String text) throws IOException {
        folders.add(folder);
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String[] fields = line.strip().split("\t", -1);
            boolean heading = number == 1 && fields[0].matches("(?i)path|file");
            if (fields[0].isBlank() || heading) {
                continue;
            }
            if (files.containsKey(fields[0])) {
                throw MalformedFileException.atLine(
                        name, number, "the path " + fields[0] + " comes twice");
            }
            put(fields[0], folder.resolve(fields[0]));
            if (fields.length > 1 && !fields[1].isBlank()) {
                labels.put(fields[0], fields[1].strip());
            }
        }
    }

    private void put(String key, Path file) {
        Path before = files.putIfAbsent(key, file);
        if (before != null) {
            throw new IllegalArgumentException(
                    "the key "
                            + key
                            + " comes twice: "
                            + before
                            + " and "
                            + file
                            + "; encode the folder that holds both");
        }
    }

    private static String key(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    /// Those of a folder that can be opened; what cannot is noted.
    private void addFolder(Path folder) throws IOException {
        FolderFiles found = FolderFiles.in(folder, reads);
        found.unread()
                .forEach((path, why) ->
                        notes.add(
                                "left out: "
                                        + path
                                        + ": "
                                        + (why instanceof AccessDeniedException
                                                ? "permission denied"
                                                : "cannot be opened")));
        found.files().stream()
                .sorted(Comparator.comparing(file -> key(folder.relativize(file))))
                .forEach(file -> put(key(folder.relativize(file)), file));
    }
}
