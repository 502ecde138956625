package dev.akin.compress;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// All methods by their names, and their combinations: `svd+int8` keeps the short rows of `svd` in bytes.
public final class Methods {
    private static final List<Method> ALL =
            List.of(
                    Method.leaf(
                            "float16",
                            "two bytes a number",
                            Set.of(),
                            asked -> HalfPrecision.float16()),
                    Method.leaf(
                            "bfloat16",
                            "two bytes a number, of any size",
                            Set.of(),
                            asked -> HalfPrecision.bfloat16()),
                    Method.leaf(
                            "int8",
                            "a byte a number",
                            Set.of(MethodOption.SCALE),
                            asked -> asked.to(Int8.builder()).scale(CodeScale.of(asked)).build()),
                    Method.leaf(
                            "int4",
                            "four bits a number",
                            Set.of(MethodOption.SCALE),
                            asked -> asked.to(Int4.builder()).scale(CodeScale.of(asked)).build()),
                    Method.outer(
                            "binary",
                            "a bit a number; rows behind the bits put what they find in order",
                            Set.of(),
                            (asked, inner) -> asked.to(Binary.builder()).then(inner).build()),
                    Method.outer(
                            "svd",
                            "short rows, and a matrix that makes the long ones of them",
                            Set.of(MethodOption.RANK),
                            (asked, inner) -> LowRank.builder().of(asked, inner).build()),
                    Method.outer(
                            "tucker",
                            "short rows, a core, and factors for two sides of a row",
                            Set.of(MethodOption.RANK, MethodOption.SHAPE, MethodOption.TURNS),
                            (asked, inner) ->
                                    TuckerDecomposition.builder().of(asked, inner).build()),
                    Method.outer(
                            "cp",
                            "short rows, and factors for two sides of a row",
                            Set.of(MethodOption.RANK, MethodOption.SHAPE, MethodOption.TURNS),
                            (asked, inner) -> CpDecomposition.builder().of(asked, inner).build()),
                    Method.outer(
                            "pca",
                            "fewer numbers a row, along the directions in which rows differ most",
                            Set.of(MethodOption.DIMENSION, MethodOption.TOP),
                            PrincipalComponents::of),
                    Method.outer(
                            "order",
                            "the numbers that say most come first, so that rows can be cut anywhere",
                            Set.of(MethodOption.DIMENSION),
                            PrincipalOrder::of),
                    Method.leaf(
                            "tensor-train",
                            "three cores that rows are multiplied from",
                            Set.of(MethodOption.RANK),
                            TensorTrain::of),
                    Method.leaf(
                            "pq",
                            "a byte a part of a row",
                            Set.of(MethodOption.PARTS),
                            asked -> product(asked, ProductQuantizer.builder()).build()),
                    Method.leaf(
                            "opq",
                            "a byte a part of a row that was turned",
                            Set.of(MethodOption.PARTS),
                            asked -> product(asked, ProductQuantizer.turned()).build()),
                    Method.leaf(
                            "residual",
                            "several bytes a part of a row, each for what is left",
                            Set.of(MethodOption.PARTS, MethodOption.LEVELS),
                            asked ->
                                    product(asked, ProductQuantizer.residual())
                                            .levels(asked.whole(MethodOption.LEVELS, 2))
                                            .build()),
                    Method.leaf(
                            "codes",
                            "sums of vectors of codebooks, learned",
                            Set.of(MethodOption.PARTS, MethodOption.BITS),
                            Methods::codes),
                    Method.outer(
                            "hash",
                            "few rows, of which hashing chooses some for each row's sum",
                            Set.of(MethodOption.KEEP, MethodOption.PARTS),
                            HashEmbeddings::of),
                    Method.outer(
                            "prune",
                            "fewer rows: the others have the nearest of those kept",
                            Set.of(MethodOption.KEEP, MethodOption.BY, MethodOption.INSTEAD),
                            Pruning.Builder::of),
                    Method.outer(
                            "merge",
                            "one row for rows that are nearly the same",
                            Set.of(MethodOption.COSINE),
                            (asked, inner) ->
                                    asked.to(Deduplication.builder())
                                            .cosine(asked.number(MethodOption.COSINE, 0.9))
                                            .then(inner)
                                            .build()));

    private Methods() {}

    private static Compressor codes(MethodRequest asked) {
        LearnedCodes.Builder builder = asked.to(LearnedCodes.builder());
        if (asked.has(MethodOption.PARTS)) {
            builder.codebooks(asked.whole(MethodOption.PARTS, 0));
        }
        int bits = asked.whole(MethodOption.BITS, 4);
        if (bits < 1 || bits > 8) {
            throw new IllegalArgumentException("a code has 1 to 8 bits, not " + bits);
        }
        return builder.entries(1 << bits).build();
    }

    private static ProductQuantizer.Builder product(
            MethodRequest asked, ProductQuantizer.Builder builder) {
        asked.to(builder);
        return asked.has(MethodOption.PARTS)
                ? builder.parts(asked.whole(MethodOption.PARTS, 0))
                : builder;
    }

    /// All there are, in the order in which people should be told of them.
    public static List<Method> all() {
        return ALL;
    }

    /// A compressor by its name, or by several from the outermost to the innermost, joined by `+`.
    ///
    /// @throws IllegalArgumentException if there is no such method, one that is not the last has no rows inside, or an option is
    ///     not for any of them, or has a value that it cannot have
    public static Compressor of(String names, MethodRequest asked) {
        List<Method> methods =
                List.of(names.split("\\+", -1)).stream().map(Methods::named).toList();
        checkOptions(names, methods, asked);
        Compressor made = null;
        for (Method method : methods.reversed()) {
            if (made != null && !method.outer()) {
                throw new IllegalArgumentException(
                        method.name()
                                + " has no rows inside that "
                                + made.method()
                                + " could make smaller; "
                                + (outers().isEmpty() ? "no method has" : outers() + " have"));
            }
            made = method.made().apply(asked, made);
        }
        if (made == null) {
            throw new IllegalStateException("no method in \"" + names + "\"");
        }
        return made;
    }

    private static Method named(String name) {
        return ALL.stream()
                .filter(method -> method.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "there is no method \""
                                        + name
                                        + "\"; there are "
                                        + ALL.stream()
                                                .map(Method::name)
                                                .collect(Collectors.joining(", "))));
    }

    private static String outers() {
        return ALL.stream()
                .filter(Method::outer)
                .map(Method::name)
                .collect(Collectors.joining(", "));
    }

    private static void checkOptions(String names, List<Method> methods, MethodRequest asked) {
        Set<MethodOption> left = EnumSet.noneOf(MethodOption.class);
        left.addAll(asked.values().keySet());
        methods.forEach(method -> left.removeAll(method.options()));
        for (MethodOption option : left) {
            String takers = takers(option);
            throw new IllegalArgumentException(
                    option.label()
                            + " is not for "
                            + names
                            + (takers.isEmpty() ? "" : ", but for " + takers));
        }
    }

    private static String takers(MethodOption option) {
        return ALL.stream()
                .filter(method -> method.options().contains(option))
                .map(Method::name)
                .collect(Collectors.joining(", "));
    }
}
