package dev.akin.layers;

import dev.akin.kernel.ElementType;
import dev.akin.table.SegmentRows;
import dev.akin.table.TrainableRows;
import dev.akin.table.TrainableTable;
import java.lang.foreign.MemorySegment;

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

    /// As [#memory()], for few rows that become many: in blocks that are soon full.
    static Storage growing() {
        return (name, type, rows, dimension) ->
                type == ElementType.FLOAT32 && (dimension > 1 || name.equals(EMBEDDINGS))
                        ? new TrainableTable(rows, dimension, BLOCK)
                        : memory().rows(name, type, rows, dimension);
    }
}
