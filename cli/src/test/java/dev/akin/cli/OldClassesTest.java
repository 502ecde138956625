package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class OldClassesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void updatedClassesStillLoadAndAreLeftAloneThen() throws Exception {
        Path jar = Files.copy(picocli(), folder.resolve("picocli.jar"));
        assertThat(OldClasses.update(jar)).isTrue();
        assertThat(OldClasses.update(jar)).isFalse();
        assertThat(version(jar)).isEqualTo(50);
        // Verified by the JVM as it is linked: a wrong stack map is a VerifyError.
        URL[] path = {jar.toUri().toURL()};
        try (URLClassLoader loader =
                new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            Class<?> updated = Class.forName("picocli.CommandLine", true, loader);
            assertThat(updated).isNotSameAs(CommandLine.class);
            assertThat(updated.getDeclaredMethods())
                    .hasSameSizeAs(CommandLine.class.getDeclaredMethods());
        }
    }

    private static Path picocli() throws URISyntaxException {
        return Path.of(
                CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static int version(Path jar) throws IOException {
        try (java.util.jar.JarFile file = new java.util.jar.JarFile(jar.toFile());
                java.io.InputStream in =
                        file.getInputStream(file.getEntry("picocli/CommandLine.class"))) {
            return in.readNBytes(8)[7];
        }
    }
}
