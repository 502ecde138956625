package dev.akin.encode;

import dev.akin.embeddings.TextEncoder.Purpose;

/// What a model wants to see before a text; each may be empty.
record Prompts(String plain, String query, String document) {
    static final Prompts NONE = new Prompts("", "", "");

    String of(Purpose purpose) {
        return switch (purpose) {
            case PLAIN -> plain;
            case QUERY -> query;
            case DOCUMENT -> document;
        };
    }
}
