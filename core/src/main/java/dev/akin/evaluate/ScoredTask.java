package dev.akin.evaluate;

import dev.akin.embeddings.Embeddings;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A test with one score.
interface ScoredTask {
    String name();

    Score score(Embeddings words);

    /// The score without its interval, which takes most of the time.
    double value(Embeddings words);

    PairedDifference compare(Embeddings first, Embeddings second);

    /// What is asked about.
    Set<String> keys();

    /// The same with so many items at the most, evenly spread.
    ScoredTask some(int items);

    static <T> List<T> spread(List<T> all, int items) {
        int count = Math.min(items, all.size());
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
                .toList();
    }

    static Set<String> all(Stream<? extends Collection<String>> keys) {
        Set<String> all = new LinkedHashSet<>();
        keys.forEach(all::addAll);
        return all;
    }

    /// Word pairs.
    record Pairs(SimilarityTask task) implements ScoredTask {
        @Override
        public String name() {
            return task.name();
        }

        @Override
        public Score score(Embeddings words) {
            SimilarityResult result = task.evaluate(words);
            return new Score(result.spearman(), result.interval());
        }

        @Override
        public double value(Embeddings words) {
            return task.value(words);
        }

        @Override
        public PairedDifference compare(Embeddings first, Embeddings second) {
            return task.compare(first, second);
        }

        @Override
        public Set<String> keys() {
            return all(task.pairs().stream().map(pair -> List.of(pair.first(), pair.second())));
        }

        @Override
        public ScoredTask some(int items) {
            return new Pairs(SimilarityTask.of(task.name(), spread(task.pairs(), items)));
        }
    }

    /// Analogies.
    record Analogies(AnalogyTask task) implements ScoredTask {
        @Override
        public String name() {
            return task.name();
        }

        @Override
        public Score score(Embeddings words) {
            AnalogyScore total = task.evaluate(words).total();
            return new Score(total.accuracy(), total.interval());
        }

        @Override
        public double value(Embeddings words) {
            return task.value(words);
        }

        @Override
        public PairedDifference compare(Embeddings first, Embeddings second) {
            return task.compare(first, second);
        }

        @Override
        public Set<String> keys() {
            return all(
                    task.questions().stream().map(q -> List.of(q.a(), q.b(), q.c(), q.expected())));
        }

        @Override
        public ScoredTask some(int items) {
            return new Analogies(task.with(spread(task.questions(), items)));
        }
    }
}
