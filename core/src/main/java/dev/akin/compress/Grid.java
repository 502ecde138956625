package dev.akin.compress;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// The values that a tuner tries of each method's options, for rows of some dimension.
///
/// @param values what is asked of the method
/// @param inside the dimension of the rows inside
record Grid(Map<MethodOption, String> values, int inside) {
    /// Numbers of a short row, in sixteenths of the dimension.
    private static final int[] SIXTEENTHS = {1, 2, 3, 4, 6, 8, 12};

    /// Numbers in a part.
    private static final int[] WIDTHS = {1, 2, 3, 4, 6, 8, 12, 16};

    /// Beyond that a scale for each row takes next to nothing.
    private static final int FEW_NUMBERS = 64;

    /// Of all codebooks together: equations of more take too long to try.
    private static final int MOST_VECTORS = 1024;

    static List<Grid> of(Method method, int dimension) {
        return switch (method.name()) {
            case "pca" -> principal(dimension);
            case "order" -> shorter(MethodOption.DIMENSION, dimension);
            case "pq", "opq" -> parts(dimension);
            case "residual" -> levels(dimension);
            case "codes" -> codes(dimension);
            case "prune" ->
                    each(MethodOption.KEEP, dimension, "70%", "50%", "30%", "20%", "10%", "5%");
            case "merge" -> each(MethodOption.COSINE, dimension, "0.9", "0.7", "0.6");
            case "int8", "int4" -> scales(dimension);
            default -> others(method, dimension);
        };
    }

    private static List<Grid> others(Method method, int dimension) {
        if (!method.options().contains(MethodOption.RANK)) {
            return List.of(new Grid(Map.of(), dimension));
        }
        return method.outer()
                ? shorter(MethodOption.RANK, dimension)
                : each(MethodOption.RANK, dimension, "16", "32", "64", "128");
    }

    private static List<Grid> each(MethodOption option, int dimension, String... values) {
        return List.of(values).stream()
                .map(value -> new Grid(Map.of(option, value), dimension))
                .toList();
    }

    private static List<Grid> shorter(MethodOption option, int dimension) {
        return IntStream.of(SIXTEENTHS)
                .map(share -> Math.max(1, dimension * share / 16))
                .distinct()
                .mapToObj(kept -> new Grid(Map.of(option, String.valueOf(kept)), kept))
                .toList();
    }

    /// As rows are, and without a hundredth of the directions, as Mu and Viswanath advise.
    private static List<Grid> principal(int dimension) {
        List<Grid> all = new ArrayList<>(shorter(MethodOption.DIMENSION, dimension));
        int top = Math.max(1, dimension / 100);
        for (Grid kept : List.copyOf(all)) {
            if (kept.inside() + top <= dimension) {
                all.add(
                        new Grid(
                                Map.of(
                                        MethodOption.DIMENSION,
                                        String.valueOf(kept.inside()),
                                        MethodOption.TOP,
                                        String.valueOf(top)),
                                kept.inside()));
            }
        }
        return all;
    }

    private static List<Grid> parts(int dimension) {
        TreeSet<Integer> parts = new TreeSet<>();
        for (int width : WIDTHS) {
            parts.add(Math.ceilDiv(dimension, Math.min(width, dimension)));
        }
        return parts.descendingSet().stream()
                .map(count -> new Grid(Map.of(MethodOption.PARTS, count.toString()), dimension))
                .toList();
    }

    private static List<Grid> levels(int dimension) {
        List<Grid> all = new ArrayList<>();
        for (Grid parts : parts(dimension)) {
            String count = parts.values().getOrDefault(MethodOption.PARTS, "1");
            for (String levels : List.of("2", "4")) {
                Map<MethodOption, String> values =
                        Map.of(MethodOption.PARTS, count, MethodOption.LEVELS, levels);
                all.add(new Grid(values, dimension));
            }
        }
        return all;
    }

    private static List<Grid> codes(int dimension) {
        List<Grid> all = new ArrayList<>();
        for (int bits : new int[] {4, 8}) {
            int most = MOST_VECTORS >> bits;
            for (int share : new int[] {3, 6, 12, 24}) {
                int books = Math.max(1, bits * dimension / (4 * share));
                if (books <= most) {
                    Map<MethodOption, String> values =
                            Map.of(
                                    MethodOption.BITS,
                                    String.valueOf(bits),
                                    MethodOption.PARTS,
                                    String.valueOf(books));
                    all.add(new Grid(values, dimension));
                }
            }
        }
        return all;
    }

    private static List<Grid> scales(int dimension) {
        Grid rows = new Grid(Map.of(), dimension);
        return dimension > FEW_NUMBERS
                ? List.of(rows)
                : List.of(rows, new Grid(Map.of(MethodOption.SCALE, "dimension"), dimension));
    }
}
