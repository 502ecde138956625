package dev.akin.embeddings;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/// What a query means to one table: keys become vectors and rows.
///
/// @param table whose similarity decides how the inputs combine
record Asked(Embeddings table, Query query) {

    /// The rows that may answer.
    Rows rows(Norms norms) {
        int limit = Math.min(table.size(), query.mostFrequent());
        List<String> among = query.among();
        if (among == null) {
            return Rows.of(table, norms, limit);
        }
        int[] ids =
                among.stream()
                        .mapToInt(table::id)
                        .filter(id -> id < limit)
                        .sorted()
                        .distinct()
                        .toArray();
        return new Rows.Some(table.table(), norms, ids);
    }

    /// The rows that may not.
    BitSet excluded() {
        BitSet excluded = new BitSet();
        Stream.of(keysOf(query.positive()), keysOf(query.negative()), query.excluded())
                .flatMap(List::stream)
                .mapToInt(table::find)
                .filter(id -> id >= 0)
                .forEach(excluded::set);
        return excluded;
    }

    private static List<String> keysOf(List<Query.Term> terms) {
        return terms.stream()
                .filter(Query.Key.class::isInstance)
                .map(term -> ((Query.Key) term).key())
                .toList();
    }

    Scoring scoring() {
        if (query.method() == AnalogyMethod.COS_MUL) {
            return new Scoring.Product(units(query.positive()), units(query.negative()));
        }
        List<Exact.Weighted> terms = new ArrayList<>();
        query.positive().forEach(t -> terms.add(new Exact.Weighted(1, input(t))));
        query.negative().forEach(t -> terms.add(new Exact.Weighted(-1, input(t))));
        int surplus = query.positive().size() - query.negative().size();
        float[] sum = Exact.sum(terms, table.dimension(), Math.max(1, surplus));
        return Scoring.of(table.similarity(), table.similarity().input(sum));
    }

    private float[] input(Query.Term term) {
        return table.similarity().input(vector(term));
    }

    private List<float[]> units(List<Query.Term> terms) {
        return terms.stream().map(this::vector).map(Exact::unit).toList();
    }

    private float[] vector(Query.Term term) {
        return switch (term) {
            case Query.Key key -> table.known(key.key());
            case Query.Vector vector -> Exact.finite(checked(vector.values()), "the query");
        };
    }

    private float[] checked(float[] vector) {
        if (vector.length != table.dimension()) {
            throw new IllegalArgumentException(
                    "the query has "
                            + vector.length
                            + " dimensions, the table "
                            + table.dimension());
        }
        return vector;
    }
}
