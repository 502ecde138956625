"""Builds and searches hnswlib over the file of CollectionBenchmark: two threads, rising ef; recall against all rows.

usage: search_hnswlib.py FILE INDEX   (Debian: python3-hnswlib)
"""
import sys
import time

import hnswlib
import numpy as np

file, saved = sys.argv[1:3]
rows, dimension, count = np.fromfile(file, np.int32, 3)
numbers = np.memmap(file, np.float32, "r", 12)
data = np.ascontiguousarray(numbers[:rows * dimension].reshape(rows, dimension))
end = (rows + count) * dimension
queries = np.ascontiguousarray(numbers[rows * dimension:end].reshape(count, dimension))
nearest = numbers[end:].view(np.int32).reshape(count, 10)

index = hnswlib.Index(space="ip", dim=int(dimension))
start = time.perf_counter()
index.init_index(max_elements=int(rows), ef_construction=200, M=16)
index.add_items(data, num_threads=2)
index.save_index(saved)
print(f"hnswlib: {rows} × {dimension} built and saved in {time.perf_counter() - start:.1f} s")
for ef in (10, 20, 40, 80, 160, 320, 640):
    index.set_ef(ef)
    best = 1e9
    for _ in range(3):
        start = time.perf_counter()
        found, _ = index.knn_query(queries, k=10, num_threads=2)
        best = min(best, time.perf_counter() - start)
    recall = sum(len(set(a) & set(b)) for a, b in zip(found.tolist(), nearest.tolist())) / (10 * count)
    print(f"hnswlib ef {ef}: recall {recall:.4f}, {count / best:.0f} queries/s")
