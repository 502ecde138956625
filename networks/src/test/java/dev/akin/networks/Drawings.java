package dev.akin.networks;

import dev.akin.media.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Rings, crosses, bars and the like, each drawn a little differently: classes that a small network tells apart in seconds.
final class Drawings {
    static final List<String> KINDS = List.of("ring", "cross", "slash", "square", "dots", "bar");

    private Drawings() {}

    static Picture draw(int kind, Random random) {
        int width = 20 + random.nextInt(24);
        int height = 20 + random.nextInt(24);
        double x = 0.5 + 0.1 * random.nextGaussian() / 2;
        double y = 0.5 + 0.1 * random.nextGaussian() / 2;
        double size = 0.25 + 0.1 * random.nextDouble();
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            double across = ((i % width + 0.5) / width - x) / size;
            int row = i / width;
            double down = ((row + 0.5) / height - y) / size;
            int ink = inked(kind, across, down) ? 30 : 225;
            byte grey = (byte) (ink + random.nextInt(25));
            rgb[3 * i] = grey;
            rgb[3 * i + 1] = grey;
            rgb[3 * i + 2] = grey;
        }
        return Picture.of(width, height, rgb);
    }

    private static boolean inked(int kind, double x, double y) {
        double from = Math.sqrt(x * x + y * y);
        double side = Math.max(Math.abs(x), Math.abs(y));
        return switch (kind) {
            case 0 -> from > 0.6 && from < 1;
            case 1 -> side < 1 && Math.min(Math.abs(x), Math.abs(y)) < 0.25;
            case 2 -> side < 1 && Math.abs(x + y) < 0.35;
            case 3 -> side < 0.9;
            case 4 -> side < 1 && Math.abs(x) > 0.5 && Math.abs(y) > 0.5;
            default -> Math.abs(x) < 1 && Math.abs(y) < 0.25;
        };
    }

    /// As many of each of the first kinds.
    static LabelledImages images(int kinds, int each, long seed) {
        return images(new ImageForm(16, 1), kinds, each, seed);
    }

    static LabelledImages images(ImageForm form, int kinds, int each, long seed) {
        List<Picture> pictures = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        Random random = new Random(seed);
        for (int i = 0; i < kinds * each; i++) {
            pictures.add(draw(i % kinds, random));
            labels.add(KINDS.get(i % kinds));
        }
        return LabelledImages.of(form, pictures, labels);
    }
}
