"""Small sounds in every kind of file, what they hold, and what torchaudio makes of one of them, for SoundReaderParityTest,
ResamplerParityTest, MelSpectrogramParityTest and SoundPreprocessorParityTest.

Made with Debian 12's python3-torchaudio 0.13.1 and python3-torch 1.13.0. Run from the root:

    /usr/bin/python3 tools/golden/sounds.py media/src/test/resources/golden/sounds

expected.tsv: file, rate, channels, hexadecimal little-endian float32 [frames, channels], from the numbers that were written.
resampled.tsv: from, to, float32 of voice.wav. features.tsv: name, options as JSON, frames, bins, float32 [frames, bins]; all computed
in float64. The feature extractors of transformers 4.40 are written down here step by step.
"""

import json
import math
import pathlib
import struct
import sys

import numpy as np
import torch
import torchaudio

assert torchaudio.__version__.startswith("0.13"), torchaudio.__version__
torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
random = np.random.default_rng(11)
expected = []


def keep(name, rate, samples):
    samples = np.asarray(samples, "<f4")
    expected.append(f"{name}\t{rate}\t{samples.shape[1]}\t{samples.tobytes().hex()}")


def ints(bits, frames, channels):
    top = 1 << (bits - 1)
    whole = random.integers(-top, top, (frames, channels))
    whole[0], whole[1], whole[2] = -top, top - 1, 0
    return whole


def raw(whole, width, order):
    return b"".join(int(v).to_bytes(width, order, signed=True) for v in whole.reshape(-1))


def chunk(tag, data, order="<"):
    return tag + struct.pack(order + "I", len(data)) + data + b"\0" * (len(data) % 2)


def wav(name, tag, channels, rate, bits, data, extensible=False, before=b"", length=None, riff=b"RIFF"):
    width = bits // 8
    head = struct.pack("<HHIIHH", 0xFFFE if extensible else tag, channels, rate, rate * channels * width, channels * width, bits)
    if extensible:
        guid = struct.pack("<H", tag) + bytes.fromhex("000000001000800000aa00389b71")
        head += struct.pack("<HHI", 22, bits, 3) + guid
    samples = chunk(b"data", data)
    if length is not None:
        samples = b"data" + struct.pack("<I", length) + data
    body = b"WAVE" + before + chunk(b"fmt ", head) + chunk(b"LIST", b"INFOodd") + samples
    size = len(body) if length is None else min(length, 0xFFFFFFFF)
    (folder / name).write_bytes(riff + struct.pack("<I", size) + body)


def laws(table, codes):
    return np.array([table(int(c)) for c in codes.reshape(-1)]).reshape(codes.shape)


def mu_law(code):
    """G.711 by its definition: F(y) = sgn(y) (256^|y| - 1) / 255 in eight straight parts."""
    code = ~code & 255
    segment, step = code >> 4 & 7, code & 15
    value = ((2 * step + 33) << segment) - 33
    return (-value if code & 128 else value) * 4 / 32768


def a_law(code):
    code ^= 0x55
    segment, step = code >> 4 & 7, code & 15
    value = (2 * step + 1) if segment == 0 else (2 * step + 33) << (segment - 1)
    return (value if code & 128 else -value) * 8 / 32768


for bits in (16, 24, 32):
    whole = ints(bits, 9, 2)
    wav(f"pcm-{bits}.wav", 1, 2, 44100, bits, raw(whole, bits // 8, "little"))
    keep(f"pcm-{bits}.wav", 44100, whole / 2 ** (bits - 1))
eight = ints(8, 11, 1)
wav("pcm-8.wav", 1, 1, 8000, 8, bytes((eight + 128).reshape(-1).astype(np.uint8)), before=chunk(b"JUNK", b"123"))
keep("pcm-8.wav", 8000, eight / 128)
floats = random.normal(0, 0.5, (7, 3))
wav("float-32.wav", 3, 3, 48000, 32, floats.astype("<f4").tobytes())
keep("float-32.wav", 48000, floats)
wav("float-64.wav", 3, 3, 48000, 64, floats.astype("<f8").tobytes(), extensible=True)
keep("float-64.wav", 48000, floats)
five = ints(24, 5, 6)
wav("extensible-24.wav", 1, 6, 96000, 24, raw(five, 3, "little"), extensible=True)
keep("extensible-24.wav", 96000, five / 2**23)
piped = ints(16, 8, 1)
wav("piped.wav", 1, 1, 16000, 16, raw(piped, 2, "little"), length=0xFFFFFFFF)
keep("piped.wav", 16000, piped / 2**15)
wav("unfinished.wav", 1, 1, 16000, 16, raw(piped, 2, "little"), length=0)
keep("unfinished.wav", 16000, piped / 2**15)
wav("rf64.wav", 1, 1, 16000, 16, raw(piped, 2, "little"), length=0xFFFFFFFF, riff=b"RF64", before=chunk(b"ds64", bytes(28)))
keep("rf64.wav", 16000, piped / 2**15)
codes = np.arange(256).reshape(-1, 1)
wav("a-law.wav", 6, 1, 8000, 8, bytes(range(256)))
keep("a-law.wav", 8000, laws(a_law, codes))
wav("mu-law.wav", 7, 1, 8000, 8, bytes(range(256)))
keep("mu-law.wav", 8000, laws(mu_law, codes))


def aiff(name, channels, rate, bits, frames, data, compression=None):
    exponent = math.floor(math.log2(rate))
    eighty = struct.pack(">HQ", 16383 + exponent, int(rate / 2**exponent * 2**63))
    head = struct.pack(">HIH", channels, frames, bits) + eighty
    kind = b"AIFF"
    if compression:
        head += compression + b"\x03odd"
        kind = b"AIFC"
    body = kind + chunk(b"COMM", head, ">") + chunk(b"NAME", b"x", ">") + chunk(b"SSND", bytes(8) + data, ">")
    (folder / name).write_bytes(b"FORM" + struct.pack(">I", len(body)) + body)


whole = ints(16, 9, 2)
aiff("big.aiff", 2, 22050, 16, 9, raw(whole, 2, "big"))
keep("big.aiff", 22050, whole / 2**15)
aiff("little.aifc", 2, 44100, 16, 9, raw(whole, 2, "little"), b"sowt")
keep("little.aifc", 44100, whole / 2**15)
three = ints(24, 5, 1)
aiff("deep.aif", 1, 48000, 24, 5, raw(three, 3, "big"))
keep("deep.aif", 48000, three / 2**23)
aiff("float.aifc", 3, 48000, 32, 7, floats.astype(">f4").tobytes(), b"fl32")
keep("float.aifc", 48000, floats)


def au(name, encoding, channels, rate, data, size):
    (folder / name).write_bytes(b".snd" + struct.pack(">5I", 28, size, encoding, rate, channels) + b"note" + data)


au("pcm.au", 3, 2, 32000, raw(whole, 2, "big"), 36)
keep("pcm.au", 32000, whole / 2**15)
au("piped.snd", 6, 3, 11025, floats.astype(">f4").tobytes(), 0xFFFFFFFF)
keep("piped.snd", 11025, floats)

time = np.arange(3000) / 16000
voice = 0.4 * np.sin(2 * np.pi * (300 + 1500 * time) * time) + 0.2 * np.sin(2 * np.pi * 3100 * time) + random.normal(0, 0.03, 3000)
voice = np.round(voice * 32768).astype(np.int64).reshape(-1, 1)
wav("voice.wav", 1, 1, 16000, 16, raw(voice, 2, "little"))
keep("voice.wav", 16000, voice / 2**15)
for name, bits, columns in (("mono.flac", 16, [voice[:900]]), ("stereo.flac", 16, [voice[:700], voice[300:1000] // 2]), ("deep.flac", 24, [voice[:600] * 255])):
    both = np.concatenate(columns, 1)
    tensor = torch.from_numpy((both * 2 ** (32 - bits)).astype(np.int32)).t().contiguous()
    torchaudio.save(str(folder / name), tensor, 16000, format="flac", bits_per_sample=bits)
    keep(name, 16000, both / 2 ** (bits - 1))
(folder / "expected.tsv").write_text("\n".join(expected) + "\n")

wave = torch.from_numpy(voice[:, 0] / 2**15)
lines = []
for old, new in ((16000, 8000), (16000, 22050), (44100, 16000), (48000, 16000), (8000, 16000), (16000, 15999), (3, 7)):
    some = wave[:600]
    out = torchaudio.functional.resample(some, old, new)
    lines.append(f"{old}\t{new}\t{out.numpy().astype('<f4').tobytes().hex()}")
(folder / "resampled.tsv").write_text("\n".join(lines) + "\n")

lines = []


def feature(name, options, values):
    values = np.ascontiguousarray(values, "<f4")
    lines.append(f"{name}\t{json.dumps(options)}\t{values.shape[0]}\t{values.shape[1]}\t{values.tobytes().hex()}")


for name, options in {
    "defaults": dict(n_mels=16),
    "slaney": dict(n_fft=512, win_length=400, hop_length=160, n_mels=20, mel_scale="slaney", norm="slaney", f_min=50.0, f_max=7600.0),
    "amplitude": dict(n_fft=480, hop_length=240, n_mels=12, power=1.0, pad_mode="constant"),
    "whole": dict(n_fft=256, win_length=200, hop_length=100, n_mels=10, center=False, power=1.5),
}.items():
    mel = torchaudio.transforms.MelSpectrogram(16000, **options)(wave)
    feature(name, options, mel.t())
decibel = torchaudio.transforms.AmplitudeToDB("power", 60.0)
options = dict(n_fft=400, hop_length=160, n_mels=20)
feature("decibel", options, decibel(torchaudio.transforms.MelSpectrogram(16000, **options)(wave)).t())
mfcc = torchaudio.transforms.MFCC(16000, 13, melkwargs=options)
feature("mfcc", options, mfcc(wave).t())
fbank = torchaudio.compliance.kaldi.fbank
kaldi = fbank(wave[None], sample_frequency=16000.0, window_type="hanning", num_mel_bins=24, htk_compat=True, use_energy=False, dither=0.0, frame_shift=10)
feature("kaldi", dict(n_mels=24), kaldi)

# WhisperFeatureExtractor._torch_extract_fbank_features
mels, seconds = 16, 1
padded = torch.nn.functional.pad(wave, (0, 16000 * seconds - len(wave)))
spectrum = torch.stft(padded, 400, 160, window=torch.hann_window(400), return_complex=True)
filters = torchaudio.functional.melscale_fbanks(201, 0.0, 8000.0, mels, 16000, "slaney", "slaney")
log = torch.clamp(filters.t() @ spectrum[..., :-1].abs() ** 2, min=1e-10).log10()
log = (torch.maximum(log, log.max() - 8.0) + 4.0) / 4.0
config = dict(feature_extractor_type="WhisperFeatureExtractor", feature_size=mels, sampling_rate=16000, hop_length=160, n_fft=400, chunk_length=seconds, padding_value=0.0)
feature("whisper", config, log)

# ASTFeatureExtractor._extract_fbank_features, then normalize
config = dict(feature_extractor_type="ASTFeatureExtractor", num_mel_bins=24, max_length=30, sampling_rate=16000, do_normalize=True, mean=-4.2677393, std=4.5689974)
ast = torch.nn.functional.pad(kaldi, (0, 0, 0, 30 - len(kaldi)))
feature("ast", config, (ast - config["mean"]) / (config["std"] * 2))

# Wav2Vec2FeatureExtractor.zero_mean_unit_var_norm
config = dict(feature_extractor_type="Wav2Vec2FeatureExtractor", sampling_rate=16000, do_normalize=True)
plain = wave.numpy()
feature("wav2vec2", config, ((plain - plain.mean()) / np.sqrt(plain.var() + 1e-7))[None])

# ClapFeatureExtractor._get_input_mel; where it draws at random, the middle of what it draws from
def clap(wave, truncation, padding, seconds=1, rate=4000, hop=200, points=256, mels=12, low=50.0, high=1900.0):
    most = seconds * rate
    fusion = truncation == "fusion"
    if len(wave) < most:
        times = most // len(wave)
        wave = torch.cat([wave] * (times + 1))[:most] if padding == "repeat" else torch.cat([wave] * (times if padding == "repeatpad" else 1))
        wave = torch.nn.functional.pad(wave, (0, most - len(wave)))
    elif not fusion:
        wave = wave[:most]
    spectrum = torch.stft(wave, points, hop, window=torch.hann_window(points), return_complex=True).abs() ** 2
    kind = ("htk", None) if fusion else ("slaney", "slaney")
    filters = torchaudio.functional.melscale_fbanks(points // 2 + 1, low, high, mels, rate, kind[1], kind[0])
    log = (10 * torch.clamp(filters.t() @ spectrum, min=1e-10).log10()).t()
    frames = most // hop + 1
    if not fusion:
        return log
    if len(log) == frames:
        return torch.cat([log] * 4)
    thirds = [(part if len(part) else [0]) for part in np.array_split(np.arange(len(log) - frames + 1), 3)]
    small = torch.nn.functional.interpolate(log[None, None], size=[frames, mels], mode="bilinear", align_corners=False)[0, 0]
    return torch.cat([small] + [log[part[len(part) // 2] :][:frames] for part in thirds])


config = dict(feature_extractor_type="ClapFeatureExtractor", sampling_rate=4000, feature_size=12, fft_window_size=256, hop_length=200, frequency_min=50, frequency_max=1900)
for truncation, padding, seconds in (("rand_trunc", "repeatpad", 2), ("rand_trunc", "repeat", 2), ("fusion", "pad", 2), ("fusion", "repeatpad", 1), ("rand_trunc", "pad", 1)):
    slow = torch.from_numpy(voice[:1700, 0] / 2**15) if seconds == 2 else torch.from_numpy(np.tile(voice[:, 0], 3)[:6789] / 2**15)
    said = dict(config, truncation=truncation, padding=padding, max_length_s=seconds)
    feature(f"clap {truncation} {padding} {len(slow)}", said, clap(slow, truncation, padding, seconds))
(folder / "features.tsv").write_text("\n".join(lines) + "\n")
