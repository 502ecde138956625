package dev.akin.evaluate;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.text.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is wrong with a table of vectors, or worth a look: rows that hold no numbers or none to speak of, dimensions that say
/// nothing, rows that are the same, directions that are not even, lengths that tell how frequent a key is.
///
/// @param rows how many there are
/// @param notNumbers rows that hold NaN or infinite numbers; all that follows leaves them out
/// @param dead rows shorter than a thousandth of the median length: never learned, perhaps
/// @param deadDimensions dimensions that are the same in every row
/// @param duplicates rows that are equal to another in every number, dead ones left out
/// @param norms the lengths of rows
/// @param normsByCount lengths against counts; null where keys have no counts
/// @param directions how even they are
/// @param findings what of all this is worth a look; empty for a table in good health
public record TableHealth(
        int rows,
        int dimension,
        Named notNumbers,
        Named dead,
        List<Integer> deadDimensions,
        Duplicates duplicates,
        Norms norms,
        @Nullable NormsByCount normsByCount,
        Directions directions,
        List<Finding> findings) {

    /// Keys and groups that are named at the most.
    static final int NAMED = 20;

    /// Rows of one kind.
    ///
    /// @param rows how many
    /// @param keys of the first 20
    public record Named(int rows, List<String> keys) {}

    /// Rows that are the same.
    ///
    /// @param rows how many, beyond the first of each group
    /// @param groups of keys: the first 20 groups, of each the first 20 keys
    public record Duplicates(int rows, List<List<String>> groups) {}

    /// The lengths of rows: the least, the quartiles, the greatest. All NaN where no row holds numbers.
    public record Norms(
            double least, double lowerQuartile, double median, double upperQuartile, double most) {}

    /// Lengths against counts.
    ///
    /// @param correlation Spearman's, in [-1, 1]; NaN where all counts or all lengths are the same
    public record NormsByCount(double correlation, List<Bin> bins) {}

    /// Keys about as frequent as each other: within a power of 2.
    ///
    /// @param median of their lengths
    public record Bin(long least, long most, int rows, double median) {}

    /// How even the directions of rows are.
    ///
    /// @param meanCosine of all pairs, in [-1, 1], 0 where directions are even (Ethayarajh 2019); NaN of fewer than two rows
    /// @param firstComponent the share of the variance along the first principal component, in [0, 1]
    /// @param effectiveDimensions how many dimensions of equal variance would spread as much: (Σλ)² / Σλ² of the variances λ along
    ///     the components; NaN of more than 1,024 dimensions, where all components would take too long
    public record Directions(
            double meanCosine, double firstComponent, double effectiveDimensions) {}

    /// What is worth a look.
    ///
    /// @param warning whether something is wrong, rather than of note
    /// @param what of which part: `notNumbers`, `dead`, `deadDimensions`, `duplicates`, `anisotropy`, `effectiveDimensions`,
    ///     `normsByCount`
    /// @param text a sentence in English
    public record Finding(boolean warning, String what, String text) {}

    /// Examines a table. Variances are those of 20,000 rows that lie evenly in it, where there are more.
    ///
    /// @throws java.util.concurrent.CancellationException if the listener asks to stop
    public static TableHealth of(Embeddings words, ProgressListener listener) {
        return new HealthCheck(words, listener).result();
    }

    /// All of it, by its names.
    public Json.Obj json() {
        return HealthJson.of(this);
    }
}
