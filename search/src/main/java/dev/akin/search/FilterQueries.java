package dev.akin.search;

import dev.akin.search.Condition.Comparison;
import dev.akin.text.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.lucene.document.DoubleField;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.BytesRef;

/// Turns a filter into what Lucene asks its index, checked against the kinds of the collection's fields.
final class FilterQueries {
    private final String filter;
    private final Map<String, FieldKind> kinds;

    private FilterQueries(String filter, Map<String, FieldKind> kinds) {
        this.filter = filter;
        this.kinds = kinds;
    }

    /// @throws FilterException if the filter names no field of the collection, or compares with a value of another kind
    static Query of(Filter filter, Map<String, FieldKind> kinds) {
        return new FilterQueries(filter.toString(), kinds).query(filter.condition());
    }

    /// The name of Lucene's field for a field of metadata.
    static String name(String field) {
        return "m:" + field;
    }

    private Query query(Condition condition) {
        return switch (condition) {
            case Condition.And and -> all(and.all());
            case Condition.Or or -> any(or.any().stream().map(this::query).toList());
            case Condition.Not not -> except(query(not.condition()));
            case Condition.Exists exists -> {
                kind(exists.field());
                yield new FieldExistsQuery(name(exists.field().name()));
            }
            case Condition.In in -> in(in);
            case Condition.Compare compare -> compare(compare);
        };
    }

    private Query all(List<Condition> conditions) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        conditions.forEach(condition -> all.add(query(condition), Occur.FILTER));
        return all.build();
    }

    private static Query any(List<Query> queries) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        queries.forEach(query -> any.add(query, Occur.SHOULD));
        return any.build();
    }

    private Query in(Condition.In in) {
        in.values().forEach(value -> requireKind(in.field(), value));
        String name = name(in.field().name());
        List<Json> values = in.values().stream().map(Condition.Value::json).toList();
        return kind(in.field()) == FieldKind.NUMBER
                ? DoubleField.newSetQuery(
                        name, values.stream().mapToDouble(FilterQueries::number).toArray())
                : KeywordField.newSetQuery(
                        name,
                        values.stream().map(FilterQueries::keyword).map(BytesRef::new).toList());
    }

    private static Query except(Query query) {
        return new BooleanQuery.Builder()
                .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
                .add(query, Occur.MUST_NOT)
                .build();
    }

    private Query compare(Condition.Compare compare) {
        return switch (compare.how()) {
            case EQUAL -> equal(compare.field(), compare.value());
            case DIFFERENT -> except(equal(compare.field(), compare.value()));
            case LESS, AT_MOST, GREATER, AT_LEAST -> range(compare);
        };
    }

    private Query equal(Condition.Field field, Condition.Value value) {
        requireKind(field, value);
        String name = name(field.name());
        return switch (value.json()) {
            case Json.Num number -> DoubleField.newExactQuery(name, number(number));
            case Json json -> KeywordField.newExactQuery(name, keyword(json));
        };
    }

    private Query range(Condition.Compare compare) {
        requireKind(compare.field(), compare.value());
        String name = name(compare.field().name());
        if (compare.value().json() instanceof Json.Num number) {
            return numbers(name, compare.how(), number(number));
        }
        BytesRef text = new BytesRef(keyword(compare.value().json()));
        boolean includes =
                compare.how() == Comparison.AT_MOST || compare.how() == Comparison.AT_LEAST;
        boolean below = compare.how() == Comparison.LESS || compare.how() == Comparison.AT_MOST;
        return below
                ? new TermRangeQuery(name, null, text, true, includes)
                : new TermRangeQuery(name, text, null, includes, true);
    }

    private static Query numbers(String name, Comparison how, double value) {
        double all = Double.POSITIVE_INFINITY;
        return switch (how) {
            case LESS -> DoubleField.newRangeQuery(name, -all, DoublePoint.nextDown(value));
            case AT_MOST -> DoubleField.newRangeQuery(name, -all, value);
            case GREATER -> DoubleField.newRangeQuery(name, DoublePoint.nextUp(value), all);
            default -> DoubleField.newRangeQuery(name, value, all);
        };
    }

    /// Of the two zeros, the index has one.
    static double number(Json value) {
        return ((Json.Num) value).asDouble() + 0.0;
    }

    /// A text or flag, as the index has it: the beginning of one that is longer than keys may be.
    static String keyword(Json value) {
        if (!(value instanceof Json.Str text)) {
            return value.toString();
        }
        int most = Checks.LONGEST_KEY / 3; // A char is three bytes of UTF-8 at the most.
        String words = text.value();
        if (words.length() <= most) {
            return words;
        }
        return words.substring(
                0, Character.isHighSurrogate(words.charAt(most - 1)) ? most - 1 : most);
    }

    private void requireKind(Condition.Field field, Condition.Value value) {
        FieldKind kind = kind(field);
        if (FieldKind.of(value.json()) != kind) {
            throw new FilterException(
                    filter,
                    value.place(),
                    field.name()
                            + " is a "
                            + kind.label()
                            + ", which "
                            + value.json()
                            + " is not; "
                            + remedy(kind));
        }
    }

    private static String remedy(FieldKind kind) {
        return switch (kind) {
            case TEXT -> "put the value in quotation marks";
            case NUMBER -> "write the value without quotation marks";
            case FLAG -> "compare with true or false";
        };
    }

    private FieldKind kind(Condition.Field field) {
        FieldKind kind = kinds.get(field.name());
        if (kind == null) {
            throw new FilterException(
                    filter,
                    field.place(),
                    "no document has a field " + field.name() + nearest(field.name()));
        }
        return kind;
    }

    private String nearest(String name) {
        String close = null;
        for (String known : new TreeSet<>(kinds.keySet())) {
            if (close == null || distance(name, known) < distance(name, close)) {
                close = known;
            }
        }
        if (close == null) {
            return "; there are no fields yet";
        }
        return distance(name, close) <= Math.max(2, name.length() / 3)
                ? "; did you mean " + close + "?"
                : "; there is " + String.join(", ", new TreeSet<>(kinds.keySet()));
    }

    /// Levenshtein's.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
