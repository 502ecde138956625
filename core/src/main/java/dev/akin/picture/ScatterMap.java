package dev.akin.picture;

import dev.akin.project.Projection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Draws a map of points: dots whose colours tell something, and names beside as many as there is room for, none over another.
/// Immutable and thread-safe.
///
/// The first points matter most: they are named first, those of each region before more of one. Groups have their names among
/// their points. Both directions have one scale, since only distances mean something.
public final class ScatterMap {
    /// Names are looked for among so many of the first points.
    private static final int TRIED = 50_000;

    private final Sheet sheet;
    private final Coloring coloring;
    private final List<String> names;
    private final int labels;
    private final boolean groupNames;

    private ScatterMap(Builder builder) {
        sheet = builder.sheet;
        coloring = builder.coloring;
        names = builder.names;
        labels = builder.labels;
        groupNames = builder.groupNames;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// Draws a map in two dimensions.
    ///
    /// @throws IllegalArgumentException if it has three, or there are not as many names or colours as points
    /// @throws IllegalStateException if this machine has no fonts
    public Picture draw(Projection map) {
        int count = map.count();
        if (map.dimensions() != 2) {
            throw new IllegalArgumentException(
                    "a picture is flat, and the map has " + map.dimensions() + " dimensions");
        }
        if (!names.isEmpty() && names.size() != count) {
            throw new IllegalArgumentException(names.size() + " names of " + count + " points");
        }
        coloring.check(count);
        return new Picture(sheet, new Drawing(map).marks());
    }

    /// One drawing under way.
    private final class Drawing {
        private final List<Mark> marks = new ArrayList<>();
        private final int count;
        private final LabelPlaces.Area area;
        private final float[] xs;
        private final float[] ys;
        private final float radius;
        private final LabelPlaces places;

        Drawing(Projection map) {
            count = map.count();
            Legend legend = coloring.legend(sheet.theme());
            float top = Titles.height(sheet);
            float margin = sheet.margin();
            float right = sheet.width() - margin - legend.width(sheet);
            area = new LabelPlaces.Area(margin, top, right, sheet.height() - margin);
            xs = new float[count];
            ys = new float[count];
            place(map);
            radius = radius();
            places = new LabelPlaces(area, radius + sheet.letters() * 0.28f, xs, ys);
            marks.addAll(Titles.marks(sheet));
            marks.addAll(legend.marks(sheet, right + margin, top));
        }

        /// Everything fits, in the middle, with some room for names at the sides.
        private void place(Projection map) {
            float[] least = {Float.MAX_VALUE, Float.MAX_VALUE};
            float[] most = {-Float.MAX_VALUE, -Float.MAX_VALUE};
            for (int i = 0; i < count; i++) {
                for (int d = 0; d < 2; d++) {
                    least[d] = Math.min(least[d], map.coordinate(i, d));
                    most[d] = Math.max(most[d], map.coordinate(i, d));
                }
            }
            float inset = sheet.letters() * (names.isEmpty() ? 0.5f : 1.5f);
            float scale =
                    Math.min(
                            scale(most[0] - least[0], area.width() - 2 * inset),
                            scale(most[1] - least[1], area.height() - 2 * inset));
            scale = scale == Float.MAX_VALUE ? 1 : scale;
            for (int i = 0; i < count; i++) {
                float x = map.coordinate(i, 0) - (least[0] + most[0]) / 2;
                float y = map.coordinate(i, 1) - (least[1] + most[1]) / 2;
                xs[i] = (area.left() + area.right()) / 2 + x * scale;
                ys[i] = (area.top() + area.bottom()) / 2 - y * scale;
            }
        }

        private static float scale(float span, float room) {
            return span > 0 ? room / span : Float.MAX_VALUE;
        }

        /// Many points are small, so that the map is covered by a third at the most.
        private float radius() {
            double each = area.width() * (double) area.height() / Math.max(1, count);
            return (float)
                    Math.clamp(Math.sqrt(each) * 0.16, 0.9, 5.0 * Math.max(0.6, sheet.unit()));
        }

        List<Mark> marks() {
            for (Coloring.Layer layer : coloring.layers(count, sheet.theme())) {
                int[] points = layer.points();
                if (points.length > 0) {
                    marks.add(
                            new Mark.Dots(
                                    picked(xs, points),
                                    picked(ys, points),
                                    radius,
                                    layer.color(),
                                    count > 2000 ? 0.7f : 0.85f));
                }
            }
            List<Mark> groups = groupNames ? groupNames() : List.of();
            if (!names.isEmpty()) {
                pointNames();
            }
            marks.addAll(groups);
            return marks;
        }

        private static float[] picked(float[] all, int[] points) {
            float[] picked = new float[points.length];
            for (int i = 0; i < points.length; i++) {
                picked[i] = all[points[i]];
            }
            return picked;
        }

        /// Above all else, since they are what is read first.
        private List<Mark> groupNames() {
            List<Mark> named = new ArrayList<>();
            for (Coloring.Named group : coloring.named()) {
                int middle = middle(group.points());
                Lettering.Text text =
                        Lettering.installed().text(group.name(), sheet.letters() * 1.15f, true);
                LabelPlaces.Area box =
                        places.around(xs[middle], ys[middle], text.width(), text.height());
                if (box != null) {
                    named.add(words(text, box));
                }
            }
            return named;
        }

        /// The point nearest to the median of both directions: it lies within the group even if that is a ring.
        private int middle(int[] points) {
            float x = median(picked(xs, points));
            float y = median(picked(ys, points));
            return Arrays.stream(points)
                    .boxed()
                    .min(Comparator.comparingDouble(p -> Math.hypot(xs[p] - x, ys[p] - y)))
                    .orElseThrow();
        }

        private static float median(float[] values) {
            Arrays.sort(values);
            return values[values.length / 2];
        }

        /// The first of each tile, then as they come.
        private void pointNames() {
            int wanted = labels >= 0 ? labels : roomFor();
            boolean[] named = new boolean[count];
            Set<Long> tiles = new HashSet<>();
            int done = 0;
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < Math.min(count, TRIED) && done < wanted; i++) {
                    long tile = tile(i, wanted);
                    if (!named[i] && (round == 1 || !tiles.contains(tile)) && name(i)) {
                        named[i] = true;
                        tiles.add(tile);
                        done++;
                    }
                }
            }
        }

        private long tile(int point, int wanted) {
            double side = Math.sqrt(area.width() * (double) area.height() / Math.max(1, wanted));
            return ((long) (xs[point] / side) << 32) + (long) (ys[point] / side);
        }

        /// As many as leave more paper than letters.
        private int roomFor() {
            double each = sheet.letters() * (double) sheet.letters() * 34;
            return (int) (area.width() * (double) area.height() / each);
        }

        private boolean name(int point) {
            Lettering.Text text =
                    Lettering.installed()
                            .within(names.get(point), sheet.letters() * 0.88f, area.width() / 4);
            LabelPlaces.Area box = places.beside(xs[point], ys[point], text.width(), text.height());
            if (box == null) {
                return false;
            }
            marks.add(words(text, box));
            return true;
        }

        private Mark words(Lettering.Text text, LabelPlaces.Area box) {
            return Mark.Words.of(
                            text,
                            box.left(),
                            box.top() + text.ascent(),
                            Mark.Anchor.START,
                            sheet.theme().ink)
                    .haloed(sheet.theme().paper);
        }
    }

    /// Collects options. Not thread-safe.
    public static final class Builder {
        private Sheet sheet = Sheet.DEFAULT;
        private Coloring coloring = Coloring.plain();
        private List<String> names = List.of();
        private int labels = -1;
        private boolean groupNames = true;

        private Builder() {}

        /// [Sheet#DEFAULT] unless told.
        public Builder sheet(Sheet value) {
            sheet = value;
            return this;
        }

        /// All points alike unless told.
        public Builder coloring(Coloring value) {
            coloring = value;
            return this;
        }

        /// What the points are called, those that matter most first; none unless told.
        public Builder names(List<String> values) {
            names = values;
            return this;
        }

        /// How many points are named at the most; as many as leave more paper than letters unless told.
        public Builder labels(int most) {
            if (most < 0) {
                throw new IllegalArgumentException("labels ≥ 0, not " + most);
            }
            labels = most;
            return this;
        }

        /// Whether groups have their names among their points; they do unless told.
        public Builder groupNames(boolean value) {
            groupNames = value;
            return this;
        }

        public ScatterMap build() {
            return new ScatterMap(this);
        }
    }
}
