package dev.akin.search;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Guesses the language of a text by its letters and, between languages of Latin letters, by its commonest words.
/// Knows the languages that are analysed apart; `und` stands for any other.
final class LanguageGuess {
    static final String OTHER = "und";

    /// Letters and words to look at: the beginning tells.
    private static final int ENOUGH = 4_000;

    private static final Pattern WORD = Pattern.compile("\\p{IsLatin}+");

    /// Cyrillic letters that Russian does not have.
    private static final String NOT_RUSSIAN = "іїєґўђјљњћџѓќѕәғқңөұүһ";

    private static final Map<String, Set<String>> COMMON = new LinkedHashMap<>();

    static {
        common(
                "en",
                "the of and to in is was for that with it on are as this be how what i you my do can not by or an");
        common("de", "der die und das ist nicht ein eine mit den dem von zu auf für wie");
        common("fr", "le la les et des est une un dans du que pour pas qui au sur");
        common("es", "el los las y que es una por del con para se un no en de");
        common("it", "il di che un della per del una sono con non la e le gli");
        common("pt", "o os que não uma para com do da em um no na se as");
        common("nl", "het een van en de is niet dat op te zijn met voor");
        common("pl", "w i na z do nie się jest to że o jak");
        common("sv", "och att det som en är på av för med den till");
        common("tr", "ve bir bu da de için ile ne çok gibi");
        common("vi", "và của là có cho không được trong một các");
        common("id", "yang dan di dari untuk dengan ini itu pada tidak");
    }

    private LanguageGuess() {}

    private static void common(String language, String words) {
        COMMON.put(language, new HashSet<>(Arrays.asList(words.split(" "))));
    }

    /// `en`, `zh`, `ru` or `und`.
    static String of(String text) {
        String beginning = text.length() > ENOUGH ? text.substring(0, ENOUGH) : text;
        long han = count(beginning, UnicodeScript.HAN);
        long kana =
                count(beginning, UnicodeScript.HIRAGANA) + count(beginning, UnicodeScript.KATAKANA);
        long cyrillic = count(beginning, UnicodeScript.CYRILLIC);
        long latin = count(beginning, UnicodeScript.LATIN);
        // A Chinese character says as much as three letters.
        if (3 * han > latin + cyrillic) {
            return 10 * kana > han ? OTHER : "zh";
        }
        if (cyrillic > latin) {
            return isRussian(beginning) ? "ru" : OTHER;
        }
        return latin > 0 && isEnglish(beginning) ? "en" : OTHER;
    }

    private static long count(String text, UnicodeScript script) {
        return text.codePoints().filter(c -> UnicodeScript.of(c) == script).count();
    }

    private static boolean isRussian(String text) {
        return text.toLowerCase(Locale.ROOT).chars().noneMatch(c -> NOT_RUSSIAN.indexOf(c) >= 0);
    }

    /// Among languages that share a word, English wins only if none has more of the text's words.
    private static boolean isEnglish(String text) {
        Map<String, Integer> found = new LinkedHashMap<>();
        boolean plain = true;
        for (Matcher words = WORD.matcher(text); words.find(); ) {
            String word = words.group().toLowerCase(Locale.ROOT);
            plain &= word.chars().allMatch(c -> c < 128);
            COMMON.forEach((language, common) -> {
                if (common.contains(word)) {
                    found.merge(language, 1, Integer::sum);
                }
            });
        }
        int english = found.getOrDefault("en", 0);
        int most = found.values().stream().max(Integer::compare).orElse(0);
        return most == 0 ? plain : english == most;
    }
}
