package dev.akin.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.akin.search.CollectionHome;
import dev.akin.search.CollectionOptions;
import dev.akin.search.Document;
import dev.akin.search.DocumentIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The search page as a person uses it.
@Timeout(300)
class SearchPageTest {
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
        server = options().start();
        page = chromium.page(server.uri());
    }

    private AkinServer.Builder options() throws IOException {
        CollectionHome home = new CollectionHome(folder);
        try (DocumentIndex index =
                home.create("notes", CollectionOptions.forEncoder(new LetterEncoder()).build())) {
            index.upsert(
                    Document.encode(
                            List.of(
                                    passage("3", "The banks of the river are steep.", 120),
                                    passage("1", "A boat is on the water.", 0),
                                    document("other", "The bank lends money to all of us.", "ru"),
                                    document("zh", "我们在河岸上吃苹果。", "zh")),
                            new LetterEncoder()));
        }
        return AkinServer.builder()
                .port(0)
                .encoder("letters", new LetterEncoder())
                .collections(home)
                .collection("notes");
    }

    private static Document passage(String id, String text, int from) {
        return Document.builder(id)
                .text(text)
                .put("path", "notes/river.md")
                .put("line", 7)
                .put("heading", "Trips › Boats")
                .put("_from", from)
                .put("_to", from + text.length())
                .put("lang", "en")
                .build();
    }

    private static Document document(String id, String text, String language) {
        return Document.builder(id).text(text).put("lang", language).build();
    }

    @AfterEach
    void stop() {
        page.close();
        server.close();
    }

    private void ask(String query) {
        page.navigate(server.uri() + "/search");
        assertThat(page.locator("#collection")).hasValue("notes");
        page.fill("#query", query);
        page.press("#query", "Enter");
    }

    @Test
    void marksTheWordsAndSaysWhereTheyStand() {
        ask("river bank");
        page.selectOption("#mode", "text");
        page.click("button[type=submit]");
        assertThat(page.locator("#answers > li")).hasCount(2);
        assertThat(page.locator("#answers > li h2").first()).hasText("notes/river.md, line 7");
        assertThat(page.locator("#answers > li").first().locator("mark"))
                .hasText(new String[] {"banks", "river"});
        assertThat(page.locator(".crumbs")).hasText("Trips › Boats");
        assertThat(page.locator("#status")).containsText("2 answers");
        page.click("text=Show in its source");
        assertThat(page.locator("#source-text p"))
                .hasText(
                        new String[] {
                            "A boat is on the water.", "The banks of the river are steep."
                        });
        assertThat(page.locator("#source-text .here mark").first()).hasText("banks");
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void narrowsByFieldsAndKeepsTheQuestionInTheAddress() {
        ask("bank");
        page.selectOption("#field", "lang");
        page.focus("#value");
        assertThat(page.locator("#values option")).hasCount(3);
        page.fill("#value", "ru");
        page.click("#add");
        assertThat(page.locator("#filter")).hasValue("lang = \"ru\"");
        assertThat(page.locator("#answers > li")).hasCount(1);
        assertThat(page).hasURL(Pattern.compile(".*filter=lang.*"));
        page.goBack();
        assertThat(page.locator("#filter")).hasValue("");
        assertThat(page.locator("#answers > li")).hasCount(4);
        page.reload();
        assertThat(page.locator("#query")).hasValue("bank");
        assertThat(page.locator("#answers > li")).hasCount(4);
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void pointsAtTheMistakeOfAFilter() {
        ask("bank");
        page.fill("#filter", "lang = =");
        page.press("#filter", "Enter");
        assertThat(page.locator("#filter-mistake")).containsText("       ^ filter, character 8");
        page.fill("#filter", "lang = \"en\"");
        page.press("#filter", "Enter");
        assertThat(page.locator("#filter-mistake")).isHidden();
        assertThat(chromium.complaints()).allMatch(heard -> heard.contains("422"));
    }

    @Test
    void speaksThreeLanguagesAndCanBeUsedByEverybody() throws IOException {
        ask("苹果");
        assertThat(page.locator("mark").first()).containsText("苹");
        for (String language : List.of("en", "zh", "ru")) {
            page.selectOption("#language", language);
            assertThat(page.locator("html")).hasAttribute("lang", language);
            Chromium.checkAccess(page);
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        Chromium.checkAccess(page);
        assertThat(page.locator("h1")).hasText("Поиск");
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void asksForTheKeyOfAServerThatWantsOne() throws IOException {
        server.close();
        Path keys = Files.writeString(folder.resolve("keys.txt"), "0123456789abcdef\n");
        server =
                AkinServer.builder()
                        .port(0)
                        .collections(new CollectionHome(folder))
                        .collection("notes")
                        .apiKeys(keys)
                        .start();
        page.close();
        page = chromium.page(server.uri());
        page.navigate(server.uri() + "/search");
        assertThat(page.locator("#key")).isVisible();
        page.fill("#key-value", "wrong-wrong-wrong");
        page.press("#key-value", "Enter");
        assertThat(page.locator("#key")).isVisible();
        page.fill("#key-value", "0123456789abcdef");
        page.press("#key-value", "Enter");
        assertThat(page.locator("#collection")).hasValue("notes");
        assertThat(chromium.complaints()).allMatch(heard -> heard.contains("401"));
    }
}
