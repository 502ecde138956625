package dev.akin.kernel;

import java.util.Arrays;

/// Bags of neighbouring rows: their weighted means, and the way back of what changed the means.
///
/// A bag is a run of positions without one of them, its centre: the context of a word. Bags of neighbouring centres
/// share most of their positions, which is why they are taken together. [#gather(int)] writes each bag's mean into a
/// row of [#hidden()]; whoever learns changes these rows; [#scatter(int, int, int)] adds what changed to every row of
/// the bag, in full and not divided by their number, as word2vec.c and gensim (`cbow_mean=1`) do.
///
/// Not thread-safe; the rows may be shared with other threads in the manner of Hogwild.
public final class BagRows {
    private static final BagKernel KERNEL =
            Kernels.best() instanceof VectorKernels ? new VectorBagKernel() : new ScalarBagKernel();

    final float[] rows;
    final int width;
    final int[] offsets;
    final float[] shares;
    final int[] from;
    final int[] to;
    final int[] centres;
    final float[] scales;
    final float[] hidden;
    final float[] before;
    private float beside;

    /// For each position the bags that it lies in, as places in `before`: scratch space.
    final int[] members;

    /// @param rows the array that the rows lie in
    /// @param width numbers in a row, a multiple of 16; what pads a row beyond its dimension is 0 and stays 0
    /// @param maxPositions the most positions of all bags together
    /// @param maxBags the most bags
    public BagRows(float[] rows, int width, int maxPositions, int maxBags) {
        if (width % 16 != 0) {
            throw new IllegalArgumentException("width " + width + " must be a multiple of 16");
        }
        this.rows = rows;
        this.width = width;
        offsets = new int[maxPositions];
        shares = new float[maxPositions];
        from = new int[maxBags];
        to = new int[maxBags];
        centres = new int[maxBags];
        scales = new float[maxBags];
        // A row more than there are bags: tiles that take inputs in pairs may write behind the
        // last.
        hidden = new float[(maxBags + 1) * width];
        before = new float[maxBags * width];
        members = new int[maxBags];
    }

    /// How much counts in every mean beside the positions; 0 unless said.
    public void beside(float share) {
        beside = share;
    }

    /// Where each position's row begins; filled by the caller.
    public int[] offsets() {
        return offsets;
    }

    /// How much each position counts in a mean; filled by the caller.
    public float[] shares() {
        return shares;
    }

    /// Bag b's mean begins at b · width.
    public float[] hidden() {
        return hidden;
    }

    /// Describes a bag: positions `first … last` without `centre`.
    ///
    /// @return whether anything counts in it; if not, the bag is as it was before
    public boolean bag(int bag, int first, int last, int centre) {
        float sum = beside;
        for (int j = first; j <= last; j++) {
            sum += j == centre ? 0 : shares[j];
        }
        if (sum == 0) {
            return false;
        }
        from[bag] = first;
        to[bag] = last;
        centres[bag] = centre;
        scales[bag] = 1 / sum;
        return true;
    }

    /// Writes the means of bags 0 … bags − 1.
    public void gather(int bags) {
        KERNEL.gather(this, bags);
        System.arraycopy(hidden, 0, before, 0, bags * width);
    }

    /// As [#gather(int)], with what counts [beside][#beside(float)] the positions.
    ///
    /// @param sum of the rows that lie elsewhere
    public void gather(int bags, float[] sum) {
        KERNEL.gather(this, bags);
        for (int b = 0; b < bags; b++) {
            Kernels.best().axpy(scales[b], sum, 0, hidden, b * width, width);
        }
        System.arraycopy(hidden, 0, before, 0, bags * width);
    }

    /// After [#scatter(int, int, int)], what changed each mean: bag b's begins at b · width.
    public float[] changes() {
        return before;
    }

    /// Adds to the rows of positions `first … last` what changed the means of their bags since [#gather(int)].
    public void scatter(int bags, int first, int last) {
        KERNEL.subtract(hidden, before, bags * width);
        for (int j = first; j <= last; j++) {
            int count = 0;
            for (int b = 0; b < bags; b++) {
                if (from[b] <= j && j <= to[b] && centres[b] != j) {
                    members[count++] = b * width;
                }
            }
            if (count > 0) {
                KERNEL.add(this, offsets[j], count);
            }
        }
    }

    /// The means of bags whose rows are weighted number by number, by where they lie: each bag's mean is the sum of
    /// row ⊙ weights of its position, scaled (Mikolov et al. 2018, "Advances in Pre-Training Distributed Word
    /// Representations", §2.2).
    ///
    /// @param weights the array that holds the weights of positions
    /// @param places where the weights of the position `distance` from the centre begin, at index `distance + window`
    public void gather(int bags, float[] weights, int[] places, int window) {
        for (int b = 0; b < bags; b++) {
            Arrays.fill(hidden, b * width, (b + 1) * width, 0);
            for (int j = from[b]; j <= to[b]; j++) {
                if (j != centres[b]) {
                    int place = places[j - centres[b] + window];
                    KERNEL.addProduct(
                            rows,
                            offsets[j],
                            weights,
                            place,
                            shares[j] * scales[b],
                            hidden,
                            b * width,
                            width);
                }
            }
        }
        System.arraycopy(hidden, 0, before, 0, bags * width);
    }

    /// The way back of [#gather(int, float\[\], int\[\], int)]: rows and weights of positions both move, each by the
    /// other as it was when its turn came.
    public void scatter(int bags, float[] weights, int[] places, int window) {
        KERNEL.subtract(hidden, before, bags * width);
        for (int b = 0; b < bags; b++) {
            for (int j = from[b]; j <= to[b]; j++) {
                if (j != centres[b]) {
                    int place = places[j - centres[b] + window];
                    KERNEL.moveBoth(
                            rows,
                            offsets[j],
                            weights,
                            place,
                            shares[j] * scales[b],
                            before,
                            b * width,
                            width);
                }
            }
        }
    }
}
