"""Makes encode/src/test/resources/golden/clip: a model of texts and pictures small enough to be checked in, in the layout that
Optimum exports CLIP to: two graphs (text_model.onnx, vision_model.onnx) in one folder, and both in one graph (whole/model.onnx);
pictures of one colour each; and the vectors of both, computed with numpy from the same weights.

Run with: apt-get install python3-onnx (1.12) python3-numpy (1.24); /usr/bin/python3 tools/golden/clip.py
"""

import json
import os
import struct
import zlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

assert onnx.__version__.startswith("1.12"), onnx.__version__
FOLDER = os.path.join(os.path.dirname(__file__), "../../encode/src/test/resources/golden/clip")
WORDS = "[PAD] [UNK] [CLS] [SEP] a photo of picture drawing red green blue yellow apple leaf sea".split()
COLORS = {"red": (255, 0, 0), "green": (0, 255, 0), "blue": (0, 0, 255), "yellow": (255, 255, 0)}
LIKE = {"apple": "red", "leaf": "green", "sea": "blue"}
TEXTS = ["red", "a photo of a green leaf", "", "a drawing of the blue sea", "yellow"]
SIDE, WIDTH = 8, 6
random = np.random.default_rng(11)
PROJECTION = random.normal(0, 0.6, (3, WIDTH)).astype(np.float32)


def seen(color):
    """As preprocessor_config.json says: 1 / 255, less 0.5, by 0.5."""
    return (np.asarray(color, np.float32) / np.float32(255) - np.float32(0.5)) / np.float32(0.5)


def embeddings():
    rows = np.zeros((len(WORDS), 3), np.float32)
    rows[4:9] = random.normal(0, 0.05, (5, 3))
    for i, word in enumerate(WORDS):
        color = COLORS.get(word) or COLORS.get(LIKE.get(word, ""))
        if color:
            rows[i] = seen(color)
    return rows


E = embeddings()
node = helper.make_node
F, I = TensorProto.FLOAT, TensorProto.INT64
CONSTANTS = {"E": E, "P": PROJECTION, "ones": np.array([1], np.int64), "sides": np.array([2, 3], np.int64)}
TEXT = [
    node("Gather", ["E", "input_ids"], ["last_hidden_state"]),
    node("ReduceSum", ["last_hidden_state", "ones"], ["text_pooled"], keepdims=0),
    node("MatMul", ["text_pooled", "P"], ["text_embeds"]),
]
PICTURE = [
    node("ReduceMean", ["pixel_values"], ["image_pooled"], axes=[2, 3], keepdims=0),
    node("MatMul", ["image_pooled", "P"], ["image_embeds"]),
]
LOGITS = [
    node("Transpose", ["image_embeds"], ["turned"], perm=[1, 0]),
    node("MatMul", ["text_embeds", "turned"], ["logits_per_text"]),
]
INPUTS = {"input_ids": (I, ["texts", "length"]), "pixel_values": (F, ["pictures", 3, "height", "width"])}
OUTPUTS = {
    "text_embeds": ["texts", WIDTH],
    "last_hidden_state": ["texts", "length", 3],
    "image_embeds": ["pictures", WIDTH],
    "logits_per_text": ["texts", "pictures"],
}


def graph(nodes, inputs, outputs):
    used = {name for n in nodes for name in n.input}
    model = helper.make_model(
        helper.make_graph(
            nodes,
            "tiny",
            [helper.make_tensor_value_info(name, *INPUTS[name]) for name in inputs],
            [helper.make_tensor_value_info(name, F, OUTPUTS[name]) for name in outputs],
            [numpy_helper.from_array(v, name) for name, v in CONSTANTS.items() if name in used],
        ),
        opset_imports=[helper.make_opsetid("", 13)],
    )
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model.SerializeToString()


def tokenizer():
    special = [
        {"id": i, "content": WORDS[i], "single_word": False, "lstrip": False, "rstrip": False,
         "normalized": False, "special": True} for i in range(4)
    ]
    sequence = [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                {"SpecialToken": {"id": "[SEP]", "type_id": 0}}]
    return {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": special,
        "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True,
                       "strip_accents": None, "lowercase": True},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {"type": "TemplateProcessing", "single": sequence, "pair": sequence,
                           "special_tokens": {t: {"id": t, "ids": [WORDS.index(t)], "tokens": [t]}
                                              for t in ("[CLS]", "[SEP]")}},
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                  "max_input_chars_per_word": 100, "vocab": {w: i for i, w in enumerate(WORDS)}},
    }


def png(color):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes(color) * SIDE) * SIDE
    head = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def unit(vector):
    length = np.linalg.norm(vector)
    return vector if length == 0 else vector / length


def listed(vector):
    return [float(f"{x:.7g}") for x in vector]


def of_text(text):
    ids = [WORDS.index(w) if w in WORDS else 1 for w in text.split()]
    return listed(unit(E[ids].sum(0) @ PROJECTION if ids else np.zeros(WIDTH, np.float32)))


def write(name, content):
    path = os.path.join(FOLDER, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb" if isinstance(content, bytes) else "w") as file:
        file.write(content)


CONFIG = {
    "model_type": "clip",
    "text_config": {"max_position_embeddings": 16, "vocab_size": len(WORDS)},
    "vision_config": {"image_size": SIDE, "patch_size": 4},
}
PREPROCESSOR = {
    "image_processor_type": "CLIPImageProcessor", "do_resize": True, "size": {"shortest_edge": SIDE}, "resample": 3,
    "do_center_crop": True, "crop_size": {"height": SIDE, "width": SIDE}, "do_rescale": True,
    "rescale_factor": 1 / 255, "do_normalize": True, "image_mean": [0.5] * 3, "image_std": [0.5] * 3,
    "do_convert_rgb": True,
}
for folder in ("two", "whole"):
    write(f"{folder}/config.json", json.dumps(CONFIG))
    write(f"{folder}/preprocessor_config.json", json.dumps(PREPROCESSOR))
    write(f"{folder}/tokenizer.json", json.dumps(tokenizer()))
    write(f"{folder}/tokenizer_config.json", json.dumps({"model_max_length": 16}))
write("two/text_model.onnx", graph(TEXT, ["input_ids"], ["text_embeds", "last_hidden_state"]))
write("two/vision_model.onnx", graph(PICTURE, ["pixel_values"], ["image_embeds"]))
write("whole/model.onnx", graph(
    TEXT + PICTURE + LOGITS, ["input_ids", "pixel_values"], ["logits_per_text", "text_embeds", "image_embeds"]))
for name, color in COLORS.items():
    write(f"pictures/{name}.png", png(color))
write("expected.json", json.dumps({
    "texts": TEXTS,
    "textVectors": [of_text(text) for text in TEXTS],
    "pictures": list(COLORS),
    "pictureVectors": [listed(unit(seen(color) @ PROJECTION)) for color in COLORS.values()],
}))
