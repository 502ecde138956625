package dev.akin.search;

import dev.akin.search.Sentences.Span;
import dev.akin.search.SourceText.Heading;
import dev.akin.vocabulary.SubwordTokenizer;
import dev.akin.vocabulary.TokenizedText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Cuts texts into passages of whole sentences that an encoder sees whole. A passage never reaches across a heading. Only
/// a sentence that is longer than a passage is cut, between its tokens. Immutable.
final class Chunker {
    private final SubwordTokenizer tokenizer;
    private final ChunkOptions options;

    Chunker(SubwordTokenizer tokenizer, ChunkOptions options) {
        this.tokenizer = tokenizer;
        this.options = options;
    }

    /// A sentence, or a piece of one, and its length in tokens.
    private record Piece(int from, int to, int tokens) {}

    List<Chunk> chunks(SourceText source) {
        List<Chunk> chunks = new ArrayList<>();
        Lines lines = new Lines(source);
        Deque<Heading> above = new ArrayDeque<>();
        int from = 0;
        for (Heading heading : source.headings()) {
            section(source, from, heading.at(), path(above), lines, chunks);
            while (!above.isEmpty() && above.getLast().level() >= heading.level()) {
                above.removeLast();
            }
            above.addLast(heading);
            from = heading.at();
        }
        section(source, from, source.text().length(), path(above), lines, chunks);
        return chunks;
    }

    private static String path(Deque<Heading> above) {
        return String.join(" › ", above.stream().map(Heading::title).toList());
    }

    private void section(
            SourceText source, int from, int to, String heading, Lines lines, List<Chunk> chunks) {
        for (List<Piece> pieces : packed(pieces(source.text(), from, to))) {
            int start = pieces.getFirst().from();
            int end = pieces.getLast().to();
            chunks.add(
                    new Chunk(
                            source.text().substring(start, end),
                            start,
                            end,
                            heading,
                            source.page(start),
                            lines.at(start)));
        }
    }

    /// As many sentences to a passage as it holds.
    private List<List<Piece>> packed(List<Piece> pieces) {
        List<List<Piece>> packed = new ArrayList<>();
        List<Piece> passage = new ArrayList<>();
        int tokens = 0;
        for (Piece piece : pieces) {
            if (!passage.isEmpty() && tokens + piece.tokens() > options.tokens()) {
                packed.add(passage);
                passage = tail(passage, options.tokens() - piece.tokens());
                tokens = passage.stream().mapToInt(Piece::tokens).sum();
            }
            passage.add(piece);
            tokens += piece.tokens();
        }
        if (!passage.isEmpty()) {
            packed.add(passage);
        }
        return packed;
    }

    /// The last sentences of a passage that begin the next one.
    private List<Piece> tail(List<Piece> passage, int room) {
        int most = Math.min(options.overlap(), room);
        int from = passage.size();
        int tokens = 0;
        while (from > 1 && tokens + passage.get(from - 1).tokens() <= most) {
            from--;
            tokens += passage.get(from).tokens();
        }
        return new ArrayList<>(passage.subList(from, passage.size()));
    }

    private List<Piece> pieces(String text, int from, int to) {
        List<Piece> pieces = new ArrayList<>();
        for (Span sentence : Sentences.of(text, from, to)) {
            TokenizedText tokens = tokenizer.tokenize(sentence.of(text));
            if (tokens.size() <= options.tokens()) {
                pieces.add(new Piece(sentence.from(), sentence.to(), tokens.size()));
            } else {
                cut(text, sentence, tokens, pieces);
            }
        }
        return pieces;
    }

    private void cut(String text, Span sentence, TokenizedText tokens, List<Piece> pieces) {
        int start = sentence.from();
        for (int first = 0; first < tokens.size(); ) {
            int next = Math.min(tokens.size(), first + options.tokens());
            // Rather between words than within one.
            int between = next;
            while (next < tokens.size()
                    && between > first + options.tokens() / 2
                    && tokens.start(between) == tokens.end(between - 1)) {
                between--;
            }
            next = between > first + options.tokens() / 2 ? between : next;
            int end = next == tokens.size() ? sentence.to() : sentence.from() + tokens.start(next);
            Span piece = Sentences.strip(text, start, Math.max(start, end));
            if (piece.from() < piece.to()) {
                pieces.add(new Piece(piece.from(), piece.to(), next - first));
            }
            start = Math.max(start, end);
            first = next;
        }
    }

    /// Counts line feeds up to rising and, by the overlap, slightly falling places.
    private static final class Lines {
        private final SourceText source;
        private int at;
        private int line;

        Lines(SourceText source) {
            this.source = source;
            this.line = source.line();
        }

        int at(int place) {
            if (!source.lines()) {
                return line;
            }
            for (; at < place; at++) {
                line += source.text().charAt(at) == '\n' ? 1 : 0;
            }
            for (; at > place; at--) {
                line -= source.text().charAt(at - 1) == '\n' ? 1 : 0;
            }
            return line;
        }
    }
}
