package dev.akin.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Photographs the explorer for the documentation: `tools/explorer-pictures.sh`. Not among the tests.
@EnabledIfSystemProperty(named = "akin.pictures", matches = ".+")
class ExplorerPictures {
    private static final int MOST_BYTES = 250_000;
    private static final String MAP = "method=tsne&limit=10000";

    private static Path path(String property) {
        return Path.of(Objects.requireNonNull(System.getProperty(property), property));
    }

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// The words with nothing left of each number but its sign.
    private Path oneBit() throws IOException {
        Embeddings words = Embeddings.load(path("akin.words"));
        EmbeddingTable table = words.table();
        float[] signs = new float[table.rows() * table.dimension()];
        table.read(0, table.rows(), signs, 0);
        for (int i = 0; i < signs.length; i++) {
            signs[i] = Math.signum(signs[i]);
        }
        Path file = folder.resolve("one-bit.safetensors");
        Embeddings.of(words.vocabulary(), EmbeddingTable.of(signs, table.rows(), table.dimension()))
                .save(file);
        return file;
    }

    @Test
    void draw() throws IOException {
        QuietLogs.please();
        try (Chromium chromium = Chromium.open();
                AkinServer server =
                        AkinServer.builder()
                                .port(0)
                                .file("wordnet", path("akin.words"))
                                .file("one-bit", oneBit())
                                .start()) {
            Page page = chromium.page(server.uri());
            page.setDefaultTimeout(300_000);
            page.setViewportSize(1200, 720);
            String words = server.uri() + "/?model=wordnet&" + MAP;
            for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                page.navigate(words + "&color=cluster");
                await(page.locator("#legend li").first());
                page.fill("#find", "music");
                page.press("#find", "Enter");
                await(page.locator("#near .rows li").last());
                page.click("#fit");
                photograph(
                        page, scheme == ColorScheme.LIGHT ? "explorer.png" : "explorer-dark.png");
            }
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            page.navigate(words + "&panel=compare&with=one-bit");
            await(page.locator("#compare .chart"));
            await(page.locator("#legend li").first());
            photograph(page, "explorer-compare.png");
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    private static void await(Locator place) {
        place.waitFor();
        assertThat(place).isVisible();
    }

    /// When all is drawn and nothing is pointed at.
    private static void photograph(Page page, String name) throws IOException {
        page.evaluate("document.activeElement.blur()");
        page.mouse().move(900, 20);
        page.waitForTimeout(1500);
        Path file = path("akin.pictures").resolve(name);
        byte[] png = page.screenshot();
        BufferedImage image = FewColors.of(ImageIO.read(new ByteArrayInputStream(png)));
        ImageIO.write(image, "png", file.toFile());
        assertThat(Files.size(file)).as("bytes of %s", file).isLessThan(MOST_BYTES);
    }
}
