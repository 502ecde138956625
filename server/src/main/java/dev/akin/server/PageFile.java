package dev.akin.server;

import dev.akin.text.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A file of the page.
///
/// @param policy what a browser lets it load: only what this server sends, and of scripts within it only those that are in it now
@SuppressWarnings("ArrayRecordComponent") // never compared
record PageFile(String type, byte[] bytes, String policy) {
    private static final Pattern SCRIPT =
            Pattern.compile("<script(?![^>]*\\ssrc=)[^>]*>(.*?)</script>", Pattern.DOTALL);

    static PageFile of(String type, byte[] bytes) {
        String scripts =
                type.startsWith("text/html")
                        ? SCRIPT.matcher(new String(bytes, StandardCharsets.UTF_8))
                                .results()
                                .map(PageFile::hash)
                                .collect(Collectors.joining())
                        : "";
        return new PageFile(
                type,
                bytes,
                "default-src 'none'; script-src 'self'"
                        + scripts
                        + "; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self';"
                        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    }

    private static String hash(MatchResult script) {
        byte[] digest =
                Digest.sha256().add(script.group(1).getBytes(StandardCharsets.UTF_8)).bytes();
        return " 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }
}
