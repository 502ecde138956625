package dev.akin.encode;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;

/// What kinds of operations a graph has: reads just so much of the ONNX format (a protocol buffer, `onnx.proto3`) as
/// that needs. Immutable.
///
/// @param operations the types of all nodes, those of inner graphs and functions among them
record OnnxGraph(Set<String> operations) {
    OnnxGraph {
        operations = Set.copyOf(operations);
    }

    /// @throws MalformedFileException if the bytes are no ONNX model
    static OnnxGraph read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            return read(
                    file.toString(),
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
        }
    }

    /// @param source for messages
    static OnnxGraph read(String source, MemorySegment bytes) throws MalformedFileException {
        Reading reading = new Reading(source, bytes);
        reading.model();
        return new OnnxGraph(reading.operations);
    }

    /// Whether numbers are rounded by the range that all input of a call takes, so that texts of a call change each
    /// other's vectors.
    boolean quantizesDynamically() {
        return operations.stream().anyMatch(OnnxGraph::dynamic);
    }

    private static boolean dynamic(String operation) {
        return operation.equals("DynamicQuantizeLinear")
                || operation.equals("DynamicQuantizeMatMul")
                || operation.equals("DynamicQuantizeLSTM");
    }

    /// Walks over the fields of messages: number and kind, then a number or as many bytes as it says.
    private static final class Reading {
        private static final int VARINT = 0;
        private static final int FIXED_64 = 1;
        private static final int BYTES = 2;
        private static final int FIXED_32 = 5;

        private static final int MODEL_GRAPH = 7;
        private static final int MODEL_FUNCTIONS = 25;
        private static final int GRAPH_NODE = 1;
        private static final int FUNCTION_NODE = 7;
        private static final int NODE_OPERATION = 4;
        private static final int NODE_ATTRIBUTE = 5;
        private static final int ATTRIBUTE_GRAPH = 6;
        private static final int ATTRIBUTE_GRAPHS = 11;

        /// Graphs within graphs: no model goes deeper.
        private static final int DEEPEST = 32;

        private final String source;
        private final MemorySegment bytes;
        private final Set<String> operations = new TreeSet<>();
        private boolean graph;
        private long at;

        Reading(String source, MemorySegment bytes) {
            this.source = source;
            this.bytes = bytes;
        }

        @FunctionalInterface
        private interface Field {
            /// A field of bytes, which are at `from … to − 1`.
            void read(int number, long from, long to) throws MalformedFileException;
        }

        void model() throws MalformedFileException {
            message(
                    0,
                    bytes.byteSize(),
                    (field, from, to) -> {
                        if (field == MODEL_GRAPH) {
                            graph = true;
                            nodes(GRAPH_NODE, from, to, 0);
                        } else if (field == MODEL_FUNCTIONS) {
                            nodes(FUNCTION_NODE, from, to, 0);
                        }
                    });
            if (!graph || operations.isEmpty()) {
                throw malformed(0, "it holds no graph");
            }
        }

        private void nodes(int node, long begin, long end, int depth)
                throws MalformedFileException {
            if (depth > DEEPEST) {
                throw malformed(begin, "graphs lie more than " + DEEPEST + " deep in each other");
            }
            message(
                    begin,
                    end,
                    (field, from, to) -> {
                        if (field == node) {
                            node(from, to, depth);
                        }
                    });
        }

        private void node(long begin, long end, int depth) throws MalformedFileException {
            message(
                    begin,
                    end,
                    (field, from, to) -> {
                        if (field == NODE_OPERATION) {
                            operations.add(text(from, to));
                        } else if (field == NODE_ATTRIBUTE) {
                            attribute(from, to, depth);
                        }
                    });
        }

        private void attribute(long begin, long end, int depth) throws MalformedFileException {
            message(
                    begin,
                    end,
                    (field, from, to) -> {
                        if (field == ATTRIBUTE_GRAPH || field == ATTRIBUTE_GRAPHS) {
                            nodes(GRAPH_NODE, from, to, depth + 1);
                        }
                    });
        }

        private void message(long begin, long end, Field action) throws MalformedFileException {
            at = begin;
            while (at < end) {
                long key = varint(end);
                switch ((int) (key & 7)) {
                    case VARINT -> varint(end);
                    case FIXED_64 -> at += Long.BYTES;
                    case FIXED_32 -> at += Integer.BYTES;
                    case BYTES -> {
                        long to = lengthAhead(end);
                        action.read((int) (key >>> 3), at, to);
                        at = to;
                    }
                    default -> throw malformed(at, "a field of the unknown kind " + (key & 7));
                }
            }
            if (at > end) {
                throw malformed(end, "the bytes end within a field");
            }
        }

        /// Where a field of bytes ends, whose length comes next.
        private long lengthAhead(long end) throws MalformedFileException {
            long length = varint(end);
            if (length < 0 || length > end - at) {
                throw malformed(
                        at,
                        "a field of " + length + " bytes, but only " + (end - at) + " are left");
            }
            return at + length;
        }

        private long varint(long end) throws MalformedFileException {
            long value = 0;
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                if (at >= end) {
                    throw malformed(at, "the bytes end within a number");
                }
                byte b = bytes.get(ValueLayout.JAVA_BYTE, at++);
                value |= (long) (b & 0x7f) << shift;
                if (b >= 0) {
                    return value;
                }
            }
            throw malformed(at, "a number has more than ten bytes");
        }

        private String text(long from, long to) throws MalformedFileException {
            if (to - from > 1 << 10) {
                throw malformed(from, "an operation has a name of " + (to - from) + " bytes");
            }
            byte[] name = bytes.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE);
            return new String(name, StandardCharsets.UTF_8);
        }

        private MalformedFileException malformed(long offset, String reason) {
            return MalformedFileException.atByte(source, offset, "it is no ONNX model: " + reason);
        }
    }
}
