package dev.akin.wordnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.text.Fact;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WordNetFactsTest {
    @Test
    void meaningsStandToEachOtherAsWordNetSays() throws Exception {
        List<Fact> facts = WordNetFacts.read();
        Set<Fact> all = new HashSet<>(facts);
        assertThat(all)
                .hasSameSizeAs(facts)
                .contains(
                        new Fact("dog.n.01", "hypernym", "canine.n.02"),
                        new Fact("paris.n.01", "instance-hypernym", "national_capital.n.01"),
                        new Fact("france.n.01", "part-meronym", "paris.n.01"));
        assertThat(facts.stream().map(Fact::relation).collect(Collectors.toSet()))
                .contains("antonym", "derivation", "similar-to", "topic")
                .doesNotContain("hyponym", "part-holonym");
        // Each meaning has a name of its own.
        assertThat(facts.stream().flatMap(f -> java.util.stream.Stream.of(f.head(), f.tail())))
                .allMatch(name -> name.matches("\\S+\\.[nvar]\\.\\d\\d+"));
        assertThat(facts).hasSizeGreaterThan(200_000);
    }
}
