package dev.akin.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// What `tools/golden/pictures.py` made.
final class GoldenPictures {
    static final Path FOLDER = Path.of("src/test/resources/golden/pictures");

    private GoldenPictures() {}

    static Map<String, Picture> expected() throws IOException {
        Map<String, Picture> expected = new LinkedHashMap<>();
        try (Stream<String> lines = Files.lines(FOLDER.resolve("expected.tsv"))) {
            lines.map(line -> line.split("\t", -1))
                    .forEach(parts ->
                            expected.put(
                                    parts[0],
                                    Picture.of(
                                            Integer.parseInt(parts[1]),
                                            Integer.parseInt(parts[2]),
                                            HexFormat.of().parseHex(parts[3]))));
        }
        return expected;
    }

    static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(FOLDER.resolve(name));
    }
}
