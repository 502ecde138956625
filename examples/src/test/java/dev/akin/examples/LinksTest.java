package dev.akin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Links between the documents lead to files and headings that are there.
class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    static Stream<Path> files() {
        return Documentation.files().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void linksLeadSomewhere(Path file) {
        List<String> broken = new ArrayList<>();
        for (String line : Documentation.lines(file)) {
            Matcher link = LINK.matcher(line);
            while (link.find()) {
                if (!leadsSomewhere(file, link.group(1))) {
                    broken.add(link.group(1));
                }
            }
        }
        assertThat(broken).as("links of %s", Documentation.ROOT.relativize(file)).isEmpty();
    }

    private static boolean leadsSomewhere(Path file, String link) {
        if (link.contains("://")) {
            return true;
        }
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || headings(target).contains(parts[1]));
    }

    /// Headings as GitHub names them in links.
    private static List<String> headings(Path file) {
        return Documentation.lines(file).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ +", "").toLowerCase(Locale.ROOT))
                .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }
}
