package dev.akin.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Rows of one-byte codes, each scored by looking up what its codes are worth. Callers have checked all bounds. Stateless and
/// thread-safe.
///
/// Plain loads on purpose: gathers of the Vector API load lane by lane, too, and four rows at once keep as many additions under
/// way. A row's numbers are always added up in the order of its codes. Tables are as long as a power of two: an index cut to that
/// needs no check of its bounds, which took a third of the time.
public final class LookupKernel {
    /// What one byte can tell.
    private static final int VALUES = 256;

    /// Bytes copied at a time, which stay in the first cache.
    private static final int BLOCK = 1024;

    private LookupKernel() {}

    /// How long a table for so many codes is.
    public static int room(int parts) {
        return parts == 1 ? VALUES : Integer.highestOneBit(parts - 1) * 2 * VALUES;
    }

    /// Σ table[part, code] over the codes of each row.
    ///
    /// @param codes U8 [rows, parts]
    /// @param table [parts, 256] and what fills its [#room(int)]
    /// @param into receives `count` sums from index `from`
    public static void sums(
            MemorySegment codes,
            int parts,
            int first,
            int count,
            float[] table,
            float[] into,
            int from) {
        assert table.length == room(parts);
        int rows = Math.max(4, BLOCK / parts / 4 * 4);
        byte[] block = new byte[Math.min(rows, count) * parts];
        for (int done = 0; done < count; done += rows) {
            int now = Math.min(rows, count - done);
            MemorySegment.copy(
                    codes,
                    ValueLayout.JAVA_BYTE,
                    (long) (first + done) * parts,
                    block,
                    0,
                    now * parts);
            int whole = now & -4;
            for (int r = 0; r < whole; r += 4) {
                four(block, r * parts, parts, table, into, from + done + r);
            }
            for (int r = whole; r < now; r++) {
                into[from + done + r] = one(block, r * parts, parts, table);
            }
        }
    }

    private static void four(
            byte[] codes, int at, int parts, float[] table, float[] into, int from) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int part = 0; part < parts; part++) {
            int begin = part * VALUES;
            int code = at + part;
            a += table[(begin + (codes[code] & 0xff)) & (table.length - 1)];
            b += table[(begin + (codes[code + parts] & 0xff)) & (table.length - 1)];
            c += table[(begin + (codes[code + 2 * parts] & 0xff)) & (table.length - 1)];
            d += table[(begin + (codes[code + 3 * parts] & 0xff)) & (table.length - 1)];
        }
        into[from] = a;
        into[from + 1] = b;
        into[from + 2] = c;
        into[from + 3] = d;
    }

    private static float one(byte[] codes, int at, int parts, float[] table) {
        float sum = 0;
        for (int part = 0; part < parts; part++) {
            sum += table[part * VALUES + (codes[at + part] & 0xff)];
        }
        return sum;
    }
}
