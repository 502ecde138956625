package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.table.EmbeddingTable;
import dev.akin.text.Json;
import dev.akin.text.JsonException;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/// Reads every byte of a file and finds what opening it does not look at: changed bytes, keys out of order or twice,
/// offsets that fall, rows with numbers that are none.
final class Verifier {
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// Relative: sums of squares in another order differ by less.
    private static final float NORM_TOLERANCE = 1e-4f;

    private static final int BLOCK_BYTES = 1 << 20;
    private static final int MOST_PROBLEMS_OF_A_KIND = 5;

    private final Path path;
    private final ProgressListener listener;
    private final List<String> problems = new ArrayList<>();
    private int tensors;
    private long bytes;
    private boolean checksums;

    private Verifier(Path path, ProgressListener listener) {
        this.path = path;
        this.listener = listener;
    }

    static Verification verify(Path path, ReadOptions options) throws IOException {
        Verifier verifier = new Verifier(path, options.listener());
        try {
            verifier.run(options);
        } catch (InternalError e) {
            throw MalformedFileException.atByte(
                    path, 0, "the file was cut short while it was read; restore it", e);
        }
        return new Verification(
                verifier.tensors, verifier.bytes, verifier.checksums, verifier.problems);
    }

    private void run(ReadOptions options) throws IOException {
        Contents contents = VectorFiles.read(path, options);
        if (contents.format() == FileFormat.SAFETENSORS) {
            checkSums(Safetensors.open(path));
        } else {
            tensors = 1;
            bytes = contents.main().table().bytes();
        }
        for (Map.Entry<String, KeyedTable> table : contents.tables().entrySet()) {
            String where = table.getKey().isEmpty() ? "" : table.getKey() + ": ";
            if (checkKeys(where, table.getValue().vocabulary())) {
                checkRows(where, table.getValue());
            }
        }
        if (contents.subwords() != null) {
            checkSubwords(contents.subwords());
        }
        contents.columns().forEach(this::checkColumn);
    }

    private void checkSums(Safetensors file) throws IOException {
        Map<String, Json> sums = sums(file);
        checksums = !sums.isEmpty();
        long total = file.tensors().values().stream().mapToLong(t -> t.data().byteSize()).sum();
        Meter meter = new Meter(listener, "checking", total, "bytes");
        for (Map.Entry<String, Tensor> named : file.tensors().entrySet()) {
            tensors++;
            bytes += named.getValue().data().byteSize();
            Json stated = sums.get(named.getKey());
            String found = checksum(named.getValue().data(), meter);
            if (stated == null && checksums) {
                problems.add("the tensor \"" + named.getKey() + "\" has no checksum");
            } else if (stated != null && !stated.equals(new Json.Str(found))) {
                problems.add(
                        "the tensor \""
                                + named.getKey()
                                + "\" has the checksum "
                                + found
                                + ", but the file says "
                                + stated);
            }
        }
        meter.end();
    }

    private Map<String, Json> sums(Safetensors file) {
        String text = file.metadata().get(NativeLayout.CHECKSUMS);
        if (text == null) {
            return Map.of();
        }
        try {
            if (Json.parse(text) instanceof Json.Obj sums) {
                return sums.members();
            }
            problems.add(NativeLayout.CHECKSUMS + " is no JSON object");
        } catch (JsonException e) {
            problems.add(NativeLayout.CHECKSUMS + ": " + e.getMessage());
        }
        return Map.of();
    }

    private static String checksum(MemorySegment data, Meter meter) {
        CRC32C sum = new CRC32C();
        for (long at = 0; at < data.byteSize(); at += BLOCK_BYTES) {
            long count = Math.min(BLOCK_BYTES, data.byteSize() - at);
            sum.update(data.asSlice(at, count).asByteBuffer());
            meter.add(count);
        }
        return NativeLayout.checksum(sum.getValue());
    }

    /// @return whether keys can be asked for
    private boolean checkKeys(String where, Vocabulary keys) {
        MemorySegment offsets = keys.offsets();
        for (int id = 0; id < keys.size(); id++) {
            long from = offsets.get(LONG, (long) Long.BYTES * id);
            long to = offsets.get(LONG, (long) Long.BYTES * (id + 1));
            if (from > to || from < 0 || to > keys.bytes().byteSize()) {
                problems.add(
                        where + "the key of row " + id + " lies at bytes " + from + " to " + to);
                return false;
            }
        }
        try {
            checkOrder(where, keys);
            return true;
        } catch (IllegalArgumentException | IllegalStateException e) {
            problems.add(where + e.getMessage());
            return false;
        }
    }

    /// Every key must be found where it is: so none comes twice, and the order is the order.
    private void checkOrder(String where, Vocabulary keys) {
        int wrong = 0;
        for (int id = 0; id < keys.size() && wrong < MOST_PROBLEMS_OF_A_KIND; id++) {
            int found = keys.id(keys.key(id));
            if (found != id) {
                wrong++;
                problems.add(
                        where
                                + "the key \""
                                + keys.key(id)
                                + "\" of row "
                                + id
                                + (found < 0 ? " is not found" : " is found as row " + found));
            }
        }
    }

    private void checkColumn(String name, Column column) {
        try {
            for (int row = 0; row < column.size(); row++) {
                column.text(row);
            }
        } catch (IllegalStateException e) {
            problems.add("the column \"" + name + "\": " + e.getMessage());
        }
    }

    private void checkRows(String where, KeyedTable keyed) {
        EmbeddingTable table = keyed.table();
        int block = Math.max(1, BLOCK_BYTES / Float.BYTES / table.dimension());
        float[] numbers = new float[Math.min(block, table.rows()) * table.dimension()];
        Meter meter = new Meter(listener, "checking", table.rows(), "rows");
        float[] lengths = new float[Math.min(block, table.rows())];
        int wrong = 0;
        int wrongNorms = 0;
        for (int first = 0; first < table.rows(); first += block) {
            int count = Math.min(block, table.rows() - first);
            table.read(first, count, numbers, 0);
            table.norms(first, count, lengths, 0);
            for (int r = 0; r < count && wrongNorms < MOST_PROBLEMS_OF_A_KIND; r++) {
                wrongNorms += checkNorm(where, keyed, first + r, lengths[r]);
            }
            for (int r = 0; r < count && wrong < MOST_PROBLEMS_OF_A_KIND; r++) {
                int from = r * table.dimension();
                int other = Finite.firstOther(numbers, from, from + table.dimension());
                if (other >= 0) {
                    wrong++;
                    problems.add(
                            where
                                    + "the key \""
                                    + keyed.vocabulary().key(first + r)
                                    + "\" has the number "
                                    + numbers[other]);
                }
            }
            meter.add(count);
        }
        meter.end();
    }

    private void checkSubwords(SubwordTable subwords) {
        EmbeddingTable table = subwords.rows();
        float[] row = new float[table.dimension()];
        Meter meter = new Meter(listener, "checking", table.rows(), "rows");
        int wrong = 0;
        int before = -1;
        for (int r = 0; r < table.rows() && wrong < MOST_PROBLEMS_OF_A_KIND; r++) {
            table.read(r, 1, row, 0);
            int bucket = subwords.bucket(r);
            int other = Finite.firstOther(row, 0, row.length);
            if (other >= 0) {
                wrong++;
                problems.add("the n-grams of bucket " + bucket + " have the number " + row[other]);
            }
            if (bucket <= before || bucket >= subwords.rules().buckets()) {
                wrong++;
                problems.add("the bucket " + bucket + " of n-grams comes after " + before);
            }
            before = bucket;
            meter.add(1);
        }
        meter.end();
    }

    /// @return how many problems were found, 0 or 1
    private int checkNorm(String where, KeyedTable keyed, int row, float length) {
        MemorySegment norms = keyed.norms();
        if (norms == null) {
            return 0;
        }
        float stated = norms.get(FLOAT, (long) Float.BYTES * row);
        if (Float.compare(stated, length) == 0
                || Math.abs(stated - length)
                        <= NORM_TOLERANCE * Math.max(length, Float.MIN_NORMAL)) {
            return 0;
        }
        String key = keyed.vocabulary().key(row);
        problems.add(
                where + "the row of \"" + key + "\" has the norm " + length + ", not " + stated);
        return 1;
    }
}
