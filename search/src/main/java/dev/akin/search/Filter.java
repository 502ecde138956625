package dev.akin.search;

/// Which documents may answer, by their metadata. Immutable.
///
/// ```
/// lang = "en" and year >= 2024
/// tag in ("recipe", "baking") and not (draft = true or exists archived)
/// ```
///
/// Fields are compared by `=`, `!=`, `<`, `<=`, `>`, `>=` with a text in quotation marks (single or double; a backslash
/// before a quotation mark or a backslash), a number, `true` or `false`; `in (…)` is `=` with any of several. Conditions
/// are joined by `not`, `and`, `or`, which bind in this order, and parentheses. `exists F` holds where a document has the
/// field. A condition on a field with several values holds if it holds for one of them; `!=` and `not` hold for
/// all documents for which the condition does not hold, also for those without the field. Of a text, the first 2,730
/// characters are compared. Words of the language may be
/// written in capitals. A name of other characters than letters, digits, `_`, `-`, `.` and `/`, or one that is a word of
/// the language, is written between backquotes.
public final class Filter {
    private final String text;
    private final Condition condition;

    private Filter(String text, Condition condition) {
        this.text = text;
        this.condition = condition;
    }

    /// @throws FilterException if that is no filter, with the place
    public static Filter parse(String text) {
        return new Filter(text, new FilterParser(text).parse());
    }

    /// A text as a filter has it, in quotation marks.
    public static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    Condition condition() {
        return condition;
    }

    /// As it was written.
    @Override
    public String toString() {
        return text;
    }
}
