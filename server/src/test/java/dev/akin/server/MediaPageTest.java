package dev.akin.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.MediaFolders;
import dev.akin.format.Column;
import dev.akin.media.Mosaic;
import dev.akin.media.Picture;
import dev.akin.media.PictureReader;
import dev.akin.media.Thumbnail;
import dev.akin.picture.Coloring;
import dev.akin.picture.MapPage;
import dev.akin.picture.MapPictures;
import dev.akin.project.Projection;
import dev.akin.search.CollectionHome;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Pictures and sounds on the pages, as a person sees and hears them.
@Timeout(300)
class MediaPageTest {
    private static final List<String> KEYS =
            List.of("red.png", "green.png", "rain.wav", "a text", "gone.png");

    private static Chromium chromium;

    @TempDir Path folder;

    private Path media;
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
        media = Files.createDirectories(folder.resolve("media")).toRealPath();
        MediaSamples.picture(media.resolve("red.png"), 120, 60, 0xff0000);
        MediaSamples.picture(media.resolve("green.png"), 60, 60, 0x00ff00);
        MediaSamples.sound(media.resolve("rain.wav"), 20);
        serve(AkinServer.builder());
    }

    private void serve(AkinServer.Builder builder) throws IOException {
        stop();
        Path table =
                MediaSamples.table(
                        folder.resolve("mixed.safetensors"), KEYS, MediaFolders.in(List.of(media)));
        server = builder.port(0).file("mixed", table).start();
        page = chromium.page(server.uri());
    }

    @AfterEach
    void stop() {
        if (page != null) {
            page.close();
            server.close();
        }
    }

    private void show(String rest) {
        page.navigate(server.uri() + "/" + rest);
        assertThat(page.locator("#status")).containsText("5 points");
    }

    /// How many pixels of the upper canvas are nearly of a colour.
    private int pixels(int red, int green, int blue) {
        return (Integer)
                page.evaluate(
                        """
                        ([red, green, blue]) => {
                          const canvas = document.querySelector('#map .above');
                          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                          let count = 0;
                          for (let i = 0; i < data.length; i += 4) {
                            const far = Math.abs(data[i] - red) + Math.abs(data[i + 1] - green) + Math.abs(data[i + 2] - blue);
                            count += data[i + 3] === 255 && far < 24 ? 1 : 0;
                          }
                          return count;
                        }\
                        """,
                        List.of(red, green, blue));
    }

    private void awaitPixels(int red, int green, int blue) throws InterruptedException {
        for (int i = 0; i < 600 && pixels(red, green, blue) < 200; i++) {
            Thread.sleep(100);
        }
        assertThat(pixels(red, green, blue)).isGreaterThanOrEqualTo(200);
    }

    /// Waits for it; the page lets nobody evaluate texts, as Playwright's own waiting does.
    private void await(String expression) throws InterruptedException {
        for (int i = 0; i < 600 && !(Boolean) page.evaluate(expression); i++) {
            Thread.sleep(100);
        }
        assertThat(page.evaluate(expression)).as(expression).isEqualTo(true);
    }

    /// A file that is gone is said by the browser, too.
    private void hearNothingElse() {
        assertThat(chromium.complaints()).allMatch(heard -> heard.contains("404"));
    }

    @Test
    void drawsPicturesOnTheMap() throws Exception {
        show("");
        awaitPixels(255, 0, 0);
        awaitPixels(0, 255, 0);
        page.selectOption("#space", "3");
        assertThat(page.locator("#status")).containsText("5 points");
        awaitPixels(255, 0, 0);
        hearNothingElse();
    }

    @Test
    void aPictureThatIsGoneIsItsKey() throws Exception {
        show("?key=a+text");
        assertThat(page.locator("#near .rows li")).hasCount(4);
        assertThat(page.locator("#near .rows img")).hasCount(2);
        Locator gone =
                page.locator("#near .rows li", new Page.LocatorOptions().setHasText("gone.png"));
        assertThat(gone.locator("img")).hasCount(0);
        hearNothingElse();
    }

    @Test
    void showsTheChosenPictureWithItsName() {
        show("?key=red.png");
        Locator shown = page.locator("#near img.exhibit");
        assertThat(shown).hasAttribute("alt", "red.png");
        assertThat(shown).hasJSProperty("naturalWidth", 120);
        assertThat(page.locator("#near audio")).hasCount(0);
        hearNothingElse();
    }

    @Test
    void playsTheChosenSound() throws InterruptedException {
        show("?key=rain.wav");
        Locator audio = page.locator("#near audio");
        assertThat(audio).hasAttribute("aria-label", "rain.wav");
        await("document.querySelector('#near audio').readyState >= 1");
        assertThat((Number) audio.evaluate("one => one.duration")).isEqualTo(20);
        assertThat((Boolean) audio.evaluate("one => one.paused")).isTrue();
        page.fill("#find", "rain");
        assertThat(page.locator("#found li").first()).containsText("rain.wav");
        page.press("#find", "Enter");
        await("(document.querySelector('#near audio')?.currentTime ?? 0) > 0");
        hearNothingElse();
    }

    @Test
    void playsSoundsOfListsOneAtATime() {
        show("?key=red.png");
        Locator play = page.locator("#near .rows button.play");
        assertThat(play).hasCount(1);
        assertThat(play).hasAttribute("aria-label", "Play rain.wav");
        play.focus();
        page.keyboard().press("Enter");
        assertThat(play).hasAttribute("aria-pressed", "true");
        play.click();
        assertThat(play).hasAttribute("aria-pressed", "false");
        play.click();
        assertThat(play).hasAttribute("aria-pressed", "true");
        assertThat(page.locator("#near h2").first()).hasText("red.png");
        hearNothingElse();
    }

    @Test
    void coloursByKindAndSpeaksThreeLanguages() throws IOException {
        show("?key=rain.wav");
        page.selectOption("#color", "kind");
        assertThat(page.locator("#legend li"))
                .hasText(new String[] {"pictures · 3", "sounds · 1", "texts · 1"});
        page.locator("#legend button").first().click();
        assertThat(page.locator("#selection h2")).hasText("3 points selected");
        assertThat(page.locator("#selection .rows img")).hasCount(2);
        page.click("#tab-near");
        for (String language : List.of("zh", "ru", "en")) {
            page.selectOption("#language", language);
            Chromium.checkAccess(page);
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        Chromium.checkAccess(page);
        page.selectOption("#language", "ru");
        assertThat(page.locator("#legend li").first()).hasText("картинки · 3");
        hearNothingElse();
    }

    @Test
    void worksBehindAKey() throws Exception {
        Path keys = Files.writeString(folder.resolve("keys.txt"), "0123456789abcdef\n");
        serve(AkinServer.builder().apiKeys(keys));
        page.navigate(server.uri() + "/?key=rain.wav");
        page.fill("#key-value", "0123456789abcdef");
        page.press("#key-value", "Enter");
        await("(document.querySelector('#near audio')?.readyState ?? 0) >= 1");
        Locator small =
                page.locator("#near .rows li", new Page.LocatorOptions().setHasText("red.png"))
                        .locator("img");
        assertThat(small).hasAttribute("src", Pattern.compile("blob:.*"));
        assertThat(small).hasJSProperty("naturalWidth", 96);
        assertThat(chromium.complaints())
                .allMatch(heard -> heard.contains("404") || heard.contains("401"));
    }

    @Test
    void callsRowsByTheirTexts() throws IOException {
        Path file = folder.resolve("texts.safetensors");
        Embeddings.builder(
                        Vocabulary.of(List.of("1", "2", "red.png")),
                        EmbeddingTable.of(new float[] {1, 0, 0, 1, 1, 1}, 3, 2))
                .column("text", Column.texts(List.of("a red apple", "grass", "")))
                .metadata(
                        Map.of(MediaFolders.METADATA, MediaFolders.in(List.of(media)).record(file)))
                .build()
                .save(file);
        serve(AkinServer.builder().file("texts", file));
        page.navigate(server.uri() + "/?model=texts&key=red.png");
        assertThat(page.locator("#near .rows li"))
                .containsText(new String[] {"a red apple", "grass"});
        page.fill("#find", "apple");
        page.press("#find", "Enter");
        assertThat(page.locator("#near h2").first()).hasText("a red apple");
        assertThat(page.locator("#near .rows img")).hasCount(1);
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void aPageOfItsOwnHoldsSmallPictures() throws Exception {
        Picture red = PictureReader.DEFAULT.read(media.resolve("red.png"));
        Picture green = PictureReader.DEFAULT.read(media.resolve("green.png"));
        List<Picture> small = List.of(Thumbnail.of(red, 48), Thumbnail.of(green, 48));
        MapPictures pictures =
                new MapPictures(
                        Thumbnail.jpeg(Mosaic.of(small, 48, 2)),
                        48,
                        2,
                        List.of(
                                new MapPictures.Place(0, 48, 24),
                                new MapPictures.Place(1, 48, 48)));
        Projection map = Projection.of(new float[][] {{0, 1, 0, 1, 0.5f}, {0, 0, 1, 1, 0.5f}});
        Path file = folder.resolve("page.html");
        new MapPage("pictures", KEYS, Coloring.plain()).pictures(pictures).write(map, file);
        page.navigate(file.toUri().toString());
        assertThat(page.locator("#status")).containsText("5 points");
        awaitPixels(255, 0, 0);
        awaitPixels(0, 255, 0);
        assertThat(chromium.complaints()).allMatch(heard -> heard.startsWith("asked file:"));
    }

    @Test
    void showsAGalleryAndWhatIsAlike() throws Exception {
        CollectionHome home = MediaRoutesTest.gallery(folder.resolve("home"), List.of(media));
        serve(AkinServer.builder().collections(home).collection("gallery"));
        page.navigate(server.uri() + "/search?collection=gallery");
        assertThat(page.locator("#answers > li")).hasCount(3);
        assertThat(page.locator("#answers img")).hasCount(2);
        await("[...document.querySelectorAll('#answers img')].every(one => one.naturalWidth > 0)");
        await("document.querySelector('#answers audio').readyState >= 1");
        page.locator("#answers > li", new Page.LocatorOptions().setHasText("red.png"))
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Find what is like it"))
                .click();
        assertThat(page.locator("#status")).containsText("by meaning");
        assertThat(page.locator("#answers h2").first()).containsText("red.png");
        assertThat(page).hasURL(Pattern.compile(".*like=.*red.png"));
        Chromium.checkAccess(page);
        assertThat(chromium.complaints()).isEmpty();
    }
}
