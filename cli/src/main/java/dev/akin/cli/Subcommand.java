package dev.akin.cli;

import dev.akin.embeddings.Embeddings;
import dev.akin.format.Contents;
import dev.akin.format.OutputClaim;
import dev.akin.format.ReadOptions;
import dev.akin.format.VectorFiles;
import dev.akin.text.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/// What every command of `akin` has: the common options, and where it prints. A command runs once.
abstract class Subcommand implements Callable<Integer> {
    /// The options of every command stand behind its own.
    private static final int COMMON = 90;

    @Option(
            names = "--json",
            order = COMMON,
            description = "Print one JSON document on standard output, for programs.")
    boolean json;

    @Option(
            names = {"-q", "--quiet"},
            order = COMMON + 1,
            description = "Print results and errors, and nothing else.")
    boolean quiet;

    @Option(
            names = "--verbose",
            order = COMMON + 2,
            description = "With an error, print its stack trace.")
    boolean verbose;

    @Option(
            names = {"-h", "--help"},
            order = COMMON + 3,
            usageHelp = true,
            description = "Show this help and end.")
    boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it before anything runs.
    CommandSpec spec;

    /// Results go here.
    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /// What is said along the way goes here.
    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /// A remark for a person, left out by `--quiet`.
    final void say(String remark) {
        if (!quiet) {
            err().println(remark);
            err().flush();
        }
    }

    final void warn(String remark) {
        err().println("akin: " + remark);
        err().flush();
    }

    /// A command to type next, as this one was typed; the launcher's property `akin.command` says how.
    static String invitation(Object... arguments) {
        return Stream.concat(
                        Stream.of(System.getProperty("akin.command", "akin")),
                        Arrays.stream(arguments).map(Object::toString))
                .map(word ->
                        word.matches("[\\p{L}\\p{M}\\p{N}_./:@%+,~-]+") ? word : "'" + word + "'")
                .collect(Collectors.joining(" "));
    }

    final int print(Json document) {
        out().println(document);
        return ExitCode.DONE;
    }

    /// Whether an option was typed.
    final boolean given(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    /// The options that were typed.
    final ParseResult parsed() {
        return spec.commandLine().getParseResult();
    }

    /// The number that was typed behind an option; null if it was not typed.
    final @Nullable Number value(String option) {
        return given(option)
                ? spec.commandLine().getParseResult().<Number>matchedOptionValue(option, null)
                : null;
    }

    /// What was typed behind the command's name.
    final List<String> typed() {
        return spec.commandLine().getParseResult().originalArgs().stream().skip(1).toList();
    }

    /// @return to be thrown: the command line asks for something that cannot be
    final ParameterException wrongUsage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /// @return as [#wrongUsage(String)], for what a builder says about an option's value
    final ParameterException wrongUsage(IllegalArgumentException e) {
        return new ParameterException(
                spec.commandLine(), Objects.requireNonNullElse(e.getMessage(), "wrong usage"), e);
    }

    /// @param options that a method does not heed
    /// @throws ParameterException if one of them was typed
    final void refuse(List<String> options, String method) {
        options.stream()
                .filter(this::given)
                .findFirst()
                .ifPresent(option -> {
                    throw wrongUsage(option + " is not for " + method);
                });
    }

    /// @param options the longest names of those that a method heeds; the ones of every command need not be named
    /// @throws ParameterException if another one was typed
    final void refuseBut(Set<String> options, String method) {
        spec.commandLine().getParseResult().matchedOptions().stream()
                .filter(option ->
                        option.order() < COMMON && !options.contains(option.longestName()))
                .findFirst()
                .ifPresent(option -> {
                    throw wrongUsage(option.longestName() + " is not for " + method);
                });
    }

    /// Options that stand in a section of their own in the command's help.
    ///
    /// @throws ParameterException if one of them was typed
    final void refuseSections(String method, String heeded) {
        refuse(
                spec.argGroups().stream()
                        .filter(section -> !heeded.equals(section.heading()))
                        .flatMap(section -> section.allOptionsNested().stream())
                        .map(OptionSpec::longestName)
                        .toList(),
                method);
    }

    /// Long work that ends in a file.
    @FunctionalInterface
    interface Work {
        int run(ProgressDisplay progress) throws IOException;
    }

    /// Runs work with its progress on view; told to end, it ends tidily.
    final int show(Work work) throws IOException {
        try (ProgressDisplay progress = ProgressDisplay.to(err(), quiet);
                Interruption _ = Interruption.guard(progress::requestStop)) {
            try {
                return work.run(progress);
            } catch (CancellationException e) {
                progress.clear();
                warn("interrupted; nothing was written");
                return ExitCode.INTERRUPTED;
            }
        }
    }

    /// As [#show(Work)], for work that writes a file: refused while another process writes the same one.
    final int show(OutputFile file, Work work) throws IOException {
        return show(file.place(), work);
    }

    /// As [#show(OutputFile, Work)], of any kind of file.
    final int show(OutputPlace file, Work work) throws IOException {
        return show(progress -> {
            try (OutputClaim _ = file.claim()) {
                return work.run(progress);
            }
        });
    }

    /// Any format; one that must be parsed shows on a terminal how far it is.
    final Embeddings load(Path file) throws IOException {
        try (ProgressDisplay display = ProgressDisplay.passing(err(), quiet)) {
            requireFile(file);
            return Embeddings.load(file, ReadOptions.builder().listener(display).build());
        }
    }

    /// As [#load(Path)], within work that can be told to end.
    final Embeddings load(Path file, ProgressDisplay progress) throws IOException {
        requireFile(file);
        return Embeddings.load(file, ReadOptions.builder().listener(progress).build());
    }

    /// As [#load(Path)], with everything the file holds.
    final Contents read(Path file) throws IOException {
        try (ProgressDisplay display = ProgressDisplay.passing(err(), quiet)) {
            requireFile(file);
            return VectorFiles.read(file, ReadOptions.builder().listener(display).build());
        }
    }

    /// Reading a folder fails with a message that does not name it.
    static void requireFile(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(
                    file.toString(), null, "is a folder, not a file of vectors");
        }
    }
}
