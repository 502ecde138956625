package dev.akin.cli;

import dev.akin.align.Fusion;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.EncodedTexts;
import dev.akin.embeddings.JointEncoder;
import dev.akin.embeddings.Similarity;
import dev.akin.kernel.ElementType;
import dev.akin.table.SegmentTable;
import dev.akin.text.Json;
import dev.akin.text.Records;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Records of which several fields are encoded, each its own way, and put together to one vector.
final class FusedEncoding {
    private static final Pattern FIELD = Pattern.compile("([^=*]+)(?:=([^*]+))?(?:\\*([^*]+))?");
    private static final String NUMBER = "number";

    private final List<Field> fields;
    private final Fusion.Way way;
    private final EncoderChoice choice;
    private final Subcommand command;

    /// A field of the records, and what its vectors are made by: an encoder, or `number`.
    private record Field(String name, String encoder, double weight) {}

    private FusedEncoding(
            List<Field> fields, Fusion.Way way, EncoderChoice choice, Subcommand command) {
        this.fields = fields;
        this.way = way;
        this.choice = choice;
        this.command = command;
    }

    /// @param typed as `photo=pixels*0.5`: the field, what encodes it, and how much it counts
    /// @throws IllegalArgumentException if one is written in another way
    static FusedEncoding of(
            List<String> typed, Fusion.Way way, EncoderChoice choice, Subcommand command) {
        List<Field> fields = new ArrayList<>();
        for (String one : typed) {
            Matcher matcher = FIELD.matcher(one);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "--fuse is FIELD, FIELD=ENCODER or FIELD=ENCODER*WEIGHT, not " + one);
            }
            String encoder = matcher.group(2) == null ? choice.name() : matcher.group(2);
            fields.add(new Field(matcher.group(1), encoder, weight(matcher.group(3), one)));
        }
        return new FusedEncoding(fields, way, choice, command);
    }

    private static double weight(@Nullable String typed, String whole) {
        if (typed == null) {
            return 1;
        }
        try {
            double weight = Double.parseDouble(typed);
            if (weight > 0 && Double.isFinite(weight)) {
                return weight;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the weight of " + whole + " is no number", e);
        }
        throw new IllegalArgumentException("the weight of " + whole + " is not above 0");
    }

    /// Reads the records once for each field. A record without a field counts by its other ones.
    ///
    /// @param beside paths in the records may be relative to it
    Embeddings encode(Records records, Path beside, ProgressDisplay progress) throws IOException {
        Map<Field, Map<String, String>> values = new LinkedHashMap<>();
        Set<String> all = new TreeSet<>();
        List<String> keys = new ArrayList<>();
        for (Field field : fields) {
            Map<String, String> own = new LinkedHashMap<>();
            records.field(field.name())
                    .read(text -> {
                        if (!text.text().isBlank()) {
                            own.put(text.key(), text.text().strip());
                        }
                        if (all.add(text.key())) {
                            keys.add(text.key());
                        }
                    });
            if (own.isEmpty()) {
                throw new IllegalArgumentException("no record has a field " + field.name());
            }
            values.put(field, own);
        }
        List<Fusion.Part> parts = new ArrayList<>();
        List<float[][]> columns = new ArrayList<>();
        for (Field field : fields) {
            Map<String, String> own = values.getOrDefault(field, Map.of());
            float[][] column = column(field, keys, own, beside, progress);
            columns.add(column);
            int dimension = dimension(column);
            parts.add(new Fusion.Part(field.name(), dimension, field.weight()));
        }
        Fusion fusion = Fusion.of(way, parts);
        return table(keys, fusion.fuseAll(columns), fusion);
    }

    private static int dimension(float[][] column) {
        int dimension = 1;
        for (float[] vector : column) {
            dimension = Math.max(dimension, vector.length);
        }
        return dimension;
    }

    private float[][] column(
            Field field,
            List<String> keys,
            Map<String, String> own,
            Path beside,
            ProgressDisplay progress)
            throws IOException {
        if (field.encoder().equals(NUMBER)) {
            return Fusion.numbers(
                    keys.stream().mapToDouble(key -> number(field, key, own.get(key))).toArray());
        }
        try (JointEncoder encoder = choice.openJoint(command, field.encoder())) {
            Map<String, float[]> vectors =
                    TypedThings.of(encoder)
                            .beside(beside)
                            .vectors(List.copyOf(own.values()), progress);
            return keys.stream()
                    .map(key ->
                            own.containsKey(key)
                                    ? vectors.getOrDefault(own.get(key), new float[0])
                                    : new float[0])
                    .toArray(float[][]::new);
        }
    }

    private static double number(Field field, String key, @Nullable String value) {
        if (value == null) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    field.name() + " of " + key + " is no number: " + value, e);
        }
    }

    private static Embeddings table(List<String> keys, float[][] vectors, Fusion fusion) {
        int dimension = fusion.dimension();
        long stride = (long) Float.BYTES * dimension;
        MemorySegment rows = Arena.ofAuto().allocate(keys.size() * stride, 64);
        for (int i = 0; i < vectors.length; i++) {
            MemorySegment.copy(vectors[i], 0, rows, ValueLayout.JAVA_FLOAT, i * stride, dimension);
        }
        SegmentTable table = SegmentTable.of(rows, ElementType.FLOAT32, keys.size(), dimension);
        String described = Json.object("name", "fusion", "fusion", fusion.toJson()).toString();
        return Embeddings.builder(Vocabulary.of(keys), table)
                .similarity(Similarity.COSINE)
                .metadata(Map.of(EncodedTexts.METADATA, described))
                .build();
    }
}
