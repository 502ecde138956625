package dev.akin.networks;

import java.util.random.RandomGenerator;

/// How pictures are changed by chance each time they are learned from, so that a network learns what does not matter. Every number is the most that
/// may happen: what does happen lies evenly between minus and plus it. Immutable.
public final class Augmentation {
    private final Builder is;

    private Augmentation(Builder builder) {
        this.is = builder;
    }

    /// Nothing is changed.
    public static Augmentation none() {
        return new Builder().rotation(0).shift(0).scale(0).shear(0).build();
    }

    /// What is good for drawings: turned by 10 degrees, shifted by a tenth, a tenth larger or smaller, sheared by 10 degrees.
    public static Augmentation standard() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /// What a checkpoint has to have in common with the training that goes on from it.
    @Override
    public String toString() {
        return "rotation "
                + is.rotation
                + ", shift "
                + is.shift
                + ", scale "
                + is.scale
                + ", shear "
                + is.shear
                + ", elastic "
                + is.elastic
                + ", flip "
                + is.flip
                + ", colour "
                + is.colour;
    }

    /// A changed picture; the same one for the same state of the generator.
    ///
    /// @param pixels [channels × size × size]
    /// @param at where they begin, and where the changed ones are put
    void apply(float[] pixels, int at, ImageForm form, RandomGenerator random) {
        int plane = form.size() * form.size();
        float[] old = new float[plane];
        Warp warp = warp(form.size(), random);
        for (int c = 0; c < form.channels(); c++) {
            System.arraycopy(pixels, at + c * plane, old, 0, plane);
            warp.apply(old, pixels, at + c * plane);
        }
        if (is.colour > 0) {
            colour(pixels, at, form, random);
        }
    }

    /// Where each pixel comes from: an affine map about the centre, and what lies between the points of a loose net.
    private Warp warp(int size, RandomGenerator random) {
        double turn = Math.toRadians(upTo(is.rotation, random));
        double slant = Math.tan(Math.toRadians(upTo(is.shear, random)));
        double wide = Math.exp(upTo(Math.log1p(is.scale), random));
        double high = Math.exp(upTo(Math.log1p(is.scale), random));
        double right = size * upTo(is.shift, random);
        double down = size * upTo(is.shift, random);
        double mirror = is.flip && random.nextBoolean() ? -1 : 1;
        double cos = Math.cos(turn);
        double sin = Math.sin(turn);
        double[] map = {
            mirror * cos * wide, mirror * (slant * cos - sin) * high, right,
            sin * wide, (slant * sin + cos) * high, down
        };
        return new Warp(size, map, is.elastic > 0 ? Net.of(size * is.elastic, random) : null);
    }

    private static double upTo(double most, RandomGenerator random) {
        return most == 0 ? 0 : most * (2 * random.nextDouble() - 1);
    }

    /// Each channel brighter or darker, and its contrast higher or lower, about its own mean.
    private void colour(float[] pixels, int at, ImageForm form, RandomGenerator random) {
        int plane = form.size() * form.size();
        float contrast = (float) Math.exp(upTo(is.colour, random));
        float brightness = (float) upTo(is.colour, random);
        for (int c = 0; c < form.channels(); c++) {
            int from = at + c * plane;
            float tint = form.channels() == 1 ? 0 : (float) upTo(is.colour / 2, random);
            float mean = 0;
            for (int i = from; i < from + plane; i++) {
                mean += pixels[i] / plane;
            }
            for (int i = from; i < from + plane; i++) {
                pixels[i] = (pixels[i] - mean) * contrast + mean + brightness + tint;
            }
        }
    }

    /// Collects how far pictures may be changed. Not thread-safe.
    public static final class Builder {
        private double rotation = 10;
        private double shift = 0.1;
        private double scale = 0.1;
        private double shear = 10;
        private double elastic;
        private double colour;
        private boolean flip;

        private Builder() {}

        /// Degrees that a picture is turned; 10 unless told.
        ///
        /// @throws IllegalArgumentException if not in [0, 180]
        public Builder rotation(double degrees) {
            rotation = in("a rotation", degrees, 180);
            return this;
        }

        /// The share of a side that it is shifted; 0.1 unless told.
        ///
        /// @throws IllegalArgumentException if not in [0, 1]
        public Builder shift(double share) {
            shift = in("a shift", share, 1);
            return this;
        }

        /// The share by which it is larger or smaller, width and height each for itself; 0.1 unless told. For photographs, more of it with more shift
        /// is a crop.
        ///
        /// @throws IllegalArgumentException if not in [0, 1]
        public Builder scale(double share) {
            scale = in("a scale", share, 1);
            return this;
        }

        /// Degrees that its upright lines slant; 10 unless told.
        ///
        /// @throws IllegalArgumentException if not in [0, 60]
        public Builder shear(double degrees) {
            shear = in("a shear", degrees, 60);
            return this;
        }

        /// The share of a side that points of a loose net are moved, each for itself (elastic distortion, after Simard and others 2003); 0 unless told.
        ///
        /// @throws IllegalArgumentException if not in [0, 0.5]
        public Builder elastic(double share) {
            elastic = in("elastic distortion", share, 0.5);
            return this;
        }

        /// How much brighter, of how much more contrast, and how much more tinted it is, in standard deviations; 0 unless told.
        ///
        /// @throws IllegalArgumentException if not in [0, 2]
        public Builder colour(double amount) {
            colour = in("a change of colour", amount, 2);
            return this;
        }

        /// Whether every other picture is seen in a mirror; false unless told, since letters and digits do not bear it.
        public Builder flip(boolean value) {
            flip = value;
            return this;
        }

        private static double in(String what, double value, double most) {
            if (!(value >= 0 && value <= most)) {
                throw new IllegalArgumentException(what + " is in [0, " + most + "], not " + value);
            }
            return value;
        }

        private Builder copy() {
            Builder copy = new Builder();
            copy.rotation = rotation;
            copy.shift = shift;
            copy.scale = scale;
            copy.shear = shear;
            copy.elastic = elastic;
            copy.colour = colour;
            copy.flip = flip;
            return copy;
        }

        public Augmentation build() {
            return new Augmentation(copy());
        }
    }
}
