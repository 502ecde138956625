"""Turns a graph of dynamically quantised matrix products into one of plain float32 products, with the same weights up to their
rounding: what quantising took away of speed in batches is back, to measure float models with.

Run with: apt-get install python3-onnx; /usr/bin/python3 float_model.py IN.onnx OUT.onnx
"""

import sys

import numpy as np
import onnx
from onnx import helper, numpy_helper

model = onnx.load(sys.argv[1])
graph = model.graph
constants = {tensor.name: tensor for tensor in graph.initializer}
made_by = {output: node for node in graph.node for output in node.output}
users = {}
for node in graph.node:
    for name in node.input:
        users.setdefault(name, []).append(node)


def value(name):
    return numpy_helper.to_array(constants[name])


replaced, added = {}, {}
for product in [node for node in graph.node if node.op_type == "MatMulInteger"]:
    codes, zero = value(product.input[1]).astype(np.float32), value(product.input[3]).astype(np.float32)
    quantize = made_by[product.input[0]]
    (cast,) = users[product.output[0]]
    (scaled,) = users[cast.output[0]]
    (scales,) = [name for name in scaled.input if name != cast.output[0]]
    (scale,) = [name for name in made_by[scales].input if name in constants]
    name = product.input[1] + "_float"
    added[name] = numpy_helper.from_array(((codes - zero) * value(scale)).astype(np.float32), name)
    replaced[id(scaled)] = helper.make_node("MatMul", [quantize.input[0], name], list(scaled.output))

nodes = [replaced.get(id(node), node) for node in graph.node]
wanted = {output.name for output in graph.output}
kept = []
for node in reversed(nodes):
    if any(output in wanted for output in node.output):
        kept.append(node)
        wanted.update(node.input)
del graph.node[:]
graph.node.extend(reversed(kept))
tensors = [tensor for name, tensor in {**constants, **added}.items() if name in wanted]
del graph.initializer[:]
graph.initializer.extend(tensors)
onnx.save(model, sys.argv[2])
print(f"{len(replaced)} products are float32 now")
