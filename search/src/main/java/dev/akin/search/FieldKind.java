package dev.akin.search;

import dev.akin.text.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the values of a field of metadata are. A field has the same kind in all documents of a collection.
public enum FieldKind {
    /// Text, compared whole and by code points; dates written as ISO 8601 compare as dates.
    TEXT,
    /// A number, compared as a double.
    NUMBER,
    /// True or false.
    FLAG;

    /// The name in files and messages: `text`, `number`, `flag`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable FieldKind ofLabel(String label) {
        for (FieldKind kind : values()) {
            if (kind.label().equals(label)) {
                return kind;
            }
        }
        return null;
    }

    /// The kind of one value, or null for what metadata cannot hold.
    static @Nullable FieldKind of(Json value) {
        return switch (value) {
            case Json.Str _ -> TEXT;
            case Json.Num _ -> NUMBER;
            case Json.Bool _ -> FLAG;
            case Json.Arr _, Json.Obj _, Json.Null _ -> null;
        };
    }
}
