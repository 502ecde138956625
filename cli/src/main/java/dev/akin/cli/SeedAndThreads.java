package dev.akin.cli;

import picocli.CommandLine.Option;

/// What chance begins with, and how many threads share the work, of commands whose result depends on the first alone.
final class SeedAndThreads {
    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What chance begins with. Default: ${DEFAULT-VALUE}.")
    long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Default: all processors. The result does not depend on them.")
    int threads = Runtime.getRuntime().availableProcessors();
}
