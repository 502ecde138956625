package dev.akin.picture;

import dev.akin.format.Column;
import dev.akin.text.Json;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the colours of points tell. Immutable and thread-safe.
public abstract sealed class Coloring permits OneColor, GroupColors, ValueColors {
    /// So many whole numbers at the most are groups; of more, they are amounts.
    private static final int FEW = 64;

    Coloring() {}

    /// All points alike.
    public static Coloring plain() {
        return new OneColor();
    }

    /// Points of groups: the largest get the sixteen colours, the others are grey.
    ///
    /// @param title what the groups are
    /// @param groups the group of each point, -1 of a point without one; copied
    /// @param names of the groups, `names.get(g)` of group g
    /// @throws IllegalArgumentException if a group has no name
    public static Coloring groups(String title, int[] groups, List<String> names) {
        return new GroupColors(title, groups.clone(), List.copyOf(names));
    }

    /// Points with amounts, from little to much. A point whose amount is NaN is grey.
    ///
    /// @param title what the amounts are
    /// @param values the amount of each point; copied
    public static Coloring values(String title, float... values) {
        return new ValueColors(title, values.clone(), false);
    }

    /// As [#values], told apart by how many times larger one is than another: for counts. Amounts below 1 count as 1.
    public static Coloring counts(String title, float... values) {
        return new ValueColors(title, values.clone(), true);
    }

    /// What a column of a file says: texts and few whole numbers are groups, other numbers amounts.
    ///
    /// @param rows which row of the column each point is
    public static Coloring of(String title, Column column, int... rows) {
        if (column.kind() == Column.Kind.NUMBER) {
            float[] values = new float[rows.length];
            for (int i = 0; i < rows.length; i++) {
                values[i] = column.number(rows[i]);
            }
            return new ValueColors(title, values, false);
        }
        Map<String, Integer> ids = new LinkedHashMap<>();
        int[] groups = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            String text = column.text(rows[i]);
            boolean none =
                    text.isEmpty() || (column.kind() == Column.Kind.INTEGER && text.equals("-1"));
            groups[i] = none ? -1 : ids.computeIfAbsent(text, t -> ids.size());
        }
        if (column.kind() == Column.Kind.INTEGER && ids.size() > FEW) {
            float[] values = new float[rows.length];
            for (int i = 0; i < rows.length; i++) {
                values[i] = column.integer(rows[i]);
            }
            return new ValueColors(title, values, false);
        }
        return new GroupColors(title, groups, new ArrayList<>(ids.keySet()));
    }

    /// Points of one colour, drawn together.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Layer(Color color, int[] points) {}

    /// A name for some points, written among them.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Named(String name, int[] points) {}

    /// What is drawn one over the other.
    abstract List<Layer> layers(int count, Theme theme);

    /// Which points have a name together.
    abstract List<Named> named();

    /// What stands beside the map.
    abstract Legend legend(Theme theme);

    /// What it tells, as a page reads it: a column as a server gives it, or null if it tells nothing.
    abstract @Nullable Json column();

    /// @throws IllegalArgumentException if it is not for so many points
    abstract void check(int count);

    static void check(int of, int count) {
        if (of != count) {
            throw new IllegalArgumentException(
                    "colours for " + of + " points, and " + count + " points");
        }
    }
}
