package dev.akin.media;

import java.util.Arrays;

/// Overlapping triangles over the frequencies of a transform; only what is not zero is kept.
final class MelFilters {
    private final int[] from;
    private final float[][] weights;

    MelFilters(MelOptions options) {
        int count = options.mels();
        MelScale scale = options.scale();
        double low = scale.mels(options.low());
        double step = (scale.mels(options.high()) - low) / (count + 1);
        from = new int[count];
        weights = new float[count][];
        for (int mel = 0; mel < count; mel++) {
            double[] corners = new double[3];
            for (int i = 0; i < 3; i++) {
                corners[i] = low + (mel + i) * step;
            }
            fill(mel, corners, options);
        }
    }

    private void fill(int mel, double[] corners, MelOptions options) {
        MelScale scale = options.scale();
        boolean overMels = scale == MelScale.KALDI;
        double[] edges = overMels ? corners : Arrays.stream(corners).map(scale::hertz).toArray();
        double area =
                options.areaNormalized()
                        ? 2 / (scale.hertz(corners[2]) - scale.hertz(corners[0]))
                        : 1;
        int bins = options.transform() / 2 + 1;
        // torchaudio's bins end at the whole hertz below half of the rate; Kaldi leaves the last
        // one out.
        double bin =
                (overMels ? options.rate() / 2.0 : Math.floorDiv(options.rate(), 2)) / (bins - 1);
        float[] all = new float[overMels ? bins - 1 : bins];
        int first = all.length;
        int last = 0;
        for (int k = 0; k < all.length; k++) {
            double place = overMels ? scale.mels(k * bin) : k * bin;
            double up = (place - edges[0]) / (edges[1] - edges[0]);
            double down = (edges[2] - place) / (edges[2] - edges[1]);
            all[k] = (float) (area * Math.max(0, Math.min(up, down)));
            if (all[k] > 0) {
                first = Math.min(first, k);
                last = k + 1;
            }
        }
        from[mel] = last == 0 ? 0 : first;
        weights[mel] = last == 0 ? new float[0] : Arrays.copyOfRange(all, first, last);
    }

    int count() {
        return from.length;
    }

    /// The sums of a filter over columns.
    ///
    /// @param spectrum [bins × columns]
    /// @param into takes `columns` sums
    void sum(int mel, float[] spectrum, float[] into, int columns) {
        Arrays.fill(into, 0, columns, 0);
        float[] own = weights[mel];
        for (int i = 0; i < own.length; i++) {
            add(own[i], spectrum, (from[mel] + i) * columns, into, columns);
        }
    }

    private static void add(float weight, float[] x, int at, float[] into, int columns) {
        for (int c = 0; c < columns; c++) {
            into[c] += weight * x[at + c];
        }
    }
}
