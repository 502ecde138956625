"""Makes encode/src/test/resources/golden/clap: a model of texts and sounds small enough to be checked in, in the layout that CLAP is
exported to: text_model.onnx and audio_model.onnx in one folder, with a preprocessor_config.json of ClapFeatureExtractor; sounds of
one tone each; and the vectors of both, computed with torchaudio and numpy from the same weights. The tokenizer is that of
tools/golden/clip.py with other words.

Run with: apt-get install python3-onnx (1.12) python3-numpy (1.24) python3-torchaudio (0.13); /usr/bin/python3 tools/golden/clap.py
"""

import json
import pathlib
import wave

import numpy as np
import onnx
import torch
import torchaudio
from onnx import TensorProto, helper, numpy_helper

assert onnx.__version__.startswith("1.12"), onnx.__version__
assert torchaudio.__version__.startswith("0.13"), torchaudio.__version__
torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
GOLDEN = pathlib.Path(__file__).parent / "../../encode/src/test/resources/golden"
FOLDER = GOLDEN / "clap"
WORDS = "[PAD] [UNK] [CLS] [SEP] a the this is sound of low middle high hum voice whistle".split()
TONES = {"low": 180, "middle": 800, "high": 2600}
LIKE = {"hum": "low", "voice": "middle", "whistle": "high"}
TEXTS = ["low", "a sound of the high whistle", "", "voice"]
RATE, HOP, POINTS, MELS, LOW, HIGH, WIDTH = 8000, 80, 256, 8, 50, 3500, 6
random = np.random.default_rng(11)
PROJECTION = random.normal(0, 0.6, (MELS, WIDTH)).astype(np.float32)


def tone(hertz):
    time = np.arange(int(0.6 * RATE)) / RATE
    return np.round(9000 * np.sin(2 * np.pi * hertz * time) + random.normal(0, 60, len(time))).astype(np.int16)


def heard(samples):
    """The mean over the frames of what ClapFeatureExtractor makes with rand_trunc and repeatpad."""
    whole = torch.from_numpy(np.tile(samples, RATE // len(samples)) / 32768)
    whole = torch.nn.functional.pad(whole, (0, RATE - len(whole)))
    spectrum = torch.stft(whole, POINTS, HOP, window=torch.hann_window(POINTS), return_complex=True).abs() ** 2
    filters = torchaudio.functional.melscale_fbanks(POINTS // 2 + 1, LOW, HIGH, MELS, RATE, "slaney", "slaney")
    return (10 * torch.clamp(filters.t() @ spectrum, min=1e-10).log10()).mean(1).numpy()


SOUNDS = {name: tone(hertz) for name, hertz in TONES.items()}
MIDDLE = np.mean([heard(sound) for sound in SOUNDS.values()], 0).astype(np.float32)
SCALE = np.float32(0.05)


def seen(samples):
    return (heard(samples) - MIDDLE) * SCALE


E = np.zeros((len(WORDS), MELS), np.float32)
E[4:10] = random.normal(0, 0.05, (6, MELS))
for i, word in enumerate(WORDS):
    name = word if word in SOUNDS else LIKE.get(word)
    if name:
        E[i] = seen(SOUNDS[name])

node = helper.make_node
F, I, B = TensorProto.FLOAT, TensorProto.INT64, TensorProto.BOOL


def write(name, nodes, inputs, outputs, constants):
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        nodes,
        "tiny",
        [value(n, kind, shape) for n, kind, shape in inputs],
        [value(n, F, shape) for n, shape in outputs],
        [numpy_helper.from_array(v, n) for n, v in constants.items()],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    made.ir_version = 8
    onnx.checker.check_model(made)
    (FOLDER / "two" / name).write_bytes(made.SerializeToString())


(FOLDER / "two").mkdir(parents=True, exist_ok=True)
(FOLDER / "sounds").mkdir(exist_ok=True)
ones = np.array([1], np.int64)
write(
    "text_model.onnx",
    [
        node("Gather", ["E", "input_ids"], ["all"]),
        node("Cast", ["attention_mask"], ["mask"], to=F),
        node("Unsqueeze", ["mask", "minus"], ["wide"]),
        node("Mul", ["all", "wide"], ["last_hidden_state"]),
        node("ReduceSum", ["last_hidden_state", "ones"], ["pooled"], keepdims=0),
        node("MatMul", ["pooled", "P"], ["text_embeds"]),
    ],
    [("input_ids", I, ["b", "n"]), ("attention_mask", I, ["b", "n"])],
    [("text_embeds", ["b", WIDTH]), ("last_hidden_state", ["b", "n", MELS])],
    {"E": E, "P": PROJECTION, "ones": ones, "minus": -ones},
)
write(
    "audio_model.onnx",
    [
        node("ReduceMean", ["input_features"], ["heard"], axes=[1, 2], keepdims=0),
        node("Sub", ["heard", "middle"], ["moved"]),
        node("Mul", ["moved", "scale"], ["scaled"]),
        node("Cast", ["is_longer"], ["number"], to=F),
        node("Add", ["scaled", "number"], ["sum"]),
        node("MatMul", ["sum", "P"], ["audio_embeds"]),
    ],
    [("input_features", F, ["b", 1, "frames", MELS]), ("is_longer", B, ["b", 1])],
    [("audio_embeds", ["b", WIDTH])],
    {"P": PROJECTION, "middle": MIDDLE, "scale": SCALE.reshape(1)},
)
tokenizer = json.loads((GOLDEN / "clip/two/tokenizer.json").read_text())
tokenizer["model"]["vocab"] = {w: i for i, w in enumerate(WORDS)}
for name, content in {
    "config.json": {"model_type": "clap", "text_config": {"max_position_embeddings": 20, "vocab_size": len(WORDS)}, "audio_config": {}},
    "preprocessor_config.json": dict(feature_extractor_type="ClapFeatureExtractor", sampling_rate=RATE, feature_size=MELS, fft_window_size=POINTS, hop_length=HOP, frequency_min=LOW, frequency_max=HIGH, max_length_s=1, truncation="rand_trunc", padding="repeatpad"),
    "tokenizer.json": tokenizer,
    "tokenizer_config.json": {"model_max_length": 512},
}.items():
    (FOLDER / "two" / name).write_text(json.dumps(content))
for name, samples in SOUNDS.items():
    with wave.open(str(FOLDER / "sounds" / f"{name}.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.astype("<i2").tobytes())


def unit(vector):
    length = np.linalg.norm(vector)
    return [float(f"{x:.7g}") for x in (vector if length == 0 else vector / length)]


def of_text(text):
    return unit(E[[WORDS.index(w) for w in text.split()]].sum(0) @ PROJECTION)


(FOLDER / "expected.json").write_text(json.dumps({
    "texts": TEXTS,
    "textVectors": [of_text(text) for text in TEXTS],
    "sounds": list(SOUNDS),
    "soundVectors": [[float(f"{x:.7g}") for x in seen(sound) @ PROJECTION] for sound in SOUNDS.values()],
}))
