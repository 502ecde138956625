package dev.akin.encode;

import dev.akin.MalformedFileException;
import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.text.Json;
import dev.akin.text.JsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The Hugging Face hub over HTTP: which files a model has, and their bytes. A file that was fetched in part is fetched on, and
/// every file is held against the hub's checksum.
final class Hub implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TRIES = 4;
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; *rel=\"next\"");

    private final String base;
    private final HttpClient client;

    /// @param base where the hub is, without a slash at the end
    Hub(String base) {
        this.base = base;
        this.client =
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .connectTimeout(PATIENCE)
                        .build();
    }

    /// The hub that the property `akin.hub` names, else the environment's `HF_ENDPOINT`, else Hugging Face's own.
    static String place() {
        String property = System.getProperty("akin.hub");
        String environment = System.getenv("HF_ENDPOINT");
        String place =
                property != null
                        ? property
                        : environment == null || environment.isBlank()
                                ? "https://huggingface.co"
                                : environment;
        return place.endsWith("/") ? place.substring(0, place.length() - 1) : place;
    }

    String base() {
        return base;
    }

    /// The commit that a branch, a tag or a commit's own name stands for.
    String commit(String model, String revision) throws IOException {
        String url = base + "/api/models/" + model + "/revision/" + revision;
        if (json(url, body(url)) instanceof Json.Obj answer
                && answer.get("sha") instanceof Json.Str(String sha)
                && sha.matches("[0-9a-f]{40}")) {
            return sha;
        }
        throw MalformedFileException.atByte(url, 0, "the answer names no commit");
    }

    /// All files of a commit.
    List<HubFile> files(String model, String commit) throws IOException {
        List<HubFile> files = new ArrayList<>();
        String url = base + "/api/models/" + model + "/tree/" + commit + "?recursive=true";
        for (Optional<String> next = Optional.of(url); next.isPresent(); ) {
            HttpResponse<byte[]> answer = body(next.get());
            if (!(json(next.get(), answer) instanceof Json.Arr entries)) {
                throw MalformedFileException.atByte(next.get(), 0, "the answer is no list");
            }
            for (Json entry : entries.elements()) {
                if (entry instanceof Json.Obj listed
                        && new Json.Str("file").equals(listed.get("type"))) {
                    files.add(HubFile.of(next.get(), listed));
                }
            }
            next =
                    answer.headers()
                            .firstValue("link")
                            .map(NEXT::matcher)
                            .filter(Matcher::find)
                            .map(found -> found.group(1))
                            .filter(link -> link.startsWith(base));
        }
        return files;
    }

    private HttpResponse<byte[]> body(String url) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
        HttpResponse<byte[]> answer = send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw refused(url, answer.statusCode());
        }
        return answer;
    }

    private static Json json(String url, HttpResponse<byte[]> answer) throws IOException {
        try {
            return Json.parse(answer.body());
        } catch (JsonException e) {
            throw MalformedFileException.atByte(url, e.offset(), e.reason(), e);
        }
    }

    private static IOException refused(String url, int status) {
        return switch (status) {
            case 404 -> new NoSuchFileException(url, null, "the hub has no such model or file");
            case 401, 403 ->
                    new IOException(url + ": the hub says " + status + ": it is not for everybody");
            default -> new IOException(url + ": the hub says " + status);
        };
    }

    /// Fetches a file to `into`, going on where an earlier try ended, and checks it.
    ///
    /// @throws MalformedFileException if its bytes are not what the hub lists; they are thrown away then
    void fetch(String model, String commit, HubFile file, Path into, ProgressListener listener)
            throws IOException {
        String url = base + "/" + model + "/resolve/" + commit + "/" + file.path();
        for (int tried = 1; ; tried++) {
            long before = Files.exists(into) ? Files.size(into) : 0;
            try {
                if (before < file.size() || !Files.exists(into)) {
                    transfer(url, file, into, before, listener);
                }
                break;
            } catch (NoSuchFileException e) {
                throw e;
            } catch (IOException e) {
                boolean came = Files.exists(into) && Files.size(into) > before;
                if (tried >= TRIES && !came) {
                    throw e;
                }
            }
        }
        try {
            file.check(into);
        } catch (MalformedFileException e) {
            Files.delete(into);
            throw e;
        }
    }

    private void transfer(
            String url, HubFile file, Path into, long before, ProgressListener listener)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
        if (before > 0) {
            request.header("Range", "bytes=" + before + "-");
        }
        HttpResponse<InputStream> answer =
                send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            boolean goesOn = answer.statusCode() == 206;
            if (!goesOn && answer.statusCode() != 200) {
                throw refused(url, answer.statusCode());
            }
            copy(body, file, into, goesOn ? before : 0, listener);
        }
    }

    private static void copy(
            InputStream body, HubFile file, Path into, long before, ProgressListener listener)
            throws IOException {
        long done = before;
        try (OutputStream out =
                before > 0
                        ? Files.newOutputStream(into, StandardOpenOption.APPEND)
                        : Files.newOutputStream(into)) {
            byte[] block = new byte[1 << 16];
            for (int read; (read = body.read(block)) >= 0; ) {
                out.write(block, 0, read);
                done += read;
                listener.update(
                        new Progress(file.path(), done, Math.max(done, file.size()), "bytes"));
                if (listener.stopRequested()) {
                    throw new CancellationException();
                }
            }
        }
        if (done < file.size()) {
            throw new EOFException(file.path() + " ended at byte " + done + " of " + file.size());
        }
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException {
        try {
            return client.send(request, handler);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException stopped = new CancellationException("interrupted");
            stopped.initCause(e);
            throw stopped;
        } catch (java.net.ConnectException | java.net.http.HttpConnectTimeoutException e) {
            throw new IOException(
                    base
                            + " cannot be reached; a model that was pulled before needs no network"
                            + " (another hub is named by HF_ENDPOINT)",
                    e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
