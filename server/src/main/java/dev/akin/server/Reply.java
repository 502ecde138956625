package dev.akin.server;

import dev.akin.text.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;

/// What goes back, where it may be something else than a document.
sealed interface Reply {
    /// A document; packed on its way to another machine that takes it so.
    record Document(Json json) implements Reply {}

    /// Numbers, with the headers that say what they are.
    ///
    /// @param bytes float32, the lowest byte first
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Numbers(byte[] bytes, Map<String, String> headers) implements Reply {
        static Numbers of(float[] values, Map<String, String> headers) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            return new Numbers(bytes.array(), headers);
        }
    }

    /// A file of a picture or a sound.
    ///
    /// @param file without links
    /// @param tag of this version of it
    record Media(Path file, String type, String tag) implements Reply {}

    /// A small picture, as JPEG.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Thumb(byte[] jpeg, String tag) implements Reply {}

    /// How far the work has come whose result is not there yet.
    record Working(Json progress) implements Reply {}
}
