package dev.akin.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/// Where the process begins and ends.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        PrintStream err = StandardStreams.err();
        CommandLine akin =
                AkinCommand.createFor(arguments)
                        .setOut(StandardStreams.out())
                        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        System.exit(run(akin, arguments));
    }

    /// Executes, and lets nothing out: also an [OutOfMemoryError] is one line and an exit code.
    static int run(CommandLine akin, String... arguments) {
        try {
            int code = akin.execute(arguments);
            akin.getOut().flush();
            return code;
        } catch (StandardStreams.OutputClosedException e) {
            return ExitCode.DONE;
        } catch (Error | RuntimeException e) {
            return Failures.report(e, akin);
        }
    }
}
