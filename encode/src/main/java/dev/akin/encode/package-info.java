/// Pretrained models that turn texts into vectors, on ONNX Runtime.
@NullMarked
package dev.akin.encode;

import org.jspecify.annotations.NullMarked;
