package dev.akin.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds places for labels beside their points, so that none covers another, and few cover points. Not thread-safe.
final class LabelPlaces {
    /// Where a label may stand: how much of its width lies left of the point, and of its height above; and the sign of the gap.
    private static final float[][] SIDES = {
        {0, 0.5f, 1, 0}, {1, 0.5f, -1, 0}, {0.5f, 1, 0, -1}, {0.5f, 0, 0, 1},
        {0, 1, 0.7f, -0.7f}, {1, 1, -0.7f, -0.7f}, {0, 0, 0.7f, 0.7f}, {1, 0, -0.7f, 0.7f}
    };

    private static final int CELL = 64;
    private static final int FINE = 4;

    private final Area area;
    private final float gap;
    private final Map<Long, List<Area>> taken = new HashMap<>();
    private final int fineWidth;
    private final int fineHeight;

    /// How many points lie above and to the left of a fine cell.
    private final int[] crowd;

    /// A rectangle.
    record Area(float left, float top, float right, float bottom) {
        static Area sized(float left, float top, float width, float height) {
            return new Area(left, top, left + width, top + height);
        }

        float width() {
            return right - left;
        }

        float height() {
            return bottom - top;
        }

        boolean overlaps(Area other) {
            return left < other.right
                    && other.left < right
                    && top < other.bottom
                    && other.top < bottom;
        }

        boolean contains(Area other) {
            return left <= other.left
                    && top <= other.top
                    && right >= other.right
                    && bottom >= other.bottom;
        }

        Area widened(float by) {
            return new Area(left - by, top - by, right + by, bottom + by);
        }
    }

    /// @param area where labels may stand
    /// @param gap between a point and its label
    LabelPlaces(Area area, float gap, float[] xs, float[] ys) {
        this.area = area;
        this.gap = gap;
        fineWidth = (int) (area.width() / FINE) + 2;
        fineHeight = (int) (area.height() / FINE) + 2;
        crowd = new int[fineWidth * fineHeight];
        for (int i = 0; i < xs.length; i++) {
            crowd[
                    fine(ys[i] - area.top, fineHeight) * fineWidth
                            + fine(xs[i] - area.left, fineWidth)]++;
        }
        for (int y = 0; y < fineHeight; y++) {
            for (int x = 0; x < fineWidth; x++) {
                int left = x == 0 ? 0 : crowd[y * fineWidth + x - 1];
                int above = y == 0 ? 0 : crowd[(y - 1) * fineWidth + x];
                int both = x == 0 || y == 0 ? 0 : crowd[(y - 1) * fineWidth + x - 1];
                crowd[y * fineWidth + x] += left + above - both;
            }
        }
    }

    private static int fine(float place, int size) {
        return Math.clamp((int) (place / FINE) + 1, 0, size - 1);
    }

    private int pointsIn(Area box) {
        int left = fine(box.left - area.left, fineWidth) - 1;
        int right = fine(box.right - area.left, fineWidth);
        int top = fine(box.top - area.top, fineHeight) - 1;
        int bottom = fine(box.bottom - area.top, fineHeight);
        return upTo(right, bottom) - upTo(left, bottom) - upTo(right, top) + upTo(left, top);
    }

    private int upTo(int x, int y) {
        return x < 0 || y < 0 ? 0 : crowd[y * fineWidth + x];
    }

    /// The best place beside a point, which is then taken; null if there is none.
    @Nullable Area beside(float x, float y, float width, float height) {
        Area best = null;
        int least = Integer.MAX_VALUE;
        for (float[] side : SIDES) {
            Area box =
                    Area.sized(
                            x - side[0] * width + side[2] * gap,
                            y - side[1] * height + side[3] * gap,
                            width,
                            height);
            if (isFree(box)) {
                int points = pointsIn(box);
                if (points < least) {
                    least = points;
                    best = box;
                }
            }
        }
        if (best != null) {
            take(best);
        }
        return best;
    }

    /// The place around a point, if it is free; it is then taken.
    @Nullable Area around(float x, float y, float width, float height) {
        float left = Math.clamp(x - width / 2, area.left, Math.max(area.left, area.right - width));
        float top = Math.clamp(y - height / 2, area.top, Math.max(area.top, area.bottom - height));
        Area box = Area.sized(left, top, width, height);
        if (!isFree(box)) {
            return null;
        }
        take(box);
        return box;
    }

    private boolean isFree(Area box) {
        return area.contains(box)
                && cells(box).stream()
                        .flatMap(cell -> taken.getOrDefault(cell, List.of()).stream())
                        .noneMatch(box::overlaps);
    }

    private void take(Area box) {
        Area kept = box.widened(gap * 0.4f);
        cells(kept).forEach(cell -> taken.computeIfAbsent(cell, c -> new ArrayList<>()).add(kept));
    }

    private static List<Long> cells(Area box) {
        List<Long> cells = new ArrayList<>();
        for (int y = Math.floorDiv((int) box.top, CELL);
                y <= Math.floorDiv((int) box.bottom, CELL);
                y++) {
            for (int x = Math.floorDiv((int) box.left, CELL);
                    x <= Math.floorDiv((int) box.right, CELL);
                    x++) {
                cells.add(((long) y << 32) + x);
            }
        }
        return cells;
    }
}
