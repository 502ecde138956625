package dev.akin.examples;

import dev.akin.embeddings.Embeddings;
import dev.akin.lexicon.CounterFitting;
import dev.akin.lexicon.Lexicon;
import dev.akin.lexicon.LexiconPair;
import dev.akin.lexicon.Relation;
import dev.akin.lexicon.Retrofitted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Draws words together and apart by what is known of them. Arguments: vectors of words; four of their words: two that mean the same, two opposites.
public final class FitLexicon {
    private FitLexicon() {}

    public static void main(String[] arguments) throws IOException {
        Embeddings words = Embeddings.load(Path.of(arguments[0]));
        String one = arguments[1];
        String same = arguments[2];
        String hot = arguments[3];
        String cold = arguments[4];
        // region fit
        Lexicon lexicon = Lexicon.of(List.of(LexiconPair.of(hot, cold, Relation.ANTONYM)));
        CounterFitting fitting = CounterFitting.of(CounterFitting.Options.standard());
        Retrofitted apart = fitting.fit(words, lexicon);
        System.out.println(apart.moved() + " words moved");
        // endregion
        print(words, hot, cold, apart.embeddings());
        // region edit
        Lexicon more =
                Lexicon.of(List.of(LexiconPair.of(one, same, Relation.SYNONYM))).and(lexicon);
        Embeddings better = fitting.edit(apart.embeddings(), words, more).embeddings();
        // endregion
        print(words, one, same, better);
    }

    private static void print(Embeddings before, String a, String b, Embeddings after) {
        String way = after.similarity(a, b) < before.similarity(a, b) ? "apart" : "together";
        System.out.println(a + " and " + b + " " + way);
    }
}
