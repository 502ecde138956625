package dev.akin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every Java block in the documentation stands in a program of this module, between `// region NAME` and
/// `// endregion`. The line above its fence names the place: `<!-- example: Program name -->`.
class SnippetsTest {
    private static final Pattern MARK = Pattern.compile("<!-- example: (\\w+) (\\w+) -->");

    static List<Documentation.Block> javaBlocks() {
        return Documentation.blocks().stream()
                .filter(block -> block.language().equals("java"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("javaBlocks")
    void aJavaBlockIsARegionOfAProgramThatRuns(Documentation.Block block) {
        Matcher mark = MARK.matcher(block.before());
        assertThat(mark.matches()).as("%s: the line above names its example", block).isTrue();
        assertThat(block.lines()).as("%s", block).isEqualTo(region(mark.group(1), mark.group(2)));
    }

    @Test
    void theFirstScreenHasOne() {
        assertThat(javaBlocks()).anyMatch(block -> block.file().endsWith("README.md"));
    }

    private static List<String> region(String program, String name) {
        Path source = Path.of("src/main/java/dev/akin/examples", program + ".java");
        List<String> lines = Documentation.lines(source);
        int begin = indexOf(lines, "// region " + name, 0);
        List<String> region = lines.subList(begin + 1, indexOf(lines, "// endregion", begin));
        int indent = lines.get(begin).indexOf("//");
        return region.stream().map(line -> line.isBlank() ? "" : line.substring(indent)).toList();
    }

    private static int indexOf(List<String> lines, String text, int from) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(text)) {
                return i;
            }
        }
        throw new AssertionError("no line \"" + text + "\"");
    }
}
