package dev.akin.cli;

import dev.akin.cli.StandardStreams.OutputClosedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns what went wrong into one line on standard error and an exit code.
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String advice = suggestion(failure);
        line(
                command.getErr(),
                decapitalized(Objects.requireNonNullElse(failure.getMessage(), "wrong usage"))
                        + (advice.isEmpty() ? "; see " + name + " --help" : advice));
        return ExitCode.WRONG_USAGE;
    }

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, @Nullable ParseResult parsed) {
        return report(failure, command);
    }

    /// Also for an error that is no `Exception`.
    static int report(Throwable failure, CommandLine command) {
        if (failure instanceof OutputClosedException) {
            return ExitCode.DONE; // As much as the reader wanted.
        }
        command.getOut().flush();
        line(command.getErr(), message(failure));
        if (command.getCommand() instanceof Subcommand subcommand && subcommand.verbose) {
            failure.printStackTrace(command.getErr());
            command.getErr().flush();
        }
        return ExitCode.FAILED;
    }

    static String message(Throwable failure) {
        return switch (failure) {
            case OutOfMemoryError e -> outOfMemory(e);
            case InternalError e when text(e).contains("memory access") ->
                    "a file was cut short by someone else while it was in use; restore it";
            case UncheckedIOException e when e instanceof StandardStreams.OutputFailedException ->
                    Objects.requireNonNull(e.getMessage());
            case UncheckedIOException e -> message(Objects.requireNonNull(e.getCause()));
            case FileSystemException e -> fileSystem(e);
            case FileNotFoundException e -> text(e).replaceFirst(" \\((.*)\\)$", ": $1");
            case IOException e -> text(e);
            case IllegalArgumentException e when e.getMessage() != null -> text(e);
            case IllegalStateException e when e.getMessage() != null -> text(e);
            default -> "internal error: " + failure + "; run again with --verbose to see where";
        };
    }

    private static String fileSystem(FileSystemException e) {
        String reason =
                Objects.requireNonNullElseGet(
                        e.getReason(),
                        () ->
                                switch (e) {
                                    case NoSuchFileException n -> "no such file";
                                    case AccessDeniedException a -> "permission denied";
                                    default -> e.getClass().getSimpleName();
                                });
        String remedy = reason.startsWith("No space left") ? "; make room, or write elsewhere" : "";
        return (e.getFile() == null ? reason : e.getFile() + ": " + decapitalized(reason)) + remedy;
    }

    private static String outOfMemory(OutOfMemoryError e) {
        long heap = Runtime.getRuntime().maxMemory();
        return "out of memory ("
                + e.getMessage()
                + "): Java's heap may grow to "
                + Quantities.bytes(heap)
                + "; give it more with AKIN_HEAP, for example AKIN_HEAP="
                + Math.max(2, heap >> 29)
                + "g";
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private static String suggestion(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty() && !unmatched.isUnknownOption()) {
                return "; did you mean " + suggestions.getFirst() + "?";
            }
        }
        return "";
    }

    private static String decapitalized(String message) {
        return message.length() > 1 && Character.isLowerCase(message.charAt(1))
                ? message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1)
                : message;
    }

    /// One line, whatever the message holds.
    private static void line(PrintWriter err, String message) {
        err.println("akin: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
        err.flush();
    }
}
