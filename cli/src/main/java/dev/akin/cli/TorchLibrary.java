package dev.akin.cli;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/// PyTorch's library for this platform: on the class path, or in Akin's folder, where it is fetched to at the first use.
final class TorchLibrary {
    private static final String PYTORCH = "2.7.1";
    private static final String JNI = "ai.djl.pytorch:pytorch-jni:2.7.1-0.35.1";

    private final Subcommand command;
    private final Path folder;

    /// @param home Akin's folder
    TorchLibrary(Subcommand command, Path home) {
        this.command = command;
        this.folder = home.resolve("engines").resolve("pytorch-" + PYTORCH);
    }

    /// Makes PyTorch known to this thread.
    ///
    /// @throws IOException if it has to be fetched, and cannot be
    void load() throws IOException {
        ClassLoader own = TorchLibrary.class.getClassLoader();
        // What the jars hold is unpacked there.
        System.setProperty("DJL_CACHE_DIR", folder.toString());
        if (own.getResource("native/lib/pytorch.properties") != null) {
            return;
        }
        URL[] jars = {
            jar(JNI).toUri().toURL(), jar(library()).toUri().toURL(),
        };
        Thread.currentThread().setContextClassLoader(new URLClassLoader("pytorch", jars, own));
    }

    /// @throws IOException if there is none for this platform
    private static String library() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch");
        boolean arm = processor.equals("aarch64");
        String platform =
                system.startsWith("linux")
                        ? arm ? "linux-aarch64" : "linux-x86_64"
                        : system.startsWith("mac") && arm
                                ? "osx-aarch64"
                                : system.startsWith("windows") && !arm ? "win-x86_64" : null;
        if (platform == null || !List.of("aarch64", "amd64", "x86_64").contains(processor)) {
            throw new IOException(
                    "there is no PyTorch for "
                            + system
                            + " on "
                            + processor
                            + "; take --body mean");
        }
        return "ai.djl.pytorch:pytorch-native-cpu:" + PYTORCH + ":jar:" + platform;
    }

    private Path jar(String artifact) throws IOException {
        Path kept = folder.resolve(artifact.split(":", -1)[1] + ".jar");
        if (Files.isRegularFile(kept)) {
            return kept;
        }
        Files.createDirectories(folder);
        command.say("fetching " + artifact + ", once…");
        try (Scratch scratch = Scratch.in(folder)) {
            Path fetched =
                    MavenPackage.fetch(
                            artifact,
                            scratch.folder(),
                            "download the jar and put it in the place of " + kept);
            move(fetched, kept);
        }
        return kept;
    }

    /// Another process may have fetched it meanwhile.
    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            Files.delete(from);
        }
    }
}
