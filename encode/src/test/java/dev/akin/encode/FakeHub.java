package dev.akin.encode;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.akin.text.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// A hub on this machine with one model, `tiny/model`, whose files lie in a folder.
final class FakeHub implements AutoCloseable {
    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private final HttpServer server;
    private final Path folder;
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    /// Bytes after which a transfer of a graph breaks off.
    volatile int breaksAfter = Integer.MAX_VALUE;

    /// Whether the bytes of graphs are others than the list says.
    volatile boolean lies;

    /// Whether a part of a file can be asked for.
    volatile boolean ranges = true;

    FakeHub(Path folder) throws IOException {
        this.folder = folder;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String place() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String range = exchange.getRequestHeaders().getFirst("Range");
        asked.add(path + (range == null ? "" : " " + range));
        try (exchange) {
            if (path.equals("/api/models/tiny/model/revision/main")) {
                send(exchange, Json.object("sha", COMMIT).toString());
            } else if (path.equals("/api/models/tiny/model/tree/" + COMMIT)) {
                send(exchange, list());
            } else if (path.startsWith("/tiny/model/resolve/" + COMMIT + "/")) {
                exchange.getResponseHeaders()
                        .add("Location", path.replace("/tiny/model/resolve", "/files"));
                exchange.sendResponseHeaders(302, -1);
            } else if (path.startsWith("/files/" + COMMIT + "/")) {
                file(exchange, path.substring(("/files/" + COMMIT + "/").length()), range);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static void send(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void file(HttpExchange exchange, String name, String range) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(name));
        boolean graph = name.endsWith(".onnx");
        if (lies && graph) {
            bytes[bytes.length / 2] ^= 1;
        }
        boolean part = range != null && ranges;
        int from = part ? Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1")) : 0;
        exchange.sendResponseHeaders(part ? 206 : 200, bytes.length - from);
        int count = graph ? Math.min(breaksAfter, bytes.length - from) : bytes.length - from;
        OutputStream out = exchange.getResponseBody();
        out.write(bytes, from, count);
        out.flush();
    }

    private String list() throws IOException {
        List<Json> entries = new ArrayList<>();
        entries.add(Json.object("type", "directory", "path", "onnx", "size", 0));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                entries.add(entry(folder.relativize(file).toString(), Files.readAllBytes(file)));
            }
        }
        return Json.of(entries).toString();
    }

    private static Json entry(String name, byte[] bytes) {
        byte[] head = ("blob " + bytes.length + "\0").getBytes(StandardCharsets.UTF_8);
        String git = digest("SHA-1", head, bytes);
        return name.endsWith(".onnx")
                ? Json.object(
                        "type",
                        "file",
                        "path",
                        name,
                        "size",
                        bytes.length,
                        "oid",
                        "0".repeat(40),
                        "lfs",
                        Json.object("oid", digest("SHA-256", bytes), "size", bytes.length))
                : Json.object("type", "file", "path", name, "size", bytes.length, "oid", git);
    }

    private static String digest(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
