package dev.akin.evaluate;

import java.util.ArrayList;
import java.util.List;

/// Words of a sentence that name one entity.
///
/// @param type such as `person`
/// @param from the place of its first word, from 0
/// @param to behind its last word
public record EntitySpan(String type, int from, int to) {

    /// The entities in a sentence's tags `B-type`, `I-type` and `O`, as `conlleval` finds them (Tjong Kim Sang and De Meulder
    /// 2003): one goes on with `I` of the same type; another begins with `B`, and with `I` behind anything else.
    ///
    /// @throws IllegalArgumentException if a tag is none of these
    public static List<EntitySpan> of(List<String> tags) {
        List<EntitySpan> spans = new ArrayList<>();
        int from = -1;
        String type = "";
        for (int i = 0; i < tags.size(); i++) {
            String tag = tags.get(i);
            String here = type(tag);
            boolean goesOn = from >= 0 && tag.startsWith("I-") && here.equals(type);
            if (!goesOn && from >= 0) {
                spans.add(new EntitySpan(type, from, i));
            }
            from = here.isEmpty() ? -1 : goesOn ? from : i;
            type = here;
        }
        if (from >= 0) {
            spans.add(new EntitySpan(type, from, tags.size()));
        }
        return spans;
    }

    /// Whether a tag is `O`, `B-type` or `I-type`.
    public static boolean isEntityTag(String tag) {
        return tag.equals("O")
                || (tag.length() > 2 && (tag.startsWith("B-") || tag.startsWith("I-")));
    }

    private static String type(String tag) {
        if (!isEntityTag(tag)) {
            throw new IllegalArgumentException(
                    "the tag \"" + tag + "\" names no entity; those are O, B-type and I-type");
        }
        return tag.equals("O") ? "" : tag.substring(2);
    }
}
