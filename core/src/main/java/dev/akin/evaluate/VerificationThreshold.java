package dev.akin.evaluate;

import dev.akin.text.Json;
import dev.akin.text.JsonException;
import org.jspecify.annotations.Nullable;

/// From which similarity on two things count as the same, and how often that was wrong on labelled pairs.
///
/// @param value a pair is accepted where its similarity is not below it
/// @param falseAccepts of the pairs of different things, those that were accepted; null where no pairs were looked at
/// @param falseRejects of the pairs of the same thing, those that were not; null where no pairs were looked at
/// @param encoder the fingerprint of the encoder whose similarities these were; empty where it is not known
public record VerificationThreshold(
        double value,
        @Nullable ErrorRate falseAccepts,
        @Nullable ErrorRate falseRejects,
        String encoder) {
    private static final String NAME = "akin.threshold";

    /// @throws IllegalArgumentException if the value is NaN
    public VerificationThreshold {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("a threshold is a number, not NaN");
        }
    }

    /// Whether a pair of this similarity counts as the same.
    public boolean accepts(double similarity) {
        return similarity >= value;
    }

    /// A threshold that somebody chose, without any pairs.
    public static VerificationThreshold chosen(double value) {
        return new VerificationThreshold(value, null, null, "");
    }

    /// The same, of an encoder.
    public VerificationThreshold of(String fingerprint) {
        return new VerificationThreshold(value, falseAccepts, falseRejects, fingerprint);
    }

    /// What [#ofJson] reads.
    public Json.Obj toJson() {
        return Json.object(
                NAME,
                value,
                "falseAccepts",
                rate(falseAccepts),
                "falseRejects",
                rate(falseRejects),
                "encoder",
                encoder);
    }

    private static Json rate(@Nullable ErrorRate rate) {
        return rate == null ? new Json.Null() : Json.object("wrong", rate.wrong(), "n", rate.n());
    }

    /// Reads what [#toJson] wrote.
    ///
    /// @throws IllegalArgumentException if it is anything else; the message says what is missing
    public static VerificationThreshold ofJson(String text) {
        try {
            if (!(Json.parse(text) instanceof Json.Obj members)
                    || !(members.get(NAME) instanceof Json.Num value)) {
                throw new IllegalArgumentException(
                        "it has no number \"" + NAME + "\": write one with verify --save");
            }
            return new VerificationThreshold(
                    value.asDouble(),
                    rate(members, "falseAccepts"),
                    rate(members, "falseRejects"),
                    members.get("encoder") instanceof Json.Str(String encoder) ? encoder : "");
        } catch (JsonException e) {
            throw new IllegalArgumentException("it is no JSON: " + e.getMessage(), e);
        }
    }

    private static ErrorRate rate(Json.Obj members, String name) {
        if (members.get(name) instanceof Json.Obj rate) {
            return new ErrorRate(number(rate.get("wrong"), name), number(rate.get("n"), name));
        }
        throw new IllegalArgumentException("it has no object \"" + name + "\"");
    }

    private static long number(@Nullable Json json, String name) {
        if (json instanceof Json.Num number) {
            try {
                return number.asLong();
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "\"" + name + "\" holds " + number + ", which is no whole number", e);
            }
        }
        throw new IllegalArgumentException("\"" + name + "\" has no numbers \"wrong\" and \"n\"");
    }
}
