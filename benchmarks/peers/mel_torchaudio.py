"""What MelBenchmark does, by torchaudio: compares the features that it left, then tells seconds of sound a second. Arguments: folder,
threads."""
import pathlib
import sys
import time

import numpy
import torch
import torchaudio

folder, threads = pathlib.Path(sys.argv[1]), int(sys.argv[2])
torch.set_num_threads(threads)
wave = torch.from_numpy(numpy.fromfile(folder / "sound.f32", "<f4"))
mel = torchaudio.transforms.MelSpectrogram(16000, n_fft=400, hop_length=160, n_mels=80)
resample = torchaudio.transforms.Resample(44100, 16000)


def features():
    return torch.clamp(mel(wave), min=1e-10).log()


def best(work):
    times = []
    for _ in range(6):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


with torch.inference_mode():
    theirs = features().t().numpy()
    ours = numpy.fromfile(folder / "features.f32", "<f4").reshape(theirs.shape)
    difference = abs(ours - theirs).max()
    assert difference < 1e-2, difference
    seconds = len(wave) / 16000
    fine = torch.randn(int(seconds) * 44100) / 5
    print(f"torchaudio, {threads} threads: log-mel {seconds / best(features):.0f} s/s, resampled {seconds / best(lambda: resample(fine)):.0f} s/s; largest difference {difference:.1e}")
