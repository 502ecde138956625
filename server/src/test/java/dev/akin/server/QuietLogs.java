package dev.akin.server;

import java.util.logging.Level;
import java.util.logging.Logger;

/// Keeps the web server from telling of every start and stop.
final class QuietLogs {
    private static final Logger LOGGER = Logger.getLogger("io.helidon");

    private QuietLogs() {}

    static void please() {
        LOGGER.setLevel(Level.WARNING);
    }
}
