package dev.akin.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RescoreTopNQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.jspecify.annotations.Nullable;

/// Answers one question with one searcher. Not thread-safe.
final class Finder {
    /// A document that was found, and the row by which.
    private record Found(String id, int row, double score) {}

    private final IndexSearcher searcher;
    private final Rows rows;
    private final TextAnalysis analysis;
    private final Quantization quantization;

    Finder(IndexSearcher searcher, Rows rows, TextAnalysis analysis, Quantization quantization) {
        this.searcher = searcher;
        this.rows = rows;
        this.analysis = analysis;
        this.quantization = quantization;
    }

    List<Hit> find(SearchRequest request, @Nullable Query filter) throws IOException {
        int k = Math.min(request.k(), Math.max(1, searcher.getIndexReader().maxDoc()));
        return switch (request.mode()) {
            case VECTOR -> hits(nearest(request, k, filter), true, request);
            case TEXT -> hits(byWords(request, k, filter), false, request);
            case HYBRID -> fused(request, k, filter);
        };
    }

    private List<Hit> hits(List<Found> found, boolean byVector, SearchRequest request)
            throws IOException {
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            hits.add(hit(found.get(i), byVector ? i + 1 : 0, byVector ? 0 : i + 1, request));
        }
        return hits;
    }

    private Hit hit(Found found, int vectorRank, int textRank, SearchRequest request)
            throws IOException {
        if (!request.contents()) {
            return new Hit(found.id(), found.score(), "", Map.of(), vectorRank, textRank);
        }
        Document row = main(found);
        return new Hit(
                found.id(),
                found.score(),
                Rows.text(row),
                Rows.metadata(row),
                vectorRank,
                textRank);
    }

    /// The row that holds the text; the one that was found may hold a further vector.
    private Document main(Found found) throws IOException {
        StoredFields stored = searcher.storedFields();
        Document row = stored.document(found.row());
        if (row.get(Rows.ID) != null) {
            return row;
        }
        return Objects.requireNonNull(row(searcher, found.id()), "a row without its document");
    }

    /// The stored fields of the document of an id, or null if there is none.
    static @Nullable Document row(IndexSearcher searcher, String id) throws IOException {
        Query query =
                new BooleanQuery.Builder()
                        .add(new TermQuery(Rows.key(id)), Occur.FILTER)
                        .add(Rows.MAIN, Occur.FILTER)
                        .build();
        ScoreDoc[] found = searcher.search(query, 1).scoreDocs;
        return found.length == 0 ? null : searcher.storedFields().document(found[0].doc);
    }

    private List<Found> nearest(SearchRequest request, int k, @Nullable Query filter)
            throws IOException {
        float[] vector = rows.unit(Objects.requireNonNull(request.vector()));
        int times =
                request.oversampling() > 0 ? request.oversampling() : quantization.oversampling();
        int most = Math.max(1, searcher.getIndexReader().maxDoc());
        boolean several = searcher.getIndexReader().docFreq(Rows.FURTHER) > 0;
        int candidates = (int) Math.min(most, Math.max((long) k * times, request.effort()));
        while (true) {
            TopDocs top = nearestRows(vector, candidates, several ? candidates : k, filter);
            List<Found> found = distinct(top, k);
            boolean all = top.scoreDocs.length < candidates || candidates == most;
            if (found.size() == k || !several || all) {
                return found;
            }
            candidates = (int) Math.min(most, 2L * candidates);
        }
    }

    private TopDocs nearestRows(float[] vector, int candidates, int k, @Nullable Query filter)
            throws IOException {
        Query query = new KnnFloatVectorQuery(Rows.VECTOR, vector, candidates, filter);
        if (quantization != Quantization.FLOAT32) {
            query =
                    RescoreTopNQuery.createFullPrecisionRescorerQuery(
                            query, vector, Rows.VECTOR, candidates);
        }
        return searcher.search(query, k);
    }

    /// The best row of each document.
    private List<Found> distinct(TopDocs top, int k) throws IOException {
        Map<String, Found> found = new LinkedHashMap<>();
        for (ScoreDoc row : top.scoreDocs) {
            if (found.size() == k) {
                break;
            }
            String id = id(row.doc);
            found.putIfAbsent(id, new Found(id, row.doc, rows.similarity(row.score)));
        }
        return List.copyOf(found.values());
    }

    private List<Found> byWords(SearchRequest request, int k, @Nullable Query filter)
            throws IOException {
        BooleanQuery.Builder words = new BooleanQuery.Builder();
        for (String field : analysis.fields()) {
            for (String word : analysis.words(field, Objects.requireNonNull(request.text()))) {
                words.add(new TermQuery(new Term(field, word)), Occur.SHOULD);
            }
        }
        words.setMinimumNumberShouldMatch(1);
        if (filter != null) {
            words.add(filter, Occur.FILTER);
        }
        List<Found> found = new ArrayList<>();
        for (ScoreDoc row : searcher.search(words.build(), k).scoreDocs) {
            found.add(new Found(id(row.doc), row.doc, row.score));
        }
        return found;
    }

    private String id(int row) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(row, leaves));
        BinaryDocValues ids = leaf.reader().getBinaryDocValues(Rows.ID);
        if (ids == null || !ids.advanceExact(row - leaf.docBase)) {
            throw new IllegalStateException("row " + row + " of the index has no id");
        }
        return ids.binaryValue().utf8ToString();
    }

    /// Each document gets 1 / (constant + rank) from either answer.
    private List<Hit> fused(SearchRequest request, int k, @Nullable Query filter)
            throws IOException {
        int pool = Math.max(5 * k, 50);
        Map<String, Integer> vectorRanks = new HashMap<>();
        Map<String, Integer> textRanks = new HashMap<>();
        Map<String, Found> all = new LinkedHashMap<>();
        rank(nearest(request, pool, filter), vectorRanks, all, request.rankConstant());
        rank(byWords(request, pool, filter), textRanks, all, request.rankConstant());
        List<Found> best =
                all.values().stream()
                        .sorted(
                                Comparator.comparingDouble(Found::score)
                                        .reversed()
                                        .thenComparing(Found::id))
                        .limit(k)
                        .toList();
        List<Hit> hits = new ArrayList<>();
        for (Found found : best) {
            int byVector = vectorRanks.getOrDefault(found.id(), 0);
            hits.add(hit(found, byVector, textRanks.getOrDefault(found.id(), 0), request));
        }
        return hits;
    }

    private static void rank(
            List<Found> answer, Map<String, Integer> ranks, Map<String, Found> all, int constant) {
        for (Found found : answer) {
            int rank = ranks.size() + 1;
            ranks.put(found.id(), rank);
            Found ranked = new Found(found.id(), found.row(), 1.0 / (constant + rank));
            all.merge(
                    found.id(),
                    ranked,
                    (a, b) -> new Found(a.id(), a.row(), a.score() + b.score()));
        }
    }
}
