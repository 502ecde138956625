package dev.akin.table;

import dev.akin.kernel.Kernels;
import dev.akin.kernel.LookupKernel;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Objects;

/// Rows that are sums: of each codebook one vector, named by a code (Shu and Nakayama 2018, "Compressing Word Embeddings via Deep
/// Compositional Code Learning"; Babenko and Lempitsky 2014, "Additive Quantization for Extreme Vector Compression").
///
/// A code takes four bits where a codebook has no more than 16 vectors, the first of a byte in its low half; else a byte.
public final class CodesTable extends DecodedTable {
    /// The most vectors a codebook of four-bit codes has.
    public static final int NIBBLE = 16;

    /// The most vectors a codebook has.
    public static final int MOST = 256;

    private static final Kernels KERNELS = Kernels.best();

    private final MemorySegment codes;
    private final float[] books;
    private final int count;
    private final int entries;
    private final int stride;

    private CodesTable(MemorySegment codes, float[] books, int count, int dimension, int rows) {
        super(rows, dimension);
        this.codes = codes;
        this.books = books;
        this.count = count;
        this.entries = books.length / dimension / count;
        this.stride = stride(count, entries);
    }

    /// Bytes that the codes of a row take.
    public static int stride(int count, int entries) {
        return entries <= NIBBLE ? Math.ceilDiv(count, 2) : count;
    }

    /// A view of codes; the vectors are copied.
    ///
    /// @param codes U8 [rows, [#stride(int, int)]]
    /// @param books F32 [count, entries, dimension]
    /// @param count how many codebooks
    /// @throws IllegalArgumentException if the sizes do not agree, or a code names no vector
    public static CodesTable of(MemorySegment codes, float[] books, int count, int dimension) {
        if (count < 1 || dimension < 1 || books.length == 0 || books.length % dimension != 0) {
            throw new IllegalArgumentException(
                    books.length + " numbers are no vectors of " + dimension + " dimensions");
        }
        int entries = books.length / dimension / count;
        if ((long) entries * count * dimension != books.length || entries > MOST) {
            throw new IllegalArgumentException(
                    books.length
                            + " numbers are not "
                            + count
                            + " codebooks of up to "
                            + MOST
                            + " vectors of "
                            + dimension
                            + " dimensions");
        }
        long stride = stride(count, entries);
        long rows = codes.byteSize() / stride;
        if (codes.byteSize() % stride != 0 || rows > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    codes.byteSize() + " bytes are no rows of " + stride + " bytes of codes");
        }
        CodesTable table = new CodesTable(codes, books.clone(), count, dimension, (int) rows);
        table.checkCodes();
        return table;
    }

    private void checkCodes() {
        if (entries == NIBBLE || entries == MOST) {
            return;
        }
        for (int row = 0; row < rows(); row++) {
            for (int book = 0; book < count; book++) {
                int code = code(row, book);
                if (code >= entries) {
                    throw new IllegalArgumentException(
                            "row "
                                    + row
                                    + ": code "
                                    + book
                                    + " is "
                                    + code
                                    + ", but there are "
                                    + entries
                                    + " vectors");
                }
            }
        }
    }

    private int code(int row, int book) {
        long at = (long) row * stride;
        if (entries > NIBBLE) {
            return codes.get(ValueLayout.JAVA_BYTE, at + book) & 0xff;
        }
        return codes.get(ValueLayout.JAVA_BYTE, at + (book >> 1)) >> ((book & 1) * 4) & 0xf;
    }

    /// How many codebooks there are, and codes a row.
    public int count() {
        return count;
    }

    /// How many vectors a codebook has.
    public int entries() {
        return entries;
    }

    /// U8 [rows, [#stride(int, int)]], read only.
    public MemorySegment codes() {
        return codes.asReadOnly();
    }

    /// F32 [count, entries, dimension]: a copy.
    public float[] books() {
        return books.clone();
    }

    @Override
    public long bytes() {
        return codes.byteSize() + (long) Float.BYTES * books.length;
    }

    @Override
    void decode(int row, float[] into, int from) {
        int dimension = dimension();
        Arrays.fill(into, from, from + dimension, 0);
        for (int book = 0; book < count; book++) {
            int at = (book * entries + code(row, book)) * dimension;
            KERNELS.axpy(1, books, at, into, from, dimension);
        }
    }

    /// One product of the query with each vector of the codebooks, and a sum of look-ups for each row.
    @Override
    public void dots(float[] query, int first, int rows, float[] into, int from) {
        scorer(query).dots(first, rows, into, from);
    }

    /// The products are made once, for each value that a byte of codes can have.
    @Override
    public RowScorer scorer(float[] query) {
        Dimensions.check(query, dimension());
        float[] products = ofBytes(query);
        return (first, rows, into, from) -> {
            Objects.checkFromIndexSize(first, rows, rows());
            Objects.checkFromIndexSize(from, rows, into.length);
            LookupKernel.sums(codes, stride, first, rows, products, into, from);
        };
    }

    /// What a byte of codes adds to a row's product with a query, [stride, 256] and the room that look-ups need.
    private float[] ofBytes(float[] query) {
        float[] single = new float[count * entries];
        KERNELS.multiply(books, 0, single.length, dimension(), query, 1, single, 0);
        float[] ofBytes = new float[LookupKernel.room(stride)];
        for (int at = 0; at < stride * MOST; at++) {
            int value = at % MOST;
            if (entries > NIBBLE) {
                ofBytes[at] = product(single, at / MOST, value);
            } else {
                int book = at / MOST * 2;
                ofBytes[at] =
                        product(single, book, value % NIBBLE)
                                + product(single, book + 1, value / NIBBLE);
            }
        }
        return ofBytes;
    }

    /// 0 for what no row has: values beyond a codebook, and a codebook beyond the last.
    private float product(float[] single, int book, int entry) {
        return book < count && entry < entries ? single[book * entries + entry] : 0;
    }
}
