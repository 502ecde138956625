package dev.akin.server;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/// Sends pictures and sounds: as what they are and nothing else, to pages of this server alone, in parts where parts are asked for.
final class MediaAnswers {
    private static final int BLOCK = 1 << 16;

    private static final Map<HeaderName, String> HEADERS =
            Map.of(
                    HeaderNames.create("X-Content-Type-Options"),
                    "nosniff",
                    HeaderNames.create("Content-Security-Policy"),
                    "sandbox",
                    HeaderNames.create("Cross-Origin-Resource-Policy"),
                    "same-origin",
                    HeaderNames.CACHE_CONTROL,
                    "private, max-age=60");

    private MediaAnswers() {}

    static void send(ServerRequest request, ServerResponse response, Reply.Thumb thumb) {
        if (begins(request, response, thumb.tag())) {
            response.header(HeaderNames.CONTENT_TYPE, "image/jpeg").send(thumb.jpeg());
        }
    }

    static void send(ServerRequest request, ServerResponse response, Reply.Media media)
            throws IOException {
        if (!begins(request, response, media.tag())) {
            return;
        }
        ByteRange range = range(request, media);
        response.header(HeaderNames.ACCEPT_RANGES, "bytes");
        if (range.part()) {
            response.header(HeaderNames.CONTENT_RANGE, range.described());
        }
        if (!range.isThere()) {
            throw new ProblemException(
                    Status.REQUESTED_RANGE_NOT_SATISFIABLE_416,
                    "the file has " + range.length() + " bytes, none of those asked for");
        }
        response.status(range.part() ? Status.PARTIAL_CONTENT_206 : Status.OK_200)
                .header(HeaderNames.CONTENT_TYPE, media.type())
                .header(HeaderNames.CONTENT_LENGTH, Long.toString(range.count()));
        try (OutputStream out = response.outputStream()) {
            copy(media.file(), range, out);
        }
    }

    /// @return false if who asks has it already, and was told
    private static boolean begins(ServerRequest request, ServerResponse response, String tag) {
        HEADERS.forEach(response::header);
        response.header(HeaderNames.ETAG, tag);
        if (!Answers.isKnown(request, tag)) {
            return true;
        }
        response.status(Status.NOT_MODIFIED_304).send();
        return false;
    }

    /// All, where a part of another version was meant.
    private static ByteRange range(ServerRequest request, Reply.Media media) throws IOException {
        boolean same =
                request.headers().value(HeaderNames.IF_RANGE).map(media.tag()::equals).orElse(true);
        String asked = request.headers().value(HeaderNames.RANGE).orElse("");
        return ByteRange.of(same ? asked : "", Files.size(media.file()));
    }

    private static void copy(Path file, ByteRange range, OutputStream out) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            in.skipNBytes(range.from());
            byte[] block = new byte[BLOCK];
            for (long left = range.count(); left > 0; ) {
                int read = in.read(block, 0, (int) Math.min(BLOCK, left));
                if (read < 0) {
                    throw new IOException(file + " was cut short while it was sent");
                }
                out.write(block, 0, read);
                left -= read;
            }
        }
    }
}
