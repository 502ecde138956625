package dev.akin.learn;

import dev.akin.kernel.Kernels;
import java.util.Arrays;

/// Words that are the mean of several rows (Bojanowski et al. 2017, "Enriching Word Vectors with Subword Information").
///
/// The means of a sentence's words are taken once, learned from like rows, and what changed a mean is added to each of
/// its rows, in full, as fastText does: so the mean of the rows moves as the learned mean did. fastText takes the mean
/// anew for every pair of words, which is most of its work.
final class BundleInputs implements Inputs {
    private static final Kernels KERNELS = Kernels.best();
    private static final int LEAD = 12;

    private final Rows rows;
    private final Bundles bundles;
    private final int stride;
    private final float[] means;
    private final float[] before;
    private final int[] ends;
    private final int[] slots;
    private final int[] slotOfWord;
    private final int[] sentenceOfWord;
    private int[] offsets = new int[1 << 12];
    private int sentences;
    private int used;

    BundleInputs(Rows rows, Bundles bundles, int stride, int maxLength) {
        this.rows = rows;
        this.bundles = bundles;
        this.stride = stride;
        means = new float[LEAD + maxLength * stride];
        before = new float[means.length];
        ends = new int[maxLength + 1];
        slots = new int[maxLength];
        slotOfWord = new int[bundles.words()];
        sentenceOfWord = new int[bundles.words()];
    }

    @Override
    public float[] array() {
        return means;
    }

    /// A word that comes twice has one mean, so that its second place learns from what its first one did.
    @Override
    public void open(int[] sentence, int words) {
        sentences++;
        used = 0;
        for (int position = 0; position < words; position++) {
            int word = sentence[position];
            if (sentenceOfWord[word] != sentences) {
                sentenceOfWord[word] = sentences;
                slotOfWord[word] = used;
                compose(word, used++);
            }
            slots[position] = slotOfWord[word];
        }
        System.arraycopy(means, 0, before, 0, place(used));
    }

    private void compose(int word, int slot) {
        int end = ends[slot];
        int count = bundles.size(word);
        if (end + count > offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * (end + count));
        }
        int first = bundles.start(word);
        for (int i = 0; i < count; i++) {
            offsets[end + i] = rows.offset(bundles.row(first + i));
        }
        ends[slot + 1] = end + count;
        KERNELS.sumRows(
                rows.array(), offsets, end, end + count, 1f / count, means, place(slot), stride);
    }

    private int place(int slot) {
        return LEAD + slot * stride;
    }

    @Override
    public int offset(int position) {
        return place(slots[position]);
    }

    @Override
    public int share(int position) {
        int slot = slots[position];
        return ends[slot + 1] - ends[slot];
    }

    @Override
    public boolean lasting() {
        return false;
    }

    @Override
    public void close() {
        for (int i = LEAD; i < place(used); i++) {
            before[i] = means[i] - before[i];
        }
        for (int slot = 0; slot < used; slot++) {
            KERNELS.addToRows(
                    rows.array(), offsets, ends[slot], ends[slot + 1], before, place(slot), stride);
        }
        rows.endSentence();
    }
}
