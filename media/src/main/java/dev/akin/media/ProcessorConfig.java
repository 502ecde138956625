package dev.akin.media;

import dev.akin.MalformedFileException;
import dev.akin.text.Json;
import dev.akin.text.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A `preprocessor_config.json`, asked for what may be missing; then what transformers' class of that name takes holds.
final class ProcessorConfig {
    /// Processors to which one number means a square, and not the shorter side.
    private static final Pattern SQUARE =
            Pattern.compile("(ViT|ViTMAE|DeiT|Beit|Swin|Siglip|Siglip2|MobileViT|Efficientnet)");

    private static final List<String> UNKNOWN =
            List.of("do_pad", "do_thumbnail", "do_align_long_axis", "do_grayscale", "do_splits");

    private static final int LARGEST = 8192;

    private final Path file;
    private final Json.Obj object;

    private ProcessorConfig(Path file, Json.Obj object) {
        this.file = file;
        this.object = object;
    }

    /// What a class takes where its file says nothing.
    private record Defaults(
            Resampling how, List<Double> mean, List<Double> deviation, boolean crops) {
        private static final List<Double> HALVES = List.of(0.5, 0.5, 0.5);
        static final Defaults VIT = new Defaults(Resampling.BILINEAR, HALVES, HALVES, false);
        static final Defaults CLIP =
                new Defaults(
                        Resampling.BICUBIC,
                        List.of(0.48145466, 0.4578275, 0.40821073),
                        List.of(0.26862954, 0.26130258, 0.27577711),
                        true);
        static final Defaults CONVNEXT =
                new Defaults(
                        Resampling.BILINEAR,
                        List.of(0.485, 0.456, 0.406),
                        List.of(0.229, 0.224, 0.225),
                        false);

        static @Nullable Defaults of(String type) {
            if (type.startsWith("ConvNext")) {
                return CONVNEXT;
            }
            if (type.startsWith("CLIP") || type.startsWith("Bit")) {
                return CLIP;
            }
            return type.startsWith("ViT") ? VIT : null;
        }
    }

    /// @throws MalformedFileException if the class is not known
    private Defaults defaults(String name) throws MalformedFileException {
        Defaults defaults = Defaults.of(type());
        if (defaults == null) {
            throw malformed(
                    "it does not say "
                            + name
                            + (type().isEmpty()
                                    ? ""
                                    : ", and what " + type() + " takes then is not known"));
        }
        return defaults;
    }

    /// @param shortest the shorter side; 0 where both are given
    record Size(int width, int height, int shortest) {
        static final Size NONE = new Size(0, 0, 0);

        int side() {
            return shortest > 0 ? shortest : height;
        }
    }

    static ProcessorConfig read(Path file) throws IOException {
        try {
            if (Json.parse(Files.readAllBytes(file)) instanceof Json.Obj object) {
                ProcessorConfig config = new ProcessorConfig(file, object);
                config.refuseUnknown();
                return config;
            }
            throw MalformedFileException.atByte(file, 0, "it is no JSON object");
        } catch (JsonException e) {
            throw MalformedFileException.atByte(file, e.offset(), e.reason(), e);
        }
    }

    private void refuseUnknown() throws MalformedFileException {
        for (String name : UNKNOWN) {
            if (truth(name, false)) {
                throw malformed("it asks for " + name + ", which is not known");
            }
        }
    }

    /// `ViTImageProcessor`, and so on; nothing if it is not said.
    String type() {
        for (String name : List.of("image_processor_type", "feature_extractor_type")) {
            if (object.get(name) instanceof Json.Str(String type)) {
                return type;
            }
        }
        return "";
    }

    boolean has(String name) {
        return object.get(name) instanceof Json.Num;
    }

    boolean truth(String name, boolean otherwise) {
        return object.get(name) instanceof Json.Bool(boolean truth) ? truth : otherwise;
    }

    double number(String name, double otherwise) {
        return object.get(name) instanceof Json.Num number ? number.asDouble() : otherwise;
    }

    boolean cropsByDefault() {
        Defaults defaults = Defaults.of(type());
        return defaults != null && defaults.crops;
    }

    Resampling resampling() throws MalformedFileException {
        if (!has("resample")) {
            return defaults("resample").how;
        }
        double code = number("resample", 0);
        Resampling how = code == (long) code ? Resampling.ofCode((long) code) : null;
        if (how == null) {
            throw malformed("resample must be a number from 0 to 5, not " + object.get("resample"));
        }
        return how;
    }

    Size size() throws MalformedFileException {
        boolean square =
                SQUARE.matcher(type()).lookingAt()
                        || (!truth("do_center_crop", cropsByDefault())
                                && !type().startsWith("ConvNext"));
        return size("size", square);
    }

    Size cropSize() throws MalformedFileException {
        return size("crop_size", true);
    }

    private Size size(String name, boolean square) throws MalformedFileException {
        return switch (object.get(name)) {
            case Json.Num number ->
                    square
                            ? new Size(pixels(name, number), pixels(name, number), 0)
                            : new Size(0, 0, pixels(name, number));
            case Json.Obj sides
                    when sides.get("shortest_edge") instanceof Json.Num number
                            && sides.get("longest_edge") == null ->
                    new Size(0, 0, pixels(name, number));
            case Json.Obj sides
                    when sides.get("height") instanceof Json.Num high
                            && sides.get("width") instanceof Json.Num wide ->
                    new Size(pixels(name, wide), pixels(name, high), 0);
            case null -> throw malformed("it does not say the " + name + " of pictures, in pixels");
            case Json other ->
                    throw malformed(
                            name
                                    + " must be a number, {height, width} or {shortest_edge}, not "
                                    + other);
        };
    }

    private int pixels(String name, Json.Num number) throws MalformedFileException {
        double value = number.asDouble();
        if (!(value >= 1 && value <= LARGEST)) {
            throw malformed(name + " must be 1 to " + LARGEST + " pixels, not " + number);
        }
        return (int) value;
    }

    /// What each byte of each channel becomes: [3][256], in the order of the model's channels. Rounded to float32 where
    /// transformers does.
    float[][] numbers() throws MalformedFileException {
        boolean normalizes = truth("do_normalize", !type().startsWith("MobileViT"));
        double[] mean = normalizes ? triple("image_mean", Defaults::mean) : new double[3];
        double[] deviation =
                normalizes ? triple("image_std", Defaults::deviation) : new double[] {1, 1, 1};
        if (Arrays.stream(deviation).anyMatch(d -> !(d > 0))) {
            throw malformed("image_std must be above 0, not " + Arrays.toString(deviation));
        }
        double factor = truth("do_rescale", true) ? number("rescale_factor", 1 / 255.0) : 1;
        boolean fromMinusOne = truth("rescale_offset", false);
        float[][] numbers = new float[3][256];
        for (int channel = 0; channel < 3; channel++) {
            for (int value = 0; value < 256; value++) {
                float scaled = (float) (value * factor);
                float moved = fromMinusOne ? scaled - 1 : scaled;
                numbers[channel][value] =
                        (moved - (float) mean[channel]) / (float) deviation[channel];
            }
        }
        return numbers;
    }

    private double[] triple(String name, Function<Defaults, List<Double>> otherwise)
            throws MalformedFileException {
        return switch (object.get(name)) {
            case Json.Num number -> {
                double[] same = new double[3];
                Arrays.fill(same, number.asDouble());
                yield same;
            }
            case Json.Arr array
                    when array.elements().size() == 3
                            && array.elements().stream().allMatch(Json.Num.class::isInstance) ->
                    array.elements().stream()
                            .mapToDouble(element -> ((Json.Num) element).asDouble())
                            .toArray();
            case null ->
                    otherwise.apply(defaults(name)).stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray();
            case Json other -> throw malformed(name + " must be three numbers, not " + other);
        };
    }

    MalformedFileException malformed(String reason) {
        return MalformedFileException.atByte(file, 0, reason);
    }
}
