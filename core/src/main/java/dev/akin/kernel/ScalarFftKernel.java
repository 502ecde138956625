package dev.akin.kernel;

/// The definition, number by number.
enum ScalarFftKernel implements FftKernel {
    INSTANCE;

    @Override
    public void stage(int factor, Columns x, Columns y, Shape shape) {
        for (int p = 0; p < shape.m(); p++) {
            for (int t = 0; t < shape.run(); t++) {
                one(factor, x, y, shape, p, t);
            }
        }
    }

    @Override
    public void weigh(Columns x, float[] weights, int from) {
        weigh(x, weights, from, 0);
    }

    static void weigh(Columns x, float[] weights, int from, int first) {
        for (int i = first; i < x.re().length; i++) {
            x.re()[i] *= weights[from + i];
            x.im()[i] *= weights[from + i];
        }
    }

    /// The outputs of one place in one group.
    static void one(int factor, Columns x, Columns y, Shape shape, int p, int t) {
        int run = shape.run();
        int whole = shape.cos().length;
        for (int k = 0; k < factor; k++) {
            float re = 0;
            float im = 0;
            for (int j = 0; j < factor; j++) {
                int from = run * (p + shape.m() * j) + t;
                int turn = (j * k % factor) * (whole / factor);
                float c = shape.cos()[turn];
                float s = -shape.sin()[turn];
                re += x.re()[from] * c - x.im()[from] * s;
                im += x.re()[from] * s + x.im()[from] * c;
            }
            float c = shape.cos(p * k);
            float s = shape.minusSin(p * k);
            int to = run * (factor * p + k) + t;
            y.re()[to] = re * c - im * s;
            y.im()[to] = re * s + im * c;
        }
    }
}
