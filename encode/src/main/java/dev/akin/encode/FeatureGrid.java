package dev.akin.encode;

import dev.akin.media.PixelOrder;
import java.util.Arrays;

/// What a graph gave for one picture: a vector, tokens, or a map of features.
///
/// @param shape that of the output without its batch: [width], [tokens, width], or [channels, rows, columns] or [rows, columns,
///     channels] as the order says
/// @param patch pixels along the side of a patch, or 0 where nothing says
@SuppressWarnings("ArrayRecordComponent") // never compared
record FeatureGrid(float[] values, int[] shape, PixelOrder order, int patch) {
    /// Tokens that come before those of patches, in models without a word on the size of these: none, CLS, CLS and that of a
    /// teacher, CLS and four registers.
    private static final int[] BEFORE = {0, 1, 2, 5};

    /// The vector of the whole: the one, CLS if there is one, else the mean.
    float[] pooled(int height, int width) {
        return switch (shape.length) {
            case 1 -> values;
            case 2 -> {
                int[] grid = grid(height, width);
                yield shape[0] > grid[0] * grid[1]
                        ? Arrays.copyOf(values, shape[1])
                        : mean(values, shape[0], shape[1]);
            }
            default -> {
                float[] rows = rows();
                int channels = channels();
                yield mean(rows, rows.length / channels, channels);
            }
        };
    }

    /// @param height of the input, in pixels
    /// @throws IllegalStateException if there are only vectors of the whole
    Patches patches(int height, int width) {
        if (shape.length == 3) {
            boolean first = order == PixelOrder.CHANNELS_FIRST;
            return new Patches(shape[first ? 1 : 0], shape[first ? 2 : 1], rows());
        }
        if (shape.length != 2) {
            throw new IllegalStateException("the graph gives no patches");
        }
        int[] grid = grid(height, width);
        int before = shape[0] - grid[0] * grid[1];
        float[] kept = Arrays.copyOfRange(values, before * shape[1], values.length);
        return new Patches(grid[0], grid[1], kept);
    }

    private int channels() {
        return order == PixelOrder.CHANNELS_FIRST ? shape[0] : shape[2];
    }

    /// Rows and columns of patches among the tokens; one row of all where no grid fits.
    private int[] grid(int height, int width) {
        int tokens = shape[0];
        int rows = patch == 0 ? 0 : height / patch;
        int columns = patch == 0 ? 0 : width / patch;
        if (rows > 0 && columns > 0 && rows * columns <= tokens) {
            return new int[] {rows, columns};
        }
        for (int before : BEFORE) {
            int side = (int) Math.round(Math.sqrt(Math.max(0, tokens - before)));
            if (side > 0 && side * side == tokens - before) {
                return new int[] {side, side};
            }
        }
        return new int[] {1, tokens};
    }

    /// A map of features as [positions × channels].
    private float[] rows() {
        if (order == PixelOrder.CHANNELS_LAST) {
            return values;
        }
        int channels = shape[0];
        int positions = values.length / channels;
        float[] rows = new float[values.length];
        for (int channel = 0; channel < channels; channel++) {
            for (int position = 0; position < positions; position++) {
                rows[position * channels + channel] = values[channel * positions + position];
            }
        }
        return rows;
    }

    private static float[] mean(float[] rows, int count, int width) {
        double[] sum = new double[width];
        for (int i = 0; i < rows.length; i++) {
            sum[i % width] += rows[i];
        }
        for (int i = 0; i < width; i++) {
            sum[i] /= count;
        }
        return Vectors.narrow(sum);
    }
}
