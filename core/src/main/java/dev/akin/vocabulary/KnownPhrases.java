package dev.akin.vocabulary;

import dev.akin.ProgressListener;
import dev.akin.vocabulary.EncodingSink.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;

/// Joins the phrases that a vocabulary has, as [Phrases#join] says: from left to right, the longest one each time.
///
/// A word of the text that has an underscore of its own is part of no phrase here. The phrases form a tree: each node is a run of words that begins one or more phrases, or is one.
final class KnownPhrases implements Joining {
    private static final int NONE = -1;

    private final Vocabulary vocabulary;
    private final int threads;
    private final ProgressListener listener;

    /// (node, word) → node; the root is 0.
    private final PairTable next = new PairTable();

    private final List<Node> nodes = new ArrayList<>(List.of(new Node(NONE, NONE, 0)));
    private int[] joined = {NONE};
    private long occurrences;

    /// @param word the last one of the run
    /// @param length how many words
    private record Node(int parent, int word, int length) {}

    KnownPhrases(Vocabulary vocabulary, int threads, ProgressListener listener) {
        this.vocabulary = vocabulary;
        this.threads = threads;
        this.listener = listener;
    }

    @Override
    public List<Span> run(List<Span> spans, WordTable words) {
        for (String key : vocabulary.keys()) {
            if (key.indexOf(Phrases.SEPARATOR) >= 0) {
                plant(key, words);
            }
        }
        JoiningProgress progress =
                new JoiningProgress(listener, spans.stream().mapToLong(Span::count).sum());
        AtomicLongArray times = new AtomicLongArray(nodes.size());
        SpanEdit edit = new SpanEdit(spans);
        edit.run(
                threads,
                (buffer, span) -> {
                    progress.add(span.count());
                    return join(buffer, span.count(), times);
                });
        for (int node = 0; node < nodes.size(); node++) {
            settle(node, times.get(node), words);
        }
        Joining.setFirsts(edit.spans(), words);
        progress.end();
        return edit.spans();
    }

    /// A key with an underscore at an end, or two in a row, is no phrase.
    private void plant(String key, WordTable words) {
        String[] parts = key.split(String.valueOf(Phrases.SEPARATOR), -1);
        if (parts.length > Phrases.LONGEST || Arrays.asList(parts).contains("")) {
            return;
        }
        int node = 0;
        for (String part : parts) {
            node = child(node, id(part, words));
        }
        joined[node] = id(key, words);
    }

    private int child(int node, int word) {
        long pair = PairTable.pair(node, word);
        int child = (int) next.get(pair);
        if (child == 0) {
            child = nodes.size();
            nodes.add(new Node(node, word, nodes.get(node).length() + 1));
            next.add(pair, child);
            if (child == joined.length) {
                joined = Arrays.copyOf(joined, 2 * child);
                Arrays.fill(joined, child, joined.length, NONE);
            }
        }
        return child;
    }

    private static int id(String word, WordTable words) {
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        return words.add(Arrays.copyOf(utf8, utf8.length + Long.BYTES), 0, utf8.length, 0);
    }

    private int join(int[] buffer, int count, AtomicLongArray times) {
        int size = 0;
        for (int i = 0; i < count; ) {
            int phrase = longest(buffer, i, count);
            if (phrase == 0) {
                buffer[size++] = buffer[i++];
            } else {
                buffer[size++] = joined[phrase];
                i += nodes.get(phrase).length();
                times.incrementAndGet(phrase);
            }
        }
        return size;
    }

    /// The node of the longest phrase that begins at `start`, or 0.
    private int longest(int[] buffer, int start, int count) {
        int longest = 0;
        int node = 0;
        for (int i = start; i < count && buffer[i] >= 0; i++) {
            node = (int) next.get(PairTable.pair(node, buffer[i]));
            if (node == 0) {
                break;
            }
            longest = joined[node] >= 0 ? node : longest;
        }
        return longest;
    }

    private void settle(int phrase, long times, WordTable words) {
        if (times > 0) {
            occurrences += times;
            words.changeCount(joined[phrase], times);
            for (int node = phrase; node > 0; node = nodes.get(node).parent()) {
                words.changeCount(nodes.get(node).word(), -times);
            }
        }
    }

    @Override
    public String note(Kept kept) {
        return String.format(
                Locale.ROOT, "%,d times words were joined to phrases that are known", occurrences);
    }
}
