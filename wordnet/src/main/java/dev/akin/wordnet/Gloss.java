package dev.akin.wordnet;

import java.util.ArrayList;
import java.util.List;

/// WordNet keeps a definition and its examples in one string, as in
/// `draw air in; "breathe deeply"; "the patient is breathing"`.
///
/// Parts end at a semicolon outside quotation marks. A part that opens with a quotation mark is an example, and so is
/// what follows a colon and opens with one. Whatever stands after the closing mark (an author's name) is left out.
record Gloss(String definition, List<String> examples) {

    static Gloss parse(String gloss) {
        List<String> definition = new ArrayList<>();
        List<String> examples = new ArrayList<>();
        for (String part : parts(gloss)) {
            int quote = part.indexOf('"');
            String before = quote < 0 ? part : part.substring(0, quote).strip();
            if (quote < 0 || !(before.isEmpty() || before.endsWith(":"))) {
                definition.add(part);
                continue;
            }
            if (!before.isEmpty()) {
                definition.add(before.substring(0, before.length() - 1).strip());
            }
            quotations(part, quote, examples);
        }
        return new Gloss(String.join("; ", definition), examples);
    }

    private static List<String> parts(String gloss) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i <= gloss.length(); i++) {
            if (i == gloss.length() || (gloss.charAt(i) == ';' && !quoted)) {
                String part = gloss.substring(from, i).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                from = i + 1;
            } else if (gloss.charAt(i) == '"') {
                quoted = !quoted;
            }
        }
        return parts;
    }

    /// Every text between two marks from `open` on; the last may lack its closing mark.
    private static void quotations(String part, int open, List<String> into) {
        int from = open;
        while (from >= 0) {
            int close = part.indexOf('"', from + 1);
            int to = close < 0 ? part.length() : close;
            String text = part.substring(from + 1, to).strip();
            if (!text.isEmpty()) {
                into.add(text);
            }
            from = close < 0 ? -1 : part.indexOf('"', close + 1);
        }
    }
}
