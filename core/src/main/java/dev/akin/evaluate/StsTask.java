package dev.akin.evaluate;

import dev.akin.MalformedFileException;
import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.TextEncoder;
import dev.akin.embeddings.TextEncoder.Purpose;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// A list of pairs of texts with the scores that people gave them: semantic textual similarity, such as STS-B (Cer et al. 2017).
/// An encoder is scored by Spearman's rank correlation between these and the cosines of its vectors, as MTEB does. Immutable.
public final class StsTask {
    private static final long SEED = 1;

    /// Texts encoded between two looks at the listener.
    private static final int TOGETHER = 256;

    private final String name;
    private final List<TextPair> pairs;

    private StsTask(String name, List<TextPair> pairs) {
        this.name = name;
        this.pairs = List.copyOf(pairs);
    }

    /// A task from pairs in memory; the list is copied.
    public static StsTask of(String name, List<TextPair> pairs) {
        return new StsTask(name, pairs);
    }

    /// Reads a file of lines with tabs, UTF-8: the two texts and the score, the score first or last; or STS-B's own columns:
    /// genre, file, year, id, score and the two texts. A first line without a score is a header.
    ///
    /// @throws MalformedFileException for any other line, or if there are no pairs
    public static StsTask read(Path file) throws IOException {
        List<TextPair> pairs = new ArrayList<>();
        TestLines.each(
                file,
                (number, line) -> {
                    TextPair pair = pair(line.split("\t", -1));
                    if (pair != null) {
                        pairs.add(pair);
                    } else if (number > 1) {
                        throw MalformedFileException.atLine(
                                file, number, "it has no two texts and a score, with tabs between");
                    }
                });
        if (pairs.isEmpty()) {
            throw MalformedFileException.atLine(file, 1, "there are no pairs of texts");
        }
        return new StsTask(TestLines.name(file), pairs);
    }

    private static @Nullable TextPair pair(String[] columns) {
        if (columns.length >= 7) {
            return pair(columns[5], columns[6], columns[4]);
        }
        if (columns.length != 3) {
            return null;
        }
        TextPair last = pair(columns[0], columns[1], columns[2]);
        return last != null ? last : pair(columns[1], columns[2], columns[0]);
    }

    private static @Nullable TextPair pair(String first, String second, String score) {
        return score.strip().matches("[-+]?\\d{1,9}(\\.\\d{1,18})?")
                ? new TextPair(first.strip(), second.strip(), Double.parseDouble(score.strip()))
                : null;
    }

    /// The file's name without folder and extension, or what [#of] was given.
    public String name() {
        return name;
    }

    /// In the order of the file; immutable.
    public List<TextPair> pairs() {
        return pairs;
    }

    /// Spearman's rank correlation, in [-1, 1], between the scores of people and the cosines of the vectors; NaN where either
    /// are all the same.
    ///
    /// @throws CancellationException if the listener asked to stop
    public SimilarityResult evaluate(TextEncoder encoder, ProgressListener listener) {
        RankCorrelation correlation = correlation(encoder, listener);
        return new SimilarityResult(
                name,
                correlation.of(Bootstrap.once(pairs.size())),
                pairs.size(),
                0,
                Interval.of(Bootstrap.resample(pairs.size(), SEED, correlation::of)));
    }

    /// Compares two encoders on the same pairs.
    ///
    /// @throws CancellationException if the listener asked to stop
    public PairedDifference compare(
            TextEncoder first, TextEncoder second, ProgressListener listener) {
        RankCorrelation a = correlation(first, listener);
        RankCorrelation b = correlation(second, listener);
        int[] once = Bootstrap.once(pairs.size());
        double[] differences =
                Bootstrap.resample(pairs.size(), SEED, times -> a.of(times) - b.of(times));
        return PairedDifference.of(a.of(once), b.of(once), differences, pairs.size());
    }

    private RankCorrelation correlation(TextEncoder encoder, ProgressListener listener) {
        Map<String, float[]> vectors = vectors(encoder, listener);
        return new RankCorrelation(
                pairs.stream().mapToDouble(TextPair::score).toArray(),
                pairs.stream()
                        .mapToDouble(pair ->
                                cosine(
                                        vectors.getOrDefault(pair.first(), new float[0]),
                                        vectors.getOrDefault(pair.second(), new float[0])))
                        .toArray());
    }

    /// Of each text once.
    private Map<String, float[]> vectors(TextEncoder encoder, ProgressListener listener) {
        Map<String, float[]> vectors = new LinkedHashMap<>();
        pairs.forEach(pair -> {
            vectors.put(pair.first(), new float[0]);
            vectors.put(pair.second(), new float[0]);
        });
        List<String> texts = List.copyOf(vectors.keySet());
        for (int from = 0; from < texts.size(); from += TOGETHER) {
            if (listener.stopRequested()) {
                throw new CancellationException();
            }
            List<String> some = texts.subList(from, Math.min(from + TOGETHER, texts.size()));
            float[][] encoded = encoder.encode(some, Purpose.PLAIN);
            for (int i = 0; i < encoded.length; i++) {
                vectors.put(some.get(i), encoded[i]);
            }
            listener.update(new Progress("encoding", from + encoded.length, texts.size(), "texts"));
        }
        return vectors;
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return aa == 0 || bb == 0 ? 0 : dot / Math.sqrt(aa * bb);
    }
}
