"""Exact search by FAISS over the table of SearchBenchmark: one query at a time, one thread; checks the answers.

usage: search_faiss.py FILE.safetensors ANSWERS   (Debian: python3-faiss)
"""
import json
import sys
import time

import faiss
import numpy as np

faiss.omp_set_num_threads(1)
path, answers = sys.argv[1:3]
with open(path, "rb") as file:
    length = int.from_bytes(file.read(8), "little")
    tensor = json.loads(file.read(length))["embeddings"]
assert tensor["dtype"] == "F32"
rows = np.memmap(path, np.float32, "r", 8 + length + tensor["data_offsets"][0], tuple(tensor["shape"]))
index = faiss.IndexFlatIP(rows.shape[1])
for first in range(0, len(rows), 100000):
    index.add(np.ascontiguousarray(rows[first:first + 100000]))

expected = np.loadtxt(answers, dtype=np.int64)
queries = np.ascontiguousarray(rows[expected[:, 0]])
times = []
for query, ids in zip(queries, expected[:, 1:]):
    start = time.perf_counter()
    _, found = index.search(query[None], ids.size)
    times.append((time.perf_counter() - start) * 1e3)
    assert len(set(found[0]) & set(ids)) >= ids.size - 1, (found, ids)  # the last may be a tie of rounding
median = sorted(times)[len(times) // 2]
print(f"faiss {faiss.__version__} IndexFlatIP one query {median:.2f} ms, {rows.nbytes / 1e6 / median:.1f} GB/s", flush=True)
