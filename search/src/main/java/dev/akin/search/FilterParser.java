package dev.akin.search;

import dev.akin.search.Condition.Comparison;
import dev.akin.search.FilterTokens.Kind;
import dev.akin.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Reads a filter by recursive descent: or, and, not, one condition. Not thread-safe.
final class FilterParser {
    /// Parentheses and nots in one another; more would overflow the stack sooner or later.
    private static final int DEEPEST = 100;

    /// Lucene takes no more than 1,024 clauses, and a condition may be two.
    private static final int MOST = 400;

    private final FilterTokens tokens;
    private int depth;
    private int conditions;

    FilterParser(String filter) {
        tokens = new FilterTokens(filter);
    }

    Condition parse() {
        if (tokens.kind() == Kind.END) {
            throw tokens.error(tokens.place(), "the filter is empty");
        }
        Condition condition = or();
        if (tokens.kind() != Kind.END) {
            throw expected("and, or, or the end");
        }
        return condition;
    }

    private Condition or() {
        List<Condition> any = chain("or", this::and);
        return any.size() == 1 ? any.getFirst() : new Condition.Or(any);
    }

    private Condition and() {
        List<Condition> all = chain("and", this::not);
        return all.size() == 1 ? all.getFirst() : new Condition.And(all);
    }

    private List<Condition> chain(String word, Supplier<Condition> part) {
        List<Condition> parts = new ArrayList<>();
        do {
            parts.add(part.get());
        } while (tokens.take(Kind.WORD, word));
        return List.copyOf(parts);
    }

    private Condition not() {
        if (depth == DEEPEST) {
            throw tokens.error(tokens.place(), "nested deeper than " + DEEPEST);
        }
        depth++;
        if (conditions++ == MOST) {
            throw tokens.error(
                    tokens.place(),
                    "more than " + MOST + " conditions; ask for many values by in (…)");
        }
        Condition condition = tokens.take(Kind.WORD, "not") ? new Condition.Not(not()) : single();
        depth--;
        return condition;
    }

    private Condition single() {
        if (tokens.take(Kind.SIGN, "(")) {
            Condition inner = or();
            expectSign(")");
            return inner;
        }
        if (tokens.take(Kind.WORD, "exists")) {
            boolean wrapped = tokens.take(Kind.SIGN, "(");
            Condition exists = new Condition.Exists(field());
            if (wrapped) {
                expectSign(")");
            }
            return exists;
        }
        return comparison(field());
    }

    private Condition.Field field() {
        if (tokens.kind() != Kind.NAME) {
            throw expected("the name of a field");
        }
        Condition.Field field = new Condition.Field(tokens.value(), tokens.place());
        tokens.advance();
        return field;
    }

    private Condition comparison(Condition.Field field) {
        if (tokens.take(Kind.WORD, "not")) {
            if (!tokens.take(Kind.WORD, "in")) {
                throw expected("in");
            }
            return new Condition.Not(in(field));
        }
        if (tokens.take(Kind.WORD, "in")) {
            return in(field);
        }
        Comparison how = sign();
        Condition.Value value = value();
        if (value.json() instanceof Json.Bool
                && how != Comparison.EQUAL
                && how != Comparison.DIFFERENT) {
            throw tokens.error(value.place(), "true and false have no order; compare by = or !=");
        }
        return new Condition.Compare(field, how, value);
    }

    private Condition in(Condition.Field field) {
        expectSign("(");
        List<Condition.Value> values = new ArrayList<>();
        do {
            values.add(value());
        } while (tokens.take(Kind.SIGN, ","));
        expectSign(")");
        return new Condition.In(field, List.copyOf(values));
    }

    private Comparison sign() {
        if (tokens.kind() == Kind.SIGN) {
            String sign = tokens.value();
            for (Comparison comparison : Comparison.values()) {
                if (comparison.sign().equals(sign)) {
                    tokens.advance();
                    return comparison;
                }
            }
            if (sign.equals("==") || sign.equals("<>")) {
                throw tokens.error(
                        tokens.place(),
                        "there is no " + sign + "; write " + (sign.equals("==") ? "=" : "!="));
            }
        }
        throw expected("=, !=, <, <=, >, >= or in");
    }

    private Condition.Value value() {
        int place = tokens.place();
        Json json =
                switch (tokens.kind()) {
                    case TEXT -> new Json.Str(tokens.value());
                    case NUMBER -> Json.Num.of(number());
                    case WORD -> flag();
                    case NAME, SIGN, END ->
                            throw expected("a text in quotation marks, a number, true or false");
                };
        tokens.advance();
        return new Condition.Value(json, place);
    }

    private double number() {
        double number = Double.parseDouble(tokens.value());
        if (Double.isInfinite(number)) {
            throw tokens.error(tokens.place(), tokens.value() + " is too large");
        }
        return number;
    }

    private Json flag() {
        if (!tokens.value().equals("true") && !tokens.value().equals("false")) {
            throw expected("a text in quotation marks, a number, true or false");
        }
        return new Json.Bool(tokens.value().equals("true"));
    }

    private void expectSign(String sign) {
        if (!tokens.take(Kind.SIGN, sign)) {
            throw expected(sign);
        }
    }

    private FilterException expected(String what) {
        return tokens.error(tokens.place(), "expected " + what + ", but " + tokens.found());
    }
}
