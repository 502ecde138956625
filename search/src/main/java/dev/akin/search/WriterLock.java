package dev.akin.search;

import dev.akin.text.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One process writes a collection. The operating system's lock says whether there is a writer, and goes with its
/// process; a file beside it says who.
final class WriterLock implements AutoCloseable {
    /// A process that closes any channel to a file loses its lock on it, so that none may be opened twice.
    private static final Set<Path> HELD = new HashSet<>();

    private final Path folder;
    private final FileChannel channel;

    private WriterLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// @throws CollectionInUseException if there is a writer
    static WriterLock take(Path folder) throws IOException {
        WriterLock lock = tryTake(folder);
        if (lock == null) {
            throw new CollectionInUseException(folder, holder(folder));
        }
        return lock;
    }

    /// Null if there is a writer.
    static @Nullable WriterLock tryTake(Path given) throws IOException {
        Path folder = given.toRealPath();
        synchronized (HELD) {
            if (!HELD.add(folder)) {
                return null;
            }
            WriterLock taken = null;
            try {
                taken = lock(folder);
                return taken;
            } finally {
                if (taken == null) {
                    HELD.remove(folder);
                }
            }
        }
    }

    private static @Nullable WriterLock lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                WriterLock taken = new WriterLock(folder, channel);
                taken.write(new Holder(ProcessHandle.current().pid(), null));
                return taken;
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    /// Who wrote the collection last: who has it open, while there is a writer.
    static @Nullable Holder holder(Path folder) throws IOException {
        try {
            Json json = Json.parse(Files.readString(holderFile(folder)));
            if (json instanceof Json.Obj all && all.get("pid") instanceof Json.Num pid) {
                URI url = all.get("url") instanceof Json.Str text ? URI.create(text.value()) : null;
                return new Holder(pid.asLong(), url);
            }
            return null;
        } catch (NoSuchFileException | IllegalArgumentException e) {
            return null; // Between taking the lock and saying who took it lies a moment.
        }
    }

    /// Whether there is a writer, in this process or another.
    static boolean isHeld(Path folder) throws IOException {
        try (WriterLock lock = tryTake(folder)) {
            return lock == null;
        }
    }

    void announce(URI url) throws IOException {
        write(new Holder(ProcessHandle.current().pid(), url));
    }

    private void write(Holder holder) throws IOException {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("pid", Json.Num.of(holder.pid()));
        URI url = holder.url();
        if (url != null) {
            members.put("url", new Json.Str(url.toString()));
        }
        DurableFiles.replace(
                holderFile(folder),
                new Json.Obj(members).toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Path holderFile(Path folder) {
        return folder.resolve("holder.json");
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            try (channel) {
                Files.deleteIfExists(holderFile(folder));
            } finally {
                HELD.remove(folder);
            }
        }
    }
}
