"""t-SNE of scikit-learn (Barnes and Hut), timed, and how trustworthy its points and Akin's are.

usage: tsne_sklearn.py FILE ROWS POINTS
FILE: images in MNIST's format (idx3), or vectors as safetensors. POINTS: what TsneBenchmark wrote. Debian: apt-get install python3-sklearn
"""
import json
import struct
import sys
import time

import numpy as np
from sklearn.manifold import TSNE, trustworthiness

path, rows, points = sys.argv[1], int(sys.argv[2]), sys.argv[3]
data = open(path, "rb").read()
if path.endswith("ubyte"):
    vectors = np.frombuffer(data[16:], np.uint8).reshape(-1, 28 * 28)[:rows] / np.float32(255)
else:
    length = struct.unpack("<Q", data[:8])[0]
    entry = json.loads(data[8 : 8 + length])["embeddings"]
    begin, end = (8 + length + at for at in entry["data_offsets"])
    vectors = np.frombuffer(data[begin:end], "<f4").reshape(entry["shape"])[:rows]
began = time.time()
tsne = TSNE(init="pca", learning_rate="auto", n_iter=750, random_state=1, n_jobs=2)
theirs = tsne.fit_transform(vectors)
print(f"sklearn in {time.time() - began:.1f} s, divergence {tsne.kl_divergence_:.4f}", flush=True)
ours = np.loadtxt(points)
for name, found in ("akin", ours[:, :2]), ("sklearn", theirs), ("akin UMAP", ours[:, 2:]):
    print(f"{name} trustworthiness@15 {trustworthiness(vectors, found, n_neighbors=15):.4f}", flush=True)
