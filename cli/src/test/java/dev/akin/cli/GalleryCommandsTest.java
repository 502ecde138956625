package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `index` and `search` of pictures.
class GalleryCommandsTest {
    private static final Path MODEL = EncodePicturesTest.MODELS.resolve("map");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path photos;

    @BeforeEach
    void takePhotos() throws IOException {
        photos = EncodePicturesTest.photos(folder.resolve("photos"));
    }

    private Run akin(Object... arguments) {
        Object[] all = new Object[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--home";
        all[arguments.length + 1] = folder.resolve("home");
        return Run.akin(all);
    }

    @Test
    void aPictureFindsThoseLikeIt() throws IOException {
        Run indexed = akin("index", "gallery", photos, "--encoder", MODEL).succeeds();
        assertThat(indexed.out()).contains("gallery: 4 of 4 files indexed");
        assertThat(indexed.err()).contains("search gallery --image FILE");

        Path query = photos.resolve("warm/a.png");
        Run found = akin("search", "gallery", "--image", query, "-k", "2").succeeds();
        assertThat(found.out().lines().filter(line -> !line.isBlank()).toList())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("1.0000  " + query),
                        second -> assertThat(second).contains("warm/b.JPG"));
        Json.Obj json =
                akin("search", "gallery", "--image", query, "--json", "--filter", "type = \"png\"")
                        .succeeds()
                        .json();
        assertThat(Run.text(json, "image")).isEqualTo(query.toString());
        assertThat(Run.text(json, "mode")).isEqualTo("vector");
        assertThat(Run.size(json, "hits")).isEqualTo(3);
    }

    @Test
    void laterOnlyWhatChangedIsEncoded() throws IOException {
        akin("index", "gallery", photos, "--encoder", MODEL).succeeds();
        Files.delete(photos.resolve("cold/d.png"));
        Files.writeString(photos.resolve("cold/x.png"), "no picture");
        Run again = akin("index", "gallery", photos);

        assertThat(again.code()).isEqualTo(ExitCode.DONE_IN_PART);
        assertThat(again.out()).contains("0 of 4 files indexed").contains("3 unchanged, 1 removed");
        assertThat(again.err()).contains("left out: ").contains("x.png: byte 0: it is no picture");
    }

    @Test
    void wordsDoNotAskForPictures() throws IOException {
        akin("index", "gallery", photos, "--encoder", MODEL).succeeds();

        akin("search", "gallery", "a red car")
                .failsSaying(ExitCode.FAILED, "gallery holds vectors of pictures");
        akin("search", "gallery")
                .failsSaying(ExitCode.WRONG_USAGE, "give one of QUERY, --image and --sound");
        akin("search", "gallery", "--image", photos.resolve("notes.txt"))
                .failsSaying(ExitCode.FAILED, "notes.txt: byte 0: it is no picture");
        akin("search", "gallery", "--image", photos.resolve("gone.png"))
                .failsSaying(ExitCode.FAILED, "no such file");
        akin("search", "gallery", "--image", photos.resolve("warm/a.png"), "--mode", "text")
                .failsSaying(ExitCode.WRONG_USAGE, "is looked for by its vector");
        akin("index", "gallery", photos, "--tokens", "99")
                .failsSaying(ExitCode.WRONG_USAGE, "--tokens is not for pictures");
    }

    @Test
    void aCollectionThatWouldHoldNothingIsNotMade() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        akin("index", "gallery", empty, "--encoder", MODEL)
                .failsSaying(ExitCode.FAILED, "there is nothing to index: no pictures in " + empty);
        assertThat(akin("collections", "list").out()).doesNotContain("gallery");
        akin("index", "gallery", photos, "--encoder", MODEL).succeeds();
    }

    @Test
    void largePicturesAreRefusedBeforeTheyAreDecoded() throws IOException {
        Run run = akin("index", "gallery", photos, "--encoder", MODEL, "--max-pixels", "1");

        assertThat(run.code()).isEqualTo(ExitCode.DONE_IN_PART);
        assertThat(run.out()).contains("1 of 4 files indexed");
        Path query = photos.resolve("warm/a.png");
        akin("search", "gallery", "--image", query, "--max-pixels", "1")
                .failsSaying(ExitCode.FAILED, "at most 1 are decoded");
        akin("search", "gallery", "words", "--max-pixels", "1")
                .failsSaying(ExitCode.WRONG_USAGE, "--max-pixels is not for questions in words");
    }
}
