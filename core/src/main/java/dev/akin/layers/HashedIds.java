package dev.akin.layers;

/// Ids of any keys among a fixed number of rows, by a hash: no key need be known before, no memory is taken for keys, and some share
/// a row. Immutable and thread-safe.
///
/// Id 0 is left to nothing: build the layer with one row more, and [EmbeddingLayer.Builder#maskZero()] if it is to stay zeros. For
/// rows that nobody shares, [GrowingLayer]; for fewer clashes of the same memory, [QuotientRemainder].
public final class HashedIds {
    private final int rows;
    private final long seed;

    private HashedIds(int rows, long seed) {
        this.rows = rows;
        this.seed = seed;
    }

    /// @param rows how many keys are told apart at most; ids are 1 … rows
    /// @param seed other seeds let other keys share rows
    /// @throws IllegalArgumentException if there is no row
    public static HashedIds of(int rows, long seed) {
        if (rows < 1 || rows == Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "rows have to be 1 to " + (Integer.MAX_VALUE - 1) + ", not " + rows);
        }
        return new HashedIds(rows, seed);
    }

    /// The id of a key, 1 … rows.
    public int id(long key) {
        return 1 + (int) Math.unsignedMultiplyHigh(mixed(key ^ mixed(seed)), rows);
    }

    /// As [#id(long)], of a string.
    public int id(String key) {
        return id(hash(key));
    }

    /// As [#id(long)], of many: an id a key.
    public int[] ids(long... keys) {
        int[] ids = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            ids[i] = id(keys[i]);
        }
        return ids;
    }

    /// All bits of a key in each bit (the finaliser of SplitMix64, variant 13 of Stafford 2011).
    private static long mixed(long key) {
        long moved = key + 0x9e3779b97f4a7c15L;
        long mixed = (moved ^ moved >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    /// FNV-1a over the characters (Fowler, Noll and Vo 1991).
    static long hash(String key) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
