"""FAISS's product quantisation of the rows that ProductQuantizerBenchmark wrote: seconds to learn and code with two threads,
the error of the codes, and milliseconds to scan as many codes as asked for one query with one thread. One JSON object."""
import json
import sys
import time

import faiss
import numpy

rows, parts, scanned = (int(number) for number in sys.argv[2:5])
points = numpy.fromfile(sys.argv[1], "<f4").reshape(rows, -1)
faiss.omp_set_num_threads(2)
index = faiss.IndexPQ(points.shape[1], parts, 8, faiss.METRIC_INNER_PRODUCT)
began = time.time()
index.train(points)
index.add(points)
learnt = time.time() - began
coded = index.reconstruct_n(0, rows)
error = float(numpy.linalg.norm(coded - points) / numpy.linalg.norm(points))
while index.ntotal < scanned:
    index.add(points[: min(rows, scanned - index.ntotal)])
faiss.omp_set_num_threads(1)
times = []
for query in range(40):
    asked = points[query * 97 % rows].reshape(1, -1)
    began = time.time()
    index.search(asked, 10)
    times.append(1000 * (time.time() - began))
print(json.dumps({"learnt": learnt, "error": error, "scan": sorted(times)[20]}))
