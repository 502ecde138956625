package dev.akin.kernel;

/// The definition, row by row.
enum ScalarLabelKernel implements LabelKernel {
    INSTANCE;

    @Override
    public void scores(Layer layer, float[] vector, float[] scores) {
        for (int r = 0; r < layer.count(); r++) {
            int at = layer.from() + r * layer.width();
            scores[r] = Kernels.scalar().dot(vector, 0, layer.numbers(), at, layer.width());
        }
    }

    @Override
    public void softmax(float[] scores, int count) {
        float most = Float.NEGATIVE_INFINITY;
        for (int r = 0; r < count; r++) {
            most = Math.max(most, scores[r]);
        }
        double sum = 0;
        for (int r = 0; r < count; r++) {
            scores[r] = (float) Math.exp((double) scores[r] - most);
            sum += scores[r];
        }
        for (int r = 0; r < count; r++) {
            scores[r] = (float) (scores[r] / sum);
        }
    }

    @Override
    public void move(Layer layer, float[] steps, float[] vector, float[] gradient) {
        int width = layer.width();
        for (int r = 0; r < layer.count(); r++) {
            int at = layer.from() + r * width;
            Kernels.scalar().axpy(steps[r], layer.numbers(), at, gradient, 0, width);
            Kernels.scalar().axpy(steps[r], vector, 0, layer.numbers(), at, width);
        }
    }
}
