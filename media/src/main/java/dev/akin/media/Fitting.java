package dev.akin.media;

import dev.akin.MalformedFileException;

/// The size that a picture gets, and the middle that is kept of it.
///
/// @param width what it is resized to; 0 for as it is, or as `shortest` says
/// @param shortest what its shorter side is resized to, the other in proportion; 0 for as the others say
/// @param cropWidth 0 to keep all
record Fitting(int width, int height, int shortest, Resampling how, int cropWidth, int cropHeight) {
    /// From this size on, ConvNeXt sees whole pictures.
    private static final int WHOLE = 384;

    private static final int LARGEST = 8192;

    /// Pixels of a resized picture.
    private static final long MOST = 100_000_000;

    static Fitting of(ProcessorConfig config) throws MalformedFileException {
        boolean resizes = config.truth("do_resize", true);
        if (config.has("crop_pct") || config.type().startsWith("ConvNext")) {
            return resizes ? cropped(config) : new Fitting(0, 0, 0, Resampling.NEAREST, 0, 0);
        }
        ProcessorConfig.Size size = resizes ? config.size() : ProcessorConfig.Size.NONE;
        ProcessorConfig.Size crop =
                config.truth("do_center_crop", config.cropsByDefault())
                        ? config.cropSize()
                        : ProcessorConfig.Size.NONE;
        return new Fitting(
                size.width(),
                size.height(),
                size.shortest(),
                resizes ? config.resampling() : Resampling.NEAREST,
                crop.width(),
                crop.height());
    }

    /// ConvNeXt's way: a margin of `1 − crop_pct` is cut off.
    private static Fitting cropped(ProcessorConfig config) throws MalformedFileException {
        int side = config.size().side();
        if (side >= WHOLE) {
            return new Fitting(side, side, 0, config.resampling(), 0, 0);
        }
        double part = config.number("crop_pct", 224.0 / 256);
        if (!(part > 0 && part <= 1)) {
            throw config.malformed("crop_pct must be above 0 and at most 1, not " + part);
        }
        int shortest = (int) (side / part);
        if (shortest > LARGEST) {
            throw config.malformed(
                    "crop_pct of " + part + " makes sides of " + shortest + " pixels");
        }
        return new Fitting(0, 0, shortest, config.resampling(), side, side);
    }

    int outWidth() {
        return cropWidth > 0 ? cropWidth : width;
    }

    int outHeight() {
        return cropHeight > 0 ? cropHeight : height;
    }

    Picture apply(Picture picture) {
        Picture resized = resized(picture);
        boolean fits =
                cropWidth == 0 || (resized.width() == cropWidth && resized.height() == cropHeight);
        return fits ? resized : resized.middle(cropWidth, cropHeight);
    }

    private Picture resized(Picture picture) {
        if (shortest > 0) {
            boolean upright = picture.width() <= picture.height();
            int small = upright ? picture.width() : picture.height();
            int large = upright ? picture.height() : picture.width();
            int longest = (int) ((double) shortest * large / small);
            if ((long) longest * shortest > MOST) {
                throw new IllegalArgumentException(
                        "a picture of "
                                + picture.width()
                                + " x "
                                + picture.height()
                                + " pixels would become one of "
                                + shortest
                                + " by "
                                + longest
                                + "; cut it first");
            }
            return picture.resized(upright ? shortest : longest, upright ? longest : shortest, how);
        }
        return width > 0 ? picture.resized(width, height, how) : picture;
    }
}
