package dev.akin.server;

import dev.akin.items.RecommendOptions;
import dev.akin.items.Recommendation;
import dev.akin.items.Recommender;
import dev.akin.text.Json;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Items for a user, or for somebody of whom some choices are known.
record RecommendRoute(Models models) {
    private static final int REASONS = 3;

    Json find(ServerRequest request, Fields fields) {
        Recommender recommender = models.recommender(ModelRoutes.name(request));
        String user = fields.textOrNull("user");
        List<String> like = fields.textsIfAny("like");
        List<String> unlike = fields.textsIfAny("unlike");
        RecommendOptions options = options(fields);
        fields.end();
        check(user, like, unlike);
        List<Recommendation> items =
                user == null
                        ? recommender.recommend(like, unlike, options)
                        : recommender.recommend(user, options);
        return Json.object("items", items.stream().map(RecommendRoute::document).toList());
    }

    private static RecommendOptions options(Fields fields) {
        RecommendOptions.Builder options =
                RecommendOptions.builder()
                        .k(ModelRoutes.k(fields))
                        .seen(fields.truth("seen", false))
                        .without(fields.textsIfAny("without"))
                        .diversity(fields.number("diversity", 0, 0))
                        .reasons(fields.truth("explain", false) ? REASONS : 0);
        return fields.get("only") == null
                ? options.build()
                : options.only(fields.texts("only")).build();
    }

    private static void check(@Nullable String user, List<String> like, List<String> unlike) {
        if ((user == null) == like.isEmpty()) {
            throw ProblemException.field(
                    "user",
                    "or like has to be there, and not both: a user, or what somebody chose");
        }
        if (user != null && !unlike.isEmpty()) {
            throw ProblemException.field("unlike", "goes with like, not with user");
        }
    }

    private static Json document(Recommendation item) {
        return Json.object(
                "item",
                item.item(),
                "score",
                item.score(),
                "reasons",
                item.reasons().stream()
                        .map(reason -> Json.object("item", reason.item(), "share", reason.share()))
                        .toList());
    }
}
