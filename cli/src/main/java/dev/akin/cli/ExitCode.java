package dev.akin.cli;

/// What the process says to whoever started it.
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    /// What was left out is listed on standard error.
    static final int DONE_IN_PART = 3;

    /// What the JVM itself answers to Ctrl-C.
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
