package dev.akin.compress;

/// What has a scale of its own.
public enum CodeScale {
    /// Each row, after each dimension's mean was taken off and its spread made 1: four bytes more a row, and less lost.
    ROW,
    /// Each dimension alone.
    DIMENSION;

    /// @throws IllegalArgumentException if it is asked for something else
    static CodeScale of(MethodRequest asked) {
        String name = asked.text(MethodOption.SCALE, "row");
        return switch (name) {
            case "row" -> ROW;
            case "dimension" -> DIMENSION;
            default ->
                    throw new IllegalArgumentException(
                            "scale is row or dimension, not \"" + name + "\"");
        };
    }
}
