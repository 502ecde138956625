package dev.akin.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A browser that hears what goes wrong in its pages, and whom they ask. Where there is none, tests are skipped; where `CI` is `true`,
/// they fail.
final class Chromium implements AutoCloseable {
    private static final List<String> ARGUMENTS =
            List.of(
                    "--no-sandbox",
                    "--no-first-run",
                    "--use-gl=angle",
                    "--use-angle=swiftshader",
                    "--enable-unsafe-swiftshader",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    private Chromium(Playwright playwright, Path executable) {
        this.playwright = playwright;
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(executable)
                                        .setArgs(ARGUMENTS));
    }

    static Chromium open() {
        Path executable =
                Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser")
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElse(null);
        if (executable == null && !"true".equals(System.getenv("CI"))) {
            System.err.println("pages are not tested: there is no /usr/bin/chromium");
            Assumptions.abort("there is no Chromium");
        }
        Playwright.CreateOptions options =
                new Playwright.CreateOptions()
                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        return new Chromium(
                Playwright.create(options),
                Objects.requireNonNull(executable, "there is no /usr/bin/chromium"));
    }

    /// A new page, whose errors, and whose requests to anybody but the server, become complaints. Those of pages before are forgotten.
    Page page(URI server) {
        complaints.clear();
        Page page = browser.newPage();
        page.setDefaultTimeout(30_000);
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onRequest(request -> {
            String url = request.url();
            if (!url.startsWith(server + "/")
                    && !url.startsWith("data:")
                    && !url.startsWith("blob:")) {
                complaints.add("asked " + url);
            }
        });
        return page;
    }

    /// What was heard of the last page.
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /// That a page can be used by everybody, as far as axe-core sees.
    static void checkAccess(Page page) throws IOException {
        try (InputStream in = Chromium.class.getResourceAsStream("/axe.min.js")) {
            String axe =
                    new String(
                            Objects.requireNonNull(in, "axe.min.js").readAllBytes(),
                            StandardCharsets.UTF_8);
            page.evaluate(axe + "\n;0");
        }
        Object violations =
                page.evaluate(
                        "axe.run().then(found => found.violations.map(one => one.id + ': '"
                                + " + one.nodes.map(node => node.html).join(' ')))");
        assertThat((List<?>) violations).isEmpty();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
