package dev.akin.algebra;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Numbers as products of a few, as alike as can be.
public final class Divisors {
    private Divisors() {}

    /// Two, the smaller first.
    ///
    /// @throws IllegalArgumentException if there are none above 1; the message says which numbers near have them
    public static int[] two(int number) {
        return found(number, "two", Divisors::pair);
    }

    /// Two, the smaller first and as small as lets their sum be at most this; as alike as can be where no sum is.
    ///
    /// @throws IllegalArgumentException as [#two(int)]
    public static int[] two(int number, long mostSum) {
        int[] alike = two(number);
        for (int small = 2; small < alike[0]; small++) {
            if (number % small == 0 && small + number / small <= mostSum) {
                return new int[] {small, number / small};
            }
        }
        return alike;
    }

    /// Three, the largest in the middle.
    ///
    /// @throws IllegalArgumentException as [#two(int)]
    public static int[] three(int number) {
        return found(number, "three", Divisors::triple);
    }

    private static int[] found(int number, String count, IntFunction<int[]> factors) {
        int[] found = factors.apply(number);
        if (factor(found)) {
            return found;
        }
        IntPredicate does = near -> factor(factors.apply(near));
        String near =
                IntStream.concat(
                                IntStream.iterate(number - 1, i -> i > 1, i -> i - 1)
                                        .filter(does)
                                        .limit(1),
                                IntStream.iterate(number + 1, i -> i + 1).filter(does).limit(1))
                        .mapToObj(i -> i + " = " + product(factors.apply(i)))
                        .collect(Collectors.joining(", "));
        throw new IllegalArgumentException(
                "rows of "
                        + number
                        + " numbers do not factor into "
                        + count
                        + " sides; those of "
                        + near
                        + " would (pca makes rows of another dimension), or use svd");
    }

    private static String product(int[] factors) {
        return Arrays.stream(factors).mapToObj(String::valueOf).collect(Collectors.joining(" × "));
    }

    private static boolean factor(int[] factors) {
        return Arrays.stream(factors).min().orElse(1) > 1;
    }

    private static int[] pair(int number) {
        int small = (int) Math.sqrt(number);
        while (number % small != 0) {
            small--;
        }
        return new int[] {small, number / small};
    }

    private static int[] triple(int number) {
        int small = (int) Math.cbrt(number + 0.5);
        while (small > 1 && (number % small != 0 || pair(number / small)[0] == 1)) {
            small--;
        }
        int[] rest = pair(number / small);
        return new int[] {small, rest[1], rest[0]};
    }
}
