package dev.akin.encode;

import dev.akin.media.Picture;
import dev.akin.media.Resampling;

/// What can be seen of a picture without having learned anything: which way edges run in each cell of a grid, the colours of a
/// thumbnail, and how often each colour comes.
///
/// 1. Dalal and Triggs 2005, "Histograms of Oriented Gradients for Human Detection": nine directions without sign, shared out
///    between the two nearest, weighed by the strength of the edge.
/// 2. Arandjelović and Zisserman 2012, "Three things everyone should know to improve object retrieval": the square root of a
///    histogram, whose dot product is Hellinger's kernel.
final class PixelFeatures {
    private static final int SIDE = 64;
    private static final int GRID = 8;
    private static final int CELL = SIDE / GRID;
    private static final int DIRECTIONS = 9;
    private static final int LEVELS = 4;
    private static final int COLORS = LEVELS * LEVELS * LEVELS;
    private static final int EDGES = GRID * GRID * DIRECTIONS;
    private static final int THUMBNAIL = GRID * GRID * 3;

    /// How much colours and thumbnail count beside edges.
    private static final double COLOR_WEIGHT = 0.7;

    /// Numbers of a picture.
    static final int DIMENSION = EDGES + THUMBNAIL + COLORS;

    private final byte[] rgb;
    private final float[] features = new float[DIMENSION];

    private PixelFeatures(Picture picture) {
        this.rgb = picture.resized(SIDE, SIDE, Resampling.BILINEAR).rgb();
    }

    /// @return [DIMENSION], at length 1
    static float[] of(Picture picture) {
        PixelFeatures pixels = new PixelFeatures(picture);
        pixels.edges();
        pixels.thumbnail();
        pixels.colors();
        return Vectors.normalize(pixels.features);
    }

    private void edges() {
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                edge(x, y);
            }
        }
        for (int cell = 0; cell < GRID * GRID; cell++) {
            double all = 1e-6;
            for (int d = 0; d < DIRECTIONS; d++) {
                all += features[cell * DIRECTIONS + d];
            }
            for (int d = cell * DIRECTIONS; d < (cell + 1) * DIRECTIONS; d++) {
                features[d] = (float) Math.sqrt(features[d] / all);
            }
        }
        scale(0, EDGES, 1);
    }

    /// Shares an edge out between the two directions that are nearest.
    private void edge(int x, int y) {
        double across = x == 0 || x == SIDE - 1 ? 0 : light(x + 1, y) - light(x - 1, y);
        double down = y == 0 || y == SIDE - 1 ? 0 : light(x, y + 1) - light(x, y - 1);
        double strength = Math.sqrt(across * across + down * down);
        double angle = Math.atan2(down, across);
        double place = (angle < 0 ? angle + Math.PI : angle) / Math.PI * DIRECTIONS;
        int low = (int) place;
        double rest = place - low;
        int cell = (y / CELL * GRID + x / CELL) * DIRECTIONS;
        features[cell + low % DIRECTIONS] += (float) (strength * (1 - rest));
        features[cell + (low + 1) % DIRECTIONS] += (float) (strength * rest);
    }

    /// In [0, 1].
    private double light(int x, int y) {
        int at = 3 * (y * SIDE + x);
        return (channel(at) + channel(at + 1) + channel(at + 2)) / (3 * 255.0);
    }

    private int channel(int at) {
        return rgb[at] & 0xff;
    }

    private void thumbnail() {
        for (int at = 0; at < rgb.length; at++) {
            int pixel = at / 3;
            int cell = pixel / SIDE / CELL * GRID + pixel % SIDE / CELL;
            features[EDGES + 3 * cell + at % 3] += (channel(at) - 127.5f) / (255 * CELL * CELL);
        }
        scale(EDGES, THUMBNAIL, COLOR_WEIGHT);
    }

    private void colors() {
        int from = EDGES + THUMBNAIL;
        for (int at = 0; at < rgb.length; at += 3) {
            features[from + (level(at) * LEVELS + level(at + 1)) * LEVELS + level(at + 2)]++;
        }
        for (int i = from; i < DIMENSION; i++) {
            features[i] = (float) Math.sqrt(features[i]);
        }
        scale(from, COLORS, COLOR_WEIGHT);
    }

    private int level(int at) {
        return channel(at) * LEVELS / 256;
    }

    /// Brings a stretch to a length.
    private void scale(int from, int count, double length) {
        double squares = 0;
        for (int i = from; i < from + count; i++) {
            squares += (double) features[i] * features[i];
        }
        double factor = squares == 0 ? 0 : length / Math.sqrt(squares);
        for (int i = from; i < from + count; i++) {
            features[i] = (float) (features[i] * factor);
        }
    }
}
