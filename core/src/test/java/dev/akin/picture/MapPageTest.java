package dev.akin.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akin.project.Projection;
import dev.akin.text.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MapPageTest {
    private static final Projection MAP =
            Projection.of(new float[][] {{1, 2, 3}, {-1, 0, 0.5f}, {7, 8, 9}});
    private static final List<String> KEYS = List.of("猫", "</script><b>", "кот $1");

    private static Json.Obj data(Coloring coloring) {
        String html = new MapPage("a & b", KEYS, coloring).html(MAP);
        Matcher data = Pattern.compile("id=\"data\">(.*?)</script>", Pattern.DOTALL).matcher(html);
        assertThat(data.find()).isTrue();
        return (Json.Obj) Json.parse(data.group(1));
    }

    @Test
    void holdsPointsAsTheyAre() {
        Json.Obj data = data(Coloring.plain());
        assertThat(data.get("keys")).hasToString("[\"猫\",\"</script><b>\",\"кот $1\"]");
        ByteBuffer places =
                ByteBuffer.wrap(
                                Base64.getDecoder()
                                        .decode(
                                                ((Json.Str)
                                                                Objects.requireNonNull(
                                                                        data.get("places")))
                                                        .value()))
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (int p = 0; p < 3; p++) {
            for (int d = 0; d < 3; d++) {
                assertThat(places.getFloat()).isEqualTo(MAP.coordinate(p, d));
            }
        }
        assertThat(data.get("column")).hasToString("null");
    }

    @Test
    void saysWhatColoursTell() {
        assertThat(
                        data(Coloring.groups("kind", new int[] {1, -1, 0}, List.of("x", "y")))
                                .get("column"))
                .hasToString(
                        "{\"name\":\"kind\",\"kind\":\"text\",\"values\":[\"x\",\"y\"],\"codes\":[1,-1,0]}");
        assertThat(data(Coloring.counts("count", 1, 1000, 20)).get("column"))
                .hasToString(
                        "{\"name\":\"count\",\"kind\":\"number\",\"logarithmic\":true,\"numbers\":[1.0,1000.0,20.0]}");
        assertThat(data(Coloring.values("v", 1, Float.NaN, 0.5f)).get("column"))
                .hasToString(
                        "{\"name\":\"v\",\"kind\":\"number\",\"logarithmic\":false,\"numbers\":[1.0,null,0.5]}");
    }

    @Test
    void holdsSmallPictures() {
        MapPictures pictures =
                new MapPictures(
                        new byte[] {1, 2, 3}, 48, 2, List.of(new MapPictures.Place(1, 48, 30)));
        String html = new MapPage("name", KEYS, Coloring.plain()).pictures(pictures).html(MAP);
        assertThat(html)
                .contains(
                        "\"pictures\":{\"image\":\"data:image/jpeg;base64,AQID\",\"side\":48,"
                                + "\"columns\":2,\"places\":[[1,48,30]]}");
        assertThat(data(Coloring.plain()).get("pictures")).hasToString("null");
    }

    /// Every module that another one imports is in the page, and nothing is asked of anybody.
    @Test
    void needsNothingElse() {
        String html = new MapPage("name", KEYS, Coloring.plain()).html(MAP);
        Matcher map = Pattern.compile("importmap\">(.*?)</script>", Pattern.DOTALL).matcher(html);
        assertThat(map.find()).isTrue();
        Json.Obj modules =
                (Json.Obj)
                        Objects.requireNonNull(
                                ((Json.Obj) Json.parse(map.group(1))).get("imports"));
        assertThat(modules.members()).containsKeys("akin/viewer.js", "akin/scatter.js");
        for (Json module : modules.members().values()) {
            String address = ((Json.Str) module).value();
            String source =
                    new String(
                            Base64.getDecoder().decode(address.substring(address.indexOf(',') + 1)),
                            StandardCharsets.UTF_8);
            Pattern.compile("^(?:import|export) .*from '(.*)'", Pattern.MULTILINE)
                    .matcher(source)
                    .results()
                    .forEach(found -> assertThat(modules.members()).containsKey(found.group(1)));
        }
        assertThat(html).contains("default-src 'none'").doesNotContain("http://", "https://");
    }

    @Test
    void saysWhatDoesNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MapPage("n", KEYS.subList(0, 2), Coloring.plain()).html(MAP))
                .withMessage("2 keys of 3 points");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MapPage("n", KEYS, Coloring.values("v", 1)).html(MAP))
                .withMessage("colours for 1 points, and 3 points");
    }
}
