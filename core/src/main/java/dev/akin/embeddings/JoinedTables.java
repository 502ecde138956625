package dev.akin.embeddings;

import dev.akin.format.Column;
import dev.akin.kernel.ElementType;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.SegmentTable;
import dev.akin.vocabulary.Vocabulary;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// Several tables of one space as one, such as of texts and of pictures: their rows one behind the other, in float32.
public final class JoinedTables {
    private static final int BLOCK = 1024;

    private final List<Embeddings> tables;

    private JoinedTables(List<Embeddings> tables) {
        this.tables = List.copyOf(tables);
    }

    /// Columns are those of all tables; a row whose table lacks one gets "" in a column of texts, and NaN in one of numbers. Counts
    /// and sub-words are dropped, since they mean different things.
    ///
    /// @param metadata of what comes out
    /// @throws IllegalArgumentException if there are no tables, they differ in dimension, similarity or the kind of a column, or a key
    ///     is in two of them
    public static Embeddings of(List<Embeddings> tables, Map<String, String> metadata) {
        if (tables.isEmpty()) {
            throw new IllegalArgumentException("there are no tables to be joined");
        }
        return new JoinedTables(tables).joined(metadata);
    }

    private Embeddings joined(Map<String, String> metadata) {
        Embeddings first = tables.getFirst();
        tables.forEach(table -> check(first, table));
        Embeddings.Builder joined =
                Embeddings.builder(Vocabulary.of(keys()), rows(first.dimension()))
                        .similarity(first.similarity())
                        .metadata(metadata)
                        .notes(tables.stream().flatMap(one -> one.notes().stream()).toList());
        Set<String> names = new TreeSet<>();
        tables.forEach(table -> names.addAll(table.columns().keySet()));
        names.forEach(name -> joined.column(name, column(name)));
        return joined.build();
    }

    private static void check(Embeddings first, Embeddings table) {
        if (table.dimension() != first.dimension()) {
            throw new IllegalArgumentException(
                    "vectors of "
                            + first.dimension()
                            + " and of "
                            + table.dimension()
                            + " numbers are not of one space");
        }
        if (table.similarity() != first.similarity()) {
            throw new IllegalArgumentException(
                    "vectors that compare by "
                            + first.similarity().label()
                            + " and by "
                            + table.similarity().label()
                            + " are not of one space");
        }
    }

    private List<String> keys() {
        Set<String> known = new HashSet<>();
        List<String> keys = new ArrayList<>();
        for (Embeddings table : tables) {
            for (String key : table.vocabulary().keys()) {
                if (!known.add(key)) {
                    throw new IllegalArgumentException(
                            "the key \"" + key + "\" is in two of the tables; give it two names");
                }
                keys.add(key);
            }
        }
        return keys;
    }

    private EmbeddingTable rows(int dimension) {
        int count = tables.stream().mapToInt(Embeddings::size).reduce(0, Math::addExact);
        long stride = (long) Float.BYTES * dimension;
        MemorySegment all = Arena.ofAuto().allocate(count * stride, 64);
        long at = 0;
        for (Embeddings table : tables) {
            at = copy(table.table(), all, at);
        }
        return SegmentTable.of(all, ElementType.FLOAT32, count, dimension);
    }

    private static long copy(EmbeddingTable table, MemorySegment into, long at) {
        float[] block = new float[BLOCK * table.dimension()];
        long next = at;
        for (int row = 0; row < table.rows(); row += BLOCK) {
            int count = Math.min(BLOCK, table.rows() - row);
            int numbers = count * table.dimension();
            table.read(row, count, block, 0);
            MemorySegment.copy(block, 0, into, ValueLayout.JAVA_FLOAT, next, numbers);
            next += (long) Float.BYTES * numbers;
        }
        return next;
    }

    private Column column(String name) {
        List<Column.Kind> kinds =
                tables.stream()
                        .map(table -> table.columns().get(name))
                        .filter(Objects::nonNull)
                        .map(Column::kind)
                        .distinct()
                        .toList();
        boolean texts = kinds.contains(Column.Kind.TEXT);
        if (texts && kinds.size() > 1) {
            throw new IllegalArgumentException(
                    "the column \"" + name + "\" holds texts in one table and numbers in another");
        }
        return texts ? texts(name) : numbers(name);
    }

    private Column texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Embeddings table : tables) {
            Column column = table.columns().get(name);
            for (int row = 0; row < table.size(); row++) {
                texts.add(column == null ? "" : column.text(row));
            }
        }
        return Column.texts(texts);
    }

    private Column numbers(String name) {
        float[] numbers = new float[tables.stream().mapToInt(Embeddings::size).sum()];
        int at = 0;
        for (Embeddings table : tables) {
            Column column = table.columns().get(name);
            for (int row = 0; row < table.size(); row++) {
                numbers[at] = column == null ? Float.NaN : number(column, row);
                at++;
            }
        }
        return Column.numbers(numbers);
    }

    private static float number(Column column, int row) {
        return column.kind() == Column.Kind.INTEGER
                ? (float) column.integer(row)
                : column.number(row);
    }
}
