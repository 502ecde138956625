package dev.akin.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where Akin keeps what it makes and fetches.
final class HomeOption {
    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description =
                    "Where Akin keeps models and collections. Default: the environment's AKIN_HOME,"
                            + " else ~/.akin.")
    private @Nullable Path folder;

    /// The folder, which need not exist.
    Path path() {
        if (folder != null) {
            return folder;
        }
        String configured = System.getenv("AKIN_HOME");
        return configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".akin")
                : Path.of(configured);
    }
}
