package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MavenPackageTest {
    @Test
    void aFolderBesideTheUserIsNotOneBesideMaven() {
        Path folder = Path.of("home", "engines");
        assertThat(MavenPackage.command("group:name:1", folder))
                .startsWith("mvn")
                .contains("-Dartifact=group:name:1")
                .endsWith("-DoutputDirectory=" + folder.toAbsolutePath());
    }

    @Test
    void whatMavenSaysIsSaidPlainly() {
        assertThat(MavenPackage.plain("\u001b[0m\u001b[1;31m[ERROR] no host a.b -> [Help 1]"))
                .isEqualTo("no host a.b");
        assertThat(MavenPackage.plain("Error: JAVA_HOME [ERROR]"))
                .isEqualTo("Error: JAVA_HOME [ERROR]");
    }
}
