package dev.akin.knowledge;

import dev.akin.text.Fact;
import dev.akin.text.FactLines;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Facts about entities, each once: the entities and relations by number, the most often named first. Immutable and thread-safe. A
/// fact takes twelve bytes.
public final class Facts {
    private final Vocabulary entities;
    private final Vocabulary relations;
    private final Triples triples;
    private final long repeated;
    private final long literals;

    /// Three columns of numbers.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Triples(int[] heads, int[] relations, int[] tails) {
        int size() {
            return heads.length;
        }

        Triples pick(int[] rows) {
            return new Triples(pick(heads, rows), pick(relations, rows), pick(tails, rows));
        }

        private static int[] pick(int[] column, int[] rows) {
            return Arrays.stream(rows).map(row -> column[row]).toArray();
        }

        Triples followedBy(Triples others) {
            return new Triples(
                    joined(heads, others.heads),
                    joined(relations, others.relations),
                    joined(tails, others.tails));
        }

        private static int[] joined(int[] a, int[] b) {
            int[] both = Arrays.copyOf(a, a.length + b.length);
            System.arraycopy(b, 0, both, a.length, b.length);
            return both;
        }
    }

    /// Facts to learn from, and facts that are held back to be asked for.
    public record Split(Facts learned, Facts held) {}

    Facts(
            Vocabulary entities,
            Vocabulary relations,
            Triples triples,
            long repeated,
            long literals) {
        this.entities = entities;
        this.relations = relations;
        this.triples = triples;
        this.repeated = repeated;
        this.literals = literals;
    }

    /// Reads facts; those that are named more than once count once.
    ///
    /// @throws dev.akin.MalformedFileException as [FactLines#read]
    /// @throws IllegalArgumentException if there is no fact
    public static Facts read(FactLines lines) throws IOException {
        return read(lines, null);
    }

    /// As [#read(FactLines)], where the entities and relations of `before` keep their numbers and new ones come behind.
    static Facts read(FactLines lines, @Nullable Facts before) throws IOException {
        Collector collector = new Collector();
        lines.read(collector);
        return collector.facts(before);
    }

    /// As [#read(FactLines)], of a list.
    public static Facts of(Iterable<Fact> facts) {
        return of(facts, null);
    }

    static Facts of(Iterable<Fact> facts, @Nullable Facts before) {
        Collector collector = new Collector();
        facts.forEach(fact -> collector.fact(fact.head(), fact.relation(), fact.tail()));
        return collector.facts(before);
    }

    /// The same facts, where the entities and relations of `before` have the numbers that they have there, and others come behind.
    Facts after(Facts before) {
        return of(list(), before);
    }

    /// These facts and others, whose entities and relations come behind these.
    Facts with(Facts fresh) {
        Triples all = triples.followedBy(fresh.triples);
        int[] first = Answers.first(all, fresh.entities.size(), fresh.relations.size());
        return new Facts(fresh.entities, fresh.relations, all.pick(first), 0, 0);
    }

    /// How many facts.
    public int size() {
        return triples.size();
    }

    /// What facts are about, with how often each is named.
    public Vocabulary entities() {
        return entities;
    }

    /// How they stand to each other, with how many facts say so.
    public Vocabulary relations() {
        return relations;
    }

    /// The facts by their names; a view.
    public List<Fact> list() {
        return new AbstractList<>() {
            @Override
            public Fact get(int i) {
                return new Fact(
                        entities.key(triples.heads()[i]),
                        relations.key(triples.relations()[i]),
                        entities.key(triples.tails()[i]));
            }

            @Override
            public int size() {
                return Facts.this.size();
            }
        };
    }

    Triples triples() {
        return triples;
    }

    /// Facts that were named before, and left out.
    public long repeated() {
        return repeated;
    }

    /// Triples whose object is a literal, which were left out.
    public long literals() {
        return literals;
    }

    /// Holds facts back at random. One whose mirror (the tail first, the same relation) is a fact too is held back with it, since the one gives the other away;
    /// one whose entity or relation is in no other fact is not held back, since nothing could be learned of it.
    ///
    /// @param share of the facts, above 0 and below 1
    /// @throws IllegalArgumentException if the share is out of range, or so small that no fact can be held back
    public Split holdOut(double share, long seed) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "the share to hold back must be above 0 and below 1, not " + share);
        }
        boolean[] held = new HeldBack(this).choose(share, new SplittableRandom(seed));
        int[] back = rows(held, true);
        if (back.length == 0) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "of %,d facts none can be held back by a share of %s: hold back more, or give more facts,"
                                    + " since one whose entity or relation no other fact has is always learned from",
                            size(),
                            share));
        }
        return new Split(pick(rows(held, false)), pick(back));
    }

    private static int[] rows(boolean[] held, boolean which) {
        return IntStream.range(0, held.length).filter(row -> held[row] == which).toArray();
    }

    Facts pick(int[] rows) {
        return new Facts(entities, relations, triples.pick(rows), 0, 0);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "Facts[facts=%d, entities=%d, relations=%d]",
                size(),
                entities.size(),
                relations.size());
    }

    /// Takes facts as they come.
    private static final class Collector implements FactLines.Sink {
        private final Map<String, Integer> entities = new LinkedHashMap<>();
        private final Map<String, Integer> relations = new LinkedHashMap<>();
        private int[][] columns = new int[3][1024];
        private int count;
        private long literals;

        @Override
        public void fact(String head, String relation, String tail) {
            if (count == columns[0].length) {
                for (int c = 0; c < columns.length; c++) {
                    columns[c] = Arrays.copyOf(columns[c], count + count / 2);
                }
            }
            columns[0][count] = id(entities, head);
            columns[1][count] = id(relations, relation);
            columns[2][count++] = id(entities, tail);
        }

        @Override
        public void literal() {
            literals++;
        }

        private static int id(Map<String, Integer> ids, String key) {
            Integer known = ids.putIfAbsent(key, ids.size());
            return known == null ? ids.size() - 1 : known;
        }

        Facts facts(@Nullable Facts before) {
            if (count == 0) {
                throw new IllegalArgumentException(
                        literals == 0
                                ? "there are no facts"
                                : "there are no facts, only "
                                        + literals
                                        + " triples whose object is a literal");
            }
            Triples all =
                    new Triples(
                            Arrays.copyOf(columns[0], count),
                            Arrays.copyOf(columns[1], count),
                            Arrays.copyOf(columns[2], count));
            int[] first = Answers.first(all, entities.size(), relations.size());
            Triples once = all.pick(first);
            NewIds things = NewIds.of(entities.keySet(), before == null ? null : before.entities);
            NewIds ways = NewIds.of(relations.keySet(), before == null ? null : before.relations);
            things.count(once.heads());
            things.count(once.tails());
            ways.count(once.relations());
            Vocabulary entityKeys = things.vocabulary();
            Vocabulary relationKeys = ways.vocabulary();
            return new Facts(
                    entityKeys,
                    relationKeys,
                    new Triples(
                            things.renumbered(once.heads()),
                            ways.renumbered(once.relations()),
                            things.renumbered(once.tails())),
                    count - first.length,
                    literals);
        }
    }
}
