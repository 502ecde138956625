package dev.akin.learn;

import dev.akin.vocabulary.EncodedCorpus;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Learns from parts of a corpus, one at a time: cuts a part into sentences, drops frequent words, and learns tile by
/// tile. One per thread.
final class PartLearner {
    /// Sentences longer than this, after subsampling, are cut, as in word2vec.c.
    private static final int MAX_SENTENCE = 1000;

    /// As [#MAX_SENTENCE] where the rows of a sentence are copied: they should stay in the cache.
    private static final int MAX_COPIED = 512;

    /// Words between two reports.
    private static final int REPORT_WORDS = 10_000;

    private final Settings settings;
    private final EncodedCorpus corpus;
    private final Subsampler subsampler;
    private final Rows in;
    private final Rows out;
    private final @Nullable Rows positions;
    private final @Nullable OpenDocument document;
    private final Inputs inputs;
    private final int[] part;
    private final int[] sentence;
    private final LossSum loss = new LossSum();
    private final long partsPerEpoch;

    private final List<TilePair> tiles;
    private FastRandom random;
    private float rate;
    private long words;

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
        document = factory.document();
        Bundles bundles = tables.bundles();
        inputs =
                bundles == null
                        ? new WordInputs(in)
                        : new BundleInputs(in, bundles, settings.stride(), sentence.length);
        tiles =
                tiles(tables, draws, document).stream()
                        .map(tile -> new TilePair(tile, loss))
                        .toList();
        random = new FastRandom(settings.seed, -1);
    }

    static long parts(EncodedCorpus corpus, Settings settings) {
        return Math.ceilDiv(corpus.length(), (long) settings.part(corpus.length()));
    }

    private List<Tile> tiles(Tables tables, Draws draws, @Nullable OpenDocument opened) {
        if (opened == null || settings.bags) {
            return List.of(tile(tables, draws));
        }
        Tile ofDocuments = documentTile(tables.tree(), draws.negatives(), opened);
        return settings.besideWords
                ? List.of(ofDocuments, tile(tables, draws))
                : List.of(ofDocuments);
    }

    private Tile documentTile(
            @Nullable HuffmanTree tree, @Nullable NegativeSampler sampler, OpenDocument opened) {
        return tree != null
                ? new DocumentPathTile(opened, out, tree, settings.stride())
                : new DocumentTile(settings, opened, out, new DrawnWords(needed(sampler)));
    }

    private static NegativeSampler needed(@Nullable NegativeSampler sampler) {
        if (sampler == null) {
            throw new IllegalStateException("negative sampling needs words to draw");
        }
        return sampler;
    }

    private Tile tile(Tables tables, Draws draws) {
        HuffmanTree tree = tables.tree();
        int stride = settings.stride();
        if (tree != null) {
            return settings.bags
                    ? new BagPathTile(contexts(1), out, tree, settings.outStride())
                    : new PathTile(settings, inputs, out, tree, stride);
        }
        NegativeSampler sampler = needed(draws.negatives());
        return settings.bags
                ? new BagTile(
                        settings,
                        contexts(BagShape.of(settings.negatives).centres()),
                        out,
                        new DrawnWords(sampler),
                        settings.outStride())
                : new WindowTile(settings, inputs, out, sampler, stride);
    }

    private Supplier<? extends Contexts> contexts(int centres) {
        OpenDocument opened = document;
        if (settings.concatenates() && opened != null) {
            Concatenation.InputRows rows =
                    new Concatenation.InputRows(in, corpus.vocabulary().size(), opened);
            return () -> new Concatenation(settings, inputs, rows, centres);
        }
        Bags.Source source = new Bags.Source(inputs, positions, opened);
        return () -> new Bags(settings.window, centres, source, settings.stride());
    }

    /// Learns from a part, counted over all epochs.
    void learn(long number, Pace pace) {
        random = new FastRandom(settings.seed, number);
        tiles.forEach(TilePair::restart);
        rate = pace.learningRate();
        long position = number % partsPerEpoch * part.length;
        int length = corpus.read(position, part, 0, part.length);
        if (document != null) {
            document.seek(position);
        }
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
            if (document != null && part[at - 1] < 0) {
                document.next();
            }
        }
        finish();
        report(pace);
    }

    private void learnSentence(int length) {
        inputs.open(sentence, length);
        if (document != null) {
            document.open();
        }
        for (TilePair pair : tiles) {
            pair.learn(sentence, length, rate, random);
        }
        if (!lasting()) {
            finish();
        }
        inputs.close();
        out.endSentence();
        if (document != null) {
            document.close();
        }
    }

    /// Whether rows stay where they are when a sentence ends.
    private boolean lasting() {
        return inputs.lasting() && out.lasting() && (document == null || document.lasting());
    }

    private void finish() {
        tiles.forEach(TilePair::finish);
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

    /// The copies of rows, by table: of the inputs, of the outputs, of the weights of positions, of documents; empty where rows are not
    /// copied.
    List<RowCache> caches() {
        return Stream.of(in, out, positions, document == null ? null : document.rows())
                .filter(RowCache.class::isInstance)
                .map(RowCache.class::cast)
                .toList();
    }
}
