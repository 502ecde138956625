package dev.akin.learn;

import dev.akin.vocabulary.EncodedCorpus;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Learns from parts of a corpus, one at a time: cuts a part into sentences, drops frequent words, and learns tile by
/// tile. A tile is filled, and its rows are fetched, before the one in front of it is computed. One per thread.
final class PartLearner {
    /// Sentences longer than this, after subsampling, are cut, as in word2vec.c.
    private static final int MAX_SENTENCE = 1000;

    /// As [#MAX_SENTENCE] where the rows of a sentence are copied: they should stay in the cache.
    private static final int MAX_COPIED = 512;

    /// The loss is measured on every tile whose number is a multiple of this: logarithms cost more than the learning.
    private static final int LOSS_EVERY = 64;

    /// Words between two reports.
    private static final int REPORT_WORDS = 10_000;

    private final Settings settings;
    private final EncodedCorpus corpus;
    private final Subsampler subsampler;
    private final Rows in;
    private final Rows out;
    private final @Nullable Rows positions;
    private final Inputs inputs;
    private final int[] part;
    private final int[] sentence;
    private final LossSum loss = new LossSum();
    private final long partsPerEpoch;

    private Tile filling;
    private Tile filled;
    private boolean waiting;
    private FastRandom random;
    private float rate;
    private long words;
    private long tiles;

    PartLearner(Settings settings, EncodedCorpus corpus, Tables tables, Draws draws) {
        this.settings = settings;
        this.corpus = corpus;
        this.subsampler = draws.subsampler();
        part = new int[settings.part(corpus.length())];
        partsPerEpoch = parts(corpus, settings);
        boolean copies =
                tables.bundles() != null || tables.in().blocks() > 1 || tables.out().blocks() > 1;
        sentence = new int[Math.min(part.length, copies ? MAX_COPIED : MAX_SENTENCE)];
        RowsFactory factory = new RowsFactory(settings, tables, part.length, sentence.length);
        in = factory.in();
        out = factory.out();
        positions = factory.positions();
        Bundles bundles = tables.bundles();
        inputs =
                bundles == null
                        ? new WordInputs(in)
                        : new BundleInputs(in, bundles, settings.stride(), sentence.length);
        filling = tile(tables, draws);
        filled = filling.twin();
        random = new FastRandom(settings.seed, -1);
    }

    static long parts(EncodedCorpus corpus, Settings settings) {
        return Math.ceilDiv(corpus.length(), (long) settings.part(corpus.length()));
    }

    private Tile tile(Tables tables, Draws draws) {
        HuffmanTree tree = tables.tree();
        NegativeSampler sampler = draws.negatives();
        int stride = settings.stride();
        if (tree != null) {
            return settings.bags
                    ? new BagPathTile(bags(1), out, tree, stride)
                    : new PathTile(settings, inputs, out, tree, stride);
        }
        if (sampler == null) {
            throw new IllegalStateException("negative sampling needs words to draw");
        }
        return settings.bags
                ? new BagTile(
                        settings,
                        bags(BagShape.of(settings.negatives).centres()),
                        out,
                        new DrawnWords(sampler),
                        stride)
                : new WindowTile(settings, inputs, out, sampler, stride);
    }

    private Supplier<Bags> bags(int centres) {
        return () -> new Bags(settings.window, centres, inputs, positions, settings.stride());
    }

    /// Learns from a part, counted over all epochs.
    void learn(long number, Pace pace) {
        random = new FastRandom(settings.seed, number);
        filling.restart();
        rate = pace.learningRate();
        tiles = 0;
        int length = corpus.read(number % partsPerEpoch * part.length, part, 0, part.length);
        for (int at = 0; at < length; ) {
            int kept = 0;
            while (at < length && kept < sentence.length) {
                int word = part[at++];
                if (word < 0) {
                    break;
                }
                words++;
                sentence[kept] = word;
                kept += subsampler.keep(word, random);
            }
            if (words >= REPORT_WORDS) {
                report(pace);
            }
            learnSentence(kept);
        }
        stepFilled();
        report(pace);
    }

    private void learnSentence(int length) {
        inputs.open(sentence, length);
        int centres = filling.centres();
        for (int first = 0; first < length; first += centres) {
            int count = Math.min(centres, length - first);
            if (filling.fill(sentence, first, count, length, rate, random)) {
                filling.touch();
                stepFilled();
                Tile next = filled;
                filled = filling;
                filling = next;
                waiting = true;
            }
        }
        if (!inputs.lasting() || !out.lasting()) {
            stepFilled();
        }
        inputs.close();
        out.endSentence();
    }

    private void stepFilled() {
        if (waiting) {
            filled.step(tiles++ % LOSS_EVERY == 0 ? loss : null);
            waiting = false;
        }
    }

    private void report(Pace pace) {
        pace.add(words, loss);
        words = 0;
        loss.clear();
        rate = pace.learningRate();
    }

    /// Turns copies of rows into what was added to them.
    void toChanges() {
        caches().forEach(RowCache::toChanges);
    }

    /// Forgets the copies.
    void clear() {
        caches().forEach(RowCache::clear);
    }

    /// The copies of rows, by table: of the inputs, of the outputs, of the weights of positions; empty where rows are not
    /// copied.
    List<RowCache> caches() {
        return Stream.of(in, out, positions)
                .filter(RowCache.class::isInstance)
                .map(RowCache.class::cast)
                .toList();
    }
}
