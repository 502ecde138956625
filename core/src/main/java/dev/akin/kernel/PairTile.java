package dev.akin.kernel;

import java.util.Objects;

/// A small block of a shallow network: every pair of some input rows with some output rows, each pair with a weight.
///
/// Skip-gram with negative sampling, and its relatives, raise σ(a·b) for pairs seen together and lower it for pairs
/// drawn at random. A tile holds the rows of a few neighbouring windows at once, so that a row fetched from memory
/// meets many others (HogBatch, Ji et al. 2016; pWord2Vec) instead of one at a time.
///
/// A pair's weight is minus the learning rate where the pair was seen, plus the learning rate (times how often it
/// counts) where it was drawn, 0 where the pair is none. [#forward()] computes all logits a·b; [#backward()] moves the
/// rows: a += Σ g·b and b += Σ g·a over its pairs, with g = −w·σ(sign(w)·a·b), each from the rows as they were.
/// (Within one input row the outputs are applied in steps of four or eight; a later step sees the earlier ones.)
///
/// Inputs may repeat a row; outputs must be distinct, or updates are lost. Their number is a multiple of [#STEP]: fill
/// it up with a row of no meaning and weights of 0. Not thread-safe; the tables may be shared with other threads in
/// the manner of Hogwild.
public final class PairTile {
    /// Outputs come in multiples of this many.
    public static final int STEP = 4;

    /// Floats in a cache line.
    private static final int LINE = 16;

    /// As many lanes as any machine's vector of floats has, squared times a block of pairs: room for partial sums.
    private static final int MAX_LANES = 16;

    private static final PairKernel KERNEL =
            Kernels.best() instanceof VectorKernels
                    ? new VectorPairKernel()
                    : new ScalarPairKernel();

    final float[] in;
    final float[] out;
    final int width;
    final int[] inputs;
    final int[] outputs;
    final float[] weights;
    final float[] logits;
    final float[] partials;

    /// What touching rows summed up: it means nothing, but keeps the JIT from leaving the reads out.
    float touched;

    int inputCount;
    int outputCount;

    /// @param in the array that holds the input rows
    /// @param out the array that holds the output rows
    /// @param width numbers in a row, a multiple of 16; what pads a row beyond its dimension is 0 and stays 0
    /// @param maxInputs the most input rows that a tile will hold
    /// @param maxOutputs the most output rows, a multiple of [#STEP]
    public PairTile(float[] in, float[] out, int width, int maxInputs, int maxOutputs) {
        if (width % MAX_LANES != 0 || maxOutputs % STEP != 0) {
            throw new IllegalArgumentException(
                    "width "
                            + width
                            + " must be a multiple of 16 and maxOutputs "
                            + maxOutputs
                            + " of "
                            + STEP);
        }
        this.in = in;
        this.out = out;
        this.width = width;
        int evenInputs = maxInputs + (maxInputs & 1);
        this.inputs = new int[evenInputs];
        this.outputs = new int[maxOutputs];
        int pairs = Math.ceilDiv(evenInputs * maxOutputs, MAX_LANES) * MAX_LANES;
        this.weights = new float[pairs];
        this.logits = new float[pairs];
        this.partials = new float[pairs * MAX_LANES];
    }

    private PairTile(PairTile other) {
        in = other.in;
        out = other.out;
        width = other.width;
        inputs = other.inputs.clone();
        outputs = other.outputs.clone();
        weights = other.weights.clone();
        logits = other.logits;
        partials = other.partials;
    }

    /// Another tile over the same tables, with rows and weights of its own and the same scratch space: only one of the
    /// two may be between [#forward()] and [#backward()], while the other is filled.
    public PairTile twin() {
        return new PairTile(this);
    }

    /// Reads a number of every cache line of the outputs and of the last few inputs, so that these rows are on their
    /// way to the cache while other work goes on; the JVM has no instruction for it.
    ///
    /// @param lastInputs how many inputs; the others are thought to be in the cache
    public void touch(int lastInputs) {
        touch(lastInputs, 0);
    }

    /// As [#touch(int)], without the first outputs: they too are thought to be in the cache.
    public void touch(int lastInputs, int firstOutput) {
        float sum = 0;
        for (int o = firstOutput; o < outputCount; o++) {
            sum += touch(out, outputs[o]);
        }
        for (int i = Math.max(0, inputCount - lastInputs); i < inputCount; i++) {
            sum += touch(in, inputs[i]);
        }
        touched = sum;
    }

    /// Two sums, since one would wait for itself at every line.
    private float touch(float[] rows, int at) {
        float even = 0;
        float odd = 0;
        int line = at;
        for (; line < at + width - LINE; line += 2 * LINE) {
            even += rows[line];
            odd += rows[line + LINE];
        }
        return line < at + width ? even + odd + rows[line] : even + odd;
    }

    /// Where in the input array each input row begins; filled by the caller up to [#size(int, int)].
    public int[] inputs() {
        return inputs;
    }

    /// Where in the output array each output row begins.
    public int[] outputs() {
        return outputs;
    }

    /// Row-major `inputs × outputs`, without gaps: the weight of each pair.
    public float[] weights() {
        return weights;
    }

    /// After [#forward()], row-major `inputs × outputs`: a·b of each pair.
    public float[] logits() {
        return logits;
    }

    /// Says how many rows are filled in.
    public void size(int inputCount, int outputCount) {
        Objects.checkIndex(inputCount, inputs.length + 1);
        Objects.checkIndex(outputCount, outputs.length + 1);
        if (outputCount % STEP != 0) {
            throw new IllegalArgumentException(outputCount + " outputs are no multiple of " + STEP);
        }
        this.inputCount = inputCount;
        this.outputCount = outputCount;
    }

    /// Numbers in a row.
    public int width() {
        return width;
    }

    /// Computes all logits.
    public void forward() {
        KERNEL.forward(this);
    }

    /// Turns logits into gradients and moves the rows.
    public void backward() {
        KERNEL.backward(this);
    }
}
