package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.table.EmbeddingTable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads and writes vector files of every kind.
public final class VectorFiles {
    private VectorFiles() {}

    /// The format that a file to be written should have, by its extension.
    ///
    /// @throws IllegalArgumentException if the extension says nothing
    public static FileFormat forName(Path path) {
        return Detector.forName(path);
    }

    /// As [#forName(Path)], but `.bin` is fastText's where there are sub-words or labels, which word2vec's cannot hold.
    ///
    /// @throws IllegalArgumentException if the extension says nothing
    public static FileFormat forName(Path path, Contents contents) {
        return Detector.forName(path, contents);
    }

    /// The format of a file, by its first bytes, and by its extension where those leave a choice.
    ///
    /// @throws dev.akin.MalformedFileException if it is none of them
    public static FileFormat detect(Path path) throws IOException {
        return Detector.detect(path);
    }

    /// Reads any format. Safetensors, fastText's models and `.npy` files of float32 and float16 are mapped: their rows are
    /// views, and are not looked at. All others are read into memory outside of the heap, and refused if a number is not finite.
    ///
    /// @throws java.nio.file.NoSuchFileException if there is no such file
    /// @throws dev.akin.MalformedFileException if the file is not what it claims to be
    /// @throws java.util.concurrent.CancellationException if the listener asked to stop
    public static Contents read(Path path, ReadOptions options) throws IOException {
        FileFormat format = options.from() == null ? detect(path) : options.from();
        return switch (format) {
            case SAFETENSORS -> NativeReader.read(Safetensors.open(path));
            case WORD2VEC_TEXT -> TextReader.word2vec(path, options);
            case WORD2VEC_BINARY -> BinaryReader.read(path, options);
            case GLOVE_TEXT -> TextReader.glove(path, options);
            case NUMPY -> NumpyReader.read(path, options);
            case FASTTEXT -> FastTextReader.read(path);
        };
    }

    /// As [#read(Path, ReadOptions)] with the default options.
    public static Contents read(Path path) throws IOException {
        return read(path, ReadOptions.DEFAULT);
    }

    /// Writes to a temporary file in the same folder, forces it to the disk and renames it: whatever fails on the way,
    /// an older file of that name stays as it was. All but [FileFormat#SAFETENSORS] and [FileFormat#FASTTEXT] hold the main
    /// table only; [#losses] says what is left out, [#zeros] what is made up.
    ///
    /// @throws IllegalArgumentException if the format cannot hold a key (the message names it) or a number
    /// @throws java.util.concurrent.CancellationException if the listener asks to stop
    public static void write(
            Path path, Contents contents, FileFormat format, ProgressListener listener)
            throws IOException {
        write(path, contents, format, listener, AtomicFile.ON_DISK);
    }

    static void write(
            Path path,
            Contents contents,
            FileFormat format,
            ProgressListener listener,
            AtomicFile.Opener opener)
            throws IOException {
        naming(path, () -> writeAs(path, contents, format, listener, opener));
    }

    /// Something that writes a file.
    @FunctionalInterface
    interface Writing {
        void run() throws IOException;
    }

    /// What the system says of a full disk does not name the file; what comes out of here does.
    static void naming(Path path, Writing writing) throws IOException {
        try {
            writing.run();
        } catch (FileSystemException | MalformedFileException e) {
            throw e;
        } catch (IOException e) {
            FileSystemException named =
                    new FileSystemException(path.toString(), null, e.getMessage());
            named.initCause(e);
            throw named;
        }
    }

    /// Writes a model of fastText's kind whose rows are coded in fastText's small form, whatever the file is called; an older file of that
    /// name stays as it was until the new one is whole.
    ///
    /// @throws IllegalArgumentException if the rows are not coded
    public static void writeQuantized(Path path, Contents contents, ProgressListener listener)
            throws IOException {
        naming(
                path,
                () ->
                        new FastTextQuantizedWriter(contents)
                                .write(path, AtomicFile.ON_DISK, listener));
    }

    private static void writeAs(
            Path path,
            Contents contents,
            FileFormat format,
            ProgressListener listener,
            AtomicFile.Opener opener)
            throws IOException {
        switch (format) {
            case SAFETENSORS -> write(path, NativeWriter.of(contents), listener, opener);
            case NUMPY -> NumpyWriter.write(path, contents.main(), opener, listener);
            case FASTTEXT -> {
                if (Detector.isQuantized(path)) {
                    new FastTextQuantizedWriter(contents).write(path, opener, listener);
                } else {
                    new FastTextWriter(contents).write(path, opener, listener);
                }
            }
            case WORD2VEC_TEXT, WORD2VEC_BINARY, GLOVE_TEXT ->
                    new RowWriter(contents.main()).write(path, format, opener, listener);
        }
    }

    static void write(
            Path path,
            SafetensorsWriter writer,
            ProgressListener listener,
            AtomicFile.Opener opener)
            throws IOException {
        try (AtomicFile file = new AtomicFile(path, opener)) {
            writer.write(file.channel(), listener);
            file.commit();
        }
    }

    /// How the rows of a table are stored in our own file, outer to inner: `float32`, `int8`, `indexed+int8`.
    public static String stored(EmbeddingTable table) {
        return StoredRows.shown(table);
    }

    /// What writing the contents in this format leaves out, one line each, for a person to read.
    ///
    /// @throws IllegalArgumentException if the contents have no main table
    public static List<String> losses(Contents contents, FileFormat format) {
        if (format == FileFormat.SAFETENSORS) {
            return List.of();
        }
        boolean fastText = format == FileFormat.FASTTEXT;
        List<String> losses = new ArrayList<>();
        if (contents.main().vocabulary().counted() && !fastText) {
            losses.add("the counts of the keys");
        }
        boolean known = fastText && contents.metadata().containsKey(FastTextArgs.METADATA);
        if (!contents.metadata().isEmpty() && !known) {
            losses.add("the metadata");
        }
        contents.tables().keySet().stream()
                .filter(prefix -> !prefix.isEmpty())
                .filter(prefix -> !fastText || !FastTextWriter.keeps(contents, prefix))
                .forEach(prefix -> losses.add("the table " + prefix));
        if (contents.subwords() != null && !fastText) {
            losses.add("the sub-words, and with them the vectors of unseen words");
        }
        contents.columns().keySet().forEach(name -> losses.add("the column " + name));
        contents.extras().keySet().stream()
                .filter(name -> !name.startsWith(Columns.PREFIX))
                .forEach(name -> losses.add("the tensor " + name));
        return losses;
    }

    /// What the format needs and the contents do not say, so that it is written as zeros; one line each.
    public static List<String> zeros(Contents contents, FileFormat format) {
        return format == FileFormat.FASTTEXT ? FastTextWriter.zeros(contents) : List.of();
    }

    /// Reads every byte: checksums, offsets and order of keys, and numbers that are not finite.
    ///
    /// @throws dev.akin.MalformedFileException if the file cannot even be opened
    public static Verification verify(Path path, ReadOptions options) throws IOException {
        return Verifier.verify(path, options);
    }
}
