package dev.akin.table;

import dev.akin.kernel.ElementType;

/// Rows with bits in front of them. A search looks at the bits of all rows, and at the rows of those few whose bits come
/// out best: only bits need to be in memory, while rows may stay in a mapped file.
///
/// Whatever is read or scored here is the rows'. Thread-safe.
public final class RescoredTable implements EmbeddingTable {
    private final BinaryTable bits;
    private final EmbeddingTable rescoring;

    /// @param bits what stands for the direction of each row, whatever its length
    /// @throws IllegalArgumentException if there are not as many rows, or numbers in them
    public RescoredTable(BinaryTable bits, EmbeddingTable rescoring) {
        if (bits.rows() != rescoring.rows() || bits.dimension() != rescoring.dimension()) {
            throw new IllegalArgumentException(
                    "bits of "
                            + bits.rows()
                            + " × "
                            + bits.dimension()
                            + " are not those of "
                            + rescoring.rows()
                            + " × "
                            + rescoring.dimension());
        }
        this.bits = bits;
        this.rescoring = rescoring;
    }

    /// What stands for the direction of each row.
    public BinaryTable bits() {
        return bits;
    }

    /// The rows.
    public EmbeddingTable rescoring() {
        return rescoring;
    }

    @Override
    public int rows() {
        return rescoring.rows();
    }

    @Override
    public int dimension() {
        return rescoring.dimension();
    }

    @Override
    public ElementType elementType() {
        return rescoring.elementType();
    }

    @Override
    public long bytes() {
        return bits.bytes() + rescoring.bytes();
    }

    @Override
    public void read(int first, int count, float[] into, int from) {
        rescoring.read(first, count, into, from);
    }

    @Override
    public void gather(int[] ids, int count, float[] into, int from) {
        rescoring.gather(ids, count, into, from);
    }

    @Override
    public void dots(float[] query, int first, int count, float[] into, int from) {
        rescoring.dots(query, first, count, into, from);
    }

    @Override
    public RowScorer scorer(float[] query) {
        return rescoring.scorer(query);
    }

    @Override
    public void norms(int first, int count, float[] into, int from) {
        rescoring.norms(first, count, into, from);
    }
}
