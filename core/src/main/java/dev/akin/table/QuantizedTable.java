package dev.akin.table;

import dev.akin.kernel.Kernels;
import dev.akin.kernel.LookupKernel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A product-quantised table (Jégou, Douze, Schmid 2011, "Product Quantization for Nearest Neighbor Search"): a row is cut
/// into parts of a few numbers, and of each part only the number of the nearest of 256 centroids is stored. Where
/// norms are stored apart, a part stands for its centroid times the row's norm. Where there are several levels, a row is the sum
/// of what its codes stand for (residual quantisation; Chen, Guan, Wang 2010). Where there is a rotation, rows were turned
/// before they were cut (Ge, He, Ke, Sun 2013), and are turned back when they are read.
///
/// What is read are the centroids' numbers, so it differs from what was quantised. A range of rows is scored by tables: what each
/// centroid gives with the query is computed once, and looked up for each code. Thread-safe.
public final class QuantizedTable extends DecodedTable {
    /// How many centroids there are for a part: what one byte can tell.
    public static final int CENTROIDS = 256;

    /// Rows below which tables of products do not pay.
    private static final int FEW = 64;

    /// How far a row of a rotation may be from length 1 and from right angles.
    private static final float STRAIGHT = 1e-3f;

    private static final Kernels KERNELS = Kernels.best();

    /// One quantiser's codes. Views, not copies.
    ///
    /// @param codes U8 [rows, levels × parts]
    /// @param centroids for each level and part its 256 centroids, one after the other; the last part may be narrower
    /// @param width numbers in a part, but for the last
    /// @param levels how many codes a part has, whose centroids are added up
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Codes(MemorySegment codes, float[] centroids, int width, int levels) {
        /// Of one level.
        public Codes(MemorySegment codes, float[] centroids, int width) {
            this(codes, centroids, width, 1);
        }

        /// @throws IllegalArgumentException if the width or the levels are below 1 or the centroids do not fill whole numbers of a
        ///     row
        public Codes {
            if (width < 1
                    || levels < 1
                    || centroids.length == 0
                    || centroids.length % ((long) CENTROIDS * levels) != 0) {
                throw new IllegalArgumentException(
                        "parts of "
                                + width
                                + " numbers in "
                                + levels
                                + " levels cannot have "
                                + centroids.length
                                + " numbers in their centroids");
            }
            long parts = (long) levels * Math.ceilDiv(centroids.length / CENTROIDS / levels, width);
            if (codes.byteSize() % parts != 0) {
                throw new IllegalArgumentException(
                        codes.byteSize() + " codes fill no whole number of rows");
            }
        }

        int dimension() {
            return centroids.length / CENTROIDS / levels;
        }

        /// Codes of a row.
        int parts() {
            return levels * Math.ceilDiv(dimension(), width);
        }

        int rows() {
            return Math.toIntExact(codes.byteSize() / parts());
        }

        Codes followedBy(Codes others) {
            long bytes = codes.byteSize() + others.codes.byteSize();
            MemorySegment all = Arena.ofAuto().allocate(Math.max(1, bytes)).asSlice(0, bytes);
            MemorySegment.copy(codes, 0, all, 0, codes.byteSize());
            MemorySegment.copy(others.codes, 0, all, codes.byteSize(), others.codes.byteSize());
            return new Codes(all, centroids, width, levels);
        }

        Codes slice(int first, int count) {
            long parts = parts();
            return new Codes(codes.asSlice(first * parts, count * parts), centroids, width, levels);
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
            return new Codes(MemorySegment.ofArray(copy), centroids, width, levels);
        }

        void decode(int row, float scale, float[] into, int from) {
            int partsOfLevel = parts() / levels;
            long code = (long) row * parts();
            Arrays.fill(into, from, from + dimension(), 0);
            for (int level = 0; level < levels; level++) {
                int centers = level * dimension() * CENTROIDS;
                if (width == 4) {
                    addFours(code, centers, scale, into, from);
                } else {
                    add(code, centers, scale, into, from, 0);
                }
                code += partsOfLevel;
            }
        }

        /// Adds what the parts of a level from the one at `first` stand for.
        private void add(long code, int centers, float scale, float[] into, int from, int first) {
            int dimension = dimension();
            long at = code + first / width;
            for (int begin = first; begin < dimension; begin += width) {
                int numbers = Math.min(width, dimension - begin);
                int which = codes.get(ValueLayout.JAVA_BYTE, at++) & 0xff;
                int centroid = centers + begin * CENTROIDS + which * numbers;
                for (int i = 0; i < numbers; i++) {
                    into[from + begin + i] += scale * centroids[centroid + i];
                }
            }
        }

        /// The usual width, without a loop inside.
        private void addFours(long code, int centers, float scale, float[] into, int from) {
            int whole = dimension() & -4;
            for (int begin = 0; begin < whole; begin += 4) {
                int which = codes.get(ValueLayout.JAVA_BYTE, code + begin / 4) & 0xff;
                int centroid = centers + begin * CENTROIDS + which * 4;
                int to = from + begin;
                into[to] += scale * centroids[centroid];
                into[to + 1] += scale * centroids[centroid + 1];
                into[to + 2] += scale * centroids[centroid + 2];
                into[to + 3] += scale * centroids[centroid + 3];
            }
            add(code, centers, scale, into, from, whole);
        }

        /// The centroids by their numbers, [levels, dimension, 256].
        float[] columns() {
            int dimension = dimension();
            float[] columns = new float[centroids.length];
            for (int row = 0; row < levels * dimension; row++) {
                int at = row % dimension;
                int begin = at / width * width;
                int numbers = Math.min(width, dimension - begin);
                int first = (row - at + begin) * CENTROIDS + at - begin;
                for (int c = 0; c < CENTROIDS; c++) {
                    columns[row * CENTROIDS + c] = centroids[first + c * numbers];
                }
            }
            return columns;
        }

        /// What each centroid gives with a query, [codes of a row, 256] and the room that look-ups need.
        float[] products(float[] columns, float[] query) {
            int partsOfLevel = parts() / levels;
            float[] products = new float[LookupKernel.room(parts())];
            for (int row = 0; row < levels * query.length; row++) {
                int at = row % query.length;
                int part = row / query.length * partsOfLevel + at / width;
                KERNELS.axpy(
                        query[at], columns, row * CENTROIDS, products, part * CENTROIDS, CENTROIDS);
            }
            return products;
        }
    }

    private final Codes vectors;
    private final @Nullable Codes norms;
    private final float @Nullable [] rotation;
    private final float[] columns;

    /// @param norms codes of one number a row, or null where parts stand for their centroids as they are
    /// @throws IllegalArgumentException if there are not as many norms as rows
    public QuantizedTable(Codes vectors, @Nullable Codes norms) {
        this(vectors, norms, null, vectors.columns());
    }

    /// @param rotation what rows were multiplied by before they were cut, [dimension, dimension], of orthonormal rows; copied
    /// @throws IllegalArgumentException if the rotation has another size or its rows are not orthonormal
    public static QuantizedTable turned(Codes vectors, float[] rotation) {
        int dimension = vectors.dimension();
        if (rotation.length != (long) dimension * dimension) {
            throw new IllegalArgumentException(
                    "a rotation of "
                            + rotation.length
                            + " numbers cannot turn rows of "
                            + dimension);
        }
        float[] copy = rotation.clone();
        checkOrthonormal(copy, dimension);
        return new QuantizedTable(vectors, null, copy, vectors.columns());
    }

    /// Rows times their transpose must be nearly 1 on the diagonal, and nearly 0 elsewhere.
    private static void checkOrthonormal(float[] rotation, int dimension) {
        float[] transposed = new float[rotation.length];
        for (int i = 0; i < rotation.length; i++) {
            transposed[i % dimension * dimension + i / dimension] = rotation[i];
        }
        float[] products = new float[Math.min(FEW, dimension) * dimension];
        for (int first = 0; first < dimension; first += FEW) {
            int count = Math.min(FEW, dimension - first);
            int from = first * dimension;
            KERNELS.multiply(rotation, from, count, dimension, transposed, dimension, products, 0);
            for (int i = 0; i < count * dimension; i++) {
                checkProduct(first + i / dimension, i % dimension, products[i]);
            }
        }
    }

    private static void checkProduct(int row, int other, float product) {
        if (!(Math.abs(product - (row == other ? 1 : 0)) <= STRAIGHT)) {
            throw new IllegalArgumentException(
                    row == other
                            ? "row " + row + " of the rotation is not of length 1"
                            : "rows "
                                    + row
                                    + " and "
                                    + other
                                    + " of the rotation are not at right angles");
        }
    }

    private QuantizedTable(
            Codes vectors, @Nullable Codes norms, float @Nullable [] rotation, float[] columns) {
        super(vectors.rows(), vectors.dimension());
        this.vectors = vectors;
        this.norms = norms;
        this.rotation = rotation;
        this.columns = columns;
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

    /// The rows' codes and their centroids, views.
    public Codes codes() {
        return vectors;
    }

    /// Whether norms are stored apart.
    public boolean hasNorms() {
        return norms != null;
    }

    /// A copy of what rows were multiplied by before they were cut; null where they were not turned.
    public float @Nullable [] rotation() {
        return rotation == null ? null : rotation.clone();
    }

    /// Whether rows are what their codes stand for at one level, times their norms, and were not turned.
    public boolean isPlain() {
        return rotation == null && vectors.levels() == 1;
    }

    /// Whether codes stand for the same numbers as in another table.
    public boolean hasCentroidsOf(QuantizedTable other) {
        return vectors.width() == other.vectors.width()
                && vectors.levels() == other.vectors.levels()
                && Arrays.equals(vectors.centroids(), other.vectors.centroids())
                && Arrays.equals(rotation, other.rotation)
                && (norms == null
                        ? other.norms == null
                        : other.norms != null
                                && Arrays.equals(norms.centroids(), other.norms.centroids()));
    }

    /// A copy of these rows and of those of another table after them; the centroids are shared.
    ///
    /// @throws IllegalArgumentException if codes stand for other numbers there
    public QuantizedTable followedBy(QuantizedTable others) {
        if (!hasCentroidsOf(others)) {
            throw new IllegalArgumentException("codes of other centroids cannot follow these");
        }
        return new QuantizedTable(
                vectors.followedBy(others.vectors),
                norms == null || others.norms == null ? null : norms.followedBy(others.norms),
                rotation,
                columns);
    }

    /// The codes of rows' norms and their centroids, views; null where norms are not stored apart.
    public @Nullable Codes normCodes() {
        return norms;
    }

    /// A view of some rows.
    ///
    /// @throws IndexOutOfBoundsException for rows outside 0 … rows − 1
    public QuantizedTable slice(int first, int count) {
        Objects.checkFromIndexSize(first, count, rows());
        return new QuantizedTable(
                vectors.slice(first, count),
                norms == null ? null : norms.slice(first, count),
                rotation,
                columns);
    }

    /// A copy of the rows named, in that order; the centroids are shared.
    ///
    /// @throws IndexOutOfBoundsException for rows outside 0 … rows − 1
    public QuantizedTable select(int[] ids) {
        for (int id : ids) {
            Objects.checkIndex(id, rows());
        }
        return new QuantizedTable(
                vectors.gather(ids), norms == null ? null : norms.gather(ids), rotation, columns);
    }

    @Override
    public long bytes() {
        long numbers =
                (long) vectors.centroids().length
                        + (norms == null ? 0 : CENTROIDS)
                        + (rotation == null ? 0 : rotation.length);
        return vectors.codes().byteSize() + (norms == null ? 0 : rows()) + Float.BYTES * numbers;
    }

    @Override
    void decode(int row, float[] into, int from) {
        if (rotation == null) {
            vectors.decode(row, norm(row), into, from);
            return;
        }
        int dimension = dimension();
        float[] turned = new float[dimension];
        vectors.decode(row, norm(row), turned, 0);
        Arrays.fill(into, from, from + dimension, 0);
        for (int i = 0; i < dimension; i++) {
            KERNELS.axpy(turned[i], rotation, i * dimension, into, from, dimension);
        }
    }

    /// A turn keeps lengths, so that rows need not be turned back.
    @Override
    public void norms(int first, int count, float[] into, int from) {
        Objects.checkFromIndexSize(first, count, rows());
        Objects.checkFromIndexSize(from, count, into.length);
        float[] row = new float[dimension()];
        for (int i = 0; i < count; i++) {
            vectors.decode(first + i, norm(first + i), row, 0);
            into[from + i] = (float) Math.sqrt(Kernels.squaredNorm(row, row.length));
        }
    }

    @Override
    public void dots(float[] query, int first, int count, float[] into, int from) {
        Dimensions.check(query, dimension());
        Objects.checkFromIndexSize(first, count, rows());
        Objects.checkFromIndexSize(from, count, into.length);
        if (count < FEW) {
            dotsOfFew(turned(query), first, count, into, from);
        } else {
            sums(vectors.products(columns, turned(query)), first, count, into, from);
        }
    }

    /// The tables of products are made once.
    @Override
    public RowScorer scorer(float[] query) {
        Dimensions.check(query, dimension());
        float[] products = vectors.products(columns, turned(query));
        return (first, count, into, from) -> {
            Objects.checkFromIndexSize(first, count, rows());
            Objects.checkFromIndexSize(from, count, into.length);
            sums(products, first, count, into, from);
        };
    }

    private void sums(float[] products, int first, int count, float[] into, int from) {
        LookupKernel.sums(vectors.codes(), vectors.parts(), first, count, products, into, from);
        for (int i = 0; norms != null && i < count; i++) {
            into[from + i] *= norm(first + i);
        }
    }

    private void dotsOfFew(float[] query, int first, int count, float[] into, int from) {
        float[] row = new float[query.length];
        for (int i = 0; i < count; i++) {
            vectors.decode(first + i, norm(first + i), row, 0);
            into[from + i] = KERNELS.dot(row, 0, query, 0, query.length);
        }
    }

    private float[] turned(float[] query) {
        if (rotation == null) {
            return query;
        }
        float[] turned = new float[query.length];
        for (int i = 0; i < query.length; i++) {
            turned[i] = KERNELS.dot(rotation, i * query.length, query, 0, query.length);
        }
        return turned;
    }

    private float norm(int row) {
        return norms == null
                ? 1
                : norms.centroids()[norms.codes().get(ValueLayout.JAVA_BYTE, row) & 0xff];
    }
}
