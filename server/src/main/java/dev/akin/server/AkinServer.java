package dev.akin.server;

import dev.akin.embeddings.TextEncoder;
import dev.akin.search.CollectionHome;
import dev.akin.text.Json;
import io.helidon.http.Status;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.metrics.MetricsObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Serves embeddings over HTTP: vectors of texts as OpenAI's `/v1/embeddings`, questions to files of vectors, collections
/// of documents, `/health`, `/metrics`, `/openapi.json`. Files that change are taken up without a request lost. Thread-safe.
public final class AkinServer implements AutoCloseable {
    /// How long a request waits for work before it says how far that is.
    private static final Duration BEFORE_PROGRESS = Duration.ofSeconds(1);

    /// The routes, whose weight is 100, end with one that takes everything.
    private static final double BEFORE_ROUTES = 200;

    private final WebServer server;
    private final Gate gate;
    private final Models models;
    private final ServedCollections collections;
    private final Meters meters;
    private final MediaAccess access;
    private final Works works = new Works(BEFORE_PROGRESS);
    private final Thread looker;
    private final Duration patience;
    private final URI uri;
    private final Consumer<String> remarks;

    private AkinServer(Builder options) throws IOException {
        remarks = options.remarks;
        patience = options.patience;
        Watched<ApiKeys> keys =
                options.keys == null ? null : Watched.open(options.keys, ApiKeys::read);
        Problems problems = new Problems(remarks);
        InetAddress address = options.address();
        checkFree(options, address);
        models = options.models();
        access = options.access(address);
        collections = new ServedCollections(options.home, options.elsewhere, models, remarks);
        openCollections(options);
        gate = new Gate(options.names(address), keys, problems);
        meters = new Meters(models, gate);
        server = webServer(options, address, problems);
        server.start();
        if (!server.isRunning()) {
            giveBack();
            throw new IOException(taken(options, "the listener did not start"));
        }
        uri = URI.create("http://" + named(address) + ":" + server.port());
        collections.begin(uri);
        models.files().forEach((name, file) -> MapRoutes.prepare(name, file.current(), works));
        looker = FileLooker.start(models, keys, meters, remarks);
    }

    private void openCollections(Builder options) throws IOException {
        try {
            collections.open(options.collections);
        } catch (IOException | RuntimeException e) {
            giveBack();
            throw e;
        }
    }

    private void giveBack() {
        works.close();
        collections.close();
        models.encoders().values().forEach(EncodingQueue::close);
    }

    /// The web server only logs that it cannot listen.
    private static void checkFree(Builder options, InetAddress address) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, options.port));
        } catch (IOException e) {
            throw new IOException(taken(options, String.valueOf(e.getMessage())), e);
        }
    }

    private static String taken(Builder options, String reason) {
        return "cannot listen on " + options.host + ":" + options.port + ": " + reason;
    }

    private static String named(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isLoopbackAddress()) {
            return "localhost";
        }
        String host = address.getHostAddress();
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    private WebServer webServer(Builder options, InetAddress address, Problems problems) {
        MeterRegistry registry = meters.registry();
        return WebServer.builder()
                .address(address)
                .port(options.port)
                .shutdownHook(false)
                .maxPayloadSize(options.mostBytes)
                .directHandlers(Problems.beforeRouting())
                .addFeature(
                        ObserveFeature.builder()
                                .endpoint("/")
                                .weight(BEFORE_ROUTES)
                                .observersDiscoverServices(false)
                                .addObserver(
                                        MetricsObserver.builder()
                                                .endpoint("metrics")
                                                .meterRegistry(registry)
                                                .build())
                                .build())
                .routing(routing -> routes(routing, new Answers(options.mostBytes), problems))
                .build();
    }

    private void routes(HttpRouting.Builder routing, Answers answers, Problems problems) {
        MediaFiles files = new MediaFiles();
        MediaRoutes media = new MediaRoutes(models, answers, access, files);
        routing.addFilter(meters)
                .addFilter(gate)
                .register("/v1/models", new ModelRoutes(models, answers, works, media))
                .register("/v1/embeddings", new EmbeddingRoutes(models, answers))
                .register(
                        "/v1/collections",
                        new CollectionRoutes(collections, answers, access, files))
                .register(new PageRoutes())
                .get("/health", answers.to((request, fields) -> health()))
                .get("/openapi.json", new OpenApi())
                .any((request, response) -> {
                    throw new ProblemException(
                            Status.NOT_FOUND_404,
                            "there is nothing at "
                                    + request.prologue().method()
                                    + " "
                                    + request.path().rawPath()
                                    + "; see /openapi.json");
                })
                .error(Throwable.class, problems::answer);
    }

    private Json health() {
        return Json.object("status", "UP");
    }

    /// Where it listens: `http://localhost:7777`.
    public URI uri() {
        return uri;
    }

    /// Stops: lets no new request in, answers those that are, and ends. Closing twice does nothing.
    @Override
    public void close() {
        looker.interrupt();
        int left = gate.stop(patience);
        if (left > 0) {
            remarks.accept(
                    left
                            + " requests took longer than "
                            + patience.toSeconds()
                            + " s and are given up");
        }
        server.stop();
        meters.close();
        giveBack();
    }

    /// Loopback, port 7777, bodies of 16 MiB, and nothing served unless told.
    public static Builder builder() {
        return new Builder();
    }

    /// Collects what is served and how. Not thread-safe.
    public static final class Builder {
        private final Map<String, Path> files = new LinkedHashMap<>();
        private final Map<String, TextEncoder> encoders = new LinkedHashMap<>();
        private final Map<String, String> references = new LinkedHashMap<>();
        private final Set<String> collections = new LinkedHashSet<>();
        private final Map<String, CollectionHome> elsewhere = new HashMap<>();
        private @Nullable CollectionHome home;
        private final Set<String> hosts = new HashSet<>();
        private String host = "127.0.0.1";
        private int port = 7777;
        private @Nullable Path keys;
        private long mostBytes = 16 << 20;
        private int mostWaiting = 4096;
        private Duration patience = Duration.ofSeconds(30);
        private Consumer<String> remarks = remark -> {};
        private boolean media = true;
        private final List<Path> mediaFolders = new ArrayList<>();

        private Builder() {}

        /// The address to listen on, or its name; `127.0.0.1` unless told, which is this machine alone.
        public Builder host(String value) {
            host = value;
            return this;
        }

        /// 7777 unless told; 0 for any that is free.
        ///
        /// @throws IllegalArgumentException if not 0 … 65535
        public Builder port(int value) {
            if (value < 0 || value > 65_535) {
                throw new IllegalArgumentException("a port is 0 to 65535, not " + value);
            }
            port = value;
            return this;
        }

        /// A further name that the server goes by, which requests may have in their header `Host`.
        public Builder allowHost(String name) {
            hosts.add(name.toLowerCase(Locale.ROOT));
            return this;
        }

        /// A file of vectors of any format, watched: a new version is taken up when it is there.
        ///
        /// @throws IllegalArgumentException if the name is taken, or no name: letters, digits, `.`, `_`, `-`
        public Builder file(String name, Path file) {
            files.put(checked(name), file);
            return this;
        }

        /// An encoder of texts, which stays the caller's to close, after the server.
        ///
        /// @throws IllegalArgumentException as [#file(String, Path)]
        public Builder encoder(String name, TextEncoder encoder) {
            encoders.put(checked(name), encoder);
            return this;
        }

        /// As [#encoder(String, TextEncoder)], one that is opened again by something else than its name: what a collection
        /// keeps of it, such as the path of a file.
        public Builder encoder(String name, TextEncoder encoder, String reference) {
            references.put(name, reference);
            return encoder(name, encoder);
        }

        /// Where collections are, so that requests may make them. None unless told.
        public Builder collections(CollectionHome where) {
            home = where;
            return this;
        }

        /// A collection of [#collections(CollectionHome)], opened for writing until the server is closed. Texts are
        /// encoded by the encoder of its fingerprint, which has to be served as well.
        public Builder collection(String name) {
            collections.add(name);
            return this;
        }

        /// As [#collection(String)], one that lies elsewhere than those that requests make.
        public Builder collection(String name, CollectionHome where) {
            elsewhere.put(name, where);
            return collection(name);
        }

        private String checked(String name) {
            if (!name.matches("[\\p{L}\\p{N}_.-]+")) {
                throw new IllegalArgumentException(
                        "\""
                                + name
                                + "\" is no name for a model: letters, digits, dots, _ and - are");
            }
            if (files.containsKey(name) || encoders.containsKey(name)) {
                throw new IllegalArgumentException(
                        "two models would have the name \"" + name + "\"");
            }
            return name;
        }

        /// Asks for one of the keys in a file, one a line; without, anybody may ask who reaches the server.
        public Builder apiKeys(Path file) {
            keys = file;
            return this;
        }

        /// How long the body of a request may be, in bytes; 16 MiB unless told.
        ///
        /// @throws IllegalArgumentException if below 1
        public Builder maxBodyBytes(long bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("a body needs 1 byte or more, not " + bytes);
            }
            mostBytes = bytes;
            return this;
        }

        /// How many texts may wait for an encoder before requests are refused with 429; 4,096 unless told.
        ///
        /// @throws IllegalArgumentException if below 1
        public Builder maxWaitingTexts(int texts) {
            if (texts < 1) {
                throw new IllegalArgumentException(
                        "1 text or more has to be let wait, not " + texts);
            }
            mostWaiting = texts;
            return this;
        }

        /// How long a stop waits for requests under way; 30 s unless told.
        public Builder patience(Duration duration) {
            patience = duration;
            return this;
        }

        /// Whether pictures and sounds are given that keys and documents name; they are, unless told.
        public Builder media(boolean given) {
            media = given;
            return this;
        }

        /// A folder in which the pictures and sounds lie that keys name. Those that a file of vectors records count as well, but only
        /// where the server listens to its own machine alone.
        public Builder mediaFolder(Path folder) {
            mediaFolders.add(folder);
            return this;
        }

        /// Hears what a person should know: new versions, what went wrong. From any thread.
        public Builder remarks(Consumer<String> listener) {
            remarks = listener;
            return this;
        }

        /// @throws IOException if a file cannot be read, the port is taken, or a collection is not there
        /// @throws dev.akin.search.CollectionInUseException if another process writes a collection
        /// @throws IllegalArgumentException if the host has no address, or the file of keys holds none
        public AkinServer start() throws IOException {
            return new AkinServer(this);
        }

        private Models models() throws IOException {
            Map<String, Watched<WordModel>> watched = new LinkedHashMap<>();
            for (Map.Entry<String, Path> file : files.entrySet()) {
                watched.put(file.getKey(), Watched.open(file.getValue(), WordModel::read));
            }
            Map<String, EncodingQueue> queues = new LinkedHashMap<>();
            encoders.forEach(
                    (name, encoder) -> queues.put(name, new EncodingQueue(encoder, mostWaiting)));
            return new Models(watched, queues, references);
        }

        private InetAddress address() {
            try {
                return InetAddress.getByName(host);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("the host \"" + host + "\" has no address", e);
            }
        }

        private MediaAccess access(InetAddress address) {
            return media
                    ? new MediaAccess(true, address.isLoopbackAddress(), mediaFolders)
                    : MediaAccess.NONE;
        }

        private Set<String> names(InetAddress address) {
            Set<String> names = new HashSet<>(hosts);
            names.addAll(List.of("localhost", "127.0.0.1", "[::1]"));
            names.add(host.toLowerCase(Locale.ROOT));
            names.add(named(address));
            return names;
        }
    }
}
