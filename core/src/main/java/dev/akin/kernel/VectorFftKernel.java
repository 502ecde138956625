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

    private static FloatVector load(float[] a, int at) {
        return FloatVector.fromArray(F, a, at);
    }

    /// Puts (re + i·im) · (c + i·s).
    private static void put(
            Columns y, int at, FloatVector re, FloatVector im, FloatVector c, FloatVector s) {
        re.mul(c).sub(im.mul(s)).intoArray(y.re(), at);
        re.mul(s).add(im.mul(c)).intoArray(y.im(), at);
    }

    private static FloatVector cos(Shape shape, int turns) {
        return FloatVector.broadcast(F, shape.cos(turns));
    }

    private static FloatVector minusSin(Shape shape, int turns) {
        return FloatVector.broadcast(F, shape.minusSin(turns));
    }

    private static void two(Columns x, Columns y, Shape shape, int p, int whole) {
        int run = shape.run();
        FloatVector c = cos(shape, p);
        FloatVector s = minusSin(shape, p);
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
        FloatVector c1 = cos(shape, p);
        FloatVector s1 = minusSin(shape, p);
        FloatVector c2 = cos(shape, 2 * p);
        FloatVector s2 = minusSin(shape, 2 * p);
        float[] re = x.re();
        float[] im = x.im();
        int a = run * p;
        int b = run * (p + shape.m());
        int c = run * (p + 2 * shape.m());
        int to = run * 3 * p;
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
            FloatVector midR = ar.sub(sumR.mul(0.5f));
            FloatVector midI = ai.sub(sumI.mul(0.5f));
            FloatVector turnR = bi.sub(ci).mul(HALF_ROOT_3);
            FloatVector turnI = cr.sub(br).mul(HALF_ROOT_3);
            put(y, to + run + t, midR.add(turnR), midI.add(turnI), c1, s1);
            put(y, to + 2 * run + t, midR.sub(turnR), midI.sub(turnI), c2, s2);
        }
    }

    private static void four(Columns x, Columns y, Shape shape, int p, int whole) {
        int run = shape.run();
        FloatVector c1 = cos(shape, p);
        FloatVector s1 = minusSin(shape, p);
        FloatVector c2 = cos(shape, 2 * p);
        FloatVector s2 = minusSin(shape, 2 * p);
        FloatVector c3 = cos(shape, 3 * p);
        FloatVector s3 = minusSin(shape, 3 * p);
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

    private static void five(Columns x, Columns y, Shape shape, int p, int whole) {
        int run = shape.run();
        float[] re = x.re();
        float[] im = x.im();
        int a = run * p;
        int step = run * shape.m();
        int to = run * 5 * p;
        for (int t = 0; t < whole; t += LANES) {
            FloatVector ar = load(re, a + t);
            FloatVector ai = load(im, a + t);
            FloatVector br = load(re, a + step + t);
            FloatVector bi = load(im, a + step + t);
            FloatVector er = load(re, a + 4 * step + t);
            FloatVector ei = load(im, a + 4 * step + t);
            FloatVector cr = load(re, a + 2 * step + t);
            FloatVector ci = load(im, a + 2 * step + t);
            FloatVector dr = load(re, a + 3 * step + t);
            FloatVector di = load(im, a + 3 * step + t);
            FloatVector beR = br.add(er);
            FloatVector beI = bi.add(ei);
            FloatVector cdR = cr.add(dr);
            FloatVector cdI = ci.add(di);
            FloatVector lessBeR = br.sub(er);
            FloatVector lessBeI = bi.sub(ei);
            FloatVector lessCdR = cr.sub(dr);
            FloatVector lessCdI = ci.sub(di);
            ar.add(beR).add(cdR).intoArray(y.re(), to + t);
            ai.add(beI).add(cdI).intoArray(y.im(), to + t);
            FloatVector nearR = ar.add(beR.mul(COS_1)).add(cdR.mul(COS_2));
            FloatVector nearI = ai.add(beI.mul(COS_1)).add(cdI.mul(COS_2));
            FloatVector farR = ar.add(beR.mul(COS_2)).add(cdR.mul(COS_1));
            FloatVector farI = ai.add(beI.mul(COS_2)).add(cdI.mul(COS_1));
            // Times −i.
            FloatVector nearTurnR = lessBeI.mul(SIN_1).add(lessCdI.mul(SIN_2));
            FloatVector nearTurnI = lessBeR.mul(SIN_1).add(lessCdR.mul(SIN_2)).neg();
            FloatVector farTurnR = lessBeI.mul(SIN_2).sub(lessCdI.mul(SIN_1));
            FloatVector farTurnI = lessBeR.mul(SIN_2).sub(lessCdR.mul(SIN_1)).neg();
            FloatVector r1 = nearR.add(nearTurnR);
            FloatVector i1 = nearI.add(nearTurnI);
            put(y, to + run + t, r1, i1, cos(shape, p), minusSin(shape, p));
            FloatVector r2 = farR.add(farTurnR);
            FloatVector i2 = farI.add(farTurnI);
            put(y, to + 2 * run + t, r2, i2, cos(shape, 2 * p), minusSin(shape, 2 * p));
            FloatVector r3 = farR.sub(farTurnR);
            FloatVector i3 = farI.sub(farTurnI);
            put(y, to + 3 * run + t, r3, i3, cos(shape, 3 * p), minusSin(shape, 3 * p));
            FloatVector r4 = nearR.sub(nearTurnR);
            FloatVector i4 = nearI.sub(nearTurnI);
            put(y, to + 4 * run + t, r4, i4, cos(shape, 4 * p), minusSin(shape, 4 * p));
        }
    }
}
