package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.text.JsonException;
import dev.akin.text.JsonReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The JSON before the tensors of a safetensors file, checked before anything of it is believed.
///
/// Layout: U64 little-endian length of the JSON, the JSON, the tensors end to end. As the reference reader does, this
/// refuses tensors that overlap, leave holes, or end before the file does.
///
/// @param dataStart where in the file the first tensor begins
record SafetensorsHeader(Map<String, String> metadata, Map<String, Entry> entries, long dataStart) {
    static final int LONGEST = 100_000_000;
    static final int PREFIX = Long.BYTES;
    private static final int MOST_DIMENSIONS = 64;

    /// @param begin bytes from `dataStart`
    record Entry(TensorType type, List<Long> shape, long begin, long end) {}

    static SafetensorsHeader read(FileChannel channel, Path path) throws IOException {
        long size = channel.size();
        if (size < PREFIX) {
            throw MalformedFileException.atByte(
                    path,
                    0,
                    "a safetensors file begins with 8 bytes of length, but the file has " + size);
        }
        long length = bytes(channel, path, 0, PREFIX).getLong(0);
        if (length < 2 || length > LONGEST || length > size - PREFIX) {
            throw MalformedFileException.atByte(
                    path,
                    0,
                    "the header claims "
                            + Long.toUnsignedString(length)
                            + " bytes, but it must be 2 to "
                            + LONGEST
                            + " and the file has "
                            + (size - PREFIX)
                            + " after this number; it is no safetensors file or was cut short");
        }
        byte[] json = bytes(channel, path, PREFIX, (int) length).array();
        return new Parser(path, json, size - PREFIX - length).parse();
    }

    static ByteBuffer bytes(FileChannel channel, Path path, long from, int length)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw MalformedFileException.atByte(
                        path,
                        from + buffer.position(),
                        "the file ends, " + buffer.remaining() + " bytes early");
            }
        }
        return buffer.flip();
    }

    private static final class Parser {
        private final Path path;
        private final JsonReader json;
        private final long dataStart;
        private final long dataLength;

        Parser(Path path, byte[] header, long dataLength) {
            this.path = path;
            this.json = new JsonReader(header);
            this.dataStart = PREFIX + (long) header.length;
            this.dataLength = dataLength;
        }

        SafetensorsHeader parse() throws MalformedFileException {
            Map<String, String> metadata = new LinkedHashMap<>();
            Map<String, Entry> entries = new LinkedHashMap<>();
            try {
                json.beginObject();
                for (String name; (name = json.nextName()) != null; ) {
                    if (name.equals("__metadata__")) {
                        readMetadata(metadata);
                    } else if (entries.put(name, readEntry(name)) != null) {
                        throw malformed("the tensor \"" + name + "\" comes twice");
                    }
                }
                json.end();
            } catch (JsonException e) {
                throw MalformedFileException.atByte(path, PREFIX + e.offset(), e.reason(), e);
            }
            checkOrder(entries);
            return new SafetensorsHeader(metadata, entries, dataStart);
        }

        private void readMetadata(Map<String, String> metadata) throws MalformedFileException {
            if (!metadata.isEmpty()) {
                throw malformed("\"__metadata__\" comes twice");
            }
            json.beginObject();
            for (String name; (name = json.nextName()) != null; ) {
                if (metadata.put(name, json.string()) != null) {
                    throw malformed("the metadata \"" + name + "\" come twice");
                }
            }
        }

        private Entry readEntry(String name) throws MalformedFileException {
            TensorType type = null;
            List<Long> shape = null;
            List<Long> offsets = null;
            json.beginObject();
            for (String member; (member = json.nextName()) != null; ) {
                switch (member) {
                    case "dtype" -> type = once(type, readType(name), name, member);
                    case "shape" -> shape = once(shape, readNumbers(), name, member);
                    case "data_offsets" -> offsets = once(offsets, readNumbers(), name, member);
                    default ->
                            throw malformed(
                                    "the tensor \""
                                            + name
                                            + "\" has an unknown \""
                                            + member
                                            + "\"");
                }
            }
            if (type == null || shape == null || offsets == null || offsets.size() != 2) {
                throw malformed(
                        "the tensor \""
                                + name
                                + "\" must have a dtype, a shape and two data_offsets");
            }
            return checked(name, new Entry(type, shape, offsets.get(0), offsets.get(1)));
        }

        private <T> T once(@Nullable T before, T now, String name, String member)
                throws MalformedFileException {
            if (before != null) {
                throw malformed("the tensor \"" + name + "\" has \"" + member + "\" twice");
            }
            return now;
        }

        private TensorType readType(String name) throws MalformedFileException {
            String dtype = json.string();
            TensorType type = TensorType.ofName(dtype);
            if (type == null) {
                throw malformed(
                        "the tensor \""
                                + name
                                + "\" has the unknown dtype \""
                                + dtype
                                + "\"; known are "
                                + TensorType.names());
            }
            return type;
        }

        private List<Long> readNumbers() throws MalformedFileException {
            List<Long> numbers = new ArrayList<>(2);
            json.beginArray();
            while (json.nextElement()) {
                long number = json.integer();
                if (number < 0) {
                    throw malformed("a length or offset is " + number);
                }
                if (numbers.size() == MOST_DIMENSIONS) {
                    throw malformed("a shape has more than " + MOST_DIMENSIONS + " dimensions");
                }
                numbers.add(number);
            }
            return List.copyOf(numbers);
        }

        private Entry checked(String name, Entry entry) throws MalformedFileException {
            long bytes;
            try {
                bytes = Tensor.bytes(entry.type, entry.shape);
            } catch (IllegalArgumentException e) {
                throw MalformedFileException.atByte(
                        path,
                        PREFIX + json.offset(),
                        "the tensor \"" + name + "\": " + e.getMessage(),
                        e);
            }
            if (entry.begin > entry.end || entry.end > dataLength) {
                throw malformed(
                        "the tensor \""
                                + name
                                + "\" lies at bytes "
                                + entry.begin
                                + " to "
                                + entry.end
                                + " of the data, which has "
                                + dataLength
                                + "; the file was cut short or its header is wrong");
            }
            if (bytes != entry.end - entry.begin) {
                throw malformed(
                        "the tensor \""
                                + name
                                + "\" of "
                                + entry.type
                                + " "
                                + entry.shape
                                + " takes "
                                + bytes
                                + " bytes, but its offsets span "
                                + (entry.end - entry.begin));
            }
            return entry;
        }

        private void checkOrder(Map<String, Entry> entries) throws MalformedFileException {
            List<Map.Entry<String, Entry>> sorted = new ArrayList<>(entries.entrySet());
            sorted.sort(
                    Comparator.comparingLong(
                                    (Map.Entry<String, Entry> named) -> named.getValue().begin)
                            .thenComparingLong(named -> named.getValue().end));
            long end = 0;
            for (Map.Entry<String, Entry> named : sorted) {
                Entry entry = named.getValue();
                if (entry.begin != end) {
                    throw MalformedFileException.atByte(
                            path,
                            dataStart + entry.begin,
                            "the tensor \""
                                    + named.getKey()
                                    + "\" begins at byte "
                                    + entry.begin
                                    + " of the data, but the one before it ends at "
                                    + end);
                }
                end = entry.end;
            }
            if (end != dataLength) {
                throw MalformedFileException.atByte(
                        path,
                        dataStart + end,
                        "the tensors end here, but the file has "
                                + (dataLength - end)
                                + " bytes more");
            }
        }

        private MalformedFileException malformed(String reason) {
            return MalformedFileException.atByte(path, PREFIX + (long) json.offset(), reason);
        }
    }
}
