package dev.akin.search;

import dev.akin.embeddings.Encoder;

/// Whose vectors a collection holds.
///
/// @param name what people call the encoder
/// @param fingerprint as [Encoder#fingerprint()] gives it: vectors of different fingerprints do not compare
public record EncoderTag(String name, String fingerprint) {

    public static EncoderTag of(Encoder<?> encoder) {
        return new EncoderTag(encoder.name(), encoder.fingerprint());
    }

    @Override
    public String toString() {
        return name + " (" + fingerprint + ")";
    }
}
