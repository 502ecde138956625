package dev.akin.server;

import dev.akin.knowledge.Completion;
import dev.akin.knowledge.Knowledge;
import dev.akin.text.Json;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `…/complete`: facts of which one part is missing.
final class CompleteRoute {
    private final Models models;

    CompleteRoute(Models models) {
        this.models = models;
    }

    Json complete(ServerRequest request, Fields fields) {
        Knowledge knowledge = knowledge(ModelRoutes.name(request));
        String head = part(fields, "head");
        String relation = part(fields, "relation");
        String tail = part(fields, "tail");
        int k = ModelRoutes.k(fields);
        boolean fresh = fields.truth("new", false);
        fields.end();
        return Json.object(
                "answers",
                answers(knowledge, head, relation, tail, new Wanted(k, fresh)).stream()
                        .map(answer ->
                                Json.object(
                                        "key", answer.key(),
                                        "score", answer.score(),
                                        "known", answer.known()))
                        .toList());
    }

    private record Wanted(int k, boolean fresh) {}

    private static List<Completion> answers(
            Knowledge knowledge,
            @Nullable String head,
            @Nullable String relation,
            @Nullable String tail,
            Wanted wanted) {
        if (head != null && relation != null && tail == null) {
            return knowledge.tails(head, relation, wanted.k(), wanted.fresh());
        }
        if (head == null && relation != null && tail != null) {
            return knowledge.heads(relation, tail, wanted.k(), wanted.fresh());
        }
        if (head != null && relation == null && tail != null) {
            return knowledge.relations(head, tail, wanted.k(), wanted.fresh());
        }
        throw new ProblemException(
                ProblemException.UNPROCESSABLE,
                "give two of head, relation and tail: the third is the answer");
    }

    private static @Nullable String part(Fields fields, String name) {
        String text = fields.text(name, "");
        return text.isEmpty() ? null : text;
    }

    private Knowledge knowledge(String name) {
        Knowledge knowledge = models.words(name).knowledge();
        if (knowledge == null) {
            throw new ProblemException(
                    Status.NOT_FOUND_404, "\"" + name + "\" was not learned from facts");
        }
        return knowledge;
    }
}
