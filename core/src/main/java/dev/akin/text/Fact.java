package dev.akin.text;

/// That the head stands to the tail as the relation says: `Paris`, `capital-of`, `France`.
public record Fact(String head, String relation, String tail) {}
