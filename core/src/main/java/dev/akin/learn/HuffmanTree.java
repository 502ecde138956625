package dev.akin.learn;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The tree of hierarchical softmax (Morin and Bengio 2005; Mikolov et al. 2013, §2.1): words are leaves, frequent ones
/// near the root; the way down to a word is a chain of choices, each with a row of its own.
///
/// Kept as the parent of each node, so that a model can be learned from again: `words` leaves, then `words − 1` inner
/// nodes, the root last. A tree grows when words are added: the new ones get a tree of their own, and a new root above
/// both, so that no row changes its meaning.
final class HuffmanTree {
    /// The parent's number, shifted left by one, with the lowest bit set if the node is its second child; −1 for the
    /// root. Leaves are numbered 0 … words − 1, inner nodes 0 … words − 2 on their own.
    private final int[] leaves;

    private final int[] inner;
    private final int[] starts;
    private final int[] nodes;
    private final boolean[] second;

    private HuffmanTree(int[] leaves, int[] inner) {
        this.leaves = leaves;
        this.inner = inner;
        starts = new int[leaves.length + 1];
        for (int word = 0; word < leaves.length; word++) {
            starts[word + 1] = starts[word] + depth(leaves[word]);
        }
        nodes = new int[starts[leaves.length]];
        second = new boolean[nodes.length];
        for (int word = 0; word < leaves.length; word++) {
            int at = starts[word + 1];
            for (int link = leaves[word]; link >= 0; link = inner[link >> 1]) {
                at--;
                nodes[at] = link >> 1;
                second[at] = (link & 1) == 1;
            }
        }
    }

    private int depth(int leaf) {
        int depth = 0;
        for (int link = leaf; link >= 0; link = inner[link >> 1]) {
            depth++;
        }
        return depth;
    }

    /// Huffman's tree; of equal counts the later word is the rarer one, as in word2vec.c.
    static HuffmanTree of(long[] counts) {
        int words = counts.length;
        int[] leaves = new int[words];
        int[] inner = new int[Math.max(0, words - 1)];
        Arrays.fill(leaves, -1);
        Arrays.fill(inner, -1);
        int[] rarest =
                IntStream.range(0, words)
                        .boxed()
                        .sorted(
                                Comparator.<Integer>comparingLong(word -> counts[word])
                                        .thenComparing(Comparator.reverseOrder()))
                        .mapToInt(Integer::intValue)
                        .toArray();
        long[] sums = new long[inner.length];
        int leaf = 0;
        int node = 0;
        for (int made = 0; made < inner.length; made++) {
            for (int child = 0; child < 2; child++) {
                int link = (made << 1) | child;
                boolean takeLeaf =
                        leaf < words && (node == made || counts[rarest[leaf]] < sums[node]);
                if (takeLeaf) {
                    sums[made] += counts[rarest[leaf]];
                    leaves[rarest[leaf++]] = link;
                } else {
                    sums[made] += sums[node];
                    inner[node++] = link;
                }
            }
        }
        return new HuffmanTree(leaves, inner);
    }

    /// As [#links()] gave them.
    ///
    /// @throws IllegalArgumentException if they are no tree
    static HuffmanTree ofLinks(int[] links) {
        if (links.length % 2 == 0) {
            throw new IllegalArgumentException(
                    "a tree of words has an odd number of nodes, not " + links.length);
        }
        int words = links.length / 2 + 1;
        int[] inner = Arrays.copyOfRange(links, words, links.length);
        for (int i = 0; i < links.length; i++) {
            // Parents come behind their children, so there are no rings.
            int parent = links[i] < 0 ? -1 : links[i] >> 1;
            boolean root = i == links.length - 1;
            if (root != (parent < 0)
                    || parent >= inner.length
                    || (i >= words && !root && parent <= i - words)) {
                throw new IllegalArgumentException(
                        "node " + i + " of the tree of words has the parent " + parent);
            }
        }
        return new HuffmanTree(Arrays.copyOf(links, words), inner);
    }

    /// Parents of the leaves, then of the inner nodes, for a file.
    int[] links() {
        int[] links = Arrays.copyOf(leaves, leaves.length + inner.length);
        System.arraycopy(inner, 0, links, leaves.length, inner.length);
        return links;
    }

    /// The same tree beside one of new words, which get the next numbers, under a new root.
    HuffmanTree plus(long[] counts) {
        if (counts.length == 0) {
            return this;
        }
        HuffmanTree added = of(counts);
        int shift = inner.length;
        int root = inner.length + added.inner.length;
        int[] allLeaves = Arrays.copyOf(leaves, leaves.length + counts.length);
        int[] allInner = Arrays.copyOf(inner, root + 1);
        for (int i = 0; i < counts.length; i++) {
            allLeaves[leaves.length + i] = shifted(added.leaves[i], shift);
        }
        for (int i = 0; i < added.inner.length; i++) {
            allInner[shift + i] = shifted(added.inner[i], shift);
        }
        int first = root << 1;
        if (inner.length == 0) {
            allLeaves[0] = first;
        } else {
            allInner[inner.length - 1] = first;
        }
        if (added.inner.length == 0) {
            allLeaves[leaves.length] = first | 1;
        } else {
            allInner[root - 1] = first | 1;
        }
        allInner[root] = -1;
        return new HuffmanTree(allLeaves, allInner);
    }

    private static int shifted(int link, int shift) {
        return link < 0 ? link : link + (shift << 1);
    }

    int words() {
        return leaves.length;
    }

    /// How many choices there are, each with a row.
    int innerNodes() {
        return inner.length;
    }

    /// Where the way to a word begins among [#node(int)] and [#second(int)]; it ends where the next word's begins.
    int start(int word) {
        return starts[word];
    }

    int node(int at) {
        return nodes[at];
    }

    /// Whether the way goes on at the node's second child.
    boolean second(int at) {
        return second[at];
    }

    int longest() {
        int longest = 0;
        for (int word = 0; word < leaves.length; word++) {
            longest = Math.max(longest, starts[word + 1] - starts[word]);
        }
        return longest;
    }
}
