package dev.akin.compress;

import dev.akin.compress.Ways.Way;
import dev.akin.embeddings.Embeddings;
import dev.akin.evaluate.WordTest;
import dev.akin.kernel.ElementType;
import dev.akin.table.PickedRows;
import dev.akin.table.SegmentTable;
import dev.akin.vocabulary.Vocabulary;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Some keys and their rows, on which ways are compared: those that tests ask for, and others drawn by chance.
final class SampledWords {
    private final Embeddings words;
    private final int[] ids;
    private final int[] ranks;
    private final int all;

    private SampledWords(Embeddings whole, int[] ids) {
        this.ids = ids;
        this.all = whole.size();
        this.ranks = ranks(whole.vocabulary(), ids);
        SegmentTable rows =
                SegmentTable.copyOf(new PickedRows(whole.table(), ids), ElementType.FLOAT32);
        this.words =
                Embeddings.builder(
                                KeptKeys.some(whole.vocabulary(), ids), new RememberingTable(rows))
                        .similarity(whole.similarity())
                        .build();
    }

    /// @param rows how many, or more where tests ask for more
    static SampledWords of(Embeddings whole, List<WordTest> tests, int rows, long seed) {
        TreeSet<Integer> ids = new TreeSet<>();
        WordTest.keys(tests).stream().mapToInt(whole::find).filter(id -> id >= 0).forEach(ids::add);
        int wanted = Math.min(whole.size(), Math.max(rows, ids.size() + rows / 2));
        Random random = new Random(seed);
        while (ids.size() < wanted) {
            ids.add(random.nextInt(whole.size()));
        }
        return new SampledWords(whole, ids.stream().mapToInt(Integer::intValue).toArray());
    }

    /// The place of each by count among all keys, from 0.
    private static int[] ranks(Vocabulary keys, int[] ids) {
        if (!keys.counted()) {
            return ids.clone();
        }
        int[] order =
                IntStream.range(0, keys.size())
                        .boxed()
                        .sorted(Comparator.comparingLong((Integer id) -> -keys.count(id)))
                        .mapToInt(Integer::intValue)
                        .toArray();
        int[] places = new int[keys.size()];
        for (int place = 0; place < order.length; place++) {
            places[order[place]] = place;
        }
        return Arrays.stream(ids).map(id -> places[id]).toArray();
    }

    Embeddings words() {
        return words;
    }

    int rows() {
        return ids.length;
    }

    /// The same way for these rows: quick, and of fewer rows those that it would keep of all.
    Compressor compressor(Way way) {
        MethodRequest asked = way.asked();
        if (asked.has(MethodOption.KEEP)) {
            long kept = Math.round(asked.share(MethodOption.KEEP, 1) * all);
            long here = Arrays.stream(ranks).filter(rank -> rank < kept).count();
            asked = asked.with(MethodOption.KEEP, Math.max(1, here));
        }
        MethodRequest quick =
                new MethodRequest(
                        asked.values(),
                        asked.seed(),
                        asked.threads(),
                        asked.listener(),
                        words.vocabulary(),
                        true);
        return Methods.of(way.method(), quick);
    }
}
