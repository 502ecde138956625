package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.table.EmbeddingTable;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a table's tensors are taken from, by what they are for.
final class RowsReader {
    /// What nobody says.
    private static final int UNSAID = -1;

    private final TakenTensors tensors;
    private final String name;
    private final List<String> kinds;
    private final int rows;
    private final int dimension;

    private RowsReader(
            TakenTensors tensors, String name, List<String> kinds, int rows, int dimension) {
        this.tensors = tensors;
        this.name = name;
        this.kinds = kinds;
        this.rows = rows;
        this.dimension = dimension;
    }

    /// Reads a table.
    ///
    /// @param name of the table, `embeddings` or `context/embeddings`
    /// @param said what `akin.tables` says of it
    static EmbeddingTable read(TakenTensors tensors, String name, Said said)
            throws MalformedFileException {
        List<String> kinds = List.of(said.kind().split("\\+", -1));
        return new RowsReader(tensors, name, kinds, said.rows(), said.dimension()).table();
    }

    /// What `akin.tables` says of a table.
    ///
    /// @param kind outer to inner, joined by `+`
    /// @param rows -1 where nothing is said
    /// @param dimension -1 where nothing is said
    record Said(String kind, int rows, int dimension) {}

    private EmbeddingTable table() throws MalformedFileException {
        StoredRows way = StoredRows.ofKind(kinds.getFirst());
        if (way == null) {
            throw tensors.malformed(
                    "the table \""
                            + name
                            + "\" is of the kind "
                            + String.join("+", kinds)
                            + ", but this version of Akin reads "
                            + StoredRows.kinds()
                            + "; use a newer Akin");
        }
        EmbeddingTable table = way.read(this);
        checkSaid("rows", rows, table.rows());
        checkSaid("dimensions", dimension, table.dimension());
        return table;
    }

    private void checkSaid(String what, int said, int found) throws MalformedFileException {
        if (said != UNSAID && said != found) {
            throw malformed(
                    "has " + found + " " + what + ", but " + NativeLayout.TABLES + " says " + said);
        }
    }

    /// Whether this one is said to be made of another.
    boolean isOuter() {
        return kinds.size() > 1;
    }

    /// Reads the table that this one is made of.
    ///
    /// @param innerRows how many rows it must have; -1 if any
    /// @param innerDimension which dimension it must have; -1 if any
    EmbeddingTable inner(int innerRows, int innerDimension) throws MalformedFileException {
        if (kinds.size() < 2) {
            throw malformed("is of the kind " + kinds.getFirst() + ", but not said is of what");
        }
        List<String> innerKinds = kinds.subList(1, kinds.size());
        return new RowsReader(tensors, name, innerKinds, innerRows, innerDimension).table();
    }

    /// How many rows `akin.tables` says the table has.
    int rows() throws MalformedFileException {
        return said("rows", rows);
    }

    /// The dimension that `akin.tables` says the table has.
    int dimension() throws MalformedFileException {
        return said("dimension", dimension);
    }

    private int said(String what, int value) throws MalformedFileException {
        if (value == UNSAID) {
            throw tensors.malformed(
                    NativeLayout.TABLES + " does not say the " + what + " of \"" + name + "\"");
        }
        return value;
    }

    /// As [#dimension()], or another where nothing is said.
    int dimensionOr(int other) {
        return dimension == UNSAID ? other : dimension;
    }

    /// What carries the table's name alone: the rows, or their codes.
    Tensor main(TensorType... types) throws MalformedFileException {
        return tensors.matrix(name, types);
    }

    /// Whether there is such a tensor.
    ///
    /// @param use `scale` for `embeddings.scale`
    boolean has(String use) {
        return tensors.has(part(use));
    }

    /// In two dimensions that a table can have.
    Tensor matrix(String use, TensorType... types) throws MalformedFileException {
        return tensors.matrix(part(use), types);
    }

    /// Of whatever type and shape.
    Tensor tensor(String use) throws MalformedFileException {
        return tensors.take(part(use));
    }

    /// The lengths of a tensor of so many dimensions, each at least 1 and a number of Java's.
    long[] lengths(String use, int dimensions) throws MalformedFileException {
        Tensor tensor = tensor(use);
        long[] lengths = tensor.shape().stream().mapToLong(Long::longValue).toArray();
        boolean fits = lengths.length == dimensions;
        for (long length : lengths) {
            fits &= length >= 1 && length <= Integer.MAX_VALUE;
        }
        if (!fits) {
            throw malformed(
                    use, "must be F32 in " + dimensions + " dimensions, but is " + tensor.shape());
        }
        return lengths;
    }

    /// In one dimension, of this length.
    MemorySegment vector(String use, TensorType type, long length) throws MalformedFileException {
        return tensors.vector(part(use), type, length);
    }

    /// As [#vector(String, TensorType, long)]; null where there is none.
    @Nullable MemorySegment optional(String use, TensorType type, long length)
            throws MalformedFileException {
        return tensors.optional(part(use), type, length);
    }

    /// A copy of F32 in this shape.
    float[] floats(String use, long... shape) throws MalformedFileException {
        return tensors.floats(part(use), shape);
    }

    /// What is wrong with the tensor of the rows.
    MalformedFileException malformed(String reason) {
        return tensors.has(name)
                ? tensors.malformed(name, reason)
                : tensors.malformed("the table \"" + name + "\" " + reason);
    }

    /// What is wrong with another tensor.
    MalformedFileException malformed(String use, String reason) {
        return tensors.malformed(part(use), reason);
    }

    private String part(String use) {
        return name + "." + use;
    }
}
