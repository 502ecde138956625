package dev.akin.table;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A product-quantised table (Jégou, Douze, Schmid 2011, "Product Quantization for Nearest Neighbor Search"): a row is cut
/// into parts of a few numbers, and of each part only the number of the nearest of 256 centroids is stored. Where
/// norms are stored apart, a part stands for its centroid times the row's norm.
///
/// What is read are the centroids' numbers, so it differs from what was quantised.
public final class QuantizedTable extends DecodedTable {
    /// How many centroids there are for a part: what one byte can tell.
    public static final int CENTROIDS = 256;

    /// One quantiser's codes. Views, not copies.
    ///
    /// @param codes U8 [rows, parts]
    /// @param centroids for each part its 256 centroids, one after the other; the last part may be narrower
    /// @param width numbers in a part, but for the last
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Codes(MemorySegment codes, float[] centroids, int width) {
        /// @throws IllegalArgumentException if the width is below 1 or the centroids do not fill whole numbers of a row
        public Codes {
            if (width < 1 || centroids.length == 0 || centroids.length % CENTROIDS != 0) {
                throw new IllegalArgumentException(
                        "parts of "
                                + width
                                + " numbers cannot have "
                                + centroids.length
                                + " numbers in their centroids");
            }
            if (codes.byteSize() % Math.ceilDiv(centroids.length / CENTROIDS, width) != 0) {
                throw new IllegalArgumentException(
                        codes.byteSize() + " codes fill no whole number of rows");
            }
        }

        int dimension() {
            return centroids.length / CENTROIDS;
        }

        int parts() {
            return Math.ceilDiv(dimension(), width);
        }

        int rows() {
            return Math.toIntExact(codes.byteSize() / parts());
        }

        Codes slice(int first, int count) {
            long parts = parts();
            return new Codes(codes.asSlice(first * parts, count * parts), centroids, width);
        }

        Codes gather(int[] ids) {
            int parts = parts();
            byte[] copy = new byte[Math.multiplyExact(ids.length, parts)];
            for (int i = 0; i < ids.length; i++) {
                MemorySegment.copy(
                        codes,
                        ValueLayout.JAVA_BYTE,
                        (long) ids[i] * parts,
                        copy,
                        i * parts,
                        parts);
            }
            return new Codes(MemorySegment.ofArray(copy), centroids, width);
        }

        void decode(int row, float scale, float[] into, int from) {
            int dimension = dimension();
            int parts = parts();
            for (int part = 0; part < parts; part++) {
                int begin = part * width;
                int numbers = Math.min(width, dimension - begin);
                int code = codes.get(ValueLayout.JAVA_BYTE, (long) row * parts + part) & 0xff;
                int centroid = begin * CENTROIDS + code * numbers;
                for (int i = 0; i < numbers; i++) {
                    into[from + begin + i] = scale * centroids[centroid + i];
                }
            }
        }
    }

    private final Codes vectors;
    private final @Nullable Codes norms;

    /// @param norms codes of one number a row, or null where parts stand for their centroids as they are
    /// @throws IllegalArgumentException if there are not as many norms as rows
    public QuantizedTable(Codes vectors, @Nullable Codes norms) {
        super(vectors.rows(), vectors.dimension());
        this.vectors = vectors;
        this.norms = norms;
        if (norms != null && (norms.dimension() != 1 || norms.rows() != rows())) {
            throw new IllegalArgumentException(
                    rows()
                            + " rows cannot have "
                            + norms.rows()
                            + " × "
                            + norms.dimension()
                            + " norms");
        }
    }

    /// A view of some rows.
    ///
    /// @throws IndexOutOfBoundsException for rows outside 0 … rows − 1
    public QuantizedTable slice(int first, int count) {
        Objects.checkFromIndexSize(first, count, rows());
        return new QuantizedTable(
                vectors.slice(first, count), norms == null ? null : norms.slice(first, count));
    }

    /// A copy of the rows named, in that order; the centroids are shared.
    ///
    /// @throws IndexOutOfBoundsException for rows outside 0 … rows − 1
    public QuantizedTable select(int[] ids) {
        for (int id : ids) {
            Objects.checkIndex(id, rows());
        }
        return new QuantizedTable(vectors.gather(ids), norms == null ? null : norms.gather(ids));
    }

    @Override
    public long bytes() {
        long numbers = (long) vectors.centroids().length + (norms == null ? 0 : CENTROIDS);
        return vectors.codes().byteSize() + (norms == null ? 0 : rows()) + Float.BYTES * numbers;
    }

    @Override
    void decode(int row, float[] into, int from) {
        vectors.decode(row, norm(row), into, from);
    }

    private float norm(int row) {
        return norms == null
                ? 1
                : norms.centroids()[norms.codes().get(ValueLayout.JAVA_BYTE, row) & 0xff];
    }
}
