package dev.akin.format;

import dev.akin.MalformedFileException;
import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Columns ↔ tensors: `columns.NAME`, or `columns.NAME.bytes` and `.offsets` for texts.
final class Columns {
    static final String PREFIX = "columns.";
    private static final String BYTES = ".bytes";
    private static final String OFFSETS = ".offsets";

    private Columns() {}

    /// @throws IllegalArgumentException if a tensor of such a name is no column, the message naming it
    static Map<String, Column> of(Map<String, Tensor> tensors) {
        Map<String, Column> columns = new LinkedHashMap<>();
        for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
            String tensor = named.getKey();
            if (tensor.startsWith(PREFIX) && !tensor.endsWith(OFFSETS)) {
                try {
                    columns.put(name(tensor), column(tensors, tensor));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            "the column \"" + name(tensor) + "\" " + e.getMessage(), e);
                }
            }
        }
        return Collections.unmodifiableMap(columns);
    }

    /// What a person calls the column that this tensor is a part of.
    static String name(String tensor) {
        String name = tensor.substring(PREFIX.length());
        return name.endsWith(BYTES) ? name.substring(0, name.length() - BYTES.length()) : name;
    }

    private static Column column(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null || !name.endsWith(BYTES)) {
            return Column.numbers(java.util.Objects.requireNonNull(tensor));
        }
        Tensor offsets = tensors.get(name.substring(0, name.length() - BYTES.length()) + OFFSETS);
        if (offsets == null) {
            throw new IllegalArgumentException("has no " + OFFSETS.substring(1));
        }
        if (tensor.type() != TensorType.U8
                || offsets.type() != TensorType.I64
                || offsets.shape().size() != 1) {
            throw new IllegalArgumentException(
                    "must be U8 with offsets in I64, but is "
                            + tensor.type()
                            + " with "
                            + offsets.type()
                            + " "
                            + offsets.shape());
        }
        return Column.texts(tensor.data(), offsets.data());
    }

    /// Each a value a row of the main table.
    static void check(Map<String, Tensor> tensors, int rows, Safetensors file)
            throws MalformedFileException {
        try {
            of(tensors).forEach((name, column) -> checkSize(name, column, rows));
        } catch (IllegalArgumentException e) {
            throw MalformedFileException.atByte(
                    file.path(), SafetensorsHeader.PREFIX, String.valueOf(e.getMessage()), e);
        }
    }

    /// @throws IllegalArgumentException if the column has not as many values as there are rows
    static void checkSize(String name, Column column, int rows) {
        if (column.size() != rows) {
            throw new IllegalArgumentException(
                    "the column \""
                            + name
                            + "\" has "
                            + column.size()
                            + " values, but there are "
                            + rows
                            + " rows");
        }
    }

    static Map<String, Tensor> tensors(Map<String, Column> columns) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        columns.forEach((name, column) -> put(PREFIX + name, column, tensors));
        return tensors;
    }

    private static void put(String name, Column column, Map<String, Tensor> tensors) {
        MemorySegment values = column.values();
        switch (column.kind()) {
            case TEXT -> {
                MemorySegment utf8 = column.utf8();
                tensors.put(name + BYTES, Tensor.of(TensorType.U8, utf8, utf8.byteSize()));
                tensors.put(name + OFFSETS, Tensor.of(TensorType.I64, values, column.size() + 1L));
            }
            case INTEGER -> tensors.put(name, Tensor.of(TensorType.I64, values, column.size()));
            case NUMBER -> tensors.put(name, Tensor.of(TensorType.F32, values, column.size()));
        }
    }

    /// @throws IllegalArgumentException if a column cannot be called so
    static void checkName(String name) {
        if (name.isEmpty() || name.endsWith(BYTES) || name.endsWith(OFFSETS)) {
            throw new IllegalArgumentException(
                    "a column cannot be called \""
                            + name
                            + "\": names are not empty and end neither in .bytes nor in .offsets");
        }
    }
}
