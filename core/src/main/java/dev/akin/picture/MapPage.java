package dev.akin.picture;

import dev.akin.format.AtomicFile;
import dev.akin.project.Projection;
import dev.akin.text.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A map as one page for a browser, to look around in: it holds all it needs, and asks nobody anything. Points are drawn by WebGL 2, so that
/// hundreds of thousands move smoothly; keys are searched, shown under the pointer, and written where there is room.
public final class MapPage {
    private static final String FOLDER = "page/";
    private static final Pattern IMPORT = Pattern.compile("from 'akin/([\\w-]+\\.js)'");
    private static final Pattern PLACE = Pattern.compile("@(icon|style|modules|data)@");

    private final String name;
    private final List<String> keys;
    private final Coloring coloring;
    private final @Nullable MapPictures pictures;

    /// @param name what the page is called, such as that of the file
    /// @param keys of the points, the most important first
    /// @param coloring what colours tell
    public MapPage(String name, List<String> keys, Coloring coloring) {
        this(name, keys, coloring, null);
    }

    private MapPage(
            String name, List<String> keys, Coloring coloring, @Nullable MapPictures pictures) {
        this.name = name;
        this.keys = List.copyOf(keys);
        this.coloring = coloring;
        this.pictures = pictures;
    }

    /// This page, with small pictures of some of its points; null for none.
    public MapPage pictures(@Nullable MapPictures some) {
        return new MapPage(name, keys, coloring, some);
    }

    /// Writes the page.
    ///
    /// @param map in two or three dimensions
    /// @throws IllegalArgumentException if there are not as many keys or colours as points
    public void write(Projection map, Path file) throws IOException {
        AtomicFile.write(file, html(map).getBytes(StandardCharsets.UTF_8));
    }

    String html(Projection map) {
        if (keys.size() != map.count()) {
            throw new IllegalArgumentException(keys.size() + " keys of " + map.count() + " points");
        }
        coloring.check(map.count());
        Map<String, String> parts =
                Map.of(
                        "icon", "data:image/svg+xml;base64," + base64(resource("icon.svg")),
                        "style", text("explorer.css"),
                        "modules", Json.object("imports", modules()).toString(),
                        "data", inElement(data(map).toString()));
        return PLACE.matcher(text("viewer.html"))
                .replaceAll(found -> Matcher.quoteReplacement(part(parts, found.group(1))));
    }

    private static String part(Map<String, String> parts, String name) {
        String part = parts.get(name);
        if (part == null) {
            throw new IllegalStateException("the page has a place for " + name);
        }
        return part;
    }

    /// No text inside ends the element.
    private static String inElement(String json) {
        return json.replace("<", "\\u003c");
    }

    private Json data(Projection map) {
        ByteBuffer places =
                ByteBuffer.allocate(Float.BYTES * map.dimensions() * map.count())
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (int p = 0; p < map.count(); p++) {
            for (int d = 0; d < map.dimensions(); d++) {
                places.putFloat(map.coordinate(p, d));
            }
        }
        return Json.object(
                "name",
                name,
                "dimensions",
                map.dimensions(),
                "keys",
                keys,
                "places",
                base64(places.array()),
                "column",
                coloring.column(),
                "pictures",
                pictures == null ? null : pictures.json());
    }

    /// All modules that the first one needs, by name, each an address that holds it.
    private static Json modules() {
        Map<String, Json> modules = new TreeMap<>();
        Deque<String> wanted = new ArrayDeque<>(List.of("viewer.js"));
        while (!wanted.isEmpty()) {
            String module = wanted.pop();
            if (!modules.containsKey("akin/" + module)) {
                byte[] source = resource(module);
                String address = "data:text/javascript;base64," + base64(source);
                modules.put("akin/" + module, Json.of(address));
                IMPORT.matcher(new String(source, StandardCharsets.UTF_8))
                        .results()
                        .forEach(found -> wanted.push(found.group(1)));
            }
        }
        return new Json.Obj(modules);
    }

    private static String text(String name) {
        return new String(resource(name), StandardCharsets.UTF_8);
    }

    private static byte[] resource(String name) {
        try (InputStream in = MapPage.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + FOLDER + name + " in the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
