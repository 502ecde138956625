package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void filesAreNamedWithTheReason() {
        assertThat(Failures.message(new NoSuchFileException("a.txt")))
                .isEqualTo("a.txt: no such file");
        assertThat(Failures.message(new AccessDeniedException("a.txt")))
                .isEqualTo("a.txt: permission denied");
        assertThat(
                        Failures.message(
                                new FileSystemException("a.txt", null, "No space left on device")))
                .isEqualTo("a.txt: no space left on device; make room, or write elsewhere");
        assertThat(Failures.message(new UncheckedIOException(new IOException("gone"))))
                .isEqualTo("gone");
    }

    @Test
    void outOfMemorySaysHowToGetMore() {
        assertThat(Failures.message(new OutOfMemoryError("Java heap space")))
                .startsWith("out of memory (Java heap space): Java's heap may grow to ")
                .contains("AKIN_HEAP=");
    }

    @Test
    void aMappedFileCutShortIsSaidSo() {
        assertThat(
                        Failures.message(
                                new InternalError(
                                        "a fault occurred in an unsafe memory access operation")))
                .contains("cut short", "restore");
    }

    @Test
    void whatNobodyForesawNamesItself() {
        assertThat(Failures.message(new NullPointerException("x is null")))
                .isEqualTo(
                        "internal error: java.lang.NullPointerException: x is null; run again with"
                                + " --verbose to see where");
    }

    @Test
    void aReaderThatHasGoneIsNoFailure() {
        StringWriter err = new StringWriter();
        int code =
                Failures.report(
                        new StandardStreams.OutputClosedException(new IOException("Broken pipe")),
                        AkinCommand.create().setErr(new PrintWriter(err)));
        assertThat(code).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aFullDiskBehindStandardOutputIsOne() {
        IOException full = new IOException("No space left on device");
        assertThat(Failures.message(new StandardStreams.OutputFailedException(full)))
                .isEqualTo("standard output: No space left on device");
    }

    @Test
    void aMessageOfSeveralLinesBecomesOne() {
        StringWriter err = new StringWriter();
        Failures.report(
                new IOException("first\n   second"),
                AkinCommand.create().setErr(new PrintWriter(err)));
        assertThat(err.toString()).isEqualTo("akin: first second" + System.lineSeparator());
    }
}
