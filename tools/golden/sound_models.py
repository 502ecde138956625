"""Makes encode/src/test/resources/golden/sounds: graphs of sounds small enough to be checked in, each in a folder of its own, and the
vectors that they define, computed with numpy in float64.

Made with onnx 1.12.0, numpy 1.24.2 (Debian 12: python3-onnx, python3-numpy). Run from the root:

    /usr/bin/python3 tools/golden/sound_models.py encode/src/test/resources/golden/sounds

The sound is 3,000 samples a second, 4,000 of them: sample i is round(12000 sin(i² / 9000)) / 32768.
expected.tsv: name of the folder, "vector", "max" or "windows COUNT", numbers.
"""

import json
import pathlib
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

assert onnx.__version__.startswith("1.12"), onnx.__version__
folder = pathlib.Path(sys.argv[1])
random = np.random.default_rng(11)
F, I = TensorProto.FLOAT, TensorProto.INT64
node = helper.make_node
RATE, FRAME, STEP, BINS, WINDOW, HOP, WIDTH = 3000, 50, 20, 3, 8, 4, 5
i = np.arange(4000)
sound = np.round(12000 * np.sin(i * i / 9000)) / 32768
K = random.normal(0, 0.3, (BINS, 1, FRAME)).astype(np.float32) / 32768
W = random.normal(0, 0.5, (WINDOW * BINS, WIDTH)).astype(np.float32)
V = random.normal(0, 0.5, (FRAME, WIDTH)).astype(np.float32)
M = random.normal(0, 0.3, (16, WIDTH)).astype(np.float32)
expected = []


def write(name, file, nodes, inputs, outputs, constants):
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        nodes,
        name,
        [value(n, kind, shape) for n, kind, shape in inputs],
        [value(n, F, shape) for n, shape in outputs],
        [numpy_helper.from_array(v, n) for n, v in constants.items()],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    made.ir_version = 8
    onnx.checker.check_model(made)
    (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / name / file).write_bytes(made.SerializeToString())


def config(name, **said):
    (folder / name / "preprocessor_config.json").write_text(json.dumps(said) + "\n")


def keep(name, what, vector):
    expected.append(f"{name}\t{what}\t" + " ".join(f"{x:.7g}" for x in np.asarray(vector).reshape(-1)))


# Two graphs: frames of features, and windows of frames that overlap by half.
conv = [node("Unsqueeze", ["samples", "one"], ["u"]), node("Conv", ["u", "K"], ["c"], strides=[STEP]), node("Transpose", ["c"], ["t"], perm=[0, 2, 1]), node("Unsqueeze", ["t", "one"], ["frames"])]
write("windowed", "features.onnx", conv, [("samples", F, ["b", "n"])], [("frames", ["b", 1, "f", BINS])], {"K": K, "one": np.array([1], np.int64)})
flat = [node("Reshape", ["windows", "shape"], ["r"]), node("MatMul", ["r", "W"], ["m"]), node("Tanh", ["m"], ["vectors"])]
write("windowed", "embedding.onnx", flat, [("windows", F, ["b", WINDOW, BINS, 1])], [("vectors", ["b", WIDTH])], {"W": W, "shape": np.array([-1, WINDOW * BINS], np.int64)})
said = dict(feature_extractor_type="OnnxFeatureExtractor", sampling_rate=RATE, padding_side="right", sample_range="int16", feature_model="features.onnx", feature_scale=0.5, feature_offset=0.25, window_frames=WINDOW, hop_frames=HOP, model="embedding.onnx", pooling=["mean", "std"])
config("windowed", **said)


def windows(samples):
    samples = np.pad(samples, (0, max(0, FRAME + (WINDOW - 1) * STEP - len(samples))))
    count = 1 + (len(samples) - FRAME) // STEP
    frames = np.stack([K[:, 0].astype(float) @ (32768 * samples[STEP * f : STEP * f + FRAME]) for f in range(count)]) * 0.5 + 0.25
    starts = range(0, count - WINDOW + 1, HOP)
    return np.stack([np.tanh(frames[s : s + WINDOW].reshape(-1) @ W) for s in starts])


def both(vectors):
    return np.concatenate([vectors.mean(0), vectors.std(0)])


made = windows(sound)
keep("windowed", "vector", both(made))
keep("windowed", "max", made.max(0))
keep("windowed", f"windows {len(made)}", made)
keep("windowed", "short", both(windows(sound[:30])))

# Samples, normalised, with a mask: 50 samples a token.
rows = [node("Reshape", ["cut", "shape"], ["r"]), node("MatMul", ["r", "V"], ["last_hidden_state"]), ]
cut = [node("Cast", ["attention_mask"], ["ones"], to=F), node("Mul", ["input_values", "ones"], ["masked"]), node("Identity", ["masked"], ["cut"])]
write("waveform", "model.onnx", cut + rows, [("input_values", F, ["b", "n"]), ("attention_mask", I, ["b", "n"])], [("last_hidden_state", ["b", "t", WIDTH])], {"V": V, "shape": np.array([1, -1, FRAME], np.int64)})
config("waveform", feature_extractor_type="Wav2Vec2FeatureExtractor", sampling_rate=RATE, do_normalize=True)
normal = (sound - sound.mean()) / np.sqrt(sound.var() + 1e-7)
tokens = normal.reshape(-1, FRAME) @ V
keep("waveform", "vector", tokens.mean(0))
keep("waveform", "max", tokens.max(0))

# Log-mel features: the mean of silence is the same in any frame, so that only the wiring is held here.
write("mel", "model.onnx", [node("ReduceMean", ["input_features"], ["m"], axes=[2], keepdims=0), node("MatMul", ["m", "M"], ["pooler_output"])], [("input_features", F, [1, 16, 100])], [("pooler_output", [1, WIDTH])], {"M": M})
config("mel", feature_extractor_type="WhisperFeatureExtractor", sampling_rate=16000, feature_size=16, chunk_length=1, n_fft=400, hop_length=160)
keep("mel", "silence", np.full(16, (-10 + 4) / 4) @ M.astype(float))

# What is refused.
write("odd", "model.onnx", [node("Identity", ["level"], ["out"])], [("level", F, [1]), ("places", I, [1, 2])], [("out", [1])], {})
config("odd", feature_extractor_type="Wav2Vec2FeatureExtractor", sampling_rate=16000)
write("misfit", "model.onnx", [node("Identity", ["input_features"], ["out"])], [("input_features", F, [1, 80, 3000])], [("out", [1, 80, 3000])], {})
config("misfit", feature_extractor_type="WhisperFeatureExtractor", sampling_rate=16000, feature_size=16, chunk_length=1)
(folder / "expected.tsv").write_text("\n".join(expected) + "\n")
