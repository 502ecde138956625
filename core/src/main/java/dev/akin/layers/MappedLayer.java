package dev.akin.layers;

import dev.akin.format.MappedTensors;
import dev.akin.format.Tensor;
import dev.akin.kernel.ElementType;
import dev.akin.table.SegmentRows;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;

/// A layer whose rows and optimiser's state lie in a file and are changed there, so that they may be larger than memory: what is
/// used stays in memory as far as there is room, and the system sees to that.
///
/// The file is what [EmbeddingLayer#save(Path)] writes; either opens the other's. What steps change reaches the disk when the
/// system likes, at [#flush()] and at [#close()]. If the process ends before, nothing is lost but the step that was under way,
/// of which some rows may have moved; if the power fails, any part of it may be lost: save a copy from time to time to have
/// something to go back to. While it is open, nobody else can open it so, nor save to it, and the file is marked: [#interrupted()]
/// tells the next one if it was never closed.
public final class MappedLayer implements AutoCloseable {
    private final MappedTensors file;
    private final EmbeddingLayer layer;

    private MappedLayer(MappedTensors file, EmbeddingLayer layer) {
        this.file = file;
        this.layer = layer;
    }

    /// A layer that [EmbeddingLayer.Builder#map(Path)] made or [EmbeddingLayer#save(Path)] wrote, using all processors.
    ///
    /// @throws dev.akin.MalformedFileException if the file is no layer, or was cut short
    /// @throws java.nio.file.FileSystemException if somebody else has it open; the message names the process
    public static MappedLayer open(Path path) throws IOException {
        return open(path, Runtime.getRuntime().availableProcessors());
    }

    /// As [#open(Path)], with so many threads a call.
    public static MappedLayer open(Path path, int threads) throws IOException {
        Checks.threads(threads);
        MappedTensors file = MappedTensors.open(path);
        try {
            LayerFile read = new LayerFile(path, file.metadata(), file.tensors());
            return new MappedLayer(file, read.layer(storage(file.tensors()), threads));
        } catch (Throwable e) {
            try (file) {
                throw e;
            }
        }
    }

    private static Storage storage(Map<String, Tensor> tensors) {
        return new Storage() {
            @Override
            public SegmentRows rows(String name, ElementType type, int rows, int dimension) {
                return new SegmentRows(MappedLayer::full, data(name), type, rows, dimension);
            }

            @Override
            public MemorySegment number(String name) {
                return data(name);
            }

            private MemorySegment data(String name) {
                Tensor tensor = tensors.get(name);
                if (tensor == null) {
                    throw new IllegalArgumentException("the state lacks " + name);
                }
                return tensor.data();
            }
        };
    }

    private static MemorySegment full(MemorySegment before, long bytes) {
        throw new IllegalStateException(
                "a mapped layer has room for "
                        + before.byteSize()
                        + " bytes, not for "
                        + bytes
                        + ": its rows cannot become more");
    }

    /// The layer, until [#close()]; then its calls throw `IllegalStateException`.
    public EmbeddingLayer layer() {
        return layer;
    }

    /// Whether the process before, that had this file open, never closed it: it was killed, or the machine stopped. Then rows and the
    /// optimiser's state may be those of the middle of a step, some moved and some not, and one row half; if the power failed, of
    /// different steps. To go on is safe, as far as one step more or less for some rows is; else go back to a copy. [#close()] ends it.
    public boolean interrupted() {
        return file.interrupted();
    }

    /// Writes all that steps have changed to the disk.
    public void flush() throws IOException {
        file.force();
    }

    /// Writes all to the disk, marks the file as closed, and gives it free.
    @Override
    public void close() throws IOException {
        file.close();
    }
}
