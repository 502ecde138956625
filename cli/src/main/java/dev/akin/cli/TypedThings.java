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

    private final JointEncoder encoder;
    private final @Nullable Path folder;
    private final @Nullable List<String> notes;

    private TypedThings(JointEncoder encoder, @Nullable Path folder, @Nullable List<String> notes) {
        this.encoder = encoder;
        this.folder = folder;
        this.notes = notes;
    }

    static TypedThings of(JointEncoder encoder) {
        return new TypedThings(encoder, null, null);
    }

    /// The same, where paths may be relative to a file.
    TypedThings beside(Path file) {
        return new TypedThings(encoder, file.toAbsolutePath().getParent(), notes);
    }

    /// The same, where files that cannot be read get no vector.
    ///
    /// @param lines gets one for each that is left out
    TypedThings leavingOut(List<String> lines) {
        return new TypedThings(encoder, folder, lines);
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
        if (encoder.files() == null) {
            distinct.forEach(this::requireText);
        }
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

    /// As [#vectors], of files: those that cannot be read are left out.
    ///
    /// @param lines gets one for each that is left out
    Map<String, float[]> readable(
            FileEncoder files, List<Path> paths, List<String> lines, ProgressListener listener) {
        Map<String, float[]> vectors = new LinkedHashMap<>();
        for (int from = 0; from < paths.size(); from += TOGETHER) {
            if (listener.stopRequested()) {
                throw new CancellationException();
            }
            List<Path> some = paths.subList(from, Math.min(paths.size(), from + TOGETHER));
            put(some.stream().map(Path::toString).toList(), some, files, lines, vectors);
            listener.update(
                    new Progress("encoding", from + some.size(), paths.size(), files.contents()));
        }
        return vectors;
    }

    /// That the names of two pictures are alike says nothing of the pictures.
    private void requireText(String typed) {
        boolean file = typed.indexOf('\0') < 0 && Files.isRegularFile(Path.of(typed));
        String wrong = file ? EncoderChoice.notOfTexts(Path.of(typed), encoder.name()) : null;
        if (wrong != null) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private void put(List<String> some, Map<String, float[]> vectors) throws IOException {
        FileEncoder files = encoder.files();
        List<String> left = some;
        if (notes != null && files != null) {
            List<String> names =
                    some.stream().filter(thing -> encoder.isFile(resolved(thing))).toList();
            List<Path> paths = names.stream().map(name -> Path.of(resolved(name))).toList();
            put(names, paths, files, notes, vectors);
            left = some.stream().filter(thing -> !names.contains(thing)).toList();
        }
        float[][] encoded = encode(left);
        for (int i = 0; i < encoded.length; i++) {
            vectors.put(left.get(i), encoded[i]);
        }
    }

    private static void put(
            List<String> names,
            List<Path> paths,
            FileEncoder files,
            List<String> lines,
            Map<String, float[]> vectors) {
        List<FileEncoder.Outcome> outcomes = files.outcomes(paths);
        for (int i = 0; i < outcomes.size(); i++) {
            IOException failure = outcomes.get(i).failure();
            if (failure == null) {
                vectors.put(names.get(i), outcomes.get(i).vectors().values().iterator().next());
            } else {
                lines.add("left out: " + Failures.message(failure));
            }
        }
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
