package dev.akin.evaluate;

/// `a` is to `b` as `c` is to `expected`.
public record AnalogyQuestion(String section, String a, String b, String c, String expected) {}
