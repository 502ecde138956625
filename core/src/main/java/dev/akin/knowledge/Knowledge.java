package dev.akin.knowledge;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// What was learned from facts: completes those of which one part is missing. Immutable and thread-safe.
public final class Knowledge {
    private final Saved saved;
    private final Scorer scorer;
    private final @Nullable Facts facts;
    private final @Nullable Answers tails;
    private final @Nullable Answers heads;

    private Knowledge(Saved saved) {
        this.saved = saved;
        scorer = Scorer.of(saved);
        facts = saved.knownFacts();
        int entities = entities().size();
        tails = facts == null ? null : Answers.tails(facts.triples(), entities, relations().size());
        heads = facts == null ? null : Answers.heads(facts.triples(), entities, relations().size());
    }

    /// @throws IllegalArgumentException if the model was not learned from facts
    public static Knowledge of(Model model) {
        return new Knowledge(Saved.of(model));
    }

    /// How facts are scored.
    public Scoring scoring() {
        return saved.options().scoring();
    }

    /// The vectors of entities.
    public Embeddings entities() {
        return saved.model().table("");
    }

    /// The vectors of relations; of RotatE angles, half as many as an entity has numbers.
    public Embeddings relations() {
        return saved.model().table(Saved.RELATIONS);
    }

    /// The facts that it was learned from, or null if the model was written without them.
    public @Nullable Facts facts() {
        return facts;
    }

    /// What a fact scores, asked for its tail.
    ///
    /// @throws dev.akin.embeddings.UnknownKeyException with the nearest spellings
    public double score(String head, String relation, String tail) {
        return scorer.score(
                entities().id(head), relations().id(relation), false, entities().id(tail));
    }

    /// The k tails that score best.
    ///
    /// @param fresh whether answers are left out that were learned from
    /// @throws dev.akin.embeddings.UnknownKeyException with the nearest spellings
    /// @throws IllegalArgumentException if k is below 1
    public List<Completion> tails(String head, String relation, int k, boolean fresh) {
        return answers(entities().id(head), relations().id(relation), false, k, fresh);
    }

    /// The k heads that score best; as [#tails].
    public List<Completion> heads(String relation, String tail, int k, boolean fresh) {
        return answers(entities().id(tail), relations().id(relation), true, k, fresh);
    }

    private List<Completion> answers(int known, int relation, boolean back, int k, boolean fresh) {
        float[] scores = scorer.all(known, relation, back);
        Answers right = back ? heads : tails;
        return best(
                scores,
                entities(),
                k,
                fresh,
                other -> right != null && right.has(known, relation, other));
    }

    /// The k relations that score best between head and tail, the mean of both directions; as [#tails].
    public List<Completion> relations(String head, String tail, int k, boolean fresh) {
        int from = entities().id(head);
        int to = entities().id(tail);
        float[] scores = new float[relations().size()];
        for (int relation = 0; relation < scores.length; relation++) {
            scores[relation] =
                    (float)
                            ((scorer.score(from, relation, false, to)
                                            + scorer.score(to, relation, true, from))
                                    / 2);
        }
        Answers right = tails;
        return best(
                scores,
                relations(),
                k,
                fresh,
                relation -> right != null && right.has(from, relation, to));
    }

    private static List<Completion> best(
            float[] scores, Embeddings keys, int k, boolean fresh, IntPredicate known) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, not " + k);
        }
        Comparator<Integer> worst =
                Comparator.<Integer>comparingDouble(id -> scores[id])
                        .thenComparing(Comparator.reverseOrder());
        PriorityQueue<Integer> best = new PriorityQueue<>(worst);
        for (int id = 0; id < scores.length; id++) {
            if (fresh && known.test(id)) {
                continue;
            }
            if (best.size() < k) {
                best.add(id);
            } else if (worst.compare(id, best.element()) > 0) {
                best.poll();
                best.add(id);
            }
        }
        List<Integer> order = new ArrayList<>(best);
        order.sort(worst.reversed());
        return order.stream()
                .map(id -> new Completion(keys.vocabulary().key(id), scores[id], known.test(id)))
                .toList();
    }

    Scorer scorer() {
        return scorer;
    }
}
