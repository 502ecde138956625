package dev.akin.networks;

import dev.akin.text.Json;
import dev.akin.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// What a model of clicks is, apart from its numbers. Immutable.
///
/// @param fields what an example has a value of
/// @param hidden the sizes of the layers between rows and answer
record ClickShape(ClickBody body, List<String> fields, List<Integer> hidden) {
    ClickShape {
        fields = List.copyOf(fields);
        hidden = List.copyOf(hidden);
        if (fields.isEmpty() || new HashSet<>(fields).size() < fields.size()) {
            throw new IllegalArgumentException(
                    "fields need names of their own, and there must be one at least: " + fields);
        }
        for (String field : fields) {
            if (field.isBlank() || field.contains("/")) {
                throw new IllegalArgumentException(
                        "the name of a field has letters, and no slash: \"" + field + "\"");
            }
        }
        hidden.forEach(size -> Body.requirePositive("the size of a layer", size));
    }

    /// Row 0 is nothing; then come the rows of unknown values, one for each field, then those of each field's values.
    ///
    /// @param known the values of each field
    record Values(List<Vocabulary> known) {
        int reserved() {
            return 1 + known.size();
        }

        int rows() {
            return first(known.size());
        }

        /// The row of a field's first value.
        int first(int field) {
            int first = reserved();
            for (int f = 0; f < field; f++) {
                first += known.get(f).size();
            }
            return first;
        }

        /// The rows of examples: examples × fields.
        ///
        /// @throws IllegalArgumentException if one has more or fewer values than there are fields
        int[] rows(List<List<String>> examples) {
            int[] rows = new int[Math.multiplyExact(examples.size(), known.size())];
            for (int i = 0; i < examples.size(); i++) {
                rows(examples.get(i), rows, i * known.size());
            }
            return rows;
        }

        private void rows(List<String> values, int[] rows, int at) {
            if (values.size() != known.size()) {
                throw new IllegalArgumentException(
                        "an example has "
                                + values.size()
                                + " values, for "
                                + known.size()
                                + " fields: "
                                + values);
            }
            for (int f = 0; f < known.size(); f++) {
                int id = known.get(f).id(values.get(f));
                rows[at + f] = id < 0 ? 1 + f : first(f) + id;
            }
        }
    }

    Json toJson() {
        return Json.object(
                "body",
                body.name(),
                "fields",
                new Json.Arr(fields.stream().<Json>map(Json.Str::new).toList()),
                "hidden",
                new Json.Arr(hidden.stream().<Json>map(Json.Num::of).toList()));
    }

    /// @throws IllegalArgumentException if it describes none
    static ClickShape parse(Json json) {
        JsonMembers members = JsonMembers.of("the model of clicks", json);
        return new ClickShape(
                ClickBody.valueOf(members.string("body")),
                new ArrayList<>(members.strings("fields")),
                members.integers("hidden"));
    }
}
