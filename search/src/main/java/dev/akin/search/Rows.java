package dev.akin.search;

import dev.akin.embeddings.Similarity;
import dev.akin.text.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.DoubleField;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/// How a document lies in Lucene's index: one row with all it has and its first vector; for each further vector a row
/// with the id, the metadata (filters are applied to rows) and the vector. All rows of a document come and go together.
final class Rows {
    static final String ID = "id";
    static final String VECTOR = "vector";

    private static final String KIND = "kind";
    private static final String TEXT = "text";
    private static final String LANGUAGE = "language";
    private static final String METADATA = "metadata";
    private static final String FINGERPRINT = "fingerprint";

    /// The rows that hold texts: one for each document.
    static final Query MAIN = new TermQuery(new Term(KIND, "main"));

    /// Rows of second and further vectors.
    static final Term FURTHER = new Term(KIND, "further");

    /// Says of a document instead of its encoder's fingerprint that its vectors were mapped from those of another.
    static final String MAPPED = "mapped";

    private static final Term MAPPED_ROW = new Term("state", MAPPED);

    /// The documents with mapped vectors.
    static final Query MAPPED_ROWS = new TermQuery(MAPPED_ROW);

    private final Similarity similarity;
    private final TextAnalysis analysis;

    Rows(Similarity similarity, TextAnalysis analysis) {
        this.similarity = similarity;
        this.analysis = analysis;
    }

    static Term key(String id) {
        return new Term(ID, id);
    }

    List<org.apache.lucene.document.Document> of(Document document) {
        List<org.apache.lucene.document.Document> rows = new ArrayList<>();
        rows.add(main(document));
        List<float[]> vectors = document.vectorsShared();
        for (int i = 0; i < vectors.size(); i++) {
            if (i > 0) {
                rows.add(common(document, FURTHER.text()));
            }
            rows.getLast().add(new KnnFloatVectorField(VECTOR, unit(vectors.get(i)), function()));
        }
        return rows;
    }

    private org.apache.lucene.document.Document main(Document document) {
        org.apache.lucene.document.Document row = common(document, "main");
        row.add(new StoredField(ID, document.id()));
        row.add(new StoredField(TEXT, document.text()));
        row.add(new StoredField(METADATA, new Json.Obj(document.metadata()).toString()));
        String language = document.language();
        if (language != null) {
            row.add(new StoredField(LANGUAGE, language));
        }
        String fingerprint = document.fingerprint();
        if (fingerprint != null) {
            row.add(new StoredField(FINGERPRINT, fingerprint));
        }
        if (MAPPED.equals(fingerprint)) {
            row.add(new StringField(MAPPED_ROW.field(), MAPPED, Store.NO));
        }
        row.add(new TextField(analysis.field(document), document.text(), Store.NO));
        return row;
    }

    private static org.apache.lucene.document.Document common(Document document, String kind) {
        org.apache.lucene.document.Document row = new org.apache.lucene.document.Document();
        row.add(new StringField(ID, document.id(), Store.NO));
        row.add(new BinaryDocValuesField(ID, new org.apache.lucene.util.BytesRef(document.id())));
        row.add(new StringField(KIND, kind, Store.NO));
        document.metadata().forEach((field, value) -> add(row, FilterQueries.name(field), value));
        return row;
    }

    private static void add(org.apache.lucene.document.Document row, String field, Json value) {
        switch (value) {
            case Json.Arr list -> list.elements().forEach(element -> add(row, field, element));
            case Json.Num number ->
                    row.add(new DoubleField(field, FilterQueries.number(number), Store.NO));
            default -> row.add(new KeywordField(field, FilterQueries.keyword(value), Store.NO));
        }
    }

    /// Reads back what [#of] wrote, without vectors.
    static Document.Builder read(org.apache.lucene.document.Document row) throws IOException {
        return Document.builder(row.get(ID))
                .text(row.get(TEXT))
                .language(row.get(LANGUAGE))
                .fingerprint(row.get(FINGERPRINT))
                .metadata(metadata(row));
    }

    static String text(org.apache.lucene.document.Document row) {
        return row.get(TEXT);
    }

    static Map<String, Json> metadata(org.apache.lucene.document.Document row) {
        return Json.parse(row.get(METADATA)) instanceof Json.Obj all
                ? all.members()
                : new LinkedHashMap<>();
    }

    /// What Lucene compares by. A cosine is the dot product of vectors of length 1.
    private VectorSimilarityFunction function() {
        return switch (similarity) {
            case COSINE -> VectorSimilarityFunction.DOT_PRODUCT;
            case DOT -> VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT;
            case EUCLIDEAN -> VectorSimilarityFunction.EUCLIDEAN;
        };
    }

    /// The vector as it is compared: a copy of length 1 for cosine (all zeros stay), else itself.
    float[] unit(float[] vector) {
        if (similarity != Similarity.COSINE) {
            return vector;
        }
        return scaled(vector);
    }

    /// A copy of length 1; all zeros stay.
    static float[] scaled(float[] vector) {
        double squares = 0;
        for (float x : vector) {
            squares += (double) x * x;
        }
        double scale = squares == 0 ? 0 : 1 / Math.sqrt(squares);
        float[] unit = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            unit[i] = (float) (vector[i] * scale);
        }
        return unit;
    }

    /// The similarity that Lucene's score stands for (its scores are never negative).
    double similarity(float score) {
        return switch (similarity) {
            case COSINE -> Math.clamp(2.0 * score - 1, -1, 1);
            case DOT -> score >= 1 ? score - 1.0 : 1 - 1.0 / score;
            case EUCLIDEAN -> -Math.sqrt(Math.max(0, 1.0 / score - 1));
        };
    }
}
