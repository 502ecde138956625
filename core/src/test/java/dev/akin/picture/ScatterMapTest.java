package dev.akin.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akin.format.Column;
import dev.akin.project.Projection;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ScatterMapTest {
    private static final Sheet SMALL = Sheet.DEFAULT.size(600, 400);

    private static Projection cloud(int count) {
        Random random = new Random(1);
        float[][] coordinates = new float[2][count];
        for (int i = 0; i < count; i++) {
            coordinates[0][i] = (float) random.nextGaussian();
            coordinates[1][i] = (float) random.nextGaussian();
        }
        return Projection.of(coordinates);
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "word" + i).toList();
    }

    private static Document parsed(Picture picture) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(picture.svg())));
    }

    private static List<String> texts(Document svg) {
        List<String> texts = new ArrayList<>();
        NodeList found = svg.getElementsByTagName("text");
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }

    private static int colorsOf(BufferedImage image) {
        return (int)
                IntStream.range(0, image.getWidth() * image.getHeight())
                        .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()))
                        .distinct()
                        .count();
    }

    @Test
    void noNameCoversAnother() throws Exception {
        Picture picture =
                ScatterMap.builder()
                        .sheet(SMALL)
                        .names(names(2000))
                        .labels(200)
                        .build()
                        .draw(cloud(2000));
        NodeList found = parsed(picture).getElementsByTagName("text");
        List<LabelPlaces.Area> boxes = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            Element text = (Element) found.item(i);
            float size = Float.parseFloat(text.getAttribute("font-size"));
            Lettering.Text measured = Lettering.installed().text(text.getTextContent(), size);
            boxes.add(
                    LabelPlaces.Area.sized(
                            Float.parseFloat(text.getAttribute("x")),
                            Float.parseFloat(text.getAttribute("y")) - measured.ascent(),
                            measured.width(),
                            measured.height()));
        }
        assertThat(boxes.size()).isBetween(50, 200);
        for (LabelPlaces.Area box : boxes) {
            assertThat(boxes.stream().filter(box::overlaps)).containsExactly(box);
            assertThat(box.left()).isNotNegative();
            assertThat(box.right()).isLessThan(600);
        }
    }

    @Test
    void theFirstPointsAreNamedFirst() throws Exception {
        Picture picture = ScatterMap.builder().names(names(50)).labels(5).build().draw(cloud(50));
        assertThat(texts(parsed(picture))).hasSize(5).contains("word0", "word1");
    }

    @Test
    void everyPointIsADot() throws Exception {
        int[] groups = IntStream.range(0, 300).map(i -> i % 4 - 1).toArray();
        Picture picture =
                ScatterMap.builder()
                        .coloring(Coloring.groups("kind", groups, List.of("a", "b", "c")))
                        .build()
                        .draw(cloud(300));
        NodeList paths = parsed(picture).getElementsByTagName("path");
        int dots = 0;
        List<String> colors = new ArrayList<>();
        for (int i = 0; i < paths.getLength(); i++) {
            Element path = (Element) paths.item(i);
            dots += path.getAttribute("d").split("M", -1).length - 1;
            colors.add(path.getAttribute("stroke"));
        }
        assertThat(dots).isEqualTo(300 + 4); // and the legend's
        assertThat(colors).hasSize(8);
        assertThat(texts(parsed(picture)))
                .contains("kind", "none", "75")
                .filteredOn(text -> text.equals("a"))
                .hasSize(2); // among its points, and in the legend
    }

    @Test
    void whatIsNoXmlIsWrittenAllTheSame() throws Exception {
        List<String> names = List.of("<&>\"'", "a\u0000b", "国王", "король", "\ud800", "");
        Picture picture =
                ScatterMap.builder()
                        .sheet(SMALL.title("a < b & c"))
                        .names(names)
                        .build()
                        .draw(cloud(names.size()));
        assertThat(texts(parsed(picture))).contains("<&>\"'", "a b", "国王", "король");
        assertThat(ImageIO.read(new ByteArrayInputStream(picture.png())).getWidth()).isEqualTo(600);
    }

    @Test
    void pngShowsThePointsInBothThemes(@TempDir Path folder) throws IOException {
        for (Theme theme : Theme.values()) {
            Path file = folder.resolve(theme + ".png");
            ScatterMap.builder()
                    .sheet(SMALL.theme(theme))
                    .coloring(Coloring.counts("count", 1, 10, 100, Float.NaN))
                    .build()
                    .draw(cloud(4))
                    .save(file);
            BufferedImage image = ImageIO.read(file.toFile());
            assertThat(image.getRGB(0, 0) & 0xffffff)
                    .isEqualTo(theme == Theme.DARK ? 0x14181d : 0xffffff);
            assertThat(colorsOf(image)).isGreaterThan(20);
        }
    }

    @Test
    void oneScaleForBothDirections() throws Exception {
        Projection square = Projection.of(new float[][] {{0, 1, 1, 0}, {0, 0, 1, 1}});
        Picture picture = ScatterMap.builder().sheet(SMALL).build().draw(square);
        String dots =
                ((Element) parsed(picture).getElementsByTagName("path").item(0)).getAttribute("d");
        String[] places = dots.substring(1).replace("h0", "").split("[M ]", -1);
        float across = Float.parseFloat(places[2]) - Float.parseFloat(places[0]);
        float up = Float.parseFloat(places[3]) - Float.parseFloat(places[5]);
        assertThat(across).isEqualTo(up).isGreaterThan(300);
    }

    @Test
    void onePointAndEqualPointsAreInTheMiddle() {
        for (int count : new int[] {1, 3}) {
            Projection same = Projection.of(new float[2][count]);
            assertThat(ScatterMap.builder().sheet(SMALL).build().draw(same).svg())
                    .contains("M300 200h0");
        }
    }

    @Test
    void columnsAreGroupsOrAmounts() throws Exception {
        Column texts = Column.texts(List.of("noun", "verb", "", "noun"));
        Picture groups =
                ScatterMap.builder()
                        .coloring(Coloring.of("part", texts, 0, 1, 2, 3))
                        .build()
                        .draw(cloud(4));
        assertThat(texts(parsed(groups))).contains("part", "noun", "verb", "none");
        Picture amounts =
                ScatterMap.builder()
                        .coloring(Coloring.of("age", Column.numbers(1, 2, 3), 2, 1, 0))
                        .build()
                        .draw(cloud(3));
        assertThat(texts(parsed(amounts))).contains("age", "1", "1.5", "3");
        Picture integers =
                ScatterMap.builder()
                        .coloring(Coloring.of("cluster", Column.integers(-1, 1, 1), 0, 1, 2))
                        .build()
                        .draw(cloud(3));
        assertThat(texts(parsed(integers))).contains("cluster", "none", "1");
    }

    @Test
    void groupsBeyondTheColorsAreGrey() throws Exception {
        int[] groups = IntStream.range(0, 100).map(i -> i % 20).toArray();
        Picture picture =
                ScatterMap.builder()
                        .coloring(Coloring.groups("g", groups, names(20)))
                        .groupNames(false)
                        .build()
                        .draw(cloud(100));
        assertThat(texts(parsed(picture))).contains("4 other groups", "20").doesNotContain("none");
    }

    @Test
    void theSameIsDrawnTwice() throws IOException {
        ScatterMap map = ScatterMap.builder().names(names(500)).build();
        assertThat(map.draw(cloud(500)).svg()).isEqualTo(map.draw(cloud(500)).svg());
        assertThat(map.draw(cloud(500)).png()).isEqualTo(map.draw(cloud(500)).png());
    }

    @Test
    void whatCannotBeDrawnIsRefused(@TempDir Path folder) {
        ScatterMap map = ScatterMap.builder().names(names(3)).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> map.draw(cloud(4)))
                .withMessage("3 names of 4 points");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> map.draw(Projection.of(new float[3][3])))
                .withMessage("a picture is flat, and the map has 3 dimensions");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ScatterMap.builder()
                                .coloring(Coloring.values("v", 1, 2))
                                .build()
                                .draw(cloud(3)))
                .withMessage("colours for 2 points, and 3 points");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Coloring.groups("g", new int[] {0, 2}, List.of("a", "b")))
                .withMessage("group 2 has no name: there are 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sheet.DEFAULT.size(100, 20_000))
                .withMessage("a picture is 200 to 10000 pixels wide and high, not 100 × 20000");
        Path gif = folder.resolve("map.gif");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> map.draw(cloud(3)).save(gif))
                .withMessageContaining("pictures are .png or .svg");
        assertThat(Files.exists(gif)).isFalse();
    }

    @Test
    void labelsMayBeLeftOut() throws Exception {
        Picture picture = ScatterMap.builder().names(names(40)).labels(0).build().draw(cloud(40));
        assertThat(texts(parsed(picture))).isEmpty();
    }
}
