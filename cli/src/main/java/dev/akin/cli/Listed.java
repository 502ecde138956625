package dev.akin.cli;

import java.util.List;

/// Words in a message: all of a few, the first of many.
final class Listed {
    private static final int FEW = 10;

    private Listed() {}

    static String some(List<String> words) {
        String shown = String.join(", ", words.subList(0, Math.min(FEW, words.size())));
        return words.size() <= FEW
                ? shown
                : shown + " and " + Quantities.exact(words.size() - FEW) + " more";
    }
}
