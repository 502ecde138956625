package dev.akin.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/// Fetches a package by Maven itself, which knows the user's repositories and keeps what it has fetched.
final class MavenPackage {
    private static final String COPY =
            "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy";

    private MavenPackage() {}

    /// @param artifact group, name and version with colons between
    /// @param otherwise what to do where there is no Maven
    /// @return its jar, in the folder
    /// @throws IOException if there is no Maven, or it fails
    static Path fetch(String artifact, Path folder, String otherwise) throws IOException {
        Path log = folder.resolve("maven.log");
        try {
            int code = start(artifact, folder, log, otherwise).waitFor();
            if (code != 0) {
                throw new IOException("Maven could not fetch " + artifact + ": " + firstError(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException stopped = new CancellationException("interrupted");
            stopped.initCause(e);
            throw stopped;
        }
        try (Stream<Path> fetched = Files.list(folder)) {
            return fetched.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("Maven left no jar of " + artifact));
        }
    }

    /// Maven runs in the folder, so that it needs the whole path.
    static List<String> command(String artifact, Path folder) {
        return List.of(
                "mvn",
                "-q",
                "-B",
                COPY,
                "-Dartifact=" + artifact,
                "-DoutputDirectory=" + folder.toAbsolutePath());
    }

    private static Process start(String artifact, Path folder, Path log, String otherwise)
            throws IOException {
        try {
            return new ProcessBuilder(command(artifact, folder))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new IOException(
                    "Maven (mvn), which fetches "
                            + artifact
                            + ", cannot be started; install it, or "
                            + otherwise,
                    e);
        }
    }

    private static String firstError(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("ERROR"))
                    .findFirst()
                    .map(MavenPackage::plain)
                    .orElse("no reason given");
        }
    }

    /// Without colours, and without what only Maven's own readers need.
    static String plain(String line) {
        return line.replaceAll("\\u001b\\[[0-9;]*m", "")
                .replaceFirst("^\\[ERROR] ", "")
                .replaceFirst(" -> \\[Help 1]$", "");
    }
}
