package dev.akin.wordnet;

import java.util.List;

/// One meaning and the words that carry it.
///
/// @param id WordNet's own name: eight digits, a hyphen and the letter of the part of speech, such as `02086723-n`
/// @param words the words of this meaning, the most usual first; several words together have spaces, as in `ice cream`
/// @param definition what they mean, without the examples
/// @param examples sentences that use one of the words, without their quotation marks; often none
/// @param hypernyms the ids of the next wider meanings (a dog is a canine, Paris is a national capital); nouns and
///     verbs only
/// @param lexicographerFile which of WordNet's 45 files the meaning was written in, its broad class: `noun.animal`, `verb.motion`, `adj.all`
public record Synset(
        String id,
        PartOfSpeech partOfSpeech,
        List<String> words,
        String definition,
        List<String> examples,
        List<String> hypernyms,
        String lexicographerFile) {

    public Synset {
        words = List.copyOf(words);
        examples = List.copyOf(examples);
        hypernyms = List.copyOf(hypernyms);
    }
}
