package dev.akin.learn;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.format.Column;
import dev.akin.format.Tensor;
import dev.akin.format.TensorType;
import dev.akin.kernel.ElementType;
import dev.akin.learn.VectorClassifier.Learned;
import dev.akin.learn.VectorClassifier.Method;
import dev.akin.learn.VectorClassifier.Options;
import dev.akin.table.SegmentTable;
import dev.akin.text.Json;
import dev.akin.text.JsonException;
import dev.akin.vocabulary.Vocabulary;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A [VectorClassifier] as its file holds it.
final class VectorClassifierFile {
    private static final String METADATA = VectorClassifier.METADATA;
    private static final String OFFSETS = "network/offsets";
    private static final String LABEL = "label";
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private VectorClassifierFile() {}

    static Model model(VectorClassifier classifier) {
        Options options = classifier.options();
        Learned learned = classifier.learned();
        boolean examples = options.method() == Method.KNN;
        List<String> keys =
                examples
                        ? IntStream.rangeClosed(1, learned.labelOfRow().length)
                                .mapToObj(Integer::toString)
                                .toList()
                        : learned.labels();
        SegmentTable table =
                SegmentTable.of(
                        MemorySegment.ofArray(learned.rows()),
                        ElementType.FLOAT32,
                        learned.labelOfRow().length,
                        classifier.dimension());
        Embeddings.Builder main = Embeddings.builder(Vocabulary.of(keys), table);
        if (examples) {
            main.column(
                    LABEL,
                    Column.texts(
                            Arrays.stream(learned.labelOfRow())
                                    .mapToObj(learned.labels()::get)
                                    .toList()));
        }
        Map<String, String> all = new LinkedHashMap<>(classifier.metadata());
        all.put(
                METADATA,
                Json.object(
                                "method", options.method().label(),
                                "scale", options.scale(),
                                "c", options.c(),
                                "neighbors", options.neighbors())
                        .toString());
        float[] offsets = learned.offsets();
        return Model.of(VectorClassifier.KIND, Map.of("", main.metadata(all).build()))
                .withMetadata(all)
                .withExtras(offsets.length == 0 ? Map.of() : Map.of(OFFSETS, Tensor.of(offsets)));
    }

    static VectorClassifier read(Path path, Model model) throws MalformedFileException {
        String described = model.metadata().get(METADATA);
        try {
            if (described == null) {
                throw new IllegalArgumentException(
                        "it holds no classifier of vectors, but " + model.kind());
            }
            Options options = options((Json.Obj) Json.parse(described));
            Map<String, String> metadata = new LinkedHashMap<>(model.metadata());
            metadata.remove(METADATA);
            return new VectorClassifier(
                    options, learned(model, options), model.table("").dimension(), metadata);
        } catch (JsonException | ClassCastException e) {
            throw MalformedFileException.atByte(path, 0, METADATA + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw MalformedFileException.atByte(path, 0, String.valueOf(e.getMessage()), e);
        }
    }

    private static Options options(Json.Obj members) {
        return new Options(
                Method.ofLabel(((Json.Str) member(members, "method")).value()),
                ((Json.Num) member(members, "scale")).asDouble(),
                ((Json.Num) member(members, "c")).asDouble(),
                Math.toIntExact(((Json.Num) member(members, "neighbors")).asLong()));
    }

    private static Json member(Json.Obj members, String name) {
        Json member = members.get(name);
        if (member == null) {
            throw new IllegalArgumentException(METADATA + " has no \"" + name + "\"");
        }
        return member;
    }

    private static Learned learned(Model model, Options options) {
        Embeddings table = model.table("");
        float[] rows = new float[Math.multiplyExact(table.size(), table.dimension())];
        table.table().read(0, table.size(), rows, 0);
        if (options.method() == Method.KNN) {
            Column column = table.columns().get(LABEL);
            if (column == null) {
                throw new IllegalArgumentException("it has no column \"" + LABEL + "\"");
            }
            List<String> given = IntStream.range(0, table.size()).mapToObj(column::text).toList();
            List<String> names = List.copyOf(new TreeSet<>(given));
            return new Learned(
                    names, rows, given.stream().mapToInt(names::indexOf).toArray(), new float[0]);
        }
        List<String> names = table.vocabulary().keys();
        return new Learned(
                names,
                rows,
                IntStream.range(0, names.size()).toArray(),
                options.method() == Method.LOGISTIC
                        ? offsets(model.extras().get(OFFSETS), names.size())
                        : new float[0]);
    }

    private static float[] offsets(@Nullable Tensor tensor, int count) {
        if (tensor == null
                || tensor.type() != TensorType.F32
                || !tensor.shape().equals(List.of((long) count))) {
            throw new IllegalArgumentException(
                    "there is no tensor " + OFFSETS + " of F32 with " + count + " numbers");
        }
        return tensor.data().toArray(FLOAT);
    }
}
