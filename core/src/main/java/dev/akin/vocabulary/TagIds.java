package dev.akin.vocabulary;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Gathers the tags of documents, in their order, and numbers them. Not thread-safe.
final class TagIds {
    /// What [WordTable] may read behind a word.
    private static final int SLACK = 8;

    private final WordTable table = new WordTable();
    private final int known;
    private final int each;
    private int[] starts = new int[1 << 8];
    private int[] ids = new int[1 << 8];
    private int documents;

    /// @param known tags that have ids already
    /// @param counted whether their counts include these documents
    TagIds(Vocabulary known, boolean counted) {
        this.known = known.size();
        each = counted ? 0 : 1;
        for (int tag = 0; tag < known.size(); tag++) {
            id(known.key(tag), known.counted() ? known.count(tag) : 0);
        }
    }

    /// Adds a document.
    ///
    /// @param unique whether its first tag must be one that no document had
    /// @param place for messages
    /// @throws IllegalArgumentException if it has no tag, an empty one, or the first stood before and must not
    void add(List<String> tags, boolean unique, String place) {
        if (tags.isEmpty()) {
            throw new IllegalArgumentException(place + " has no tag, which its vector goes by");
        }
        int seen = table.size();
        starts = room(starts, documents + 2);
        int at = starts[documents];
        for (String tag : tags) {
            if (tag.isEmpty()) {
                throw new IllegalArgumentException(place + " has an empty tag");
            }
            int id = id(tag, 0);
            if (has(starts[documents], at, id)) {
                continue;
            }
            table.changeCount(id, each);
            if (unique && at == starts[documents] && id < seen && id >= known) {
                throw new IllegalArgumentException(
                        place
                                + ": a document before it has the key \""
                                + tag
                                + "\" too; keys must differ, and documents that are to share a vector"
                                + " have a tag in common");
            }
            ids = room(ids, at + 1);
            ids[at++] = id;
        }
        starts[++documents] = at;
    }

    private boolean has(int from, int to, int id) {
        for (int at = from; at < to; at++) {
            if (ids[at] == id) {
                return true;
            }
        }
        return false;
    }

    private static int[] room(int[] array, int needed) {
        return needed <= array.length
                ? array
                : Arrays.copyOf(array, Math.max(needed, array.length * 3 / 2));
    }

    private int id(String tag, long count) {
        byte[] utf8 = tag.getBytes(StandardCharsets.UTF_8);
        return table.add(Arrays.copyOf(utf8, utf8.length + SLACK), 0, utf8.length, count);
    }

    int documents() {
        return documents;
    }

    int start(int document) {
        return starts[document];
    }

    int tag(int at) {
        return ids[at];
    }

    /// The known tags, then the others by first appearance; each with the number of documents that have it.
    Vocabulary vocabulary() {
        KeyBytes keys = new KeyBytes();
        long[] counts = new long[table.size()];
        for (int tag = 0; tag < counts.length; tag++) {
            keys.add(table.bytes(), table.start(tag), table.end(tag));
            counts[tag] = table.count(tag);
        }
        return Vocabulary.of(keys, counts);
    }
}
