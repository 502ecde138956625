package dev.akin.search;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A collection has a writer already, and takes no other.
public final class CollectionInUseException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Holder holder;

    CollectionInUseException(Path folder, @Nullable Holder holder) {
        super(folder.toString(), null, reason(holder));
        this.holder = holder;
    }

    /// Who writes it, where that is known.
    public @Nullable Holder holder() {
        return holder;
    }

    private static String reason(@Nullable Holder holder) {
        if (holder == null) {
            return "another process writes this collection; try again when it is done";
        }
        String who =
                holder.pid() == ProcessHandle.current().pid()
                        ? "this process has this collection open already"
                        : "process " + holder.pid() + " writes this collection";
        return who
                + (holder.url() == null
                        ? "; wait for it, or end it"
                        : "; it answers at " + holder.url());
    }
}
