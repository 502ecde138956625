package dev.akin.media;

import java.util.Arrays;

/// Gives pictures another size as Pillow does, to the bit: rows first, rounded to bytes, then columns.
final class Resizer {
    private static final int HALF = 1 << (Weights.BITS - 1);

    private Resizer() {}

    static Picture resize(Picture picture, int width, int height, Resampling how) {
        if (width == picture.width() && height == picture.height()) {
            return picture;
        }
        if (how == Resampling.NEAREST) {
            return nearest(picture, width, height);
        }
        byte[] wide =
                width == picture.width()
                        ? picture.bytes()
                        : rows(picture, Weights.of(picture.width(), width, how));
        byte[] all =
                height == picture.height()
                        ? wide
                        : columns(
                                wide,
                                width * Picture.CHANNELS,
                                Weights.of(picture.height(), height, how));
        return Picture.owning(width, height, all);
    }

    private static byte[] rows(Picture picture, Weights weights) {
        int width = weights.first().length;
        int stride = picture.width() * Picture.CHANNELS;
        byte[] out = new byte[width * picture.height() * Picture.CHANNELS];
        for (int y = 0; y < picture.height(); y++) {
            row(picture.bytes(), y * stride, weights, out, y * width * Picture.CHANNELS);
        }
        return out;
    }

    private static void row(byte[] in, int begin, Weights weights, byte[] out, int target) {
        int[] by = weights.weights();
        int to = target;
        for (int x = 0; x < weights.first().length; x++, to += Picture.CHANNELS) {
            int from = begin + weights.first()[x] * Picture.CHANNELS;
            int end = x * weights.stride() + weights.count()[x];
            int red = HALF;
            int green = HALF;
            int blue = HALF;
            for (int k = x * weights.stride(); k < end; k++, from += Picture.CHANNELS) {
                int weight = by[k];
                red += (in[from] & 0xff) * weight;
                green += (in[from + 1] & 0xff) * weight;
                blue += (in[from + 2] & 0xff) * weight;
            }
            out[to] = Weights.narrow(red);
            out[to + 1] = Weights.narrow(green);
            out[to + 2] = Weights.narrow(blue);
        }
    }

    /// @param stride bytes of a row
    private static byte[] columns(byte[] in, int stride, Weights weights) {
        int height = weights.first().length;
        byte[] out = new byte[stride * height];
        int[] sums = new int[stride];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sums, HALF);
            for (int i = 0; i < weights.count()[y]; i++) {
                int from = (weights.first()[y] + i) * stride;
                add(weights.weights()[y * weights.stride() + i], in, from, sums);
            }
            for (int i = 0; i < stride; i++) {
                out[y * stride + i] = Weights.narrow(sums[i]);
            }
        }
        return out;
    }

    private static void add(int weight, byte[] in, int from, int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += (in[from + i] & 0xff) * weight;
        }
    }

    private static Picture nearest(Picture picture, int width, int height) {
        int[] columns = nearest(picture.width(), width);
        int[] rows = nearest(picture.height(), height);
        byte[] out = new byte[width * height * Picture.CHANNELS];
        int to = 0;
        for (int row : rows) {
            for (int column : columns) {
                int from = (row * picture.width() + column) * Picture.CHANNELS;
                System.arraycopy(picture.bytes(), from, out, to, Picture.CHANNELS);
                to += Picture.CHANNELS;
            }
        }
        return Picture.owning(width, height, out);
    }

    /// Step by step, so that errors add up as in `ImagingScaleAffine` (`Geometry.c`).
    private static int[] nearest(int from, int to) {
        double step = (double) from / to;
        double at = step * 0.5;
        int[] places = new int[to];
        for (int i = 0; i < to; i++, at += step) {
            places[i] = Math.min((int) at, from - 1);
        }
        return places;
    }
}
