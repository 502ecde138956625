package dev.akin.text;

/// How a source divides into contexts, and where a chunk of it may end.
sealed interface RecordFormat {

    /// How many of the first `length` bytes make whole contexts; 0 if not even one.
    int wholeRecords(byte[] bytes, int length);

    /// Has the cutter cut a chunk of this format, and gives its line feeds.
    long cut(Chunk chunk, ChunkCutter cutter) throws LineException;

    /// Whether a context that is too long may be cut between words.
    default boolean divisible() {
        return false;
    }

    /// A line is a context.
    record Lines() implements RecordFormat {
        @Override
        public int wholeRecords(byte[] bytes, int length) {
            return Breaks.afterLastLineFeed(bytes, length);
        }

        @Override
        public boolean divisible() {
            return true;
        }

        @Override
        public long cut(Chunk chunk, ChunkCutter cutter) throws LineException {
            return cutter.lines(chunk);
        }
    }

    /// Each word as its length (an int, lowest byte first) and its bytes; length -1 ends a context. Never in files.
    record Words() implements RecordFormat {
        @Override
        public int wholeRecords(byte[] bytes, int length) {
            return length;
        }

        @Override
        public long cut(Chunk chunk, ChunkCutter cutter) {
            return cutter.words(chunk);
        }
    }

    /// A line is a JSON object, one member of which is the context.
    record JsonLines(String field) implements RecordFormat {
        @Override
        public long cut(Chunk chunk, ChunkCutter cutter) throws LineException {
            return cutter.jsonLines(chunk, new JsonField(field));
        }

        @Override
        public int wholeRecords(byte[] bytes, int length) {
            return Breaks.afterLastLineFeed(bytes, length);
        }
    }

    /// One column of a table as RFC 4180 has it.
    ///
    /// @param column from 0
    record Table(byte separator, int column) implements RecordFormat {
        @Override
        public long cut(Chunk chunk, ChunkCutter cutter) throws LineException {
            return cutter.table(chunk, this);
        }

        @Override
        public int wholeRecords(byte[] bytes, int length) {
            return TableReader.wholeRows(bytes, length, separator);
        }
    }
}
