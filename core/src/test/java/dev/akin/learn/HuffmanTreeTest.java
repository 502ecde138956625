package dev.akin.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HuffmanTreeTest {
    @Test
    void theCodeIsAsShortAsHuffmans() {
        Random random = new Random(3);
        for (int words = 1; words < 200; words += 7) {
            long[] counts = random.longs(words, 1, 10_000).sorted().toArray();
            reverse(counts);
            HuffmanTree tree = HuffmanTree.of(counts);
            long cost = 0;
            for (int word = 0; word < words; word++) {
                cost += counts[word] * (tree.start(word + 1) - tree.start(word));
            }
            assertThat(cost).isEqualTo(leastCost(counts));
            assertCodesDiffer(tree);
        }
    }

    /// The sum of all inner nodes' counts, by the textbook.
    private static long leastCost(long[] counts) {
        PriorityQueue<Long> queue = new PriorityQueue<>(LongStream.of(counts).boxed().toList());
        long cost = 0;
        while (queue.size() > 1) {
            long sum = queue.remove() + queue.remove();
            cost += sum;
            queue.add(sum);
        }
        return cost;
    }

    private static void reverse(long[] values) {
        for (int i = 0, j = values.length - 1; i < j; i++, j--) {
            long swap = values[i];
            values[i] = values[j];
            values[j] = swap;
        }
    }

    /// Every word has a way of its own, from the root, through inner nodes that there are.
    private static void assertCodesDiffer(HuffmanTree tree) {
        Set<String> ways = new HashSet<>();
        for (int word = 0; word < tree.words(); word++) {
            StringBuilder way = new StringBuilder();
            for (int at = tree.start(word); at < tree.start(word + 1); at++) {
                assertThat(tree.node(at)).isBetween(0, tree.innerNodes() - 1);
                way.append(tree.node(at)).append(tree.second(at) ? 'b' : 'a');
            }
            assertThat(ways.add(way.toString())).isTrue();
            if (tree.words() > 1) {
                assertThat(tree.node(tree.start(word))).isEqualTo(tree.innerNodes() - 1);
            }
        }
    }

    @Test
    void linksMakeTheSameTree() {
        HuffmanTree tree = HuffmanTree.of(new long[] {9, 7, 5, 5, 1});
        HuffmanTree again = HuffmanTree.ofLinks(tree.links());
        for (int at = 0; at < tree.start(5); at++) {
            assertThat(again.node(at)).isEqualTo(tree.node(at));
            assertThat(again.second(at)).isEqualTo(tree.second(at));
        }
        assertThat(HuffmanTree.ofLinks(new int[] {-1}).words()).isEqualTo(1);
    }

    @Test
    void linksThatAreNoTreeAreRefused() {
        int[] links = HuffmanTree.of(new long[] {9, 7, 5}).links();
        for (int i = 0; i < links.length; i++) {
            for (int wrong : new int[] {-1, 7, 1 << 20}) {
                int[] changed = links.clone();
                changed[i] = i == links.length - 1 && wrong < 0 ? 0 : wrong;
                assertThatThrownBy(() -> HuffmanTree.ofLinks(changed))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("tree of words");
            }
        }
        assertThatThrownBy(() -> HuffmanTree.ofLinks(new int[4]))
                .hasMessageContaining("odd number of nodes, not 4");
    }

    @Test
    void aTreeThatGrowsKeepsItsNodes() {
        for (int old : new int[] {1, 2, 5}) {
            for (int added : new int[] {1, 2, 4}) {
                HuffmanTree tree = HuffmanTree.of(LongStream.rangeClosed(1, old).toArray());
                HuffmanTree grown = tree.plus(LongStream.rangeClosed(1, added).toArray());
                assertThat(grown.words()).isEqualTo(old + added);
                assertThat(grown.innerNodes()).isEqualTo(old + added - 1);
                assertCodesDiffer(grown);
                assertThat(HuffmanTree.ofLinks(grown.links()).words()).isEqualTo(old + added);
                for (int word = 0; word < old; word++) {
                    int length = tree.start(word + 1) - tree.start(word);
                    for (int i = 0; i < length; i++) {
                        assertThat(grown.node(grown.start(word) + 1 + i))
                                .isEqualTo(tree.node(tree.start(word) + i));
                    }
                }
            }
        }
    }
}
