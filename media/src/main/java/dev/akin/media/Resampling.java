package dev.akin.media;

import org.jspecify.annotations.Nullable;

/// How new pixels are made of old ones when a picture gets another size: Pillow's filters, with the numbers by which
/// `preprocessor_config.json` names them. All but [#NEAREST] widen with the picture when it shrinks, so that no old pixel is
/// passed over.
public enum Resampling {
    /// Takes the pixel below the new one's centre.
    NEAREST(0),
    LANCZOS(3) {
        @Override
        double weight(double x) {
            return -3 <= x && x < 3 ? sinc(x) * sinc(x / 3) : 0;
        }
    },
    BILINEAR(1) {
        @Override
        double weight(double x) {
            return Math.max(0, 1 - Math.abs(x));
        }
    },
    /// With a = −0.5.
    BICUBIC(2) {
        @Override
        double weight(double x) {
            double far = Math.abs(x);
            if (far < 1) {
                return ((SHARPNESS + 2) * far - (SHARPNESS + 3)) * far * far + 1;
            }
            return far < 2 ? (((far - 5) * far + 8) * far - 4) * SHARPNESS : 0;
        }
    },
    BOX(0.5) {
        @Override
        double weight(double x) {
            return -0.5 < x && x <= 0.5 ? 1 : 0;
        }
    },
    HAMMING(1) {
        @Override
        double weight(double x) {
            double far = Math.abs(x);
            return far >= 1 ? 0 : sinc(far) * (0.54 + 0.46 * Math.cos(far * Math.PI));
        }
    };

    private static final double SHARPNESS = -0.5;

    private final double support;

    Resampling(double support) {
        this.support = support;
    }

    /// By its number in Pillow: 0 nearest, 1 Lanczos, 2 bilinear, 3 bicubic, 4 box, 5 Hamming; null if there is none.
    public static @Nullable Resampling ofCode(long code) {
        return code >= 0 && code < values().length ? values()[(int) code] : null;
    }

    /// How far from its centre a new pixel looks, in old pixels, where the size stays.
    double support() {
        return support;
    }

    /// What an old pixel counts that is `x` away.
    double weight(double x) {
        throw new UnsupportedOperationException(this + " weighs nothing");
    }

    private static double sinc(double x) {
        double angle = x * Math.PI;
        return x == 0 ? 1 : Math.sin(angle) / angle;
    }
}
