package dev.akin.server;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The pages: the explorer at `/`, the search of collections at `/search`, and the files of both. A page may load nothing but
/// these files and ask nobody but this server.
final class PageRoutes implements HttpService {
    /// Where the files are.
    static final String FILES = "/page/";

    private static final String FOLDER = "/dev/akin/picture/page/";

    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "svg", "image/svg+xml");

    private static final HeaderName POLICY = HeaderNames.create("Content-Security-Policy");

    private static final Map<HeaderName, String> HEADERS =
            Map.of(
                    HeaderNames.create("X-Content-Type-Options"),
                    "nosniff",
                    HeaderNames.create("Referrer-Policy"),
                    "no-referrer",
                    HeaderNames.create("Cross-Origin-Opener-Policy"),
                    "same-origin",
                    HeaderNames.create("Cross-Origin-Resource-Policy"),
                    "same-origin",
                    HeaderNames.create("Permissions-Policy"),
                    "camera=(), geolocation=(), microphone=()",
                    HeaderNames.CACHE_CONTROL,
                    "no-cache");

    private final Map<String, PageFile> files = new ConcurrentHashMap<>();

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", (request, response) -> send(response, "index.html"));
        rules.get("/search", (request, response) -> send(response, "search.html"));
        rules.get(
                FILES + "{name}",
                (request, response) -> send(response, request.path().pathParameters().get("name")));
    }

    private void send(ServerResponse response, String name) throws IOException {
        PageFile file = file(name);
        if (file == null) {
            response.next();
            return;
        }
        HEADERS.forEach(response::header);
        response.header(POLICY, file.policy())
                .header(HeaderNames.CONTENT_TYPE, file.type())
                .send(file.bytes());
    }

    /// @return null if there is none of this name; that is not kept, since anybody may ask for any
    private @Nullable PageFile file(String name) throws IOException {
        PageFile known = files.get(name);
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (known != null || type == null || !name.matches("[a-z0-9-]+\\.[a-z]+")) {
            return known;
        }
        try (InputStream in = PageRoutes.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                return null;
            }
            PageFile read = PageFile.of(type, in.readAllBytes());
            files.put(name, read);
            return read;
        }
    }
}
