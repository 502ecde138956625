package dev.akin.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.akin.embeddings.Embeddings;
import dev.akin.picture.Coloring;
import dev.akin.picture.MapPage;
import dev.akin.project.Projection;
import dev.akin.table.EmbeddingTable;
import dev.akin.text.Json;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The explorer, and the page that a map is written as, as a person uses them.
@Timeout(300)
class ExplorerPageTest {
    private static final int POINTS = 300;
    private static final List<String> FIRST = List.of("кошка", "собака", "猫", "狗", "king", "queen");

    private static Chromium chromium;

    @TempDir Path folder;

    private AkinServer server;
    private Page page;

    @BeforeAll
    static void open() {
        QuietLogs.please();
        chromium = Chromium.open();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void start() throws IOException {
        server =
                AkinServer.builder()
                        .port(0)
                        .file("old", saved("old", 0))
                        .file("new", saved("new", 0.3))
                        .start();
        page = chromium.page(server.uri());
    }

    @AfterEach
    void stop() {
        page.close();
        server.close();
    }

    private static List<String> keys(int points) {
        List<String> keys = new ArrayList<>(FIRST);
        for (int i = keys.size(); i < points; i++) {
            keys.add("word" + i);
        }
        return keys;
    }

    /// Five groups in eight dimensions.
    private Path saved(String name, double noise) throws IOException {
        return saved(name, noise, POINTS);
    }

    private Path saved(String name, double noise, int points) throws IOException {
        Random random = new Random(3);
        Random other = new Random(4);
        float[] values = new float[points * 8];
        for (int i = 0; i < values.length; i++) {
            double group = i % 8 == i / 8 % 5 ? 3 : 0;
            values[i] = (float) (group + random.nextGaussian() / 2 + noise * other.nextGaussian());
        }
        Path file = folder.resolve(name + ".safetensors");
        Embeddings.of(Vocabulary.of(keys(points)), EmbeddingTable.of(values, points, 8)).save(file);
        return file;
    }

    private void show(String rest) {
        page.navigate(server.uri() + "/" + rest);
        assertThat(page.locator("#status")).containsText("300 points");
    }

    /// Serves other files instead.
    private void serve(AkinServer.Builder builder) throws IOException {
        stop();
        server = builder.port(0).start();
        page = chromium.page(server.uri());
    }

    private void look(String key) {
        page.fill("#find", key);
        assertThat(page.locator("#found li").first()).containsText(key);
        page.press("#find", "Enter");
        assertThat(page.locator("#near h2")).hasText(key);
    }

    private BoundingBox map() {
        return page.locator("#map").boundingBox();
    }

    @Test
    void findsKeysAndTheirNeighbours() {
        show("");
        look("猫");
        assertThat(page.locator("#near .rows li")).hasCount(20);
        look("кошка");
        assertThat(page).hasURL(Pattern.compile("key="));
        page.locator("#near .rows button").first().click();
        assertThat(page.locator("#near h2")).not().hasText("кошка");
        page.navigate("about:blank");
        page.goBack();
        assertThat(page.locator("#near h2")).isVisible();
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void saysWhatIsUnderThePointer() {
        show("");
        look("king");
        // It is in the middle now.
        page.mouse().move(map().x + map().width / 2, map().y + map().height / 2);
        assertThat(page.locator("#tip b")).hasText("king");
        assertThat(chromium.complaints()).isEmpty();
    }

    private void drawAroundAll() {
        page.click("#lasso");
        BoundingBox map = map();
        double[][] corners = {{0.1, 0.03}, {0.97, 0.03}, {0.97, 0.97}, {0.1, 0.97}, {0.1, 0.03}};
        for (int i = 0; i < corners.length; i++) {
            page.mouse()
                    .move(map.x + corners[i][0] * map.width, map.y + corners[i][1] * map.height);
            if (i == 0) {
                page.mouse().down();
            }
        }
        page.mouse().up();
    }

    private List<String> saved(String kind) throws IOException {
        Download saved =
                page.waitForDownload(() -> page.click("#selection [title='Save as " + kind + "']"));
        Path file = folder.resolve(saved.suggestedFilename());
        saved.saveAs(file);
        return Files.readAllLines(file);
    }

    @Test
    void savesWhatWasDrawnAround() throws IOException {
        show("");
        drawAroundAll();
        assertThat(page.locator("#selection h2")).hasText("300 points selected");
        assertThat(saved("CSV")).hasSize(301).first().isEqualTo("key,x,y");
        assertThat(saved("TXT")).hasSize(300).startsWith("кошка", "собака");
        Json.Arr read = (Json.Arr) Json.parse(String.join("\n", saved("JSON")));
        assertThat(read.elements()).hasSize(300);
        assertThat(((Json.Obj) read.elements().get(2)).members())
                .containsEntry("key", Json.of("猫"))
                .containsEntry("row", Json.of(2));
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void savesThePicture() throws IOException {
        show("");
        Download saved = page.waitForDownload(() -> page.click("#picture"));
        Path file = folder.resolve("map.png");
        saved.saveAs(file);
        byte[] png = Files.readAllBytes(file);
        assertThat(png).startsWith(0x89, 'P', 'N', 'G').hasSizeGreaterThan(5_000);
    }

    @Test
    void comparesTwoModels() throws IOException {
        show("");
        page.click("#tab-compare");
        page.locator("#compare button[type=submit]").click();
        assertThat(page.locator("#compare b").first()).containsText("of neighbours kept");
        assertThat(page.locator("#other-map")).isVisible();
        assertThat(page.locator("#legend li").first()).isVisible();
        Chromium.checkAccess(page);
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void asksAnalogiesAxesAndHealth() throws IOException {
        show("");
        page.click("#tab-analogy");
        String[] asked = {"king", "кошка", "猫"};
        for (int i = 0; i < asked.length; i++) {
            page.locator("#analogy input").nth(i).fill(asked[i]);
        }
        page.locator("#analogy button[type=submit]").click();
        assertThat(page.locator("#analogy h2")).hasText("king − кошка + 猫");
        page.locator("#analogy input").nth(0).fill("kinf");
        page.locator("#analogy button[type=submit]").click();
        assertThat(page.locator("#analogy .mistake")).isVisible();
        page.locator("#analogy .buttons button").first().click();
        assertThat(page.locator("#analogy h2")).hasText("king − кошка + 猫");
        Chromium.checkAccess(page);
        page.click("#tab-axis");
        page.locator("#axis input").nth(0).fill("king");
        page.locator("#axis input").nth(1).fill("queen");
        page.locator("#axis button[type=submit]").click();
        assertThat(page.locator("#axis .rows").first().locator("li")).hasCount(25);
        page.click("#tab-health");
        page.locator("#health button").first().click();
        assertThat(page.locator("#health dd").first()).hasText("300");
        Chromium.checkAccess(page);
        page.selectOption("#language", "ru");
        assertThat(page.locator("#health .finding").first()).not().containsText("rows");
        assertThat(page.locator("#health dt").first()).hasText("Строк");
        page.selectOption("#language", "en");
        // A key that is not there is a 404, which browsers write down.
        assertThat(chromium.complaints()).allMatch(text -> text.contains("404"));
    }

    @Test
    void makesOtherMapsAndColours() {
        show("?space=3");
        assertThat(page.locator("#space")).hasValue("3");
        page.selectOption("#method", "umap");
        assertThat(page.locator("#status")).containsText("UMAP");
        page.selectOption("#color", "cluster");
        assertThat(page.locator("#legend li").first()).isVisible();
        page.locator("#legend button").first().click();
        assertThat(page.locator("#selection h2")).containsText("points selected");
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void speaksThreeLanguages() {
        show("");
        String status = page.locator("#status").textContent();
        page.waitForTimeout(300);
        for (String[] said :
                new String[][] {{"ru", "Соседи"}, {"zh", "邻居"}, {"en", "Neighbours"}}) {
            page.selectOption("#language", said[0]);
            assertThat(page.locator("#tab-near")).hasText(said[1]);
            assertThat(page.locator("html")).hasAttribute("lang", said[0]);
        }
        assertThat(page.locator("#status")).hasText(status);
    }

    @Test
    void canBeUsedByEverybody() throws IOException {
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            show("");
            Chromium.checkAccess(page);
            look("queen");
            Chromium.checkAccess(page);
        }
        page.keyboard().press("Escape");
        page.locator("#map").focus();
        page.keyboard().press("+");
        page.keyboard().press("ArrowLeft");
        page.keyboard().press("3");
        assertThat(page.locator("#axis")).isVisible();
        assertThat(chromium.complaints()).isEmpty();
    }

    private void withoutWebGl() {
        page.addInitScript(
                "const get = HTMLCanvasElement.prototype.getContext;"
                        + "HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {"
                        + " return kind.startsWith('webgl') ? null : get.call(this, kind, ...rest); };");
    }

    @Test
    void drawsWithoutWebGl() throws IOException {
        withoutWebGl();
        show("");
        assertThat(page.locator("#note")).containsText("no WebGL 2");
        look("king");
        assertThat(page.locator("#near .rows li")).hasCount(20);
        page.mouse().move(map().x + map().width / 2, map().y + map().height / 2);
        assertThat(page.locator("#tip b")).hasText("king");
        assertThat(colorsOfMap()).isGreaterThan(3);
        page.click("#fit");
        drawAroundAll();
        assertThat(page.locator("#selection h2")).hasText("300 points selected");
        page.selectOption("#space", "3");
        assertThat(page).hasURL(Pattern.compile("space=3"));
        assertThat(colorsOfMap()).isGreaterThan(3);
        Chromium.checkAccess(page);
        assertThat(chromium.complaints()).isEmpty();
    }

    /// How many colours the points are drawn with, soft edges too.
    private int colorsOfMap() {
        return ((Number)
                        page.evaluate(
                                "() => { const c = document.querySelector('#map .below');"
                                        + " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
                                        + " return new Set(new Uint32Array(d.buffer)).size; }"))
                .intValue();
    }

    @Test
    void drawsTheFirstOfManyWithoutWebGl() throws IOException {
        serve(AkinServer.builder().file("many", saved("many", 0, 21_000)));
        withoutWebGl();
        page.navigate(server.uri() + "/?limit=1000000");
        assertThat(page.locator("#status")).containsText("20,000 points");
        assertThat(page.locator("#note")).containsText("20,000");
        assertThat(page.locator("#limit")).hasValue("20000");
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void makesMapsAsTheyAreDescribed() throws IOException {
        show("?method=tsne");
        page.click("#gear");
        assertThat(page.locator("#neighbors")).isHidden();
        page.fill("#perplexity", "5");
        page.fill("#iterations", "60");
        page.selectOption("#metric", "euclidean");
        Chromium.checkAccess(page);
        page.locator("#how button[type=submit]").click();
        assertThat(page).hasURL(Pattern.compile("metric=euclidean&perplexity=5&iterations=60"));
        assertThat(page.locator("#settings")).isHidden();
        page.reload();
        assertThat(page.locator("#status")).containsText("300 points");
        assertThat(page.locator("#perplexity")).hasValue("5");
        page.click("#gear");
        page.fill("#perplexity", "500");
        page.locator("#how button[type=submit]").click();
        assertThat(page.locator("#mistake")).containsText("perplexity");
        page.selectOption("#method", "pca");
        assertThat(page).hasURL(Pattern.compile("method=pca(?!.*perplexity)"));
        // What the server cannot do is a 422, which browsers write down.
        assertThat(chromium.complaints()).allMatch(text -> text.contains("422"));
    }

    @Test
    void remembersLightAndDark() {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        show("");
        page.click("#gear");
        page.selectOption("#theme", "dark");
        page.reload();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        assertThat(page.locator("body")).hasCSS("background-color", "rgb(23, 27, 32)");
        page.navigate(server.uri() + "/search");
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        show("");
        page.locator("#map").press("d");
        assertThat(page.locator("html")).hasAttribute("data-theme", "light");
        page.click("#gear");
        page.selectOption("#theme", "system");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(page.locator("body")).hasCSS("background-color", "rgb(23, 27, 32)");
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void listsShortcuts() throws IOException {
        show("");
        page.locator("#map").press("?");
        assertThat(page.locator("#help")).isVisible();
        assertThat(page.locator("#help dt").first()).hasText("/");
        Chromium.checkAccess(page);
        page.keyboard().press("Escape");
        assertThat(page.locator("#help")).isHidden();
        // Another alphabet on the same keys.
        page.locator("#map")
                .dispatchEvent("keydown", Map.of("key", "д", "code", "KeyL", "bubbles", true));
        assertThat(page.locator("#lasso")).hasAttribute("aria-pressed", "true");
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void goesBack() {
        show("");
        look("king");
        look("queen");
        page.selectOption("#space", "3");
        assertThat(page).hasURL(Pattern.compile("space=3"));
        page.goBack();
        assertThat(page.locator("#space")).hasValue("2");
        assertThat(page.locator("#near h2")).hasText("queen");
        page.goBack();
        assertThat(page.locator("#near h2")).hasText("king");
        page.goForward();
        assertThat(page.locator("#near h2")).hasText("queen");
        page.goBack();
        page.goBack();
        assertThat(page.locator("#near h2")).not().hasText("king");
        assertThat(page).hasURL(Pattern.compile("^(?!.*key=)"));
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void aPanelThatWasOpenedStaysOpen() {
        page.navigate(server.uri() + "/?color=cluster");
        assertThat(page.locator("#status")).containsText("300 points");
        page.click("#tab-analogy");
        assertThat(page.locator("#legend li").first()).isVisible();
        assertThat(page.locator("#color")).hasValue("cluster");
        assertThat(page.locator("#analogy")).isVisible();
        assertThat(page).hasURL(Pattern.compile("panel=analogy"));
        assertThat((Integer) page.evaluate("history.length")).isLessThanOrEqualTo(2);
        page.click("#legend summary");
        assertThat(page.locator("#legend li").first()).isHidden();
        assertThat(chromium.complaints()).isEmpty();
    }

    private Object said(String language, String name, Map<String, Integer> values) {
        return page.evaluate(
                "async ([language, name, values]) => { const words = await import('akin/words.js');"
                        + " words.speak(language); return words.say(name, values); }",
                List.of(language, name, values));
    }

    @Test
    void countsAsEachLanguageDoes() {
        show("");
        assertThat(said("en", "points", Map.of("rows", 1))).isEqualTo("1 point");
        assertThat(said("en", "points", Map.of("rows", 1200))).isEqualTo("1,200 points");
        assertThat(said("ru", "points", Map.of("rows", 1))).isEqualTo("1 точка");
        assertThat(said("ru", "points", Map.of("rows", 22))).isEqualTo("22 точки");
        assertThat(said("ru", "points", Map.of("rows", 11))).isEqualTo("11 точек");
        assertThat(said("zh", "points", Map.of("rows", 5))).isEqualTo("5 个点");
        Object lacking =
                page.evaluate(
                        "async () => { const all = [(await import('akin/words-en.js')).EN,"
                                + " (await import('akin/words-zh.js')).ZH, (await import('akin/words-ru.js')).RU];"
                                + " const names = new Set(all.flatMap(Object.keys));"
                                + " return [...names].filter(name => all.some(words => !words[name])); }");
        assertThat((List<?>) lacking).isEmpty();
    }

    @Test
    void fitsTheScreen() {
        for (String language : List.of("en", "zh", "ru")) {
            page.setViewportSize(1280, 800);
            show("");
            page.selectOption("#language", language);
            assertThat(page.locator("header").boundingBox().height).isLessThan(60);
            page.setViewportSize(390, 800);
            assertThat(page.locator("header").boundingBox().height).isLessThan(110);
            assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
            page.selectOption("#language", "en");
        }
    }

    @Test
    void comparesAsManyAsAreWanted() throws IOException {
        serve(
                AkinServer.builder()
                        .file("old", saved("old", 0, 1500))
                        .file("new", saved("new", 0.3, 1500)));
        page.navigate(server.uri() + "/");
        assertThat(page.locator("#status")).containsText("1,500 points");
        page.click("#tab-compare");
        page.locator("#compare select").nth(1).selectOption("1000");
        page.locator("#compare button[type=submit]").click();
        assertThat(page.locator("#compare")).containsText("The first 1,000 of 1,500");
        assertThat(page.locator("#legend")).containsText("not compared");
        page.locator("#compare select").nth(1).selectOption("10000");
        page.locator("#compare button[type=submit]").click();
        assertThat(page.locator("#compare")).containsText("over 1,500 keys");
        assertThat(page.locator("#legend")).not().containsText("not compared");
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void saysWhatAnalogyFieldsAreFor() {
        show("?panel=analogy");
        for (String[] names :
                new String[][] {
                    {"ru", "Исходное слово", "минус", "плюс"},
                    {"zh", "起始词", "减", "加"},
                    {"en", "Start with", "minus", "plus"}
                }) {
            page.selectOption("#language", names[0]);
            for (int i = 1; i < names.length; i++) {
                assertThat(page.locator("#analogy").getByLabel(names[i])).isVisible();
            }
        }
    }

    /// `akin map -o words.html`: no server, and nobody is asked.
    @Test
    void aMapIsAPageOfItsOwn() throws IOException {
        page.close();
        page = chromium.page(URI.create("file:/"));
        Random random = new Random(5);
        float[][] places = new float[3][POINTS];
        for (float[] one : places) {
            for (int i = 0; i < POINTS; i++) {
                one[i] = random.nextFloat();
            }
        }
        int[] groups = random.ints(POINTS, 0, 2).toArray();
        Path file = folder.resolve("map.html");
        new MapPage(
                        "слова",
                        keys(POINTS),
                        Coloring.groups("kind", groups, List.of("动物", "</script>")))
                .write(Projection.of(places), file);
        page.navigate(file.toUri().toString());
        assertThat(page.locator("h1")).hasText("слова");
        assertThat(page.locator("#status")).hasText("300 points");
        assertThat(page.locator("#legend li")).hasCount(2);
        page.locator("#legend button").first().click();
        assertThat(page.locator("#selection h2")).containsText("points selected");
        page.fill("#find", "猫");
        page.press("#find", "Enter");
        page.selectOption("#language", "zh");
        assertThat(page.locator("#status")).hasText("300 个点");
        Chromium.checkAccess(page);
        assertThat(chromium.complaints()).isEmpty();
    }
}
