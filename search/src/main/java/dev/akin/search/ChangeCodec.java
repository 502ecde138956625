package dev.akin.search;

import dev.akin.text.Json;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Changes as bytes: a byte for what it is, then numbers with the highest byte first, texts as their length and UTF-8.
final class ChangeCodec {
    private static final int UPSERT = 1;
    private static final int DELETE = 2;
    private static final int DELETE_MATCHING = 3;

    private ChangeCodec() {}

    static byte[] encode(Change change) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            switch (change) {
                case Change.Upsert upsert -> {
                    out.writeByte(UPSERT);
                    out.writeInt(upsert.documents().size());
                    for (Document document : upsert.documents()) {
                        write(out, document);
                    }
                }
                case Change.Delete delete -> {
                    out.writeByte(DELETE);
                    out.writeInt(delete.ids().size());
                    for (String id : delete.ids()) {
                        write(out, id);
                    }
                }
                case Change.DeleteMatching matching -> {
                    out.writeByte(DELETE_MATCHING);
                    write(out, matching.filter());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Document document) throws IOException {
        write(out, document.id());
        write(out, document.text());
        write(out, document.language() == null ? "" : document.language());
        write(out, new Json.Obj(document.metadata()).toString());
        write(out, document.fingerprint() == null ? "" : document.fingerprint());
        List<float[]> vectors = document.vectorsShared();
        out.writeInt(vectors.size());
        for (float[] vector : vectors) {
            ByteBuffer numbers = ByteBuffer.allocate(Float.BYTES * vector.length);
            numbers.asFloatBuffer().put(vector);
            out.writeInt(vector.length);
            out.write(numbers.array());
        }
    }

    private static void write(DataOutputStream out, @Nullable String text) throws IOException {
        byte[] utf8 = (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    /// @throws IllegalArgumentException if the bytes are no change
    static Change decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            Change change =
                    switch (in.get()) {
                        case UPSERT -> new Change.Upsert(list(in, ChangeCodec::document));
                        case DELETE -> new Change.Delete(list(in, ChangeCodec::text));
                        case DELETE_MATCHING -> new Change.DeleteMatching(text(in));
                        default -> throw new IllegalArgumentException("no such change");
                    };
            if (in.hasRemaining()) {
                throw new IllegalArgumentException("more bytes than the change has");
            }
            return change;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("fewer bytes than the change says", e);
        }
    }

    private interface Part<T> {
        T read(ByteBuffer in);
    }

    private static <T> List<T> list(ByteBuffer in, Part<T> part) {
        int size = length(in, Integer.BYTES);
        List<T> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(part.read(in));
        }
        return list;
    }

    private static Document document(ByteBuffer in) {
        Document.Builder document = Document.builder(text(in)).text(text(in));
        String language = text(in);
        document.language(language.isEmpty() ? null : language);
        if (!(Json.parse(text(in)) instanceof Json.Obj metadata)) {
            throw new IllegalArgumentException("metadata that is no object");
        }
        document.metadata(metadata.members());
        String fingerprint = text(in);
        document.fingerprint(fingerprint.isEmpty() ? null : fingerprint);
        list(in, ChangeCodec::vector).forEach(document::vector);
        return document.build();
    }

    private static float[] vector(ByteBuffer in) {
        float[] vector = new float[length(in, Float.BYTES)];
        in.slice().asFloatBuffer().get(vector);
        in.position(in.position() + Float.BYTES * vector.length);
        return vector;
    }

    private static String text(ByteBuffer in) {
        int length = length(in, 1);
        ByteBuffer utf8 = in.slice(in.position(), length);
        in.position(in.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text that is not UTF-8", e);
        }
    }

    /// A number of parts, for each of which there are `size` bytes at least.
    private static int length(ByteBuffer in, int size) {
        int length = in.getInt();
        if (length < 0 || (long) length * size > in.remaining()) {
            throw new IllegalArgumentException(length + " parts in " + in.remaining() + " bytes");
        }
        return length;
    }
}
