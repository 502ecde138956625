"""Small pictures of every kind that Akin reads, and the pixels that Pillow sees in them, for PictureReaderParityTest.

Made with Python 3.11, Pillow 9.4.0, numpy 1.24.2 (Debian 12: python3-pil, python3-numpy). Run from the root:

    /usr/bin/python3 tools/golden/pictures.py media/src/test/resources/golden/pictures

Each line of expected.tsv is name, width, height, and those bytes in hexadecimal that red, green and blue have, row by row, after
EXIF's rotation, with transparent pixels on white. Lines whose name begins with "dropped:" hold those of convert("RGB").
"""

import io
import pathlib
import struct
import sys
import zlib

import numpy as np
import PIL
from PIL import Image, ImageOps

assert PIL.__version__ == "9.4.0", PIL.__version__
folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
WIDTH, HEIGHT = 19, 13
random = np.random.default_rng(3)
y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
colors = np.stack([x * 13, y * 19, 255 - x * 6 - y * 9], axis=2) + random.integers(-9, 9, (HEIGHT, WIDTH, 3))
rgb = Image.fromarray(np.clip(colors, 0, 255).astype(np.uint8))
alpha = Image.fromarray(((x * 255 // (WIDTH - 1) + y * 40) % 256).astype(np.uint8))
rgba = rgb.copy()
rgba.putalpha(alpha)
grey = rgb.convert("L")
palette = rgb.quantize(16)
cmyk = rgb.convert("CMYK")
lines = []


def expect(name, picture):
    lines.append(f"{name}\t{picture.width}\t{picture.height}\t{picture.tobytes().hex()}")


def on_white(picture):
    if picture.mode in ("LA", "RGBA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        white = Image.new("RGB", picture.size, (255, 255, 255))
        white.paste(picture.convert("RGB"), mask=picture.getchannel("A"))
        return white
    return picture.convert("RGB")


def save(name, picture, **options):
    picture.save(folder / name, **options)
    read = Image.open(folder / name)
    read.load()
    turned = read if name.endswith(".tif") else ImageOps.exif_transpose(read)  # Pillow turns TIFF by itself
    expect(name, on_white(turned))
    if picture.mode in ("LA", "RGBA"):
        expect("dropped:" + name, read.convert("RGB"))


save("444.jpg", rgb, quality=90, subsampling=0)
save("420.jpg", rgb, quality=80, subsampling=2)
save("422.jpg", rgb, quality=80, subsampling=1)
save("progressive.jpg", rgb, quality=80, progressive=True)
save("grey.jpg", grey, quality=85)
save("cmyk.jpg", cmyk, quality=90)
inks = (folder / "cmyk.jpg").read_bytes()
place = inks.index(b"Adobe") + 11
(folder / "ycck.jpg").write_bytes(inks[:place] + b"\x02" + inks[place + 1 :])
expect("ycck.jpg", Image.open(folder / "ycck.jpg").convert("RGB"))
for value in range(1, 9):
    exif = Image.Exif()
    exif[274] = value
    save(f"turned-{value}.jpg", rgb, quality=75, exif=exif)
exif = Image.Exif()
exif[274] = 6
save("turned.png", rgb, exif=exif)
save("turned.webp", rgb, lossless=True, exif=exif.tobytes())
save("turned.tif", rgb, tiffinfo={274: 8})
save("rgb.png", rgb)
save("rgba.png", rgba)
save("grey.png", grey)
save("grey-alpha.png", rgba.convert("LA"))
save("bits.png", grey.convert("1"))
save("palette.png", palette)
save("palette-4.png", rgb.quantize(4), bits=2)
save("palette-transparent.png", palette, transparency=3)
save("one.png", Image.new("RGB", (1, 1), (10, 200, 30)))
save("palette.gif", palette)
save("transparent.gif", palette, transparency=2)
save("animated.gif", palette, save_all=True, append_images=[palette.transpose(Image.Transpose.FLIP_LEFT_RIGHT)], duration=50)
save("rgb.bmp", rgb)
save("palette.bmp", palette)
save("lossless.webp", rgb, lossless=True)
save("alpha.webp", rgba, lossless=True, exact=True)
save("lossy.webp", rgb, quality=95)
save("raw.tif", rgb)
save("lzw.tif", rgb, compression="tiff_lzw")
save("deflate.tif", rgb, compression="tiff_adobe_deflate")
save("grey.tif", grey)
save("palette.tif", palette)
save("alpha.tif", rgba)
save("cmyk.tif", cmyk)
save("bits.tif", grey.convert("1"), compression="group4")
save("jpeg.tif", rgb, compression="jpeg")
save("animated.webp", rgb, save_all=True, append_images=[rgb.transpose(Image.Transpose.FLIP_LEFT_RIGHT)], lossless=True)
save("profile.jpg", rgb, quality=80, icc_profile=b"no profile at all")


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png16(name, samples, kind):
    """Pillow writes no such files with colours; the upper bytes are what is expected."""
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in samples)
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 16, kind, 0, 0, 0)
    data = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    (folder / name).write_bytes(b"\x89PNG\r\n\x1a\n" + data)
    upper = (samples >> 8).astype(np.uint8)
    expect(name, Image.fromarray(upper).convert("RGB"))


wide = random.integers(0, 65536, (HEIGHT, WIDTH, 3))
png16("rgb-16.png", wide, 2)
png16("grey-16.png", wide[:, :, 0], 0)
Image.fromarray(wide[:, :, 0].astype(np.uint16)).save(folder / "grey-16.tif")
expect("grey-16.tif", Image.fromarray((wide[:, :, 0] >> 8).astype(np.uint8)).convert("RGB"))

(folder / "expected.tsv").write_text("".join(line + "\n" for line in lines))
