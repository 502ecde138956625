package dev.akin.vocabulary;

import dev.akin.text.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// BERT's tokenizer: words, and where a word is not known the longest pieces that make it up (Devlin et al. 2019; Wu et al.
/// 2016, §4.1). Cuts as Hugging Face's `tokenizers` do. Immutable and thread-safe.
public final class WordPiece implements SubwordTokenizer {
    private static final String CONTINUED = "##";
    private static final int LONGEST_WORD = 100;

    /// A longer text is read in stretches, so that what is kept of each character is not kept of ten million.
    private static final int STRETCH = 1 << 16;

    private final List<String> tokens;
    private final Map<String, Integer> ids;
    private final BertText.Rules rules;
    private final List<String> special;
    private final int unknown;
    private final PieceTable begins;
    private final PieceTable goesOn;
    private final int[] becomes = BertText.table();
    private final String fingerprint;

    private WordPiece(
            List<String> tokens, BertText.Rules rules, List<String> special, int unknown) {
        this.tokens = List.copyOf(tokens);
        this.rules = rules;
        this.special =
                special.stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
        this.unknown = unknown;
        this.ids = new HashMap<>(2 * tokens.size());
        for (int id = 0; id < tokens.size(); id++) {
            ids.put(tokens.get(id), id);
        }
        this.begins = table(false);
        this.goesOn = table(true);
        this.fingerprint = digest();
    }

    private PieceTable table(boolean continued) {
        List<String> found = new ArrayList<>();
        int[] foundIds = new int[tokens.size()];
        for (int id = 0; id < tokens.size(); id++) {
            String token = tokens.get(id);
            String piece = continued && token.startsWith(CONTINUED) ? token.substring(2) : token;
            if (!piece.isEmpty() && (!continued || token.startsWith(CONTINUED))) {
                foundIds[found.size()] = id;
                found.add(piece);
            }
        }
        return new PieceTable(found, foundIds);
    }

    /// A tokenizer from its parts.
    ///
    /// @param tokens by id; pieces that go on a word begin with `##`
    /// @param special tokens that are taken as they stand in a text, such as `[SEP]`
    /// @throws IllegalArgumentException if a token comes twice, or there is no `[UNK]`
    public static WordPiece of(
            List<String> tokens, boolean lowercase, boolean stripAccents, List<String> special) {
        return of(tokens, new BertText.Rules(lowercase, stripAccents, true), special, "[UNK]");
    }

    private static WordPiece of(
            List<String> tokens, BertText.Rules rules, List<String> special, String unknown) {
        int id = tokens.indexOf(unknown);
        if (id < 0) {
            throw new IllegalArgumentException(
                    "among the " + tokens.size() + " tokens there is no \"" + unknown + "\"");
        }
        WordPiece wordPiece = new WordPiece(tokens, rules, special, id);
        if (wordPiece.ids.size() != tokens.size()) {
            throw new IllegalArgumentException(
                    (tokens.size() - wordPiece.ids.size()) + " tokens come twice");
        }
        return wordPiece;
    }

    /// A tokenizer from what a `tokenizer.json` of Hugging Face says.
    ///
    /// @throws IllegalArgumentException if that is not a WordPiece tokenizer as BERT's; the message names what differs
    public static WordPiece ofTokenizerJson(Json document) {
        Json.Obj all = object(document, "the document");
        Json.Obj model = object(all.get("model"), "model");
        expect(model, "type", "WordPiece");
        expect(model, "continuing_subword_prefix", CONTINUED);
        expect(object(all.get("pre_tokenizer"), "pre_tokenizer"), "type", "BertPreTokenizer");
        if (!(model.get("max_input_chars_per_word") instanceof Json.Num most)
                || most.asLong() != LONGEST_WORD) {
            throw new IllegalArgumentException("max_input_chars_per_word is not " + LONGEST_WORD);
        }
        if (!(model.get("unk_token") instanceof Json.Str(String unknown))) {
            throw new IllegalArgumentException("unk_token is missing");
        }
        return of(
                tokens(object(model.get("vocab"), "model.vocab")),
                rules(object(all.get("normalizer"), "normalizer")),
                special(all.get("added_tokens")),
                unknown);
    }

    private static Json.Obj object(@Nullable Json value, String name) {
        if (value instanceof Json.Obj object) {
            return object;
        }
        throw new IllegalArgumentException(name + " is no object");
    }

    private static void expect(Json.Obj object, String name, String value) {
        if (!(object.get(name) instanceof Json.Str(String found)) || !found.equals(value)) {
            throw new IllegalArgumentException(
                    name + " is " + object.get(name) + ", where \"" + value + "\" is expected");
        }
    }

    private static BertText.Rules rules(Json.Obj normalizer) {
        expect(normalizer, "type", "BertNormalizer");
        if (!flag(normalizer, "clean_text", true)) {
            throw new IllegalArgumentException("clean_text is false, which is not supported");
        }
        boolean lowercase = flag(normalizer, "lowercase", true);
        return new BertText.Rules(
                lowercase,
                flag(normalizer, "strip_accents", lowercase),
                flag(normalizer, "handle_chinese_chars", true));
    }

    private static boolean flag(Json.Obj object, String name, boolean otherwise) {
        return object.get(name) instanceof Json.Bool(boolean value) ? value : otherwise;
    }

    private static List<String> tokens(Json.Obj vocabulary) {
        String[] tokens = new String[vocabulary.members().size()];
        vocabulary
                .members()
                .forEach((token, value) -> {
                    long id = value instanceof Json.Num number ? number.asLong() : -1;
                    if (id < 0 || id >= tokens.length || tokens[(int) id] != null) {
                        throw new IllegalArgumentException(
                                "the token \""
                                        + token
                                        + "\" has the id "
                                        + value
                                        + ", where each of 0 to "
                                        + (tokens.length - 1)
                                        + " is expected once");
                    }
                    tokens[(int) id] = token;
                });
        return List.of(tokens);
    }

    private static List<String> special(@Nullable Json added) {
        List<String> special = new ArrayList<>();
        if (added instanceof Json.Arr(List<Json> elements)) {
            for (Json element : elements) {
                Json.Obj token = object(element, "added_tokens");
                if (flag(token, "normalized", false)
                        || flag(token, "lstrip", false)
                        || flag(token, "rstrip", false)
                        || flag(token, "single_word", false)) {
                    throw new IllegalArgumentException(
                            "the added token "
                                    + token.get("content")
                                    + " is not taken as it stands");
                }
                if (token.get("content") instanceof Json.Str(String content)) {
                    special.add(content);
                }
            }
        }
        return special;
    }

    /// What a file keeps of it beside the tokens.
    public Json.Obj describe() {
        return Json.object(
                "tokenizer", "wordpiece",
                "lowercase", rules.lowercase(),
                "stripAccents", rules.stripAccents(),
                "isolateIdeographs", rules.isolateIdeographs(),
                "unknown", tokens.get(unknown),
                "special", special);
    }

    /// The tokenizer that a file describes.
    ///
    /// @throws IllegalArgumentException if it describes another kind, or tokens and description do not fit
    public static WordPiece ofDescription(Json.Obj description, List<String> tokens) {
        expect(description, "tokenizer", "wordpiece");
        List<String> special = new ArrayList<>();
        if (description.get("special") instanceof Json.Arr(List<Json> elements)) {
            for (Json element : elements) {
                special.add(element instanceof Json.Str(String text) ? text : element.toString());
            }
        }
        return of(
                tokens,
                new BertText.Rules(
                        flag(description, "lowercase", true),
                        flag(description, "stripAccents", true),
                        flag(description, "isolateIdeographs", true)),
                special,
                description.get("unknown") instanceof Json.Str(String text) ? text : "[UNK]");
    }

    @Override
    public TokenizedText tokenize(String text) {
        Cutting cutting = new Cutting(text.length());
        cut(text, cutting);
        return TokenizedText.of(cutting.size, cutting.ids, cutting.starts, cutting.ends);
    }

    /// Between special tokens as they stand, words and their pieces.
    private void cut(String text, Cutting cutting) {
        BertText words = new BertText(rules, becomes);
        int[] next = new int[special.size()];
        Arrays.fill(next, -1);
        int done = 0;
        for (int which = nextSpecial(text, 0, next);
                which >= 0;
                which = nextSpecial(text, done, next)) {
            String token = special.get(which);
            int at = next[which];
            pieces(text, done, at, words, cutting);
            done = at + token.length();
            cutting.add(ids.getOrDefault(token, unknown), at, done);
        }
        pieces(text, done, text.length(), words, cutting);
    }

    /// Which special token comes next, the longest of those that begin at one place.
    ///
    /// @param next where each was found last: looked for again only when that lies behind, so that a text is not read once
    ///     for every token in it
    /// @return -1 if there is none
    private int nextSpecial(String text, int from, int[] next) {
        int first = -1;
        for (int i = 0; i < next.length; i++) {
            if (next[i] < from) {
                int at = text.indexOf(special.get(i), from);
                next[i] = at < 0 ? Integer.MAX_VALUE : at;
            }
            if (next[i] < Integer.MAX_VALUE && (first < 0 || next[i] < next[first])) {
                first = i;
            }
        }
        return first;
    }

    private void pieces(String text, int from, int to, BertText words, Cutting cutting) {
        for (int begin = from; begin < to; ) {
            int end = stretch(text, begin, to);
            words.read(text, begin, end);
            long[] prefixes = PieceTable.prefixes(words.chars(), words.length());
            for (int word = 0; word < words.words(); word++) {
                pieces(words, word, prefixes, cutting);
            }
            begin = end;
        }
    }

    /// Where a long text may be parted without parting a word.
    private static int stretch(String text, int begin, int to) {
        int end = begin + STRETCH;
        if (end >= to) {
            return to;
        }
        while (end < to && text.charAt(end) != ' ' && text.charAt(end) != '\n') {
            end++;
        }
        return end;
    }

    private void pieces(BertText words, int word, long[] prefixes, Cutting cutting) {
        int from = words.wordStart(word);
        int to = words.wordEnd(word);
        int before = cutting.size;
        if (isTooLong(words.chars(), from, to)) {
            cutting.add(unknown, words.start(from), words.end(to - 1));
            return;
        }
        for (int at = from; at < to; ) {
            long found = (at == from ? begins : goesOn).longest(words.chars(), prefixes, at, to);
            if (found < 0) {
                cutting.size = before;
                cutting.add(unknown, words.start(from), words.end(to - 1));
                return;
            }
            int end = at + (int) (found >>> 32);
            cutting.add((int) found, words.start(at), words.end(end - 1));
            at = end;
        }
    }

    private static boolean isTooLong(char[] chars, int from, int to) {
        return to - from > LONGEST_WORD
                && Character.codePointCount(chars, from, to - from) > LONGEST_WORD;
    }

    @Override
    public int size() {
        return tokens.size();
    }

    @Override
    public String token(int id) {
        return tokens.get(id);
    }

    @Override
    public int id(String token) {
        return ids.getOrDefault(token, -1);
    }

    /// The tokens, by id.
    public List<String> tokens() {
        return tokens;
    }

    /// Whether the token is taken as it stands, such as `[SEP]`, or is kept for later use (`[unused0]`).
    public boolean isSpecial(int id) {
        String token = tokens.get(id);
        return special.contains(token) || token.startsWith("[unused");
    }

    /// The token for words that no pieces make up.
    public int unknown() {
        return unknown;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    private String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(describe().toString().getBytes(StandardCharsets.UTF_8));
            for (String token : tokens) {
                digest.update((token + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8).toLowerCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Tokens as they are found.
    private static final class Cutting {
        int[] ids;
        int[] starts;
        int[] ends;
        int size;

        Cutting(int characters) {
            int room = 8 + characters / 3;
            ids = new int[room];
            starts = new int[room];
            ends = new int[room];
        }

        void add(int id, int start, int end) {
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, 2 * size);
                starts = Arrays.copyOf(starts, 2 * size);
                ends = Arrays.copyOf(ends, 2 * size);
            }
            ids[size] = id;
            starts[size] = start;
            ends[size++] = end;
        }
    }
}
