package dev.akin.networks;

import dev.akin.media.Picture;

/// What an encoder makes of a picture of any size before it looks at it: a square of `size` × `size` pixels, grey or in colour. The picture is
/// stretched to it, by weights that fall linearly from the centre of each new pixel, over as many old ones as become one.
///
/// @param size pixels of a side, from 4 to 1024
/// @param channels 1 for grey (0.299 red + 0.587 green + 0.114 blue; ITU-R BT.601), 3 for red, green and blue
public record ImageForm(int size, int channels) {
    private static final double[][] GREY = {{0.299, 0.587, 0.114}};
    private static final double[][] COLOURS = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};

    /// @throws IllegalArgumentException if the size is out of range, or there are neither 1 nor 3 channels
    public ImageForm {
        if (size < 4 || size > 1024) {
            throw new IllegalArgumentException("pictures are 4 to 1024 pixels wide, not " + size);
        }
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException(
                    "pictures have 1 channel (grey) or 3 (colour), not " + channels);
        }
    }

    /// Bytes of a picture.
    int bytes() {
        return channels * size * size;
    }

    /// The pixels, channel by channel: [channels × size × size], 0 to 255.
    byte[] pixels(Picture picture) {
        int width = picture.width();
        int height = picture.height();
        Weights across = Weights.of(width, size);
        Weights down = Weights.of(height, size);
        byte[] rgb = picture.rgb();
        byte[] pixels = new byte[bytes()];
        double[] narrow = new double[height * size];
        double[][] mixes = channels == 1 ? GREY : COLOURS;
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < size; x++) {
                    narrow[y * size + x] = across.mixed(rgb, y * width, x, mixes[c]);
                }
            }
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    pixels[(c * size + y) * size + x] =
                            (byte) Math.round(down.column(narrow, x, size, y));
                }
            }
        }
        return pixels;
    }

    /// The pixels turned by some quarters to the right.
    byte[] turned(byte[] pixels, int quarters) {
        byte[] from = pixels;
        for (int q = 0; q < quarters; q++) {
            byte[] into = new byte[from.length];
            for (int i = 0; i < from.length; i++) {
                int x = i % size;
                int y = i / size % size;
                int plane = i - y * size - x;
                into[plane + x * size + size - 1 - y] = from[i];
            }
            from = into;
        }
        return from;
    }

    /// Which old pixels become a new one, and how much each weighs.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Weights(int[] from, double[][] shares) {
        static Weights of(int old, int now) {
            Weights weights = new Weights(new int[now], new double[now][]);
            double scale = (double) old / now;
            double reach = Math.max(1, scale);
            for (int i = 0; i < now; i++) {
                double centre = (i + 0.5) * scale;
                int from = (int) Math.max(0, Math.floor(centre - reach));
                int to = (int) Math.min(old, Math.ceil(centre + reach));
                weights.from[i] = from;
                weights.shares[i] = shares(centre, reach, from, to);
            }
            return weights;
        }

        private static double[] shares(double centre, double reach, int from, int to) {
            double[] shares = new double[to - from];
            double sum = 0;
            for (int k = 0; k < shares.length; k++) {
                shares[k] = Math.max(0, 1 - Math.abs(from + k + 0.5 - centre) / reach);
                sum += shares[k];
            }
            for (int k = 0; k < shares.length; k++) {
                shares[k] /= sum;
            }
            return shares;
        }

        double mixed(byte[] rgb, int row, int now, double[] mix) {
            double sum = 0;
            for (int k = 0; k < shares[now].length; k++) {
                int at = 3 * (row + from[now] + k);
                sum +=
                        shares[now][k]
                                * (mix[0] * (rgb[at] & 0xff)
                                        + mix[1] * (rgb[at + 1] & 0xff)
                                        + mix[2] * (rgb[at + 2] & 0xff));
            }
            return sum;
        }

        double column(double[] values, int x, int width, int now) {
            double sum = 0;
            for (int k = 0; k < shares[now].length; k++) {
                sum += shares[now][k] * values[(from[now] + k) * width + x];
            }
            return sum;
        }
    }
}
