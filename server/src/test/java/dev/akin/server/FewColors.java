package dev.akin.server;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A picture with 256 colours, so that its file is small: of colours that are nearly the same the most frequent stands for all.
final class FewColors {
    private static final int MOST = 256;

    /// What of a colour makes it another.
    private static final int COARSE = 0xf0f0f0;

    private final List<Integer> palette;
    private final Map<Integer, Integer> places = new HashMap<>();

    private FewColors(List<Integer> palette) {
        this.palette = palette;
    }

    static BufferedImage of(BufferedImage image) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                counts.merge(image.getRGB(x, y) & 0xffffff, 1, Integer::sum);
            }
        }
        return new FewColors(frequent(counts)).painted(image);
    }

    private static List<Integer> frequent(Map<Integer, Integer> counts) {
        Map<Integer, Integer> leaders = new HashMap<>();
        counts.forEach((color, count) ->
                leaders.merge(
                        color & COARSE,
                        color,
                        (a, b) -> counts.getOrDefault(a, 0) >= counts.getOrDefault(b, 0) ? a : b));
        Comparator<Integer> frequency =
                Comparator.comparingInt(color -> -counts.getOrDefault(color, 0));
        return leaders.values().stream()
                .sorted(frequency.thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    private BufferedImage painted(BufferedImage image) {
        int[] colors = palette.stream().mapToInt(Integer::intValue).toArray();
        IndexColorModel model =
                new IndexColorModel(8, colors.length, colors, 0, false, -1, DataBuffer.TYPE_BYTE);
        BufferedImage painted =
                new BufferedImage(
                        image.getWidth(),
                        image.getHeight(),
                        BufferedImage.TYPE_BYTE_INDEXED,
                        model);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int color = image.getRGB(x, y) & 0xffffff;
                int place = places.computeIfAbsent(color, this::nearest);
                painted.getRaster().setSample(x, y, 0, place);
            }
        }
        return painted;
    }

    private int nearest(int color) {
        int best = 0;
        for (int i = 1; i < palette.size(); i++) {
            if (distance(palette.get(i), color) < distance(palette.get(best), color)) {
                best = i;
            }
        }
        return best;
    }

    private static int distance(int a, int b) {
        int sum = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            int difference = ((a >> shift) & 255) - ((b >> shift) & 255);
            sum += difference * difference;
        }
        return sum;
    }
}
