"""What Pillow makes of a small picture in other sizes, and what transformers' image processors make of it, for ResamplingParityTest
and PicturePreprocessorParityTest.

Made with Python 3.11, Pillow 9.4.0, numpy 1.24.2 (Debian 12: python3-pil, python3-numpy). Run from the root:

    /usr/bin/python3 tools/golden/preprocessing.py media/src/test/resources/golden/preprocessing

The processors are written down here step by step as transformers 4.40 has them (image_transforms.py: resize, center_crop, rescale,
normalize; the preprocess of each image_processing_*.py).

resized.tsv: filter, width, height, hexadecimal bytes. processed.tsv: name, width, height, hexadecimal little-endian float32
[3, height, width]; NAME.json is its preprocessor_config.json.
"""

import json
import math
import pathlib
import sys

import numpy as np
import PIL
from PIL import Image

assert PIL.__version__ == "9.4.0", PIL.__version__
folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
random = np.random.default_rng(5)
y, x = np.mgrid[0:29, 0:37]
waves = np.stack([128 + 120 * np.sin(x / 3), 128 + 120 * np.cos(y / 4), 255 - (x * y) % 256], axis=2)
picture = Image.fromarray(np.clip(waves + random.normal(0, 12, waves.shape), 0, 255).astype(np.uint8))
picture.save(folder / "picture.png")

lines = []
for code in range(6):
    for size in [(7, 5), (60, 45), (37, 9), (9, 29), (1, 1), (64, 3), (3, 50), (36, 28)]:
        resized = picture.resize(size, resample=code)
        lines.append(f"{code}\t{size[0]}\t{size[1]}\t{resized.tobytes().hex()}")
(folder / "resized.tsv").write_text("\n".join(lines) + "\n")


def shortest(image, edge, how):
    short, long = sorted(image.size)
    other = int(edge * long / short)
    return image.resize((edge, other) if image.width <= image.height else (other, edge), resample=how)


def center_crop(image, height, width):
    image = np.asarray(image).transpose(2, 0, 1)
    h, w = image.shape[1:]
    top, left = (h - height) // 2, (w - width) // 2
    bottom, right = top + height, left + width
    if top >= 0 and bottom <= h and left >= 0 and right <= w:
        return image[:, top:bottom, left:right]
    new_h, new_w = max(height, h), max(width, w)
    new = np.zeros((3, new_h, new_w), np.uint8)
    top_pad, left_pad = math.ceil((new_h - h) / 2), math.ceil((new_w - w) / 2)
    new[:, top_pad : top_pad + h, left_pad : left_pad + w] = image
    top, bottom, left, right = top + top_pad, bottom + top_pad, left + left_pad, right + left_pad
    return new[:, max(0, top) : min(new_h, bottom), max(0, left) : min(new_w, right)]


def numbers(image, config):
    if isinstance(image, Image.Image):
        image = np.asarray(image).transpose(2, 0, 1)
    image = (image * config.get("rescale_factor", 1 / 255)).astype(np.float32)
    if config.get("do_flip_channel_order"):
        image = image[::-1]
    if config.get("do_normalize", True):
        mean = np.array(config["image_mean"], np.float32)[:, None, None]
        std = np.array(config["image_std"], np.float32)[:, None, None]
        image = (image - mean) / std
    return image


CLIP = dict(image_mean=[0.48145466, 0.4578275, 0.40821073], image_std=[0.26862954, 0.26130258, 0.27577711])
IMAGENET = dict(image_mean=[0.485, 0.456, 0.406], image_std=[0.229, 0.224, 0.225])
HALF = dict(image_mean=[0.5, 0.5, 0.5], image_std=[0.5, 0.5, 0.5])
processed = []


def case(name, config, fitted):
    (folder / f"{name}.json").write_text(json.dumps(config, indent=1) + "\n")
    made = numbers(fitted, config)
    processed.append(f"{name}\t{made.shape[2]}\t{made.shape[1]}\t{made.astype('<f4').tobytes().hex()}")


case("vit", dict(image_processor_type="ViTImageProcessor", size=dict(height=8, width=10), resample=2, **HALF), picture.resize((10, 8), 2))
case("vit-old", dict(feature_extractor_type="ViTFeatureExtractor", size=9, resample=3, **HALF), picture.resize((9, 9), 3))
case(
    "clip",
    dict(image_processor_type="CLIPImageProcessor", size=dict(shortest_edge=12), crop_size=dict(height=12, width=12), do_center_crop=True, resample=3, **CLIP),
    center_crop(shortest(picture, 12, 3), 12, 12),
)
case(
    "clip-old",
    dict(feature_extractor_type="CLIPFeatureExtractor", size=12, crop_size=11, do_center_crop=True, do_resize=True, resample=3, **CLIP),
    center_crop(shortest(picture, 12, 3), 11, 11),
)
case(
    "crop-pads",
    dict(image_processor_type="BitImageProcessor", size=dict(shortest_edge=7), crop_size=dict(height=12, width=6), do_center_crop=True, resample=3, **IMAGENET),
    center_crop(shortest(picture, 7, 3), 12, 6),
)
case(
    "convnext",
    dict(image_processor_type="ConvNextImageProcessor", size=dict(shortest_edge=14), crop_pct=0.875, resample=3, **IMAGENET),
    center_crop(shortest(picture, int(14 / 0.875), 3), 14, 14),
)
case(
    "blue-first",
    dict(image_processor_type="MobileViTImageProcessor", size=dict(shortest_edge=10), do_center_crop=True, crop_size=dict(height=8, width=8), do_flip_channel_order=True, do_normalize=False, resample=2),
    center_crop(shortest(picture, 10, 2), 8, 8),
)
case("factor", dict(size=dict(height=6, width=6), resample=0, rescale_factor=1 / 127.5, do_normalize=False), picture.resize((6, 6), 0))
(folder / "processed.tsv").write_text("\n".join(processed) + "\n")
