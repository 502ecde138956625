package dev.akin.cli;

import dev.akin.picture.Picture;
import dev.akin.picture.Sheet;
import dev.akin.picture.Theme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How pictures look.
final class PictureOptions {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})[x×](\\d{1,6})");

    @Option(
            names = "--size",
            paramLabel = "WxH",
            defaultValue = "1600x1200",
            description = "Pixels of a picture, wide and high. Default: ${DEFAULT-VALUE}.")
    private String size = "1600x1200";

    @Option(names = "--dark", description = "Light letters on a dark ground.")
    private boolean dark;

    @Option(
            names = "--title",
            paramLabel = "TEXT",
            description = "What stands above the picture, '' for nothing. Default: what it shows.")
    private @Nullable String title;

    /// @param usual the title unless told
    /// @throws IllegalArgumentException if the size is none
    Sheet sheet(String usual) {
        Matcher matcher = SIZE.matcher(size);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("--size is like 1600x1200, not " + size);
        }
        return new Sheet(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                dark ? Theme.DARK : Theme.LIGHT,
                title == null ? usual : title);
    }

    /// Draws where no screen is: Java would look for one otherwise.
    static void withoutScreen() {
        System.setProperty("java.awt.headless", "true");
    }

    /// Writes a picture, and says which letters it lacks.
    ///
    /// @return 3 if it lacks some, else 0
    static int save(Picture picture, Path file, Subcommand command) throws IOException {
        picture.save(file);
        picture.notes().forEach(command::warn);
        return picture.notes().isEmpty() ? ExitCode.DONE : ExitCode.DONE_IN_PART;
    }
}
