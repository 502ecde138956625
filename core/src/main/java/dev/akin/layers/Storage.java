package dev.akin.layers;

import dev.akin.format.ScratchFile;
import dev.akin.kernel.ElementType;
import dev.akin.table.SegmentRows;
import dev.akin.table.TrainableRows;
import dev.akin.table.TrainableTable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/// Where the rows of a layer and of its optimiser's state lie.
@FunctionalInterface
interface Storage {
    /// The name of a layer's own rows.
    String EMBEDDINGS = "embeddings";

    /// Numbers in a block of a table that grows.
    int BLOCK = 1 << 22;

    /// @param name of the tensor that they are in a file
    TrainableRows rows(String name, ElementType type, int rows, int dimension);

    /// The 8 bytes of a number that changes.
    default MemorySegment number(String name) {
        return MemorySegment.ofArray(new long[1]);
    }

    /// In memory: float32 in arrays, which is fastest; other numbers outside the heap.
    static Storage memory() {
        return (name, type, rows, dimension) -> {
            if (type != ElementType.FLOAT32) {
                return SegmentRows.offHeap(type, rows, dimension);
            }
            // A row in arrays takes a cache line.
            return dimension == 1 && !name.equals(EMBEDDINGS)
                    ? SegmentRows.singles(rows)
                    : new TrainableTable(rows, dimension);
        };
    }

    /// In files of a folder that go when nobody uses them: rows that become many, and may be more than memory has.
    ///
    /// @throws IOException if there is no such folder, or nothing may be written there
    static Storage scratch(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        if (!Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
        return (name, type, rows, dimension) -> ScratchFile.rows(folder, type, rows, dimension);
    }

    /// As [#memory()], for few rows that become many: in blocks that are soon full.
    static Storage growing() {
        return (name, type, rows, dimension) ->
                type == ElementType.FLOAT32 && (dimension > 1 || name.equals(EMBEDDINGS))
                        ? new TrainableTable(rows, dimension, BLOCK)
                        : memory().rows(name, type, rows, dimension);
    }
}
