package dev.akin.kernel;

/// A linear layer over one vector, learned one vector at a time: scores of all its rows, probabilities, and a step. Callers have
/// checked all bounds.
public sealed interface LabelKernel permits ScalarLabelKernel, VectorLabelKernel {
    /// Widths, and the room for scores, are multiples of it.
    int LINE = 16;

    /// The fastest of this JVM.
    static LabelKernel best() {
        return Kernels.best() == Kernels.scalar() ? ScalarLabelKernel.INSTANCE : VectorLabels.get();
    }

    /// Always the scalar one: the definition that the other is tested against.
    static LabelKernel scalar() {
        return ScalarLabelKernel.INSTANCE;
    }

    /// Where the rows are.
    ///
    /// @param numbers `count × width` numbers from index `from`, row by row
    /// @param width a multiple of [#LINE]
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Layer(float[] numbers, int from, int count, int width) {}

    /// The dot product of a vector with each row.
    ///
    /// @param vector `width` numbers
    /// @param scores receives `count` numbers
    void scores(Layer layer, float[] vector, float[] scores);

    /// Scores become probabilities: exp(score) over the sum of all exp(score). To within a millionth of each, and what rounding the difference of
    /// two scores to a float does.
    ///
    /// @param scores `count` numbers, 1 or more, and room up to a multiple of [#LINE], which is overwritten
    void softmax(float[] scores, int count);

    /// Each row r moves by `steps[r]` times the vector, and the gradient by `steps[r]` times what the row was before.
    ///
    /// @param steps `count` numbers
    /// @param vector `width` numbers
    /// @param gradient `width` numbers, which are added to
    void move(Layer layer, float[] steps, float[] vector, float[] gradient);
}
