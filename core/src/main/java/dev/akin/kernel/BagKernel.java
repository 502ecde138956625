package dev.akin.kernel;

/// The loops of [BagRows].
sealed interface BagKernel permits ScalarBagKernel, VectorBagKernel {

    /// Each bag's weighted mean into its row of `hidden`.
    void gather(BagRows bags, int count);

    /// `before` = `after` − `before`, number by number.
    void subtract(float[] after, float[] before, int count);

    /// Adds the rows of `before` that `members[0 … count − 1]` name to the row at `at`.
    void add(BagRows bags, int at, int count);

    /// into += scale · a ⊙ b.
    void addProduct(
            float[] a, int aAt, float[] b, int bAt, float scale, float[] into, int at, int width);

    /// a += b ⊙ change, b += scale · a ⊙ change, each from the other as it was.
    void moveBoth(
            float[] a, int aAt, float[] b, int bAt, float scale, float[] change, int at, int width);
}
