package dev.akin.compress;

import dev.akin.kernel.ElementType;
import dev.akin.table.EmbeddingTable;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// A table, and what was found of its rows, so that methods tried one after the other on the same rows do not find it again: principal
/// axes, who is near whom. For one thread, but for reading.
final class RememberingTable implements EmbeddingTable {
    private final EmbeddingTable table;
    private final Map<Object, Object> found = new HashMap<>();

    RememberingTable(EmbeddingTable table) {
        this.table = table;
    }

    /// What was found of a table before under this name; found now where nothing was, or the table remembers nothing.
    ///
    /// @param name tells what is found, and by which options; always of the same type
    @SuppressWarnings("unchecked") // a name belongs to one type
    static <T> T of(EmbeddingTable table, Object name, Supplier<T> finding) {
        if (!(table instanceof RememberingTable remembering)) {
            return finding.get();
        }
        Object known = remembering.found.get(name);
        if (known == null) {
            known = finding.get();
            remembering.found.put(name, known);
        }
        return (T) known;
    }

    @Override
    public int rows() {
        return table.rows();
    }

    @Override
    public int dimension() {
        return table.dimension();
    }

    @Override
    public ElementType elementType() {
        return table.elementType();
    }

    @Override
    public long bytes() {
        return table.bytes();
    }

    @Override
    public void read(int first, int count, float[] into, int from) {
        table.read(first, count, into, from);
    }

    @Override
    public void gather(int[] ids, int count, float[] into, int from) {
        table.gather(ids, count, into, from);
    }

    @Override
    public void dots(float[] query, int first, int count, float[] into, int from) {
        table.dots(query, first, count, into, from);
    }

    @Override
    public void norms(int first, int count, float[] into, int from) {
        table.norms(first, count, into, from);
    }
}
