"""Makes encode/src/test/resources/golden/encoders: a model small enough to be checked in, in the layout of the Hugging Face
hub, and the vectors that sentence-transformers' modules define for it (models/Pooling.py, Dense.py, LayerNorm.py,
Normalize.py of version 5.1), computed with numpy from the same weights.

Run with: apt-get install python3-onnx (1.12) python3-numpy (1.24); /usr/bin/python3 tools/golden/encoders.py
"""

import json
import os

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

assert onnx.__version__.startswith("1.12"), onnx.__version__
FOLDER = os.path.join(os.path.dirname(__file__), "../../encode/src/test/resources/golden/encoders")
WORDS = (
    "[PAD] [UNK] [CLS] [SEP] the a cat dog sat on mat ran query : document is in house water ##s ##ing "
    "кот дом вода 天 气 好 . , ! ? run sit big small old new red blue"
).split()
WIDTH, PLACES = 8, 24
random = np.random.default_rng(7)


def weights(*shape):
    return random.normal(0, 0.6, shape).astype(np.float32)


E, P, Q, K, V = weights(len(WORDS), WIDTH), weights(PLACES, WIDTH), *(weights(WIDTH, WIDTH) for _ in range(3))
DENSE, DENSE_BIAS = weights(5, WIDTH), weights(5)
NORM, NORM_BIAS = 1 + weights(WIDTH) / 4, weights(WIDTH) / 4
TEXTS = [
    "the cat sat on the mat",
    "cats",
    "",
    "Кот, дом! 天气好?",
    "the big old dog ran in the small new house . a red cat sat",
    "unknown water",
]


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def hidden(ids):
    x = E[ids] + P[: len(ids)]
    return np.tanh(x + softmax((x @ Q) @ (x @ K).T / np.sqrt(WIDTH)) @ (x @ V))


def pool(mode, h, skipped):
    counted, places = h[skipped:], np.arange(1, len(h) + 1, dtype=np.float32)[skipped:, None]
    return {
        "cls": lambda: h[0],
        "max": lambda: counted.max(0),
        "mean": lambda: counted.mean(0),
        "mean_sqrt_len_tokens": lambda: counted.sum(0) / np.sqrt(len(counted)),
        "weightedmean": lambda: (counted * places).sum(0) / places.sum(),
        "lasttoken": lambda: h[-1],
    }[mode]()


def tokens(text):
    """WordPiece as BertTokenizer has it, for these texts."""
    ids = []
    for word in split(text.lower()):
        start, found = 0, []
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = ("##" if start else "") + word[start:end]
                if piece in WORDS:
                    found.append(WORDS.index(piece))
                    break
            else:
                found = [WORDS.index("[UNK]")]
                break
            start = end
        ids += found
    return ids


def split(text):
    words = ""
    for c in text:
        words += f" {c} " if c in ".,!?:" or "\u4e00" <= c <= "\u9fff" else c
    return words.split()


def around(ids):
    return [WORDS.index("[CLS]"), *ids, WORDS.index("[SEP]")]


def graph(outputs, extra_input=None):
    f, i = TensorProto.FLOAT, TensorProto.INT64
    node = helper.make_node
    constants = {
        "E": E, "P": P, "Q": Q, "K": K, "V": V,
        "root": np.float32(np.sqrt(WIDTH)), "one": np.float32(1), "huge": np.float32(-1e9),
        "ones": np.array([1], np.int64), "twos": np.array([2], np.int64), "place": np.int64(1),
    }
    nodes = [
        node("Gather", ["E", "input_ids"], ["words"]),
        node("CumSum", ["attention_mask", "place"], ["counted"]),
        node("Sub", ["counted", "attention_mask"], ["places"]),
        node("Gather", ["P", "places"], ["placed"]),
        node("Add", ["words", "placed"], ["x"]),
        node("MatMul", ["x", "Q"], ["q"]),
        node("MatMul", ["x", "K"], ["k"]),
        node("MatMul", ["x", "V"], ["v"]),
        node("Transpose", ["k"], ["kt"], perm=[0, 2, 1]),
        node("MatMul", ["q", "kt"], ["dots"]),
        node("Div", ["dots", "root"], ["scaled"]),
        node("Cast", ["attention_mask"], ["mask"], to=f),
        node("Sub", ["one", "mask"], ["padding"]),
        node("Mul", ["padding", "huge"], ["away"]),
        node("Unsqueeze", ["away", "ones"], ["rows"]),
        node("Add", ["scaled", "rows"], ["seen"]),
        node("Softmax", ["seen"], ["attention"], axis=-1),
        node("MatMul", ["attention", "v"], ["mixed"]),
        node("Add", ["x", "mixed"], ["sum"]),
        node("Tanh", ["sum"], ["last_hidden_state"]),
        node("Unsqueeze", ["mask", "twos"], ["columns"]),
        node("Mul", ["last_hidden_state", "columns"], ["kept"]),
        node("ReduceSum", ["kept", "ones"], ["total"], keepdims=0),
        node("ReduceSum", ["mask", "ones"], ["count"], keepdims=1),
        node("Div", ["total", "count"], ["sentence_embedding"]),
    ]
    shapes = {"last_hidden_state": ["batch", "length", WIDTH], "sentence_embedding": ["batch", WIDTH]}
    inputs = ["input_ids", "attention_mask"] + ([extra_input] if extra_input else [])
    if extra_input:
        nodes.append(node("Identity", [extra_input], ["unused"]))
    model = helper.make_model(
        helper.make_graph(
            nodes,
            "tiny",
            [helper.make_tensor_value_info(name, i, ["batch", "length"]) for name in inputs],
            [helper.make_tensor_value_info(name, f, shapes[name]) for name in outputs],
            [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()],
        ),
        opset_imports=[helper.make_opsetid("", 13)],
    )
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model.SerializeToString()


def dense_graph():
    node = helper.make_node
    model = helper.make_model(
        helper.make_graph(
            [node("Gemm", ["x", "W", "b"], ["linear"], transB=1), node("Tanh", ["linear"], ["sentence_embedding"])],
            "dense",
            [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["batch", WIDTH])],
            [helper.make_tensor_value_info("sentence_embedding", TensorProto.FLOAT, ["batch", 5])],
            [numpy_helper.from_array(DENSE, "W"), numpy_helper.from_array(DENSE_BIAS, "b")],
        ),
        opset_imports=[helper.make_opsetid("", 13)],
    )
    model.ir_version = 8
    return model.SerializeToString()


def safetensors(tensors):
    header, data = {}, b""
    for name, values in tensors.items():
        values = np.ascontiguousarray(values, np.float32)
        header[name] = {
            "dtype": "F32",
            "shape": list(values.shape),
            "data_offsets": [len(data), len(data) + values.nbytes],
        }
        data += values.tobytes()
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    return len(text).to_bytes(8, "little") + text + data


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


def unit(vector):
    return vector / np.linalg.norm(vector)


def layer_norm(vector):
    return (vector - vector.mean()) / np.sqrt(vector.var() + 1e-5) * NORM + NORM_BIAS


def expected():
    plain = [hidden(around(tokens(text))) for text in TEXTS]
    prompt = tokens("query: ")
    prompted = [hidden(around(prompt + tokens(text))) for text in TEXTS]
    cases = {}
    for mode in ("cls", "max", "mean", "mean_sqrt_len_tokens", "weightedmean", "lasttoken"):
        cases[mode] = [pool(mode, h, 0) for h in plain]
        cases[mode + " without prompt"] = [pool(mode, h, 1 + len(prompt)) for h in prompted]
    cases["mean with prompt"] = [pool("mean", h, 0) for h in prompted]
    cases["cls+mean"] = [np.concatenate([pool("cls", h, 0), pool("mean", h, 0)]) for h in plain]
    cases["normalized"] = [unit(v) for v in cases["mean"]]
    cases["dense"] = [np.tanh(DENSE @ v + DENSE_BIAS) for v in cases["mean"]]
    cases["layer norm, dense, normalized"] = [unit(np.tanh(DENSE @ layer_norm(v) + DENSE_BIAS)) for v in cases["mean"]]
    return {name: [[float(f"{x:.7g}") for x in v] for v in vectors] for name, vectors in cases.items()}


def write(name, content):
    with open(os.path.join(FOLDER, name), "wb" if isinstance(content, bytes) else "w") as file:
        file.write(content)


os.makedirs(FOLDER, exist_ok=True)
write("tokens.onnx", graph(["last_hidden_state"]))
write("pooled.onnx", graph(["sentence_embedding"]))
write("generator.onnx", graph(["last_hidden_state"], "past_key_values"))
write("dense.onnx", dense_graph())
write("dense.safetensors", safetensors({"linear.weight": DENSE, "linear.bias": DENSE_BIAS}))
write("norm.safetensors", safetensors({"norm.weight": NORM, "norm.bias": NORM_BIAS}))
write("tokenizer.json", json.dumps(tokenizer(), ensure_ascii=False))
write("expected.json", json.dumps(
    {"texts": TEXTS, "tokens": [tokens(t) for t in TEXTS], "vectors": expected()}, ensure_ascii=False))
