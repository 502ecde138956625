package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Streams tensors into a safetensors file. Checksums are known only at the end, the header stands at the start: it
/// is laid out with checksums of zeros, and written when the true ones, of the same length, are there.
final class SafetensorsWriter {
    private static final int ALIGNMENT = 64;
    private static final String NO_CHECKSUM = NativeLayout.checksum(0);

    /// Metadata, given the checksum of each tensor. The length must not depend on the checksums' digits.
    @FunctionalInterface
    interface MetadataOf {
        Map<String, String> metadata(Map<String, String> checksums);
    }

    private final List<TensorPart> parts;
    private final MetadataOf metadata;

    SafetensorsWriter(List<TensorPart> parts, MetadataOf metadata) {
        this.parts = new ArrayList<>(parts);
        this.parts.sort(Comparator.comparingInt((TensorPart part) -> -part.type().bytes()));
        this.metadata = metadata;
    }

    void write(FileChannel channel, ProgressListener listener) throws IOException {
        Map<String, String> checksums = new LinkedHashMap<>();
        for (TensorPart part : parts) {
            if (checksums.put(part.name(), NO_CHECKSUM) != null) {
                throw new IllegalArgumentException(
                        "the tensor \"" + part.name() + "\" would be written twice");
            }
        }
        byte[] header = header(checksums);
        channel.position(header.length);
        long total = parts.stream().mapToLong(TensorPart::bytes).sum();
        Meter meter = new Meter(listener, "writing", total, "bytes");
        TensorSink sink = new TensorSink(channel, meter);
        for (TensorPart part : parts) {
            checksums.put(part.name(), writeTensor(part, sink));
        }
        writeHeader(channel, header(checksums), header.length);
        meter.end();
    }

    private static String writeTensor(TensorPart part, TensorSink sink) throws IOException {
        sink.begin();
        try {
            part.source().writeTo(sink);
        } catch (InternalError e) {
            throw MalformedFileException.atByte(
                    "the source of the tensor \"" + part.name() + "\"",
                    sink.written(),
                    "the mapped file was cut short while it was read; restore it and try again",
                    e);
        }
        if (sink.written() != part.bytes()) {
            throw new IllegalStateException(
                    "the tensor \""
                            + part.name()
                            + "\" takes "
                            + part.bytes()
                            + " bytes, but "
                            + sink.written()
                            + " were written");
        }
        return sink.checksum();
    }

    private static void writeHeader(FileChannel channel, byte[] header, int room)
            throws IOException {
        if (header.length != room) {
            throw new IllegalStateException(
                    "the header grew from " + room + " to " + header.length + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.wrap(header);
        while (bytes.hasRemaining()) {
            channel.write(bytes, bytes.position());
        }
    }

    /// Length, JSON, and spaces until the tensors begin at a multiple of 64.
    private byte[] header(Map<String, String> checksums) {
        byte[] json = json(checksums).getBytes(StandardCharsets.UTF_8);
        int length = Math.ceilDiv(Long.BYTES + json.length, ALIGNMENT) * ALIGNMENT;
        if (length > SafetensorsHeader.LONGEST) {
            throw new IllegalArgumentException(
                    "names and metadata take "
                            + json.length
                            + " bytes, but a safetensors header ends at "
                            + SafetensorsHeader.LONGEST);
        }
        ByteBuffer header = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong((long) length - Long.BYTES).put(json);
        while (header.hasRemaining()) {
            header.put((byte) ' ');
        }
        return header.array();
    }

    private String json(Map<String, String> checksums) {
        List<String> members = new ArrayList<>();
        Map<String, String> strings = metadata.metadata(checksums);
        if (!strings.isEmpty()) {
            members.add(
                    "\"__metadata__\":"
                            + strings.entrySet().stream()
                                    .map(e ->
                                            Json.quote(e.getKey()) + ":" + Json.quote(e.getValue()))
                                    .collect(Collectors.joining(",", "{", "}")));
        }
        long begin = 0;
        for (TensorPart part : parts) {
            long end = begin + part.bytes();
            members.add(
                    "%s:{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                            .formatted(
                                    Json.quote(part.name()),
                                    part.type(),
                                    part.shape().toString().replace(" ", ""),
                                    begin,
                                    end));
            begin = end;
        }
        return "{" + String.join(",", members) + "}";
    }
}
