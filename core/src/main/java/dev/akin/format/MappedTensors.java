package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A safetensors file whose tensors are changed where they lie: mapped into memory, and claimed, so that nobody else who asks
/// for that may change it meanwhile. Others may read it, and see what is half done.
///
/// Bytes go to the disk when the system likes, at [#force()] and at [#close()]; they outlive this process, but not the machine's
/// power. The file must have no holes, as [RowsFile] writes it: a full disk shows when it is made, not when a step touches a
/// page that has no place.
public final class MappedTensors implements AutoCloseable {
    /// What would be wrong as soon as a byte has changed.
    private static final List<String> OF_BYTES =
            List.of(NativeLayout.CHECKSUMS, NativeLayout.FINGERPRINT);

    private static final String METADATA = "__metadata__";

    private final OutputClaim claim;
    private final Arena arena;
    private final MemorySegment data;
    private final Map<String, String> metadata;
    private final Map<String, Tensor> tensors;

    private MappedTensors(
            OutputClaim claim, Arena arena, MemorySegment data, SafetensorsHeader header) {
        this.claim = claim;
        this.arena = arena;
        this.data = data;
        this.metadata = Collections.unmodifiableMap(header.metadata());
        Map<String, Tensor> views = new LinkedHashMap<>();
        header.entries()
                .forEach((name, entry) ->
                        views.put(
                                name,
                                new Tensor(
                                        entry.type(),
                                        entry.shape(),
                                        data.asSlice(entry.begin(), entry.end() - entry.begin()))));
        this.tensors = Collections.unmodifiableMap(views);
    }

    /// Takes checksums out of the header, since they would soon be wrong.
    ///
    /// @throws NoSuchFileException if there is no such file
    /// @throws java.nio.file.FileSystemException if somebody has claimed it; the message names the process
    /// @throws MalformedFileException if the header is not what it should be
    public static MappedTensors open(Path path) throws IOException {
        Path file = path.toRealPath();
        OutputClaim claim = OutputClaim.of(path, file);
        Arena arena = Arena.ofShared();
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            SafetensorsHeader header = SafetensorsHeader.read(channel, path);
            forgetChecksums(channel, path, header);
            long length = channel.size() - header.dataStart();
            MemorySegment data =
                    channel.map(FileChannel.MapMode.READ_WRITE, header.dataStart(), length, arena);
            return new MappedTensors(claim, arena, data, header);
        } catch (Throwable e) {
            arena.close();
            claim.close();
            throw e;
        }
    }

    private static void forgetChecksums(FileChannel channel, Path path, SafetensorsHeader header)
            throws IOException {
        if (Collections.disjoint(header.metadata().keySet(), OF_BYTES)) {
            return;
        }
        int length = Math.toIntExact(header.dataStart() - SafetensorsHeader.PREFIX);
        byte[] json =
                SafetensorsHeader.bytes(channel, path, SafetensorsHeader.PREFIX, length).array();
        byte[] shorter = withoutChecksums(json).getBytes(StandardCharsets.UTF_8);
        if (shorter.length > length) {
            throw MalformedFileException.atByte(
                    path, SafetensorsHeader.PREFIX, "the header has no room to be written again");
        }
        byte[] padded = Arrays.copyOf(shorter, length);
        Arrays.fill(padded, shorter.length, length, (byte) ' ');
        ByteBuffer left = ByteBuffer.wrap(padded);
        while (left.hasRemaining()) {
            channel.write(left, SafetensorsHeader.PREFIX + (long) left.position());
        }
        channel.force(false);
    }

    private static String withoutChecksums(byte[] json) {
        Map<String, Json> members = new LinkedHashMap<>(((Json.Obj) Json.parse(json)).members());
        members.computeIfPresent(
                METADATA,
                (name, value) -> {
                    Map<String, Json> kept = new LinkedHashMap<>(((Json.Obj) value).members());
                    kept.keySet().removeAll(OF_BYTES);
                    return new Json.Obj(kept);
                });
        return new Json.Obj(members).toString();
    }

    /// `__metadata__`, unmodifiable, as the file had them when it was opened.
    public Map<String, String> metadata() {
        return metadata;
    }

    /// By name, in the order of the header. To write into one changes the file; after [#close()] each access throws
    /// `IllegalStateException`.
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    /// Writes everything that has changed to the disk.
    public void force() throws IOException {
        try {
            data.force();
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// Writes everything to the disk, and gives the file free. Does nothing a second time.
    @Override
    public void close() throws IOException {
        if (!arena.scope().isAlive()) {
            return;
        }
        try (claim;
                arena) {
            force();
        }
    }
}
