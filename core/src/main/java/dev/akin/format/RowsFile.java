package dev.akin.format;

import dev.akin.ProgressListener;
import dev.akin.table.EmbeddingTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Our own file of tables whose rows are called by their numbers, and of tensors beside them: what training needs to go on.
public final class RowsFile {
    private RowsFile() {}

    /// Writes to a temporary file in the same folder, forces it to the disk and renames it: whatever fails on the way, an
    /// older file of that name stays as it was. Tables are streamed, not copied.
    ///
    /// @param tables by the names of their tensors: the one called `embeddings` is what others read as the file's vectors
    /// @param tensors by their names, none that a table has
    /// @param metadata by the names of the file format
    /// @throws java.nio.file.FileSystemException if somebody has it [mapped][MappedTensors]; the message names the process
    public static void write(
            Path path,
            Map<String, ? extends EmbeddingTable> tables,
            Map<String, Tensor> tensors,
            Map<String, String> metadata)
            throws IOException {
        write(path, tables, tensors, metadata, AtomicFile.ON_DISK);
    }

    /// As [#write(Path, Map, Map, Map)], beside contents that have keys.
    public static void write(
            Path path, Contents contents, Map<String, ? extends EmbeddingTable> tables)
            throws IOException {
        write(path, contents, tables, AtomicFile.ON_DISK);
    }

    static void write(
            Path path,
            Map<String, ? extends EmbeddingTable> tables,
            Map<String, Tensor> tensors,
            Map<String, String> metadata,
            AtomicFile.Opener opener)
            throws IOException {
        Contents rest =
                new Contents(Map.of(), metadata, FileFormat.SAFETENSORS, tensors, List.of());
        write(path, rest, tables, opener);
    }

    private static void write(
            Path path,
            Contents contents,
            Map<String, ? extends EmbeddingTable> tables,
            AtomicFile.Opener opener)
            throws IOException {
        SafetensorsWriter writer = NativeWriter.of(contents, new LinkedHashMap<>(tables));
        VectorFiles.naming(
                path,
                () -> {
                    if (!Files.isRegularFile(path)) {
                        VectorFiles.write(path, writer, ProgressListener.NONE, opener);
                        return;
                    }
                    try (OutputClaim _ = OutputClaim.of(path, path.toRealPath())) {
                        VectorFiles.write(path, writer, ProgressListener.NONE, opener);
                    }
                });
    }
}
