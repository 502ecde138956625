package dev.akin.search;

import dev.akin.text.Json;
import java.util.List;

/// What a filter says, as a tree. Places are `char`s of its text, for messages.
sealed interface Condition {
    /// How a field and a value compare.
    enum Comparison {
        EQUAL("="),
        DIFFERENT("!="),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }

    /// A name, and where it stands.
    record Field(String name, int place) {}

    /// A text, number or flag, and where it stands.
    record Value(Json json, int place) {}

    record And(List<Condition> all) implements Condition {}

    record Or(List<Condition> any) implements Condition {}

    record Not(Condition condition) implements Condition {}

    record Compare(Field field, Comparison how, Value value) implements Condition {}

    record In(Field field, List<Value> values) implements Condition {}

    record Exists(Field field) implements Condition {}
}
