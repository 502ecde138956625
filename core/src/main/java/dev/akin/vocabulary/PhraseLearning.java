package dev.akin.vocabulary;

import dev.akin.ProgressListener;
import dev.akin.vocabulary.EncodingSink.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// Finds phrases in an encoded text and joins them where they lie, as [Phrases] says.
///
/// The text is read several times, but never held: a pass counts the pairs that may be phrases, part by part; chooses;
/// and rewrites the ids. A phrase's id is that of its spelling in the table of words, so that it is one word with
/// whatever else is spelt so.
final class PhraseLearning implements Joining {
    /// Phrases named in a note.
    private static final int EXAMPLES = 3;

    /// A pass counts, then joins.
    private static final double HALF = 0.5;

    private final Phrases phrases;
    private final long minCount;
    private final int threads;
    private final ProgressListener listener;
    private final BitSet learned = new BitSet();

    /// @param minCount of the words that may be part of a phrase
    PhraseLearning(Phrases phrases, long minCount, int threads, ProgressListener listener) {
        this.phrases = phrases.withMinCount(minCount);
        this.minCount = minCount;
        this.threads = threads;
        this.listener = listener;
    }

    @Override
    public List<Span> run(List<Span> spans, WordTable words) {
        List<Span> text = spans;
        long total = count(words);
        JoiningProgress progress = new JoiningProgress(listener, total * phrases.passes());
        for (int pass = 0; pass < phrases.passes(); pass++) {
            ChosenPairs chosen = choose(text, words, total, progress);
            if (chosen.size() == 0) {
                break;
            }
            chosen.forEachId(learned::set);
            text = chosen.join(text, threads, count -> progress.add(HALF * count));
            total -= chosen.settle(words);
        }
        Joining.setFirsts(text, words);
        progress.end();
        return text;
    }

    private static long count(WordTable words) {
        long total = 0;
        for (int id = 0; id < words.size(); id++) {
            total += words.count(id);
        }
        return total;
    }

    private ChosenPairs choose(
            List<Span> text, WordTable words, long total, JoiningProgress progress) {
        Partners partners = new Partners(words, phrases, minCount, total);
        int parts = PairCounts.parts(total, threads, Runtime.getRuntime().maxMemory() / 2);
        PairCounts counts =
                new PairCounts(text, partners, parts, count -> progress.add(HALF * count / parts));
        List<List<Long>> chosen = new ArrayList<>(Collections.nCopies(parts, List.of()));
        Pieces.run(
                threads,
                parts,
                () ->
                        part -> {
                            List<Long> pairs = pairs(counts.count(part), words, total);
                            synchronized (chosen) {
                                chosen.set(part, pairs);
                            }
                        });
        return ChosenPairs.of(chosen.stream().flatMap(List::stream).toList(), words, partners);
    }

    private List<Long> pairs(PairTable counts, WordTable words, long total) {
        List<Long> pairs = new ArrayList<>();
        counts.forEach((pair, both) -> {
            long first = words.count(PairTable.first(pair));
            long second = words.count(PairTable.second(pair));
            if (phrases.score(both, first, second, total) > phrases.threshold()) {
                pairs.add(pair);
            }
        });
        return pairs;
    }

    /// How many phrases the vocabulary has, and the most frequent ones.
    @Override
    public String note(Kept kept) {
        BitSet ids = new BitSet();
        learned.stream().map(word -> kept.ids()[word]).filter(id -> id >= 0).forEach(ids::set);
        List<String> examples =
                ids.stream().limit(EXAMPLES).mapToObj(kept.vocabulary()::key).toList();
        return ids.isEmpty()
                ? "no phrases found: lower --phrase-threshold, or give more text"
                : String.format(
                        Locale.ROOT,
                        "%,d phrases, such as %s",
                        ids.cardinality(),
                        String.join(", ", examples));
    }
}
