package dev.akin.cli;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.JointEncoder;
import dev.akin.evaluate.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// What was typed or stands in a file of pairs, and its vectors: texts, or paths of files.
final class TypedThings {
    private static final int TOGETHER = 256;

    /// How many files that cannot be read are named.
    private static final int NAMED = 10;

    private final JointEncoder encoder;
    private final @Nullable Path folder;
    private final @Nullable List<String> reasons;

    private TypedThings(
            JointEncoder encoder, @Nullable Path folder, @Nullable List<String> reasons) {
        this.encoder = encoder;
        this.folder = folder;
        this.reasons = reasons;
    }

    static TypedThings of(JointEncoder encoder) {
        return new TypedThings(encoder, null, null);
    }

    /// The same, where paths may be relative to a file.
    TypedThings beside(Path file) {
        return new TypedThings(encoder, file.toAbsolutePath().getParent(), reasons);
    }

    /// The same, where files that cannot be read get no vector.
    ///
    /// @param why takes the reason for each
    TypedThings leavingOut(List<String> why) {
        return new TypedThings(encoder, folder, why);
    }

    /// The path that is meant, or the text itself.
    String resolved(String typed) {
        FileEncoder files = encoder.files();
        if (folder == null
                || files == null
                || typed.indexOf('\0') >= 0
                || !files.reads(Path.of(typed))
                || Files.exists(Path.of(typed))) {
            return typed;
        }
        Path beside = folder.resolve(typed);
        return Files.exists(beside) ? beside.toString() : typed;
    }

    /// Of each thing once.
    ///
    /// @throws IOException if a file cannot be read, and none is to be left out
    /// @throws CancellationException if the listener asked to stop
    Map<String, float[]> vectors(List<String> typed, ProgressListener listener) throws IOException {
        List<String> distinct = List.copyOf(new LinkedHashSet<>(typed));
        Map<String, float[]> vectors = new LinkedHashMap<>();
        for (int from = 0; from < distinct.size(); from += TOGETHER) {
            if (listener.stopRequested()) {
                throw new CancellationException();
            }
            List<String> some = distinct.subList(from, Math.min(distinct.size(), from + TOGETHER));
            put(some, vectors);
            listener.update(
                    new Progress("encoding", from + some.size(), distinct.size(), "things"));
        }
        return vectors;
    }

    private void put(List<String> some, Map<String, float[]> vectors) throws IOException {
        List<String> left = some;
        if (reasons != null && encoder.files() != null) {
            left = new ArrayList<>(some);
            left.removeAll(putFiles(some, encoder.files(), reasons, vectors));
        }
        float[][] encoded = encode(left);
        for (int i = 0; i < encoded.length; i++) {
            vectors.put(left.get(i), encoded[i]);
        }
    }

    private List<String> putFiles(
            List<String> some, FileEncoder files, List<String> why, Map<String, float[]> vectors) {
        List<String> names =
                some.stream().filter(thing -> encoder.isFile(resolved(thing))).toList();
        List<FileEncoder.Outcome> outcomes =
                files.outcomes(names.stream().map(name -> Path.of(resolved(name))).toList());
        for (int i = 0; i < names.size(); i++) {
            FileEncoder.Outcome outcome = outcomes.get(i);
            if (outcome.failure() != null) {
                why.add(Failures.message(outcome.failure()));
            } else {
                vectors.put(names.get(i), outcome.vectors().values().iterator().next());
            }
        }
        return names;
    }

    /// Says at the end what was left out.
    ///
    /// @return the exit code
    static int report(List<String> why, Subcommand command) {
        why.stream().limit(NAMED).forEach(reason -> command.warn("left out: " + reason));
        if (why.size() > NAMED) {
            command.warn("and " + (why.size() - NAMED) + " more were left out");
        }
        return why.isEmpty() ? ExitCode.DONE : ExitCode.DONE_IN_PART;
    }

    private float[][] encode(List<String> some) throws IOException {
        List<String> resolved = new ArrayList<>();
        some.forEach(thing -> resolved.add(resolved(thing)));
        try {
            return encoder.encode(resolved);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// The cosine of two of the things.
    static double cosine(Map<String, float[]> vectors, String a, String b) {
        return Verification.cosine(
                vectors.getOrDefault(a, new float[0]), vectors.getOrDefault(b, new float[0]));
    }
}
