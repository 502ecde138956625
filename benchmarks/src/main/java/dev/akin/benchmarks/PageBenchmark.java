package dev.akin.benchmarks;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.WaitUntilState;
import dev.akin.embeddings.Embeddings;
import dev.akin.server.AkinServer;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// How soon the explorer shows a map over loopback, how many frames a second it draws while a person zooms, and how long its script
/// runs for each (the median): in Debian's Chromium without a graphics card, as most servers are. `benchmarks/page.sh` runs it.
///
/// The points are random, 16 numbers each, in clusters; the map is PCA's, which a page asks for first. Every look is a browser context
/// of its own, so nothing is in its cache.
final class PageBenchmark {
    private static final int DIMENSION = 16;
    private static final int LOOKS = 4;
    private static final String SHOWN =
            "() => /points,/.test(document.getElementById('status')?.textContent ?? '')";

    private static final int FRAMES = 60;

    /// Notes how long each function takes that the page runs for a frame.
    private static final String TIMED =
            """
            globalThis.callbacks = [];
            globalThis.frame = requestAnimationFrame.bind(globalThis);
            globalThis.requestAnimationFrame = (draw) => frame((now) => {
              const began = performance.now();
              draw(now);
              callbacks.push(performance.now() - began);
            });
            """;

    /// Turns of the wheel, one a frame, here and back.
    private static final String ZOOM =
            """
            async () => {
              const canvas = document.getElementById('map');
              const place = canvas.getBoundingClientRect();
              const [clientX, clientY] = [place.x + place.width / 2, place.y + place.height / 2];
              const began = performance.now();
              for (let turn = 0; turn < %d; turn++) {
                const deltaY = turn %% 2 ? -20 : 20;
                canvas.dispatchEvent(new WheelEvent('wheel', { deltaY, clientX, clientY, cancelable: true, bubbles: true }));
                await new Promise(frame);
              }
              return performance.now() - began;
            }
            """
                    .formatted(FRAMES);

    private static final String MEDIAN = "callbacks.sort((a, b) => a - b)[callbacks.length >> 1]";

    private PageBenchmark() {}

    public static void main(String[] args) throws IOException {
        int rows = Integer.parseInt(args[0]);
        Path file = Files.createTempFile("points", ".safetensors");
        try {
            points(rows).save(file);
            try (AkinServer server = AkinServer.builder().port(0).file("points", file).start();
                    Playwright playwright = playwright();
                    Browser browser = browser(playwright)) {
                for (int look = 1; look <= LOOKS; look++) {
                    look(browser, server.uri(), rows, look);
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    private static Embeddings points(int rows) {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[rows * DIMENSION];
        for (int i = 0; i < values.length; i++) {
            int cluster = i / DIMENSION % 20;
            values[i] =
                    2f * Math.floorMod(cluster * (i % DIMENSION + 1), 7)
                            + (float) random.nextGaussian();
        }
        List<String> keys = IntStream.range(0, rows).mapToObj(row -> "key" + row).toList();
        return Embeddings.of(Vocabulary.of(keys), EmbeddingTable.of(values, rows, DIMENSION));
    }

    private static Playwright playwright() {
        return Playwright.create(
                new Playwright.CreateOptions()
                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    private static Browser browser(Playwright playwright) {
        return playwright
                .chromium()
                .launch(
                        new BrowserType.LaunchOptions()
                                .setExecutablePath(Path.of("/usr/bin/chromium"))
                                .setArgs(
                                        List.of(
                                                "--no-sandbox",
                                                "--no-first-run",
                                                "--use-gl=angle",
                                                "--use-angle=swiftshader",
                                                "--enable-unsafe-swiftshader",
                                                "--disable-background-networking")));
    }

    private static void look(Browser browser, URI server, int rows, int look) {
        try (BrowserContext context =
                browser.newContext(new Browser.NewContextOptions().setViewportSize(1400, 900))) {
            Page page = context.newPage();
            page.addInitScript(TIMED);
            page.navigate(
                    server + "/?limit=" + rows,
                    new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
            page.waitForFunction(
                    SHOWN, null, new Page.WaitForFunctionOptions().setPollingInterval(5));
            double shown = ((Number) page.evaluate("performance.now()")).doubleValue();
            page.waitForTimeout(2000);
            page.evaluate("callbacks.length = 0");
            double took = ((Number) page.evaluate(ZOOM)).doubleValue();
            double script = ((Number) page.evaluate(MEDIAN)).doubleValue();
            System.out.printf(
                    "%d points, look %d: first picture after %.2f s, %.1f frames/s, script %.1f ms a frame%n",
                    rows, look, shown / 1e3, FRAMES * 1e3 / took, script);
        }
    }
}
