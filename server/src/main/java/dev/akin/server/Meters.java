package dev.akin.server;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.DistributionSummary;
import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.Meter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import io.helidon.service.registry.Services;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// What `/metrics` tells, beside what Helidon tells of the JVM.
final class Meters implements Filter {
    private static final Set<String> ROUTES =
            Set.of(
                    "models",
                    "models/neighbors",
                    "models/analogy",
                    "models/similarity",
                    "models/odd-one-out",
                    "models/vector",
                    "models/classify",
                    "models/complete",
                    "models/keys",
                    "models/column",
                    "models/map",
                    "models/axis",
                    "models/compare",
                    "models/health",
                    "models/meaning",
                    "models/clusters",
                    "embeddings",
                    "collections",
                    "collections/documents",
                    "collections/documents/delete",
                    "collections/values",
                    "collections/search",
                    "collections/context",
                    "collections/flush",
                    "collections/migrate",
                    "page",
                    "search",
                    "health",
                    "metrics",
                    "openapi.json");

    private final MeterRegistry registry = Services.get(MeterRegistry.class);

    /// What looks at this server's parts, and is of no use after it.
    private final List<Meter> gauges = new ArrayList<>();

    Meters(Models models, Gate gate) {
        gauge(
                Gauge.builder("akin_requests_inside", gate::inside)
                        .description("Requests that are being answered"));
        models.encoders().forEach((name, queue) -> watch(name, queue));
        models.files()
                .forEach((name, file) ->
                        gauge(
                                Gauge.builder("akin_model_version", () -> file.current().number())
                                        .tags(of(name))
                                        .description(
                                                "Which version of the file is in service, from 1")));
    }

    private void watch(String name, EncodingQueue queue) {
        gauge(
                Gauge.builder("akin_texts_waiting", queue::waiting)
                        .tags(of(name))
                        .description("Texts that wait for the encoder"));
        DistributionSummary sizes =
                registry.getOrCreate(
                        DistributionSummary.builder("akin_batch_texts")
                                .tags(of(name))
                                .description("Texts that are encoded together"));
        Counter texts =
                registry.getOrCreate(
                        Counter.builder("akin_texts_encoded")
                                .tags(of(name))
                                .description("Texts that were encoded"));
        queue.onBatch(size -> {
            sizes.record(size);
            texts.increment(size);
        });
    }

    private void gauge(Gauge.Builder<?> builder) {
        gauges.add(registry.getOrCreate(builder));
    }

    private static List<Tag> of(String model) {
        return List.of(Tag.create("model", model));
    }

    MeterRegistry registry() {
        return registry;
    }

    /// The registry is the process's: another server of the same names looks at parts of its own.
    void close() {
        gauges.forEach(registry::remove);
    }

    void reloaded(String model) {
        registry.getOrCreate(
                        Counter.builder("akin_versions_loaded")
                                .tags(of(model))
                                .description("New versions taken into service"))
                .increment();
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        // Routing leaves a request with the rest of its path alone.
        String route = route(request.path().path());
        long began = System.nanoTime();
        try {
            chain.proceed();
        } finally {
            count(route, response, System.nanoTime() - began);
        }
    }

    /// By the verb alone, and no more than there are: anybody, with a key or without, may ask for any path, and each would make
    /// a series of its own.
    private void count(String route, RoutingResponse response, long nanos) {
        List<Tag> tags =
                List.of(
                        Tag.create("route", route),
                        Tag.create("status", Integer.toString(response.status().code())));
        registry.getOrCreate(
                        Timer.builder("akin_requests")
                                .tags(tags)
                                .description("Requests, and how long they took"))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private static String route(String path) {
        if (path.equals("/") || path.startsWith(PageRoutes.FILES)) {
            return "page";
        }
        String[] steps = path.split("/", -1);
        String route =
                switch (steps.length) {
                    case 2 -> steps[1];
                    case 3, 4 -> steps[2];
                    case 5 -> steps[2] + "/" + steps[4];
                    case 6 -> steps[2] + "/" + steps[4] + "/" + steps[5];
                    default -> "";
                };
        return ROUTES.contains(route) ? route : "none";
    }
}
