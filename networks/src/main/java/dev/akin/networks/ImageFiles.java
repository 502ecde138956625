package dev.akin.networks;

import dev.akin.MalformedFileException;
import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.media.Picture;
import dev.akin.media.PictureReader;
import dev.akin.text.FolderFiles;
import dev.akin.text.TextFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/// Finds pictures and their classes: folders, tables of a path and a label, and IDX files.
final class ImageFiles {
    private static final int TOLD_EVERY = 64;

    private final LabelledImages.Builder images;
    private final PictureReader reader;
    private final ProgressListener listener;
    private final List<Labelled> found = new ArrayList<>();

    private record Labelled(Path file, String label) {}

    private ImageFiles(ImageForm form, PictureReader reader, ProgressListener listener) {
        this.reader = reader;
        this.images = LabelledImages.builder(form);
        this.listener = listener;
    }

    static LabelledImages read(
            List<Path> inputs, ImageForm form, PictureReader reader, ProgressListener listener)
            throws IOException {
        ImageFiles files = new ImageFiles(form, reader, listener);
        List<Path> idx = new ArrayList<>();
        for (Path input : inputs) {
            if (!Files.exists(input)) {
                throw new NoSuchFileException(input.toString());
            }
            if (Files.isDirectory(input)) {
                files.folder(input);
            } else if (isIdx(input)) {
                idx.add(input);
            } else {
                files.table(input);
            }
        }
        if (!idx.isEmpty()) {
            IdxImages.add(idx, files.images);
        }
        files.decode();
        LabelledImages read = files.images.build();
        if (read.size() == 0) {
            throw new IllegalArgumentException(
                    "there are no pictures that can be read in "
                            + inputs
                            + (read.notes().isEmpty() ? "" : ": " + read.notes().getFirst()));
        }
        return read;
    }

    private static boolean isIdx(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] first = in.readNBytes(3);
            return first.length == 3 && first[0] == 0 && first[1] == 0 && first[2] == 8;
        }
    }

    /// A picture's class is the folder that it lies in.
    private void folder(Path root) throws IOException {
        FolderFiles inside = FolderFiles.in(root, PictureReader::looksLikePicture);
        inside.unread().forEach((path, _) -> images.note(path + ": cannot be opened"));
        for (Path file : inside.files()) {
            String label = root.relativize(file.getParent()).toString().replace('\\', '/');
            Path own = root.toAbsolutePath().normalize().getFileName();
            found.add(new Labelled(file, label.isEmpty() ? String.valueOf(own) : label));
        }
    }

    /// Lines of a path, from the table's own folder, and a label.
    private void table(Path table) throws IOException {
        if (PictureReader.looksLikePicture(table)) {
            throw new IllegalArgumentException(
                    table
                            + " is a single picture, whose class nobody says; give a folder with a folder"
                            + " for each class, or lines of picture <tab> label");
        }
        for (List<String> columns : TextFiles.in(List.of(table)).readColumns(2, 2)) {
            found.add(new Labelled(table.resolveSibling(columns.get(0)), columns.get(1)));
        }
    }

    /// What cannot be read is left out, and noted.
    private void decode() {
        for (int i = 0; i < found.size(); i++) {
            if (i % TOLD_EVERY == 0) {
                listener.update(new Progress("reading", i, found.size(), "pictures"));
                if (listener.stopRequested()) {
                    throw new CancellationException("stopped while reading");
                }
            }
            add(found.get(i));
        }
        listener.update(new Progress("reading", found.size(), found.size(), "pictures"));
    }

    private void add(Labelled one) {
        Picture picture;
        try {
            picture = reader.read(one.file);
        } catch (NoSuchFileException e) {
            images.note(e.getMessage() + ": no such file");
            return;
        } catch (MalformedFileException e) {
            images.note(String.valueOf(e.getMessage()));
            return;
        } catch (IOException e) {
            images.note(one.file + ": " + e.getMessage());
            return;
        }
        images.add(picture, one.label);
    }
}
