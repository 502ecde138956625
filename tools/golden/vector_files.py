"""Small vector files as gensim and numpy write them, for VectorFilesParityTest.

Made with Python 3.11.2, gensim 4.2.0, numpy 1.24.2 (Debian 12: python3-gensim, python3-numpy). Run from the root:

    python3 tools/golden/vector_files.py core/src/test/resources/dev/akin/format/golden

The numbers are those of numpy.random.default_rng(1), float32, 6 rows of 5. The .expected file holds them as raw float32
little-endian, so that every format is compared bit by bit.
"""

import json
import pathlib
import struct
import sys

import gensim
import numpy

assert gensim.__version__ == "4.2.0", gensim.__version__
assert numpy.__version__ == "1.24.2", numpy.__version__

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
keys = ["the", "кот", "中文", "x_y", "😀", "</s>"]
numbers = numpy.random.default_rng(1).standard_normal((6, 5)).astype(numpy.float32)
numbers[2] *= 1e-6
numbers[3] *= 1e8

(folder / "numbers.expected").write_bytes(numbers.astype("<f4").tobytes())
(folder / "keys.expected").write_text("".join(key + "\n" for key in keys), encoding="utf-8")

vectors = gensim.models.KeyedVectors(5)
vectors.add_vectors(keys, numbers)
vectors.save_word2vec_format(str(folder / "gensim.vec"), binary=False)
vectors.save_word2vec_format(str(folder / "gensim.bin"), binary=True)
vectors.save_word2vec_format(str(folder / "glove.gensim.txt"), binary=False, write_header=False)

for name, array in {
    "float32": numbers.astype("<f4"),
    "float64": numbers.astype("<f8"),
    "float16": (numbers[:2]).astype("<f2"),
}.items():
    numpy.save(folder / f"{name}.npy", array)
for version in (2, 3):
    with open(folder / f"version{version}.npy", "wb") as out:
        numpy.lib.format.write_array(out, numbers, version=(version, 0))

# The safetensors layout by its specification, as the reference library lays out one float32 and one int64 tensor.
header = json.dumps(
    {
        "__metadata__": {"format": "pt"},
        "embeddings": {"dtype": "F32", "shape": [6, 5], "data_offsets": [0, 120]},
        "mapping": {"dtype": "I64", "shape": [6], "data_offsets": [120, 168]},
    },
    separators=(",", ":"),
).encode()
header += b" " * (-len(header) % 8)
(folder / "model2vec.safetensors").write_bytes(
    struct.pack("<Q", len(header)) + header + numbers.tobytes() + numpy.arange(6, dtype="<i8").tobytes()
)
