package dev.akin.embeddings;

/// The Huffman tree of a fastText model's labels, read from the root down: nodes 0 … n − 1 are the leaves, the last node is the
/// root. Built exactly as fastText builds it (`HierarchicalSoftmaxLoss::buildTree`), which takes counts for descending whether
/// they are or not: the tree that words are learned with sorts them, is read from the leaves up, and can grow. Immutable.
public final class LabelTree {
    /// No count reaches this: fastText takes it for a node that is not there yet.
    private static final long UNBUILT = 1_000_000_000_000_000L;

    private final int leaves;
    private final int[] left;
    private final int[] right;
    private final int depth;

    /// @param counts of the labels, in their order
    /// @throws IllegalArgumentException if there is no count, or they are negative or 10¹⁵ and more together
    public LabelTree(long[] counts) {
        leaves = counts.length;
        long sum = 0;
        for (long count : counts) {
            if (count < 0 || count >= UNBUILT || (sum += count) >= UNBUILT) {
                throw new IllegalArgumentException(
                        "a tree of labels needs counts from 0 to " + UNBUILT + ", not " + count);
            }
        }
        if (leaves == 0) {
            throw new IllegalArgumentException("a tree needs at least one label");
        }
        left = new int[leaves - 1];
        right = new int[leaves - 1];
        depth = build(counts);
    }

    private int build(long[] counts) {
        long[] weights = new long[2 * leaves - 1];
        int[] depths = new int[weights.length];
        System.arraycopy(counts, 0, weights, 0, leaves);
        int leaf = leaves - 1;
        int node = leaves;
        for (int i = leaves; i < weights.length; i++) {
            weights[i] = UNBUILT;
            int first = leaf >= 0 && weights[leaf] < weights[node] ? leaf-- : node++;
            int second = leaf >= 0 && weights[leaf] < weights[node] ? leaf-- : node++;
            left[i - leaves] = first;
            right[i - leaves] = second;
            weights[i] = weights[first] + weights[second];
            depths[i] = 1 + Math.max(depths[first], depths[second]);
        }
        return depths[depths.length - 1];
    }

    /// Steps from the root to the deepest leaf.
    public int depth() {
        return depth;
    }

    /// The node that all begin at; a leaf where there is but one label.
    public int root() {
        return 2 * leaves - 2;
    }

    /// Whether a node is a label.
    public boolean isLeaf(int node) {
        return node < leaves;
    }

    /// Which of the inner nodes, from 0.
    public int inner(int node) {
        return node - leaves;
    }

    /// The node that "no" leads to.
    public int left(int node) {
        return left[node - leaves];
    }

    /// The node that "yes" leads to.
    public int right(int node) {
        return right[node - leaves];
    }
}
