package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A safetensors file (huggingface/safetensors, format documented in its README), mapped into memory: tensors by name,
/// and metadata. Immutable and thread-safe.
///
/// Opening reads and checks the header only. The map goes when the last reference to a tensor of it goes. If the file
/// is cut short by someone else meanwhile, touching the lost part throws `InternalError`.
public final class Safetensors {
    private final Path path;
    private final SafetensorsHeader header;
    private final Map<String, Tensor> tensors;

    private Safetensors(Path path, SafetensorsHeader header, MemorySegment data) {
        this.path = path;
        this.header = header;
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

    /// @throws MalformedFileException if the header is not what it should be
    public static Safetensors open(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            SafetensorsHeader header = SafetensorsHeader.read(channel, path);
            long length = channel.size() - header.dataStart();
            MemorySegment data =
                    channel.map(
                            FileChannel.MapMode.READ_ONLY,
                            header.dataStart(),
                            length,
                            Arena.ofAuto());
            return new Safetensors(path, header, data);
        }
    }

    /// Writes tensors, by falling element size, to a temporary file beside `path`, then renames it: an older file of
    /// that name stays as it was until the new one is whole.
    ///
    /// @throws IllegalArgumentException if names and metadata take more than the 100 MB that a header may have
    public static void write(
            Path path,
            Map<String, Tensor> tensors,
            Map<String, String> metadata,
            ProgressListener listener)
            throws IOException {
        List<TensorPart> parts = new ArrayList<>();
        tensors.forEach((name, tensor) -> parts.add(TensorPart.of(name, tensor)));
        write(path, new SafetensorsWriter(parts, _ -> metadata), listener, AtomicFile.ON_DISK);
    }

    static void write(
            Path path,
            SafetensorsWriter writer,
            ProgressListener listener,
            AtomicFile.Opener opener)
            throws IOException {
        VectorFiles.naming(path, () -> VectorFiles.write(path, writer, listener, opener));
    }

    /// The file as it was named to [#open].
    public Path path() {
        return path;
    }

    /// `__metadata__`, unmodifiable; empty where the file has none.
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(header.metadata());
    }

    /// By name, in the order of the header.
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    /// @throws MalformedFileException if there is no tensor of this name
    public Tensor tensor(String name) throws MalformedFileException {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw MalformedFileException.atByte(
                    path, SafetensorsHeader.PREFIX, "the tensor \"" + name + "\" is missing");
        }
        return tensor;
    }

    /// Where in the file the tensor begins, for messages.
    public long offset(String name) {
        SafetensorsHeader.Entry entry = header.entries().get(name);
        return header.dataStart() + (entry == null ? 0 : entry.begin());
    }
}
