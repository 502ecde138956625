"""Makes encode/src/test/resources/golden/images: graphs of pictures small enough to be checked in, each in a folder of its own, and the
vectors that they define, computed with numpy.

Made with onnx 1.12.0, numpy 1.24.2, Pillow 9.4.0 (Debian 12: python3-onnx, python3-numpy, python3-pil). Run from the root:

    /usr/bin/python3 tools/golden/images.py encode/src/test/resources/golden/images

expected.tsv: name of the folder, what ("vector" or "patches ROWS COLUMNS"), numbers.
"""

import json
import pathlib
import sys

import numpy as np
import onnx
import PIL
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

assert onnx.__version__.startswith("1.12"), onnx.__version__
assert PIL.__version__ == "9.4.0", PIL.__version__
folder = pathlib.Path(sys.argv[1])
random = np.random.default_rng(11)
F, I = TensorProto.FLOAT, TensorProto.INT64
SIZE, PATCH, WIDTH = 8, 4, 6
node = helper.make_node


def weights(*shape):
    return random.normal(0, 0.5, shape).astype(np.float32)


folder.mkdir(parents=True, exist_ok=True)
y, x = np.mgrid[0:21, 0:30]
pixels = np.stack([x * 8, y * 12, 255 - x * 4 - y * 5], axis=2) + random.integers(0, 20, (21, 30, 3))
picture = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
picture.save(folder / "photo.png")
seen = np.asarray(picture.resize((SIZE, SIZE), 2)).transpose(2, 0, 1)
seen = ((seen / 255).astype(np.float32) - np.float32(0.5)) / np.float32(0.5)

K, B = weights(WIDTH, 3, PATCH, PATCH), weights(WIDTH)
CLS, PLACES, W, HEAD = weights(1, 1, WIDTH), weights(1, 5, WIDTH), weights(WIDTH, WIDTH), weights(WIDTH, 5)
grid = np.zeros((WIDTH, 2, 2), np.float32)
for r in range(2):
    for c in range(2):
        part = seen[:, PATCH * r : PATCH * r + PATCH, PATCH * c : PATCH * c + PATCH]
        grid[:, r, c] = (K * part).sum((1, 2, 3)) + B
features = np.maximum(grid, 0)
tokens = np.concatenate([CLS[0], grid.reshape(WIDTH, 4).T]) + PLACES[0]
tokens = np.tanh(tokens @ W)
places = features.reshape(WIDTH, 4).T
expected = []
CONSTANTS = {
    "K": K, "B": B, "CLS": CLS, "PLACES": PLACES, "W": W, "HEAD": HEAD,
    "flat": np.array([0, WIDTH, -1], np.int64), "ones": np.array([1, 1, 1], np.int64),
    "zero": np.array([0], np.int64), "one": np.array([1], np.int64),
}
CONV = node("Conv", ["pixel_values", "K", "B"], ["grid"], kernel_shape=[PATCH, PATCH], strides=[PATCH, PATCH])
RELU = node("Relu", ["grid"], ["map"])


def model(name, nodes, inputs, outputs, patch=None, **config):
    used = {i for n in nodes for i in n.input}
    graph = helper.make_graph(
        nodes,
        name,
        [helper.make_tensor_value_info(n, kind, shape) for n, kind, shape in inputs],
        [helper.make_tensor_value_info(n, F, shape) for n, shape in outputs],
        [numpy_helper.from_array(value, n) for n, value in CONSTANTS.items() if n in used],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    made.ir_version = 8
    onnx.checker.check_model(made)
    place = folder / name
    place.mkdir(exist_ok=True)
    (place / "model.onnx").write_bytes(made.SerializeToString())
    said = dict(image_processor_type="ViTImageProcessor", size=dict(height=SIZE, width=SIZE), resample=2)
    said.update(image_mean=[0.5] * 3, image_std=[0.5] * 3, **config)
    (place / "preprocessor_config.json").write_text(json.dumps(said) + "\n")
    if patch:
        (place / "config.json").write_text(json.dumps(dict(patch_size=patch)) + "\n")


def expect(name, what, values):
    numbers = " ".join(repr(float(v)) for v in np.asarray(values, np.float32).ravel())
    expected.append(f"{name}\t{what}\t{numbers}")


PIXELS = ("pixel_values", F, ["batch", 3, SIZE, SIZE])
FREE = ("pixel_values", F, ["batch", 3, "height", "width"])
model("map", [CONV, RELU], [FREE], [("map", ["batch", WIDTH, "h", "w"])])
expect("map", "vector", places.mean(0))
expect("map", "patches 2 2", places)

pool = [CONV, RELU, node("GlobalAveragePool", ["map"], ["mean"]), node("Flatten", ["mean"], ["rows"]), node("MatMul", ["rows", "HEAD"], ["embeddings"])]
model("pooled", pool, [PIXELS], [("embeddings", ["batch", "width"])])
expect("pooled", "vector", places.mean(0) @ HEAD)
model("pairs", pool, [("pixel_values", F, [2, 3, SIZE, SIZE])], [("embeddings", [2, 5])])
expect("pairs", "vector", places.mean(0) @ HEAD)
text = [node("Gather", ["HEAD", "input_ids"], ["words"]), node("ReduceMean", ["words"], ["text_embeds"], axes=[1])]
ids = ("input_ids", I, ["texts", "length"])
model(
    "two-kinds",
    pool[:-1] + [node("MatMul", ["rows", "HEAD"], ["image_embeds"])] + text,
    [ids, PIXELS],
    [("text_embeds", ["texts", 5]), ("image_embeds", ["batch", 5])],
)
expect("two-kinds", "vector", places.mean(0) @ HEAD)

vit = [
    CONV,
    node("Reshape", ["grid", "flat"], ["columns"]),
    node("Transpose", ["columns"], ["patches"], perm=[0, 2, 1]),
    node("Concat", ["CLS", "patches"], ["all"], axis=1),
    node("Add", ["all", "PLACES"], ["placed"]),
    node("MatMul", ["placed", "W"], ["mixed"]),
    node("Tanh", ["mixed"], ["last_hidden_state"]),
]
ONE = ("pixel_values", F, [1, 3, SIZE, SIZE])
model("vit", vit, [ONE], [("last_hidden_state", [1, 5, WIDTH])], patch=PATCH)
expect("vit", "vector", tokens[0])
expect("vit", "patches 2 2", tokens[1:])
model("vit-unsaid", vit, [ONE], [("last_hidden_state", [1, 5, WIDTH])])
expect("vit-unsaid", "patches 2 2", tokens[1:])
plain = vit[:3] + [node("MatMul", ["patches", "W"], ["mixed"]), node("Tanh", ["mixed"], ["last_hidden_state"])]
model("tokens", plain, [PIXELS], [("last_hidden_state", ["batch", 4, WIDTH])], patch=PATCH)
without = np.tanh(grid.reshape(WIDTH, 4).T @ W)
expect("tokens", "vector", without.mean(0))
expect("tokens", "patches 2 2", without)

last = [
    node("Transpose", ["image"], ["pixel_values"], perm=[0, 3, 1, 2]),
    CONV,
    RELU,
    node("Transpose", ["map"], ["features"], perm=[0, 2, 3, 1]),
]
model("channels-last", last, [("image", F, ["batch", SIZE, SIZE, 3])], [("features", ["batch", 2, 2, WIDTH])])
expect("channels-last", "vector", places.mean(0))
expect("channels-last", "patches 2 2", places)
model("wrong-size", [CONV, RELU], [PIXELS], [("map", ["batch", WIDTH, 2, 2])], do_center_crop=True, crop_size=6)
odd = [node("Cast", ["places"], ["numbers"], to=F), node("Add", ["numbers", "level"], ["sum"])]
model("odd", odd, [("places", I, [1, 2]), ("level", F, [1])], [("sum", [1, 2])])
(folder / "expected.tsv").write_text("\n".join(expected) + "\n")
