package dev.akin.project;

/// The B-splines of degree five around one point of a grid. For one thread.
final class GridSpline {
    /// Three points of the grid to a unit, and some: its transform has no more than a thousandth beyond what they can hold.
    static final float SPACING = 0.3f;

    /// Points of the grid that a spline reaches beyond the first and the last.
    static final int MARGIN = 3;

    private static final float PER_UNIT = 1 / SPACING;
    private static final int ORDER = 6;
    private static final float THIRD = 1 / 3f;
    private static final float FIFTH = 1 / 5f;

    private final Place place;
    private final float half;
    private int at;
    private final float[] wx = new float[ORDER];
    private final float[] wy = new float[ORDER];
    private final float[] slopesX = new float[ORDER];
    private final float[] slopesY = new float[ORDER];

    /// Where a grid of `size × size` points has its middle.
    record Place(float middleX, float middleY, int size) {
        /// Whether all that is around a place lies on the grid.
        boolean covers(float x, float y) {
            float reach = ((size - 1) / 2f - MARGIN) * SPACING;
            return Math.abs(x - middleX) <= reach && Math.abs(y - middleY) <= reach;
        }
    }

    float value;
    float slopeX;
    float slopeY;

    GridSpline(Place place) {
        this.place = place;
        this.half = (place.size - 1) / 2f;
    }

    private void locate(float x, float y) {
        float u = (x - place.middleX) * PER_UNIT + half;
        float v = (y - place.middleY) * PER_UNIT + half;
        int column = (int) u;
        int row = (int) v;
        at = (row - 2) * place.size + column - 2;
        weights(u - column, wx, slopesX);
        weights(v - row, wy, slopesY);
    }

    /// From one degree to the next: those of degree four are what the slopes are differences of.
    private static void weights(float t, float[] into, float[] slopes) {
        float rest = 1 - t;
        // Degree two.
        float a0 = rest * rest * 0.5f;
        float a2 = t * t * 0.5f;
        float a1 = 1 - a0 - a2;
        // Degree three.
        float b0 = rest * a0 * THIRD;
        float b1 = ((t + 2) * a0 + (2 - t) * a1) * THIRD;
        float b3 = t * a2 * THIRD;
        float b2 = 1 - b0 - b1 - b3;
        // Degree four.
        float c0 = rest * b0 * 0.25f;
        float c1 = ((t + 3) * b0 + (2 - t) * b1) * 0.25f;
        float c3 = ((t + 1) * b2 + (4 - t) * b3) * 0.25f;
        float c4 = t * b3 * 0.25f;
        float c2 = 1 - c0 - c1 - c3 - c4;
        slopes[0] = -c0;
        slopes[1] = c0 - c1;
        slopes[2] = c1 - c2;
        slopes[3] = c2 - c3;
        slopes[4] = c3 - c4;
        slopes[5] = c4;
        into[0] = rest * c0 * FIFTH;
        into[1] = ((t + 4) * c0 + (2 - t) * c1) * FIFTH;
        into[2] = ((t + 3) * c1 + (3 - t) * c2) * FIFTH;
        into[3] = ((t + 2) * c2 + (4 - t) * c3) * FIFTH;
        into[4] = ((t + 1) * c3 + (5 - t) * c4) * FIFTH;
        into[5] = t * c4 * FIFTH;
    }

    void spread(float x, float y, float[] masses) {
        locate(x, y);
        for (int r = 0; r < ORDER; r++) {
            int row = at + r * place.size;
            for (int c = 0; c < ORDER; c++) {
                masses[row + c] += wy[r] * wx[c];
            }
        }
    }

    void gather(float x, float y, float[] field) {
        locate(x, y);
        value = 0;
        slopeX = 0;
        slopeY = 0;
        for (int r = 0; r < ORDER; r++) {
            int row = at + r * place.size;
            float across = 0;
            float slope = 0;
            for (int c = 0; c < ORDER; c++) {
                across += wx[c] * field[row + c];
                slope += slopesX[c] * field[row + c];
            }
            value += wy[r] * across;
            slopeX += wy[r] * slope;
            slopeY += slopesY[r] * across;
        }
        slopeX *= PER_UNIT;
        slopeY *= PER_UNIT;
    }
}
