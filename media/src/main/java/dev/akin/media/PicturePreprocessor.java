package dev.akin.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/// From a picture to the numbers that a model was taught to see, as a `preprocessor_config.json` of Hugging Face's transformers
/// says it: sizes, the middle, scale, mean and deviation, order of channels. For the image processors of ViT, DeiT, BEiT, CLIP,
/// SigLIP, ConvNeXt, BiT (DINOv2), MobileNet, MobileViT, EfficientNet and all that say everything themselves.
///
/// Pixels are as those processors make them with Pillow, to the bit; the numbers are the same float32. Immutable and
/// thread-safe.
public final class PicturePreprocessor {
    private final Fitting fitting;
    private final float[][] numbers;
    private final boolean blueFirst;

    private PicturePreprocessor(Fitting fitting, float[][] numbers, boolean blueFirst) {
        this.fitting = fitting;
        this.numbers = numbers;
        this.blueFirst = blueFirst;
    }

    /// @param config a `preprocessor_config.json`
    /// @throws dev.akin.MalformedFileException if it is none, lacks what must be known, or asks for what is not
    public static PicturePreprocessor read(Path config) throws IOException {
        ProcessorConfig read = ProcessorConfig.read(config);
        return new PicturePreprocessor(
                Fitting.of(read),
                read.numbers(),
                read.truth("do_flip_channel_order", read.type().startsWith("MobileViT")));
    }

    /// Pixels in a row of what a model sees; 0 if it differs by picture.
    public int width() {
        return fitting.outWidth();
    }

    /// Rows of pixels of what a model sees; 0 if it differs by picture.
    public int height() {
        return fitting.outHeight();
    }

    /// The picture in the size, and cut to the middle, that a model sees.
    ///
    /// @throws IllegalArgumentException if it is so narrow that, resized by its shorter side, it would have more than 100 million
    ///     pixels
    public Picture fitted(Picture picture) {
        return fitting.apply(picture);
    }

    /// The numbers of a picture that [#fitted(Picture)] gave: [3 × height × width], in this order.
    public float[] numbers(Picture fitted, PixelOrder order) {
        float[] out = new float[fitted.width() * fitted.height() * Picture.CHANNELS];
        numbers(fitted, order, out, 0);
        return out;
    }

    /// As [#numbers(Picture, PixelOrder)], written to `out[offset …]`.
    ///
    /// @throws IndexOutOfBoundsException if there is too little room
    public void numbers(Picture fitted, PixelOrder order, float[] out, int offset) {
        int pixels = fitted.width() * fitted.height();
        Objects.checkFromIndexSize(offset, pixels * Picture.CHANNELS, out.length);
        boolean apart = order == PixelOrder.CHANNELS_FIRST;
        for (int channel = 0; channel < Picture.CHANNELS; channel++) {
            int from = blueFirst ? Picture.CHANNELS - 1 - channel : channel;
            int to = offset + (apart ? channel * pixels : channel);
            spread(fitted.bytes(), from, numbers[channel], out, to, apart ? 1 : Picture.CHANNELS);
        }
    }

    private static void spread(
            byte[] in, int first, float[] numbers, float[] out, int target, int step) {
        for (int from = first, to = target;
                from < in.length;
                from += Picture.CHANNELS, to += step) {
            out[to] = numbers[in[from] & 0xff];
        }
    }

    /// The same for two only if they make the same numbers of every picture.
    @Override
    public String toString() {
        return "PicturePreprocessor["
                + fitting
                + (blueFirst ? ", blue first, " : ", red first, ")
                + Arrays.stream(numbers).map(PicturePreprocessor::ends).toList()
                + "]";
    }

    /// A channel's numbers lie on a line.
    private static String ends(float[] channel) {
        return channel[0] + " to " + channel[channel.length - 1];
    }
}
