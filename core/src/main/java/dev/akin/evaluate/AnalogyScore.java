package dev.akin.evaluate;

/// How many analogies of one section, or of all, were completed.
///
/// @param section its name, or `total`
/// @param accuracy correct / n, in [0, 1]; NaN where n is 0
/// @param correct questions whose best answer was the expected word
/// @param n questions of which all four words are among the words searched
/// @param oov questions left out because a word is not
/// @param interval of the accuracy
public record AnalogyScore(
        String section, double accuracy, int correct, int n, int oov, Interval interval) {}
