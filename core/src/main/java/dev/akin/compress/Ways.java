package dev.akin.compress;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// All ways that a tuner may try: every method with the values of [Grid], those with rows inside together with others for these, and
/// fewer rows that are shorter and have fewer bits a number.
///
/// Left out is what another way beats by what it is: rows behind bits take more than the rows alone, and score the same; bfloat16 is for
/// numbers that float16 cannot hold; trains of cores live on the order of rows, which others take away.
final class Ways {
    private static final Set<String> SHARING = Set.of("prune", "merge");
    private static final Set<String> PLAIN = Set.of("float16", "int8", "int4", "binary");
    private static final Set<String> SHORT_INSIDE =
            Set.of("float16", "int8", "int4", "binary", "pq");

    private final int dimension;
    private final MethodRequest plain;
    private final Map<String, Way> ways = new LinkedHashMap<>();

    private Ways(int dimension, MethodRequest plain) {
        this.dimension = dimension;
        this.plain = plain;
    }

    /// @param method with its combination
    /// @param asked with its options
    record Way(String method, MethodRequest asked) {
        /// `prune+int8 --keep 50%`
        @Override
        public String toString() {
            return method
                    + asked.values().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(option ->
                                    " --" + option.getKey().label() + " " + option.getValue())
                            .collect(Collectors.joining());
        }

        boolean isSingle() {
            return method.indexOf('+') < 0;
        }

        Compressor compressor() {
            return Methods.of(method, asked);
        }

        /// The same, as asked in another way.
        Way of(MethodRequest other) {
            return new Way(method, other);
        }

        /// Empty too where rows of this shape cannot be made smaller so, which is told when all ways are sized.
        OptionalLong bytes(int rows, int dimension) {
            try {
                return compressor().bytes(rows, dimension);
            } catch (IllegalArgumentException e) {
                return OptionalLong.empty();
            }
        }
    }

    static List<Way> all(int dimension, MethodRequest plain) {
        Ways all = new Ways(dimension, plain);
        List<Method> methods = Methods.all();
        methods.forEach(method -> all.add(List.of(method)));
        for (Method outer : methods) {
            if (outer.outer() && !outer.name().equals("binary")) {
                all.inside(outer, methods);
            }
        }
        return List.copyOf(all.ways.values());
    }

    private void inside(Method outer, List<Method> methods) {
        for (Method inner : methods) {
            if (isInside(inner)
                    && (SHARING.contains(outer.name()) || SHORT_INSIDE.contains(inner.name()))) {
                add(List.of(outer, inner));
            }
        }
        if (outer.name().equals("prune")) {
            for (Method shorter : methods) {
                if (Set.of("svd", "pca").contains(shorter.name())) {
                    methods.stream()
                            .filter(last -> Set.of("int8", "int4", "pq").contains(last.name()))
                            .forEach(last -> add(List.of(outer, shorter, last)));
                }
            }
        }
    }

    private static boolean isInside(Method inner) {
        return inner.name().equals("binary")
                || (!inner.outer()
                        && !inner.name().equals("bfloat16")
                        && !inner.options().contains(MethodOption.RANK));
    }

    private void add(List<Method> methods) {
        String name = String.join("+", methods.stream().map(Method::name).toList());
        for (Map<MethodOption, String> values : values(methods, dimension)) {
            MethodRequest asked = plain;
            for (Map.Entry<MethodOption, String> value : values.entrySet()) {
                asked = asked.with(value.getKey(), value.getValue());
            }
            Way way = new Way(name, asked);
            ways.putIfAbsent(way.toString(), way);
        }
    }

    private static List<Map<MethodOption, String>> values(List<Method> methods, int dimension) {
        if (methods.isEmpty()) {
            return List.of(Map.of());
        }
        List<Map<MethodOption, String>> all = new ArrayList<>();
        for (Grid grid : Grid.of(methods.getFirst(), dimension)) {
            for (Map<MethodOption, String> inner :
                    values(methods.subList(1, methods.size()), grid.inside())) {
                Map<MethodOption, String> both = new EnumMap<>(MethodOption.class);
                both.putAll(inner);
                both.putAll(grid.values());
                all.add(both);
            }
        }
        return all;
    }

    /// Of rows of bits or numbers that are fewer or shorter, the most that fit: what lies between two values of the grid.
    ///
    /// @param room bytes that rows may take
    static List<Way> filling(List<Way> ways, int rows, int dimension, long room) {
        Map<String, Way> filled = new LinkedHashMap<>();
        for (Way way : ways) {
            int plus = way.method().indexOf('+');
            if (plus < 0 || !PLAIN.contains(way.method().substring(plus + 1))) {
                continue;
            }
            for (MethodOption option :
                    List.of(MethodOption.RANK, MethodOption.DIMENSION, MethodOption.KEEP)) {
                if (way.asked().has(option)) {
                    Way full = full(way, option, new Shape(rows, dimension, room));
                    filled.put(full.toString(), full);
                }
            }
        }
        ways.forEach(way -> filled.remove(way.toString()));
        return List.copyOf(filled.values());
    }

    private record Shape(int rows, int dimension, long room) {}

    private static Way full(Way way, MethodOption option, Shape shape) {
        boolean share = option == MethodOption.KEEP;
        int top = way.asked().whole(MethodOption.TOP, 0);
        int low = 1;
        int high = share ? 99 : shape.dimension - top;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            OptionalLong bytes =
                    with(way, option, middle, share).bytes(shape.rows, shape.dimension);
            if (bytes.isPresent() && bytes.getAsLong() <= shape.room) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return with(way, option, low, share);
    }

    private static Way with(Way way, MethodOption option, int value, boolean share) {
        return way.of(way.asked().with(option, share ? value + "%" : String.valueOf(value)));
    }
}
