package dev.akin.encode;

/// What a tokenizer puts around every text.
@SuppressWarnings("ArrayRecordComponent") // never compared
record SpecialTokens(int[] before, int[] after) {
    int count() {
        return before.length + after.length;
    }

    /// The prompt and tokens `from … to − 1` of a text, with these around them.
    int[] around(int[] prompt, int[] text, int from, int to) {
        int[] ids = new int[count() + prompt.length + to - from];
        System.arraycopy(before, 0, ids, 0, before.length);
        System.arraycopy(prompt, 0, ids, before.length, prompt.length);
        System.arraycopy(text, from, ids, before.length + prompt.length, to - from);
        System.arraycopy(after, 0, ids, ids.length - after.length, after.length);
        return ids;
    }
}
