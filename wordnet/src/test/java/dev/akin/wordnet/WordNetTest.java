package dev.akin.wordnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
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

    private static Synset first(String word) {
        return wordNet.synsets().stream()
                .filter(synset -> synset.words().getFirst().equals(word))
                .findFirst()
                .orElseThrow();
    }
}
