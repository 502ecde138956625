package dev.akin.server;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/// Documents by gzip. To this machine itself sending is quicker than packing.
final class Packing {
    private static final int SHORT = 16_384;

    private Packing() {}

    static boolean pays(ServerRequest request, int bytes) {
        return bytes > SHORT
                && !(request.remotePeer().address() instanceof InetSocketAddress address
                        && address.getAddress() != null
                        && address.getAddress().isLoopbackAddress())
                && request.headers()
                        .value(HeaderNames.ACCEPT_ENCODING)
                        .filter(Packing::takesGzip)
                        .isPresent();
    }

    /// @param accepted as `gzip, deflate;q=0.5`
    static boolean takesGzip(String accepted) {
        return Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(",", -1))
                .map(String::strip)
                .anyMatch(one -> one.startsWith("gzip") && !one.matches(".*;\\s*q=0(\\.0*)?"));
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 3);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
