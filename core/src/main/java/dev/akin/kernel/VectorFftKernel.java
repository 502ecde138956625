package dev.akin.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The stages on the Vector API, factor by factor; what is left of a run that is no multiple of a vector is done number by number.
enum VectorFftKernel implements FftKernel {
    INSTANCE;

    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = F.length();
    private static final float HALF_ROOT_3 = (float) (Math.sqrt(3) / 2);

    /// Of a fifth of a turn, and of two.
    private static final float COS_1 = (float) Math.cos(2 * Math.PI / 5);

    private static final float SIN_1 = (float) Math.sin(2 * Math.PI / 5);
    private static final float COS_2 = (float) Math.cos(4 * Math.PI / 5);
    private static final float SIN_2 = (float) Math.sin(4 * Math.PI / 5);

    @Override
    public void stage(int factor, Columns x, Columns y, Shape shape) {
        int whole = shape.run() - shape.run() % LANES;
        for (int p = 0; p < shape.m(); p++) {
            switch (factor) {
                case 2 -> two(x, y, shape, p, whole);
                case 3 -> three(x, y, shape, p, whole);
                case 4 -> four(x, y, shape, p, whole);
                default -> five(x, y, shape, p, whole);
            }
            for (int t = whole; t < shape.run(); t++) {
                ScalarFftKernel.one(factor, x, y, shape, p, t);
            }
        }
    }

    @Override
    public void weigh(Columns x, float[] weights, int from) {
        float[] re = x.re();
        float[] im = x.im();
        int whole = F.loopBound(re.length);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector weight = load(weights, from + i);
            load(re, i).mul(weight).intoArray(re, i);
            load(im, i).mul(weight).intoArray(im, i);
        }
        ScalarFftKernel.weigh(x, weights, from, whole);
    }

    private static FloatVector load(float[] a, int at) {
        return FloatVector.fromArray(F, a, at);
    }

    /// Puts (re + i·im) · (c + i·s).
    private static void put(Columns y, int at, FloatVector re, FloatVector im, float c, float s) {
        FloatVector cos = FloatVector.broadcast(F, c);
        re.fma(cos, im.mul(-s)).intoArray(y.re(), at);
        im.fma(cos, re.mul(s)).intoArray(y.im(), at);
    }

    private static void two(Columns x, Columns y, Shape shape, int p, int whole) {
        int run = shape.run();
        float c = shape.cos(p);
        float s = shape.minusSin(p);
        float[] re = x.re();
        float[] im = x.im();
        int a = run * p;
        int b = run * (p + shape.m());
        int to = run * 2 * p;
        for (int t = 0; t < whole; t += LANES) {
            FloatVector ar = load(re, a + t);
            FloatVector ai = load(im, a + t);
            FloatVector br = load(re, b + t);
            FloatVector bi = load(im, b + t);
            ar.add(br).intoArray(y.re(), to + t);
            ai.add(bi).intoArray(y.im(), to + t);
            put(y, to + run + t, ar.sub(br), ai.sub(bi), c, s);
        }
    }

    private static void three(Columns x, Columns y, Shape shape, int p, int whole) {
        int run = shape.run();
        float c1 = shape.cos(p);
        float s1 = shape.minusSin(p);
        float c2 = shape.cos(2 * p);
        float s2 = shape.minusSin(2 * p);
        float[] re = x.re();
        float[] im = x.im();
        int a = run * p;
        int b = run * (p + shape.m());
        int c = run * (p + 2 * shape.m());
        int to = run * 3 * p;
        FloatVector root = FloatVector.broadcast(F, HALF_ROOT_3);
        FloatVector minusHalf = FloatVector.broadcast(F, -0.5f);
        for (int t = 0; t < whole; t += LANES) {
            FloatVector br = load(re, b + t);
            FloatVector bi = load(im, b + t);
            FloatVector cr = load(re, c + t);
            FloatVector ci = load(im, c + t);
            FloatVector sumR = br.add(cr);
            FloatVector sumI = bi.add(ci);
            FloatVector ar = load(re, a + t);
            FloatVector ai = load(im, a + t);
            ar.add(sumR).intoArray(y.re(), to + t);
            ai.add(sumI).intoArray(y.im(), to + t);
            FloatVector midR = sumR.fma(minusHalf, ar);
            FloatVector midI = sumI.fma(minusHalf, ai);
            FloatVector turnR = bi.sub(ci).mul(root);
            FloatVector turnI = cr.sub(br).mul(root);
            put(y, to + run + t, midR.add(turnR), midI.add(turnI), c1, s1);
            put(y, to + 2 * run + t, midR.sub(turnR), midI.sub(turnI), c2, s2);
        }
    }

    private static void four(Columns x, Columns y, Shape shape, int p, int whole) {
        int run = shape.run();
        float c1 = shape.cos(p);
        float s1 = shape.minusSin(p);
        float c2 = shape.cos(2 * p);
        float s2 = shape.minusSin(2 * p);
        float c3 = shape.cos(3 * p);
        float s3 = shape.minusSin(3 * p);
        float[] re = x.re();
        float[] im = x.im();
        int a = run * p;
        int b = run * (p + shape.m());
        int c = run * (p + 2 * shape.m());
        int d = run * (p + 3 * shape.m());
        int to = run * 4 * p;
        for (int t = 0; t < whole; t += LANES) {
            FloatVector ar = load(re, a + t);
            FloatVector ai = load(im, a + t);
            FloatVector br = load(re, b + t);
            FloatVector bi = load(im, b + t);
            FloatVector cr = load(re, c + t);
            FloatVector ci = load(im, c + t);
            FloatVector dr = load(re, d + t);
            FloatVector di = load(im, d + t);
            FloatVector acR = ar.add(cr);
            FloatVector acI = ai.add(ci);
            FloatVector bdR = br.add(dr);
            FloatVector bdI = bi.add(di);
            acR.add(bdR).intoArray(y.re(), to + t);
            acI.add(bdI).intoArray(y.im(), to + t);
            put(y, to + 2 * run + t, acR.sub(bdR), acI.sub(bdI), c2, s2);
            FloatVector lessR = ar.sub(cr);
            FloatVector lessI = ai.sub(ci);
            // (b − d) times −i.
            FloatVector turnR = bi.sub(di);
            FloatVector turnI = dr.sub(br);
            put(y, to + run + t, lessR.add(turnR), lessI.add(turnI), c1, s1);
            put(y, to + 3 * run + t, lessR.sub(turnR), lessI.sub(turnI), c3, s3);
        }
    }

    /// In two halves, since all of it at once is more than compilers take in one piece.
    private static void five(Columns x, Columns y, Shape shape, int p, int whole) {
        sumAndOuter(x, y, shape, p, whole);
        inner(x, y, shape, p, whole);
    }

    /// Outputs 0, 1 and 4.
    private static void sumAndOuter(Columns x, Columns y, Shape shape, int p, int whole) {
        int run = shape.run();
        int step = run * shape.m();
        float[] re = x.re();
        float[] im = x.im();
        float c1 = shape.cos(p);
        float s1 = shape.minusSin(p);
        float c4 = shape.cos(4 * p);
        float s4 = shape.minusSin(4 * p);
        FloatVector cos1 = FloatVector.broadcast(F, COS_1);
        FloatVector cos2 = FloatVector.broadcast(F, COS_2);
        FloatVector sin1 = FloatVector.broadcast(F, SIN_1);
        int to = run * 5 * p;
        for (int t = 0; t < whole; t += LANES) {
            int a = run * p + t;
            FloatVector br = load(re, a + step);
            FloatVector bi = load(im, a + step);
            FloatVector cr = load(re, a + 2 * step);
            FloatVector ci = load(im, a + 2 * step);
            FloatVector dr = load(re, a + 3 * step);
            FloatVector di = load(im, a + 3 * step);
            FloatVector er = load(re, a + 4 * step);
            FloatVector ei = load(im, a + 4 * step);
            FloatVector ar = load(re, a);
            FloatVector ai = load(im, a);
            FloatVector beR = br.add(er);
            FloatVector beI = bi.add(ei);
            FloatVector cdR = cr.add(dr);
            FloatVector cdI = ci.add(di);
            ar.add(beR).add(cdR).intoArray(y.re(), to + t);
            ai.add(beI).add(cdI).intoArray(y.im(), to + t);
            FloatVector nearR = beR.fma(cos1, cdR.fma(cos2, ar));
            FloatVector nearI = beI.fma(cos1, cdI.fma(cos2, ai));
            // Times −i.
            FloatVector turnR = bi.sub(ei).fma(sin1, ci.sub(di).mul(SIN_2));
            FloatVector turnI = er.sub(br).fma(sin1, dr.sub(cr).mul(SIN_2));
            put(y, to + run + t, nearR.add(turnR), nearI.add(turnI), c1, s1);
            put(y, to + 4 * run + t, nearR.sub(turnR), nearI.sub(turnI), c4, s4);
        }
    }

    /// Outputs 2 and 3.
    private static void inner(Columns x, Columns y, Shape shape, int p, int whole) {
        int run = shape.run();
        int step = run * shape.m();
        float[] re = x.re();
        float[] im = x.im();
        float c2 = shape.cos(2 * p);
        float s2 = shape.minusSin(2 * p);
        float c3 = shape.cos(3 * p);
        float s3 = shape.minusSin(3 * p);
        FloatVector cos1 = FloatVector.broadcast(F, COS_1);
        FloatVector cos2 = FloatVector.broadcast(F, COS_2);
        FloatVector sin2 = FloatVector.broadcast(F, SIN_2);
        int to = run * 5 * p;
        for (int t = 0; t < whole; t += LANES) {
            int a = run * p + t;
            FloatVector br = load(re, a + step);
            FloatVector bi = load(im, a + step);
            FloatVector cr = load(re, a + 2 * step);
            FloatVector ci = load(im, a + 2 * step);
            FloatVector dr = load(re, a + 3 * step);
            FloatVector di = load(im, a + 3 * step);
            FloatVector er = load(re, a + 4 * step);
            FloatVector ei = load(im, a + 4 * step);
            FloatVector farR = br.add(er).fma(cos2, cr.add(dr).fma(cos1, load(re, a)));
            FloatVector farI = bi.add(ei).fma(cos2, ci.add(di).fma(cos1, load(im, a)));
            FloatVector turnR = bi.sub(ei).fma(sin2, di.sub(ci).mul(SIN_1));
            FloatVector turnI = er.sub(br).fma(sin2, cr.sub(dr).mul(SIN_1));
            put(y, to + 2 * run + t, farR.add(turnR), farI.add(turnI), c2, s2);
            put(y, to + 3 * run + t, farR.sub(turnR), farI.sub(turnI), c3, s3);
        }
    }
}
