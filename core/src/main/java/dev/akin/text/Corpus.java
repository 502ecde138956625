package dev.akin.text;

import dev.akin.ProgressListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Where words come from and how text becomes words. Immutable; the methods that change something give a copy.
///
/// Nothing is read before [#read]. Each line is a context: words of different lines never meet. A line longer than
/// 512 KiB is cut between words into several contexts, so that lines of any length are read in little memory.
public final class Corpus {
    private interface Origin {
        Chunks open(Source.Options options) throws IOException;
    }

    private final Origin origin;
    private final boolean words;
    private final Form form;
    private final Source.Options options;

    private record Form(Tokens tokens, boolean lowercase) {}

    private Corpus(Origin origin, boolean words, Form form, Source.Options options) {
        this.origin = origin;
        this.words = words;
        this.form = form;
        this.options = options;
    }

    private static Corpus of(Origin origin, boolean words) {
        return new Corpus(
                origin,
                words,
                new Form(Tokens.WORDS, false),
                new Source.Options(StandardCharsets.UTF_8, null, Chunk.SIZE));
    }

    /// The lines of files. A folder stands for all files in it and below, a path with `*`, `?`, `[…]` or `{…}` that is
    /// no file's for those that match; both sorted, hidden files left out. Files that are gzip by their first bytes
    /// are decompressed.
    ///
    /// @throws IllegalArgumentException if there is no path
    public static Corpus lines(Path... paths) {
        List<Path> given = List.of(paths);
        if (given.isEmpty()) {
            throw new IllegalArgumentException("a corpus of files needs at least one path");
        }
        return of(options -> new FileChunks(SourceFiles.find(given), options), false);
    }

    /// The lines of a stream, as of a file. It can be read once, and is closed then.
    public static Corpus standardInput(InputStream in) {
        AtomicBoolean read = new AtomicBoolean();
        Source source =
                new Source(
                        "standard input",
                        -1,
                        () -> {
                            if (read.getAndSet(true)) {
                                throw new IllegalStateException(
                                        "standard input was read already, and can be read once");
                            }
                            return in;
                        });
        return of(options -> new FileChunks(List.of(source), options), false);
    }

    /// Lines in memory, to be cut into words; line feeds within them are white space.
    public static Corpus ofLines(Iterable<String> lines) {
        return of(options -> MemoryChunks.ofLines(lines), false);
    }

    /// Contexts whose words are known. The words are taken as they are, but for [#lowercase]; none may be empty.
    public static Corpus ofSentences(Iterable<? extends List<String>> sentences) {
        return of(options -> MemoryChunks.ofSentences(sentences), true);
    }

    /// How lines become words; [Tokens#WORDS] if not said.
    public Corpus tokens(Tokens tokens) {
        return new Corpus(origin, words, new Form(tokens, form.lowercase()), options);
    }

    /// Whether words are put in lower case (by Unicode's full mapping, as in `Locale.ROOT`); off if not said.
    public Corpus lowercase(boolean on) {
        return new Corpus(origin, words, new Form(form.tokens(), on), options);
    }

    /// Reads one field of each record: a member of the object on each line of `.jsonl` and `.ndjson` files (`a.b` is
    /// the member `b` of the member `a`; the value is a text or a list of texts), or the column of this name in `.csv`
    /// and `.tsv` files (RFC 4180, with a header); what a file of another name holds, its first line tells. Each record
    /// is a context; its line feeds are white space. Records without the field are skipped, counted and noted.
    public Corpus field(String name) {
        return new Corpus(origin, words, form, options.withField(name));
    }

    /// The charset of files and streams; UTF-8 if not said.
    public Corpus encoding(Charset charset) {
        return new Corpus(origin, words, form, options.withCharset(charset));
    }

    /// For tests: chunks of this size, so that small texts have many.
    Corpus chunk(int bytes) {
        return new Corpus(origin, words, form, options.withChunk(bytes));
    }

    /// How lines become words.
    public Tokens tokens() {
        return form.tokens();
    }

    /// Whether words are put in lower case.
    public boolean lowercase() {
        return form.lowercase();
    }

    /// How text becomes words, as a JSON object: what a model's metadata keeps as `akin.text`.
    public String description() {
        Map<String, Json> members = new LinkedHashMap<>();
        boolean cut = !words && form.tokens() == Tokens.WORDS;
        members.put("tokens", new Json.Str(words ? "given" : cut ? "words" : "whitespace"));
        members.put("lowercase", new Json.Bool(form.lowercase()));
        if (cut) {
            members.put("normalization", new Json.Str("NFC"));
            WordSegmenter.load()
                    .ifPresent(found -> members.put("segmenter", new Json.Str(found.name())));
        }
        return new Json.Obj(members).toString();
    }

    /// Reads the corpus once, in parallel. Each thread has one sink, made before reading starts.
    ///
    /// @param threads at least 1; the calling thread is one of them
    /// @throws java.nio.file.NoSuchFileException if a file is missing, or a folder or glob gives none
    /// @throws java.nio.file.AccessDeniedException if a file may not be read
    /// @throws dev.akin.MalformedFileException if bytes are not what they should be: text in the charset, gzip, JSON, CSV
    /// @throws IllegalArgumentException if no record of the corpus has the [field][#field(String)]
    /// @throws java.util.concurrent.CancellationException if the listener asked to stop
    public Reading read(int threads, Supplier<? extends WordSink> sinks, ProgressListener listener)
            throws IOException {
        if (threads < 1) {
            throw new IllegalArgumentException("reading needs at least 1 thread, not " + threads);
        }
        List<ChunkCutter> cutters = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            cutters.add(new ChunkCutter(form.tokens(), form.lowercase(), sinks.get()));
        }
        try (Chunks chunks = origin.open(options)) {
            new CorpusRun(chunks, listener).run(cutters);
            return new Reading(chunks.done(), notes(cutters));
        }
    }

    private List<String> notes(List<ChunkCutter> cutters) {
        String field = options.field();
        FieldCounts counts = new FieldCounts();
        cutters.forEach(cutter -> counts.addAll(cutter.fieldCounts()));
        if (field == null || counts.missing() == 0) {
            return List.of();
        }
        long records = counts.found() + counts.missing();
        if (counts.found() == 0) {
            throw new IllegalArgumentException(
                    "none of "
                            + records
                            + " records has the field "
                            + Json.quote(field)
                            + "; name another one with --field");
        }
        return List.of(
                counts.missing()
                        + " of "
                        + records
                        + " records have no field "
                        + Json.quote(field)
                        + " and were skipped");
    }
}
