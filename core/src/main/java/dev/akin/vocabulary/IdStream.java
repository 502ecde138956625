package dev.akin.vocabulary;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/// A list of ids that grows block by block. One thread at a time may append; reading is safe afterwards.
final class IdStream {
    private final IdStorage storage;
    private final List<MemorySegment> blocks = new ArrayList<>();
    private long length;

    IdStream(IdStorage storage) {
        this.storage = storage;
    }

    long length() {
        return length;
    }

    void append(int[] ids, int count) throws IOException {
        for (int done = 0; done < count; ) {
            int within = (int) (length % IdStorage.BLOCK);
            if (within == 0) {
                blocks.add(storage.block());
            }
            int part = Math.min(count - done, IdStorage.BLOCK - within);
            MemorySegment.copy(
                    ids, done, blocks.getLast(), ValueLayout.JAVA_INT, bytes(within), part);
            done += part;
            length += part;
        }
    }

    void read(long position, int[] into, int from, int count) {
        for (int done = 0; done < count; ) {
            long at = position + done;
            int within = (int) (at % IdStorage.BLOCK);
            int part = Math.min(count - done, IdStorage.BLOCK - within);
            MemorySegment.copy(
                    block(at), ValueLayout.JAVA_INT, bytes(within), into, from + done, part);
            done += part;
        }
    }

    void write(long position, int[] ids, int count) {
        for (int done = 0; done < count; ) {
            long at = position + done;
            int within = (int) (at % IdStorage.BLOCK);
            int part = Math.min(count - done, IdStorage.BLOCK - within);
            MemorySegment.copy(ids, done, block(at), ValueLayout.JAVA_INT, bytes(within), part);
            done += part;
        }
    }

    private MemorySegment block(long position) {
        return blocks.get((int) (position / IdStorage.BLOCK));
    }

    private static long bytes(int ids) {
        return (long) Integer.BYTES * ids;
    }
}
