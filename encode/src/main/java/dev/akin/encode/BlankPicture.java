package dev.akin.encode;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a graph of texts and pictures is given for a picture where there is a text alone: one of zeros, which the vector of the text
/// does not depend on.
///
/// @param input the name of the graph's input
@SuppressWarnings("ArrayRecordComponent") // never compared
record BlankPicture(String input, long[] shape) {
    private static final int USUAL_SIDE = 224;

    /// @param folder of the model; null where it is none
    /// @return null if the graph asks for no picture, or gives no vectors of texts beside those of pictures
    static @Nullable BlankPicture of(OrtSession session, @Nullable Path folder)
            throws OrtException, IOException {
        if (!session.getOutputNames().contains(TextTower.OUTPUT)) {
            return null;
        }
        for (Map.Entry<String, NodeInfo> input : session.getInputInfo().entrySet()) {
            if (input.getValue().getInfo() instanceof TensorInfo tensor
                    && tensor.type == OnnxJavaType.FLOAT
                    && tensor.getShape().length == 4) {
                return new BlankPicture(input.getKey(), shape(tensor.getShape(), folder));
            }
        }
        return null;
    }

    private static long[] shape(long[] said, @Nullable Path folder) throws IOException {
        long[] shape = said.clone();
        shape[0] = Math.max(1, shape[0]);
        shape[1] = shape[1] < 1 ? 3 : shape[1];
        for (int side = 2; side < 4; side++) {
            shape[side] = shape[side] < 1 ? side(folder) : shape[side];
        }
        return shape;
    }

    private static long side(@Nullable Path folder) throws IOException {
        if (folder == null) {
            return USUAL_SIDE;
        }
        JsonFile said = JsonFile.optional(folder.resolve("preprocessor_config.json"));
        for (String name : new String[] {"crop_size", "size"}) {
            long side =
                    said.object().get(name) instanceof Json.Obj sides
                            ? new JsonFile(said.file(), sides).number("height", 0)
                            : said.number(name, 0);
            if (side > 0) {
                return side;
            }
        }
        return USUAL_SIDE;
    }

    OnnxTensor tensor() throws OrtException {
        long numbers = 1;
        for (long length : shape) {
            numbers = Math.multiplyExact(numbers, length);
        }
        FloatBuffer zeros = FloatBuffer.allocate(Math.toIntExact(numbers));
        return OnnxTensor.createTensor(OnnxModel.environment(), zeros, shape);
    }
}
