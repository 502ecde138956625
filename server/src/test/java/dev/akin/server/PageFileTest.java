package dev.akin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PageFileTest {
    private static PageFile page(String html) {
        return PageFile.of("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void letsAPageLoadOnlyWhatTheServerSends() {
        assertThat(page("<p>none</p>").policy())
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .contains("connect-src 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    /// `printf '{}' | openssl dgst -sha256 -binary | base64`
    @Test
    void knowsTheScriptsThatStandInAPageByTheirDigests() {
        assertThat(
                        page("<script type=\"importmap\">{}</script><script type='module' src='/a.js'></script>")
                                .policy())
                .contains(
                        "script-src 'self' 'sha256-RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=';");
    }

    @Test
    void takesScriptsOnlyFromPages() {
        assertThat(
                        PageFile.of(
                                        "text/javascript",
                                        "'<script>a</script>'".getBytes(StandardCharsets.UTF_8))
                                .policy())
                .contains("script-src 'self';");
    }

    @Test
    void packsForThoseThatTakeIt() {
        assertThat(Packing.takesGzip("gzip, deflate, br")).isTrue();
        assertThat(Packing.takesGzip("deflate, GZIP;q=0.5")).isTrue();
        assertThat(Packing.takesGzip("gzip;q=0, deflate")).isFalse();
        assertThat(Packing.takesGzip("br")).isFalse();
    }
}
