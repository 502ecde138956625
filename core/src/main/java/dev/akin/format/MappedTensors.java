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
///
/// While it is open, the file's metadata say so: who opens it next learns by [#interrupted()] if it was never closed.
public final class MappedTensors implements AutoCloseable {
    /// What would be wrong as soon as a byte has changed.
    private static final List<String> OF_BYTES =
            List.of(NativeLayout.CHECKSUMS, NativeLayout.FINGERPRINT);

    private static final String METADATA = "__metadata__";

    /// In the metadata, of one length, so that one fits in the place of the other.
    private static final String MARK = "akin.mapped";

    private static final String OPEN = "open";
    private static final String SHUT = "shut";

    private final Path path;
    private final OutputClaim claim;
    private final FileChannel channel;
    private final Arena arena;
    private final int headerLength;
    private final MemorySegment data;
    private final Map<String, String> metadata;
    private final Map<String, Tensor> tensors;

    private MappedTensors(Path path, OutputClaim claim, FileChannel channel, Arena arena)
            throws IOException {
        SafetensorsHeader header = SafetensorsHeader.read(channel, path);
        long length = channel.size() - header.dataStart();
        this.path = path;
        this.claim = claim;
        this.channel = channel;
        this.arena = arena;
        this.headerLength = Math.toIntExact(header.dataStart() - SafetensorsHeader.PREFIX);
        this.data = channel.map(FileChannel.MapMode.READ_WRITE, header.dataStart(), length, arena);
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

    /// Takes checksums out of the header, since they would soon be wrong, and marks the file as open.
    ///
    /// @throws NoSuchFileException if there is no such file
    /// @throws java.nio.file.FileSystemException if somebody has claimed it; the message names the process
    /// @throws MalformedFileException if the header is not what it should be
    public static MappedTensors open(Path path) throws IOException {
        Path file = path.toRealPath();
        OutputClaim claim = OutputClaim.of(path, file);
        Arena arena = Arena.ofShared();
        try {
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return marked(path, claim, channel, arena);
        } catch (Throwable e) {
            arena.close();
            claim.close();
            throw e;
        }
    }

    private static MappedTensors marked(
            Path path, OutputClaim claim, FileChannel channel, Arena arena) throws IOException {
        try {
            MappedTensors mapped = new MappedTensors(path, claim, channel, arena);
            mapped.mark(OPEN);
            return mapped;
        } catch (Throwable e) {
            try (channel) {
                throw e;
            }
        }
    }

    private void mark(String mark) throws IOException {
        int from = SafetensorsHeader.PREFIX;
        byte[] json = SafetensorsHeader.bytes(channel, path, from, headerLength).array();
        byte[] marked = withMark(json, mark).getBytes(StandardCharsets.UTF_8);
        if (marked.length > headerLength) {
            throw MalformedFileException.atByte(
                    path,
                    from,
                    "the header has no room for the mark that it is open; load the file and save it");
        }
        byte[] padded = Arrays.copyOf(marked, headerLength);
        Arrays.fill(padded, marked.length, headerLength, (byte) ' ');
        ByteBuffer left = ByteBuffer.wrap(padded);
        while (left.hasRemaining()) {
            channel.write(left, from + (long) left.position());
        }
        channel.force(false);
    }

    private static String withMark(byte[] json, String mark) {
        Map<String, Json> members = new LinkedHashMap<>(((Json.Obj) Json.parse(json)).members());
        Map<String, Json> metadata = new LinkedHashMap<>();
        if (members.get(METADATA) instanceof Json.Obj before) {
            metadata.putAll(before.members());
        }
        metadata.keySet().removeAll(OF_BYTES);
        metadata.put(MARK, Json.of(mark));
        members.put(METADATA, new Json.Obj(metadata));
        return new Json.Obj(members).toString();
    }

    /// `__metadata__`, unmodifiable, as the file had them when it was opened.
    public Map<String, String> metadata() {
        return metadata;
    }

    /// Whether whoever had the file mapped before never closed it: the process was killed, or the machine stopped.
    public boolean interrupted() {
        return OPEN.equals(metadata.get(MARK));
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

    /// Writes everything to the disk, takes the mark away, and gives the file free. Does nothing a second time.
    @Override
    public void close() throws IOException {
        if (!arena.scope().isAlive()) {
            return;
        }
        try (claim;
                channel;
                arena) {
            force();
            mark(SHUT);
        }
    }
}
