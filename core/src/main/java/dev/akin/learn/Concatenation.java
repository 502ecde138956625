package dev.akin.learn;

import dev.akin.kernel.Kernels;
import java.util.Arrays;

/// The rows of a document and of the words around a centre, one behind the other (Le and Mikolov 2014, §2.2). Beyond the ends of
/// a sentence stands the row of no word, which is learned like the others.
final class Concatenation implements Contexts {
    private static final Kernels KERNELS = Kernels.best();

    private final int window;
    private final int dimension;
    private final int width;
    private final Inputs in;
    private final Rows words;
    private final int padding;
    private final OpenDocument document;
    private final int parts;
    private final int tags;
    private final int[] offsets;
    private final float[] hidden;
    private final float[] before;
    private int filled;

    /// @param words the rows that the inputs are of, behind which lies the one of no word
    Concatenation(Settings settings, Inputs in, InputRows words, int centres) {
        window = settings.window;
        dimension = settings.dimension;
        width = settings.outStride();
        tags = settings.tags;
        this.in = in;
        this.words = words.words();
        padding = words.padding();
        document = words.document();
        parts = tags + 2 * window;
        offsets = new int[centres * parts];
        // A row more than there are contexts: tiles that take inputs in pairs may write behind the
        // last.
        hidden = new float[(centres + 1) * width];
        before = new float[centres * width];
    }

    /// @param words rows of words
    /// @param padding the row that stands for no word
    record InputRows(Rows words, int padding, OpenDocument document) {}

    @Override
    public int fill(int first, int count, int length, int[] contextOf, FastRandom random) {
        filled = count;
        int[] own = new int[document.most()];
        document.offsets(own);
        for (int c = 0; c < count; c++) {
            contextOf[c] = c;
            System.arraycopy(own, 0, offsets, c * parts, tags);
            int at = c * parts + tags;
            for (int j = first + c - window; j <= first + c + window; j++) {
                if (j != first + c) {
                    offsets[at++] = j < 0 || j >= length ? words.offset(padding) : in.offset(j);
                }
            }
        }
        return count;
    }

    @Override
    public float[] hidden() {
        return hidden;
    }

    @Override
    public int offset(int context) {
        return context * width;
    }

    @Override
    public void gather() {
        for (int c = 0; c < filled; c++) {
            for (int part = 0; part < parts; part++) {
                int at = c * width + part * dimension;
                System.arraycopy(array(part), offsets[c * parts + part], hidden, at, dimension);
            }
        }
        System.arraycopy(hidden, 0, before, 0, filled * width);
        Arrays.fill(hidden, filled * width, (filled + 1) * width, 0);
    }

    @Override
    public void scatter() {
        KERNELS.scale(-1, before, 0, filled * width);
        KERNELS.axpy(1, hidden, 0, before, 0, filled * width);
        for (int c = 0; c < filled; c++) {
            for (int part = 0; part < parts; part++) {
                int at = c * width + part * dimension;
                KERNELS.axpy(1, before, at, array(part), offsets[c * parts + part], dimension);
            }
        }
    }

    private float[] array(int part) {
        return part < tags ? document.array() : in.array();
    }
}
