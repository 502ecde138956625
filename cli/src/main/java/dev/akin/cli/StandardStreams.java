package dev.akin.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;

/// Standard output and error in UTF-8, whatever the locale says.
final class StandardStreams {
    private StandardStreams() {}

    /// Buffered; whoever writes flushes. A reader that has gone away is an [OutputClosedException], so that work
    /// whose results nobody reads ends.
    static PrintWriter out() {
        OutputStream descriptor = new FileOutputStream(FileDescriptor.out);
        return new PrintWriter(
                new OutputStreamWriter(new Reported(descriptor), StandardCharsets.UTF_8));
    }

    /// Makes `System.err` write where the launcher says that the true standard error is.
    ///
    /// The JVM says "WARNING: Using incubator modules" on descriptor 2 before any program of ours runs. So the launcher
    /// puts a filter there, and keeps the true standard error, which may be a terminal, on the descriptor that the
    /// property `akin.stderr` names.
    static PrintStream err() {
        Integer number = Integer.getInteger("akin.stderr");
        FileDescriptor descriptor = number == null ? FileDescriptor.err : descriptor(number);
        PrintStream stream =
                new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
        System.setErr(stream);
        return stream;
    }

    /// An inherited descriptor. Opening `/dev/fd/3` would not do: a file would be opened a second time, with a place of
    /// its own, and what others write to it overwritten.
    private static FileDescriptor descriptor(int number) {
        try {
            Constructor<FileDescriptor> constructor =
                    FileDescriptor.class.getDeclaredConstructor(int.class);
            constructor.setAccessible(true);
            return constructor.newInstance(number);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return FileDescriptor.err; // The filter passes everything but that one line.
        }
    }

    /// Nobody reads standard output any more.
    static final class OutputClosedException extends UncheckedIOException {
        private static final long serialVersionUID = 1L;

        OutputClosedException(IOException cause) {
            super(cause);
        }
    }

    /// Standard output cannot take more: its disk is full.
    static final class OutputFailedException extends UncheckedIOException {
        private static final long serialVersionUID = 1L;

        OutputFailedException(IOException cause) {
            super("standard output: " + cause.getMessage(), cause);
        }
    }

    /// A `PrintWriter` keeps quiet about an `IOException`; what is unchecked it lets through.
    private static final class Reported extends OutputStream {
        private final OutputStream stream;

        Reported(OutputStream stream) {
            this.stream = stream;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            try {
                stream.write(bytes, from, count);
            } catch (IOException e) {
                String message = String.valueOf(e.getMessage());
                throw message.contains("Broken pipe") || message.contains("EPIPE")
                        ? new OutputClosedException(e)
                        : new OutputFailedException(e);
            }
        }
    }
}
