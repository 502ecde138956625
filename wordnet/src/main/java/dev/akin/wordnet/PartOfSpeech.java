package dev.akin.wordnet;

import net.sf.extjwnl.data.POS;

/// WordNet's four classes of words, in the order in which [WordNet#synsets] gives them.
public enum PartOfSpeech {
    NOUN(POS.NOUN),
    VERB(POS.VERB),
    ADJECTIVE(POS.ADJECTIVE),
    ADVERB(POS.ADVERB);

    private final POS pos;

    PartOfSpeech(POS pos) {
        this.pos = pos;
    }

    POS pos() {
        return pos;
    }

    /// The letter that ends a synset's name: `n`, `v`, `a` or `r`.
    public char letter() {
        return pos.getKey().charAt(0);
    }
}
