package dev.akin.media;

/// Which stretches of a sound become frames.
public enum Framing {
    /// Each frame's middle lies at a multiple of the hop, the first at the first sample; before and behind the sound is mirrored
    /// (`center=True`, `pad_mode="reflect"`). The sound must be longer than half of the transform.
    REFLECTED,
    /// As [#REFLECTED], but before and behind there is silence (`pad_mode="constant"`).
    PADDED,
    /// The first frame begins at the first sample, and each has as many samples as the transform (`center=False`).
    WHOLE,
    /// As [#WHOLE], but each has as many samples as the window: Kaldi's `snip_edges`.
    SNIPPED
}
