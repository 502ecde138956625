package dev.akin.media;

/// From the channels that a JPEG holds to red, green and blue, with the numbers of libjpeg (`jdcolor.c`) and, for inks, those
/// of Pillow (`Convert.c`), which takes inks to be stored inverted, as Adobe does.
enum JpegColors {
    GREY(1) {
        @Override
        void pixel(byte[] in, int from, byte[] out, int to) {
            out[to] = in[from];
            out[to + 1] = in[from];
            out[to + 2] = in[from];
        }
    },
    RGB(3) {
        @Override
        void pixel(byte[] in, int from, byte[] out, int to) {
            System.arraycopy(in, from, out, to, Picture.CHANNELS);
        }
    },
    YCC(3) {
        // Most JPEGs are these: the same loop once more, where the body can be inlined whatever
        // else was read.
        @Override
        byte[] toRgb(byte[] in, int pixels) {
            byte[] out = new byte[pixels * Picture.CHANNELS];
            for (int at = 0; at < out.length; at += Picture.CHANNELS) {
                pixel(in, at, out, at);
            }
            return out;
        }

        @Override
        void pixel(byte[] in, int from, byte[] out, int to) {
            int light = in[from] & 0xff;
            int blue = in[from + 1] & 0xff;
            int red = in[from + 2] & 0xff;
            out[to] = clamped(light + RED_OF_RED[red]);
            out[to + 1] = clamped(light + ((GREEN_OF_BLUE[blue] + GREEN_OF_RED[red]) >> BITS));
            out[to + 2] = clamped(light + BLUE_OF_BLUE[blue]);
        }
    },
    CMYK(4) {
        @Override
        void pixel(byte[] in, int from, byte[] out, int to) {
            int black = in[from + 3] & 0xff;
            for (int c = 0; c < Picture.CHANNELS; c++) {
                out[to + c] = inked(255 - (in[from + c] & 0xff), black);
            }
        }
    },
    YCCK(4) {
        @Override
        void pixel(byte[] in, int from, byte[] out, int to) {
            YCC.pixel(in, from, out, to);
            int black = in[from + 3] & 0xff;
            for (int c = 0; c < Picture.CHANNELS; c++) {
                out[to + c] = inked(out[to + c] & 0xff, black);
            }
        }
    };

    private static final int BITS = 16;
    private static final int HALF = 1 << (BITS - 1);
    private static final int[] RED_OF_RED = table(1.40200, HALF, BITS);
    private static final int[] BLUE_OF_BLUE = table(1.77200, HALF, BITS);
    private static final int[] GREEN_OF_RED = table(-0.71414, 0, 0);
    private static final int[] GREEN_OF_BLUE = table(-0.34414, HALF, 0);

    private final int channels;

    JpegColors(int channels) {
        this.channels = channels;
    }

    abstract void pixel(byte[] in, int from, byte[] out, int to);

    /// @param in [pixels × channels]
    /// @return [pixels × 3]
    byte[] toRgb(byte[] in, int pixels) {
        byte[] out = new byte[pixels * Picture.CHANNELS];
        for (int pixel = 0, from = 0, to = 0;
                pixel < pixels;
                pixel++, from += channels, to += Picture.CHANNELS) {
            pixel(in, from, out, to);
        }
        return out;
    }

    private static int[] table(double factor, int add, int shift) {
        int fixed = ((int) (Math.abs(factor) * (1 << BITS) + 0.5)) * (factor < 0 ? -1 : 1);
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            table[i] = (fixed * (i - 128) + add) >> shift;
        }
        return table;
    }

    private static byte clamped(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }

    /// @param light what black leaves over
    private static byte inked(int ink, int light) {
        int product = ink * light + 128;
        return clamped(light - (((product >> 8) + product) >> 8));
    }
}
