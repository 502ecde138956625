package dev.akin.networks;

import dev.akin.ProgressListener;
import dev.akin.media.Picture;
import dev.akin.media.PictureReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Pictures and their classes, each already of the form that a network looks at: `size` × `size` × `channels` bytes a picture. Immutable.
public final class LabelledImages {
    private final ImageForm form;
    private final List<byte[]> pixels;
    private final int[] labels;
    private final List<String> classes;
    private final List<String> notes;

    private LabelledImages(Builder builder) {
        this.form = builder.form;
        this.pixels = List.copyOf(builder.pixels);
        this.labels = builder.labels.stream().mapToInt(Integer::intValue).toArray();
        this.classes = List.copyOf(builder.classes.keySet());
        this.notes = List.copyOf(builder.notes);
    }

    /// @throws IllegalArgumentException if there are not as many labels as pictures
    public static LabelledImages of(ImageForm form, List<Picture> pictures, List<String> labels) {
        if (pictures.size() != labels.size()) {
            throw new IllegalArgumentException(
                    labels.size() + " labels, for " + pictures.size() + " pictures");
        }
        Builder builder = builder(form);
        for (int i = 0; i < pictures.size(); i++) {
            builder.add(pictures.get(i), labels.get(i));
        }
        return builder.build();
    }

    /// Reads pictures of any size: of folders, where the class of a picture is the folder that it lies in; of `.tsv` tables, whose lines are a picture's
    /// path (from the table's folder), a tab and a label, where pictures of the same label belong together; and of two IDX files, as MNIST's. What cannot
    /// be read is left out, and stands in [#notes()].
    ///
    /// @throws IllegalArgumentException if there is no picture that can be read
    /// @throws java.util.concurrent.CancellationException if the listener asked to stop
    public static LabelledImages in(List<Path> inputs, ImageForm form, ProgressListener listener)
            throws IOException {
        return in(inputs, form, PictureReader.DEFAULT, listener);
    }

    /// As [#in(List, ImageForm, ProgressListener)], by a reader that knows other limits.
    public static LabelledImages in(
            List<Path> inputs, ImageForm form, PictureReader reader, ProgressListener listener)
            throws IOException {
        return ImageFiles.read(inputs, form, reader, listener);
    }

    /// @param form what every picture is brought to
    public static Builder builder(ImageForm form) {
        return new Builder(form);
    }

    public ImageForm form() {
        return form;
    }

    /// How many pictures there are.
    public int size() {
        return labels.length;
    }

    /// The names of the classes, in the order in which they came.
    public List<String> classes() {
        return classes;
    }

    /// The class of a picture.
    public String label(int picture) {
        return classes.get(labels[picture]);
    }

    /// What could not be read, a line each.
    public List<String> notes() {
        return notes;
    }

    int classOf(int picture) {
        return labels[picture];
    }

    /// Not copied.
    byte[] pixels(int picture) {
        return pixels.get(picture);
    }

    /// How many pictures each class has.
    int[] counts() {
        int[] counts = new int[classes.size()];
        for (int label : labels) {
            counts[label]++;
        }
        return counts;
    }

    /// The mean and the standard deviation of all pixels in [0, 1]; a deviation of 1 where all are the same.
    ImageShape.Tone tone() {
        double sum = 0;
        double squares = 0;
        for (byte[] picture : pixels) {
            for (byte pixel : picture) {
                double value = (pixel & 0xff) / 255.0;
                sum += value;
                squares += value * value;
            }
        }
        double count = (double) pixels.size() * form.bytes();
        double mean = sum / count;
        double variance = squares / count - mean * mean;
        return new ImageShape.Tone(mean, variance > 1e-8 ? Math.sqrt(variance) : 1);
    }

    /// Collects pictures. Not thread-safe.
    public static final class Builder {
        private final ImageForm form;
        private final List<byte[]> pixels = new ArrayList<>();
        private final List<Integer> labels = new ArrayList<>();
        private final Map<String, Integer> classes = new LinkedHashMap<>();
        private final List<String> notes = new ArrayList<>();

        private Builder(ImageForm form) {
            this.form = form;
        }

        /// Takes a picture of any size; only its pixels in the form of all are kept.
        public Builder add(Picture picture, String label) {
            pixels.add(form.pixels(picture));
            labels.add(classes.computeIfAbsent(label, _ -> classes.size()));
            return this;
        }

        /// Remembers something that is left out.
        public Builder note(String line) {
            notes.add(line);
            return this;
        }

        public LabelledImages build() {
            return new LabelledImages(this);
        }
    }
}
