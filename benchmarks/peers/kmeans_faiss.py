"""FAISS's k-means of the rows that KMeansBenchmark wrote: seconds, and the squared distances of all rows from their nearest centre."""
import sys
import time

import faiss
import numpy

rows = int(sys.argv[2])
points = numpy.fromfile(sys.argv[1], "<f4").reshape(rows, -1)
faiss.omp_set_num_threads(2)
for seed in range(1, int(sys.argv[3]) + 1):
    # As many points as there are: else it looks at 256 for each centre only.
    means = faiss.Kmeans(points.shape[1], 100, niter=25, seed=seed, max_points_per_centroid=rows)
    began = time.time()
    means.train(points)
    seconds = time.time() - began
    squared, _ = means.index.search(points, 1)
    print(f"faiss {rows} x {points.shape[1]} in {seconds:.2f} s, squared distances {squared.sum(dtype='f8'):.0f}")
