package dev.akin.wordnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.lexicon.LexiconPair;
import dev.akin.lexicon.Relation;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WordNetTest {
    @SuppressWarnings("NullAway.Init")
    private static WordNet wordNet;

    @BeforeAll
    static void open() throws IOException {
        wordNet = WordNet.open();
    }

    @Test
    void holdsEveryMeaningOnceInAFixedOrder() {
        List<Synset> synsets = wordNet.synsets();
        assertThat(synsets).hasSize(117_791);
        assertThat(synsets.stream().map(Synset::id).distinct()).hasSize(117_791);
        assertThat(synsets.getFirst().words()).containsExactly("entity");
        assertThat(synsets.getFirst().id()).isEqualTo("00001740-n");
        assertThat(synsets)
                .isSortedAccordingTo((a, b) ->
                        a.partOfSpeech() != b.partOfSpeech()
                                ? a.partOfSpeech().compareTo(b.partOfSpeech())
                                : a.id().compareTo(b.id()));
    }

    @Test
    void separatesDefinitionsFromExamples() {
        Synset breathe = first("breathe");
        assertThat(breathe.partOfSpeech()).isEqualTo(PartOfSpeech.VERB);
        assertThat(breathe.words())
                .containsExactly("breathe", "take a breath", "respire", "suspire");
        assertThat(breathe.definition()).isEqualTo("draw air into, and expel out of, the lungs");
        assertThat(breathe.examples())
                .containsExactly(
                        "I can breathe better when the air is clean", "The patient is respiring");
    }

    @Test
    void everyMeaningHasWordsAndADefinitionWithoutWordNetsMarkup() {
        assertThat(wordNet.synsets())
                .allSatisfy(synset -> {
                    assertThat(synset.words()).isNotEmpty().doesNotHaveDuplicates();
                    assertThat(synset.words()).noneMatch(word -> word.contains("_"));
                    assertThat(synset.words()).noneMatch(word -> word.endsWith("(a)"));
                });
        long undefined = wordNet.synsets().stream().filter(s -> s.definition().isEmpty()).count();
        assertThat(undefined).isLessThan(20);
    }

    @Test
    void hypernymsNameOtherMeanings() {
        Set<String> ids = wordNet.synsets().stream().map(Synset::id).collect(Collectors.toSet());
        assertThat(wordNet.synsets()).allMatch(synset -> ids.containsAll(synset.hypernyms()));
        Synset physical = first("physical entity");
        assertThat(physical.hypernyms()).containsExactly("00001740-n");
    }

    @Test
    void synonymsAreUniqueLowerCasedPairs() {
        List<WordPair> pairs = wordNet.synonymPairs(false);
        assertThat(new HashSet<>(pairs)).hasSameSizeAs(pairs);
        assertThat(pairs).contains(new WordPair("breathe", "respire"), new WordPair("auto", "car"));
        assertThat(pairs)
                .allMatch(pair -> pair.first().compareTo(pair.second()) < 0)
                .noneMatch(pair -> pair.first().contains(" ") || pair.second().contains(" "));
        assertThat(wordNet.synonymPairs(true))
                .hasSizeGreaterThan(pairs.size())
                .contains(new WordPair("breathe", "take a breath"));
    }

    @Test
    void antonymsAreOpposites() {
        List<WordPair> pairs = wordNet.antonymPairs();
        assertThat(pairs)
                .contains(new WordPair("cold", "hot"), new WordPair("man", "woman"))
                .doesNotContain(new WordPair("auto", "car"));
        assertThat(new HashSet<>(pairs)).hasSameSizeAs(pairs);
    }

    @Test
    void hypernymPairsAreAStepApart() {
        List<WordPair> pairs = wordNet.hypernymPairs();
        assertThat(new HashSet<>(pairs)).hasSameSizeAs(pairs);
        assertThat(pairs)
                .contains(new WordPair("canine", "dog"), new WordPair("cat", "feline"))
                // Two steps: a dog is a canine, and a canine a carnivore.
                .doesNotContain(new WordPair("carnivore", "dog"))
                .allMatch(pair -> pair.first().compareTo(pair.second()) < 0)
                .noneMatch(pair -> pair.first().contains(" ") || pair.second().contains(" "));
        Set<WordPair> expected = new HashSet<>();
        Map<String, Synset> byId =
                wordNet.synsets().stream()
                        .collect(Collectors.toMap(Synset::id, meaning -> meaning));
        for (Synset synset : wordNet.synsets()) {
            for (String wider : synset.hypernyms()) {
                for (String above : Objects.requireNonNull(byId.get(wider)).words()) {
                    synset.words().forEach(word -> addIfPlain(word, above, expected));
                }
            }
        }
        assertThat(new HashSet<>(pairs).equals(expected)).isTrue();
    }

    private static void addIfPlain(String word, String above, Set<WordPair> pairs) {
        String a = word.toLowerCase(Locale.ROOT);
        String b = above.toLowerCase(Locale.ROOT);
        if (!a.contains(" ") && !b.contains(" ") && !a.equals(b)) {
            pairs.add(a.compareTo(b) < 0 ? new WordPair(a, b) : new WordPair(b, a));
        }
    }

    @Test
    void theLexiconHoldsAllThreeKinds() {
        List<LexiconPair> pairs = wordNet.lexicon().pairs();
        assertThat(pairs)
                .contains(
                        LexiconPair.of("auto", "car", Relation.SYNONYM),
                        LexiconPair.of("cold", "hot", Relation.ANTONYM),
                        new LexiconPair("canine", "dog", Relation.RELATED, 0.5));
        assertThat(count(pairs, Relation.SYNONYM))
                .isEqualTo(
                        wordNet.synonymPairs(false).stream().filter(WordNetTest::differ).count());
        assertThat(count(pairs, Relation.ANTONYM))
                .isEqualTo(wordNet.antonymPairs().stream().filter(WordNetTest::differ).count())
                .isGreaterThan(3_000);
        assertThat(count(pairs, Relation.RELATED)).isEqualTo(wordNet.hypernymPairs().size());
        assertThat(wordNet.lexicon().hasAntonyms()).isTrue();
    }

    private static long count(List<LexiconPair> pairs, Relation relation) {
        return pairs.stream().filter(pair -> pair.relation() == relation).count();
    }

    private static boolean differ(WordPair pair) {
        return !pair.first().equals(pair.second());
    }

    private static Synset first(String word) {
        return wordNet.synsets().stream()
                .filter(synset -> synset.words().getFirst().equals(word))
                .findFirst()
                .orElseThrow();
    }
}
