package dev.akin.server;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lets requests in: those for this server by name (a page of somewhere else must not reach it through a browser, not even
/// on loopback), with a key where keys are asked for, and as long as the server is not stopping. Counts who is inside.
final class Gate implements Filter {
    /// These say nothing about what is served, nor do the files of the page.
    private static final Set<String> OPEN =
            Set.of("/health", "/openapi.json", "/", "/search", "/favicon.ico");

    private final Set<String> hosts;
    private final @Nullable Watched<ApiKeys> keys;
    private final Problems problems;
    private int inside;
    private boolean stopping;

    /// @param hosts names that the server goes by, lower-cased, without ports
    /// @param keys null if anybody may ask
    Gate(Set<String> hosts, @Nullable Watched<ApiKeys> keys, Problems problems) {
        this.hosts = Set.copyOf(hosts);
        this.keys = keys;
        this.problems = problems;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (!enter()) {
            response.header(HeaderNames.CONNECTION, "close");
            problems.answer(
                    request,
                    response,
                    new ProblemException(Status.SERVICE_UNAVAILABLE_503, "the server is stopping"));
            return;
        }
        try {
            check(request);
            chain.proceed();
        } catch (ProblemException e) {
            problems.answer(request, response, e);
        } finally {
            leave();
        }
    }

    private void check(RoutingRequest request) {
        checkHost(request.authority());
        request.headers()
                .value(HeaderNames.ORIGIN)
                .ifPresent(origin -> checkOrigin(origin, request.authority()));
        if (keys != null
                && !isOpen(request.path().path())
                && !request.prologue().method().equals(Method.OPTIONS)) {
            checkKey(
                    keys.current().content(),
                    request.headers().value(HeaderNames.AUTHORIZATION).orElse(""));
        }
    }

    private static boolean isOpen(String path) {
        return OPEN.contains(path) || path.startsWith(PageRoutes.FILES);
    }

    private void checkHost(String authority) {
        if (!hosts.contains(host(authority))) {
            throw new ProblemException(
                    Status.FORBIDDEN_403,
                    "this server does not go by the name \"" + authority + "\" (header Host)");
        }
    }

    /// A page may ask only the server that it came from.
    private static void checkOrigin(String origin, String authority) {
        try {
            if (authority.equalsIgnoreCase(new URI(origin).getRawAuthority())) {
                return;
            }
        } catch (URISyntaxException e) {
            throw foreign(origin);
        }
        throw foreign(origin);
    }

    private static ProblemException foreign(String origin) {
        return new ProblemException(
                Status.FORBIDDEN_403,
                "pages of \"" + origin + "\" may not ask this server (header Origin)");
    }

    private static String host(String authority) {
        String lower = authority.toLowerCase(Locale.ROOT);
        int port = lower.lastIndexOf(':');
        return port > lower.lastIndexOf(']') ? lower.substring(0, port) : lower;
    }

    private static void checkKey(ApiKeys keys, String authorization) {
        String scheme = "Bearer ";
        if (!authorization.regionMatches(true, 0, scheme, 0, scheme.length())
                || !keys.allows(authorization.substring(scheme.length()).strip())) {
            throw new ProblemException(
                    Status.UNAUTHORIZED_401, "a valid key is needed: Authorization: Bearer KEY");
        }
    }

    private synchronized boolean enter() {
        if (stopping) {
            return false;
        }
        inside++;
        return true;
    }

    private synchronized void leave() {
        inside--;
        notifyAll();
    }

    synchronized int inside() {
        return inside;
    }

    /// Lets nobody in any more, and waits until all are out.
    ///
    /// @return how many are still inside when the time is over
    synchronized int stop(Duration patience) {
        stopping = true;
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toMillis(); inside > 0 && left > 0; ) {
                wait(left);
                left = (end - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return inside;
    }
}
