package dev.akin.encode;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import dev.akin.MalformedFileException;
import dev.akin.media.PicturePreprocessor;
import dev.akin.media.PixelOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a graph of pictures asks for: one tensor of float32, [batch, 3, height, width] or [batch, height, width, 3].
///
/// @param batch how many pictures go together, or −1 for any number
/// @param height rows of pixels, or −1 for any number
/// @param width pixels in a row, or −1 for any number
/// @param tokens names of inputs for a text, which the vectors of pictures do not depend on
record ImageInput(
        String name, PixelOrder order, int batch, int height, int width, List<String> tokens) {
    private static final Set<String> OF_TEXTS =
            Set.of("input_ids", "attention_mask", "token_type_ids", "position_ids");

    /// @param file for messages
    /// @throws MalformedFileException if the graph asks for something else, with what it asks for
    static ImageInput of(String file, Map<String, NodeInfo> inputs) throws MalformedFileException {
        Map<String, TensorInfo> pictures = new LinkedHashMap<>();
        List<String> tokens = inputs.keySet().stream().filter(OF_TEXTS::contains).toList();
        inputs.forEach((name, node) -> {
            if (node.getInfo() instanceof TensorInfo tensor
                    && tensor.type == OnnxJavaType.FLOAT
                    && tensor.getShape().length == 4) {
                pictures.put(name, tensor);
            }
        });
        if (pictures.size() == 1 && tokens.size() + 1 == inputs.size()) {
            Map.Entry<String, TensorInfo> only = pictures.entrySet().iterator().next();
            long[] shape = only.getValue().getShape();
            if (shape[1] == 3 || shape[3] == 3 || (shape[1] < 0 && shape[3] < 0)) {
                return of(only.getKey(), shape, tokens);
            }
        }
        throw MalformedFileException.atByte(
                file,
                0,
                "the graph asks for "
                        + described(inputs)
                        + "; a picture is one input of float32, [batch, 3, height, width] or"
                        + " [batch, height, width, 3]");
    }

    private static ImageInput of(String name, long[] shape, List<String> tokens) {
        boolean last = shape[1] != 3 && shape[3] == 3;
        return new ImageInput(
                name,
                last ? PixelOrder.CHANNELS_LAST : PixelOrder.CHANNELS_FIRST,
                size(shape[0]),
                size(shape[last ? 1 : 2]),
                size(shape[last ? 2 : 3]),
                tokens);
    }

    private static int size(long side) {
        return side > 0 ? Math.toIntExact(side) : -1;
    }

    /// Names, types and shapes.
    static String described(Map<String, NodeInfo> nodes) {
        return String.join(
                ", ",
                nodes.entrySet().stream()
                        .map(node -> node.getKey() + ": " + described(node.getValue()))
                        .toList());
    }

    private static String described(NodeInfo node) {
        return node.getInfo() instanceof TensorInfo tensor
                ? tensor.type + " " + Arrays.toString(tensor.getShape()).replace("-1", "?")
                : String.valueOf(node.getInfo());
    }

    /// @throws MalformedFileException if pictures come in another size than the graph takes
    void check(String file, PicturePreprocessor preprocessor) throws MalformedFileException {
        boolean fits =
                (width < 0 || width == preprocessor.width())
                        && (height < 0 || height == preprocessor.height());
        if (!fits) {
            throw MalformedFileException.atByte(
                    file,
                    0,
                    "the graph takes pictures of "
                            + side(width)
                            + " x "
                            + side(height)
                            + " pixels, but preprocessor_config.json makes them "
                            + (preprocessor.width() == 0
                                    ? "as large as each is"
                                    : preprocessor.width() + " x " + preprocessor.height()));
        }
    }

    private static String side(int pixels) {
        return pixels < 0 ? "any" : Integer.toString(pixels);
    }

    long[] shape(int pictures, int rows, int columns) {
        return order == PixelOrder.CHANNELS_FIRST
                ? new long[] {pictures, 3, rows, columns}
                : new long[] {pictures, rows, columns, 3};
    }
}
