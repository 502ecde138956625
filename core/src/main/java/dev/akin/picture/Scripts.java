package dev.akin.picture;

import java.lang.Character.UnicodeScript;
import java.util.Locale;

/// What scripts are called, and which package brings a font for them.
final class Scripts {
    private Scripts() {}

    static String name(int character) {
        return switch (UnicodeScript.of(character)) {
            case HAN -> "Chinese characters";
            case HIRAGANA, KATAKANA -> "Japanese kana";
            case COMMON, INHERITED, UNKNOWN -> "some signs";
            case UnicodeScript script -> {
                String words = script.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                yield Character.toUpperCase(words.charAt(0)) + words.substring(1) + " letters";
            }
        };
    }

    static String debianPackage(int character) {
        return switch (UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> "fonts-noto-cjk";
            case LATIN, CYRILLIC, GREEK -> "fonts-dejavu-core";
            case COMMON, INHERITED, UNKNOWN -> "fonts-noto-color-emoji or fonts-symbola";
            default -> "fonts-noto-core";
        };
    }
}
