package dev.akin.align;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.format.Contents;
import dev.akin.format.FileFormat;
import dev.akin.format.Tensor;
import dev.akin.format.VectorFiles;
import dev.akin.text.Digest;
import dev.akin.text.Json;
import dev.akin.text.JsonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A way from the space of one encoder into that of another: one linear map, or two with max(0, x) between them, and the length
/// 1 at the end. What [BridgeTraining] learned. Immutable and thread-safe.
public final class Bridge {
    /// The kind of its files.
    public static final String KIND = "bridge";

    private static final String METADATA = "akin.bridge";
    private static final String WEIGHTS = "network/";

    /// The encoder on one side.
    ///
    /// @param name what opens it; empty where the vectors came from a file
    /// @param fingerprint of its vectors; empty where that is not known
    public record Side(String name, String fingerprint) {
        /// Where nothing is known of an encoder.
        public static final Side UNKNOWN = new Side("", "");

        private Json.Obj toJson() {
            return Json.object("name", name, "fingerprint", fingerprint);
        }

        private static Side of(@Nullable Json json) {
            return json instanceof Json.Obj members
                            && members.get("name") instanceof Json.Str(String name)
                            && members.get("fingerprint") instanceof Json.Str(String fingerprint)
                    ? new Side(name, fingerprint)
                    : UNKNOWN;
        }
    }

    private final List<BridgeLayer> layers;
    private final Side from;
    private final Side to;
    private final Map<String, String> metadata;

    private Bridge(List<BridgeLayer> layers, Side from, Side to, Map<String, String> metadata) {
        this.layers = List.copyOf(layers);
        this.from = from;
        this.to = to;
        this.metadata = Map.copyOf(metadata);
    }

    /// @param layers one after the other, each as wide as the next takes
    static Bridge of(List<BridgeLayer> layers, Map<String, String> metadata) {
        return new Bridge(layers, Side.UNKNOWN, Side.UNKNOWN, metadata);
    }

    /// The same between encoders that are known.
    public Bridge between(Side source, Side target) {
        return new Bridge(layers, source, target, metadata);
    }

    /// The same, with what else is known of how it was made, by the names of the file format.
    public Bridge withMetadata(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(metadata);
        all.putAll(more);
        return new Bridge(layers, from, to, all);
    }

    /// Numbers in a vector that goes in.
    public int inputDimension() {
        return layers.getFirst().inputs();
    }

    /// Numbers in a vector that comes out.
    public int outputDimension() {
        return layers.getLast().outputs();
    }

    /// Neurons between both maps; 0 where there is one map.
    public int hidden() {
        return layers.size() == 1 ? 0 : layers.getFirst().outputs();
    }

    /// Where vectors come from.
    public Side from() {
        return from;
    }

    /// Into whose space they go.
    public Side to() {
        return to;
    }

    /// How it was made, by the names of the file format.
    public Map<String, String> metadata() {
        return metadata;
    }

    /// Vectors in the other space, in their order, [vectors.length][[#outputDimension()]], new, each at length 1, or 0 where nothing
    /// is left of it. What comes out for a vector does not depend on the others.
    ///
    /// @param vectors of any length but 0, which counts for nothing
    /// @throws IllegalArgumentException if a vector is not of [#inputDimension()]
    public float[][] apply(float[][] vectors) {
        int inputs = inputDimension();
        float[] rows = new float[Math.multiplyExact(vectors.length, inputs)];
        for (int i = 0; i < vectors.length; i++) {
            if (vectors[i].length != inputs) {
                throw new IllegalArgumentException(
                        "a vector of "
                                + vectors[i].length
                                + " dimensions, for a bridge from "
                                + inputs);
            }
            System.arraycopy(vectors[i], 0, rows, i * inputs, inputs);
            UnitRows.normalize(rows, i * inputs, inputs);
        }
        return split(through(rows, vectors.length), vectors.length);
    }

    private float[] through(float[] rows, int count) {
        float[] values = rows;
        for (int i = 0; i < layers.size(); i++) {
            values = layers.get(i).apply(values, count);
            if (i + 1 < layers.size()) {
                BridgeLayer.cutBelowZero(values);
            }
        }
        return values;
    }

    private float[][] split(float[] rows, int count) {
        int outputs = outputDimension();
        float[][] split = new float[count][outputs];
        for (int i = 0; i < count; i++) {
            System.arraycopy(rows, i * outputs, split[i], 0, outputs);
            UnitRows.normalize(split[i], 0, outputs);
        }
        return split;
    }

    /// The same for two bridges only if they map alike: a digest of their numbers.
    public String fingerprint() {
        Digest digest = Digest.sha256();
        for (BridgeLayer layer : layers) {
            digest.add(layer.inputs() + "x" + layer.outputs());
            digest.add(bytes(layer.weights())).add(bytes(layer.offsets()));
        }
        return digest.hex(8);
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /// Writes a file; an older one of that name stays as it was until the new one is whole.
    public void save(Path path, ProgressListener listener) throws IOException {
        VectorFiles.write(path, contents(), FileFormat.SAFETENSORS, listener);
    }

    /// What its file holds: no table, but dense weights.
    public Contents contents() {
        Map<String, String> all = new LinkedHashMap<>(metadata);
        all.put("akin.kind", KIND);
        all.put(METADATA, Json.object("from", from.toJson(), "to", to.toJson()).toString());
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            tensors.putAll(layers.get(i).tensors(WEIGHTS + i));
        }
        return new Contents(Map.of(), all, FileFormat.SAFETENSORS, tensors, List.of());
    }

    /// Reads a file that [#save] wrote.
    ///
    /// @throws MalformedFileException if it is not one
    public static Bridge load(Path path) throws IOException {
        return of(path, VectorFiles.read(path));
    }

    /// As [#load], of what was read.
    public static Bridge of(Path path, Contents contents) throws MalformedFileException {
        String kind = contents.metadata().getOrDefault("akin.kind", "vectors");
        String described = contents.metadata().get(METADATA);
        try {
            if (!kind.equals(KIND) || described == null) {
                throw new IllegalArgumentException(
                        "it holds no bridge, but " + kind + "; make one with train --model bridge");
            }
            Json.Obj sides = (Json.Obj) Json.parse(described);
            Map<String, String> metadata = new LinkedHashMap<>(contents.metadata());
            metadata.remove(METADATA);
            return new Bridge(
                    layers(contents.extras()),
                    Side.of(sides.get("from")),
                    Side.of(sides.get("to")),
                    metadata);
        } catch (JsonException | ClassCastException e) {
            throw MalformedFileException.atByte(path, 0, METADATA + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw MalformedFileException.atByte(path, 0, String.valueOf(e.getMessage()), e);
        }
    }

    private static List<BridgeLayer> layers(Map<String, Tensor> tensors) {
        List<BridgeLayer> layers = new ArrayList<>();
        while (layers.isEmpty() || tensors.containsKey(WEIGHTS + layers.size() + ".weight")) {
            BridgeLayer layer = BridgeLayer.of(tensors, WEIGHTS + layers.size());
            if (!layers.isEmpty() && layers.getLast().outputs() != layer.inputs()) {
                throw new IllegalArgumentException(
                        "a layer of "
                                + layer.inputs()
                                + " inputs behind one of "
                                + layers.getLast().outputs()
                                + " outputs");
            }
            layers.add(layer);
        }
        return layers;
    }
}
