package dev.akin.cli;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.MediaFolders;
import dev.akin.media.MediaType;
import dev.akin.media.Mosaic;
import dev.akin.media.Picture;
import dev.akin.media.PictureReader;
import dev.akin.media.Thumbnail;
import dev.akin.picture.MapPictures;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Small pictures of the first keys that name such, for a page that holds its map.
final class PageThumbnails {
    static final int MOST = 10_000;

    private static final int SIDE = 48;

    private final MediaFolders folders;
    private final List<Picture> pictures = new ArrayList<>();
    private final List<MapPictures.Place> places = new ArrayList<>();
    private int missing;

    PageThumbnails(MediaFolders folders) {
        this.folders = folders;
    }

    /// @param keys of the points
    /// @param most pictures that are taken
    /// @return null if there are none
    @Nullable MapPictures of(List<String> keys, int most, ProgressDisplay progress)
            throws IOException {
        for (int point = 0; point < keys.size() && pictures.size() < most; point++) {
            if (isPicture(keys.get(point))) {
                progress.checkStop();
                add(point, keys.get(point));
            }
        }
        if (pictures.isEmpty()) {
            return null;
        }
        int columns = (int) Math.ceil(Math.sqrt(pictures.size()));
        byte[] jpeg = Thumbnail.jpeg(Mosaic.of(pictures, SIDE, columns));
        return new MapPictures(jpeg, SIDE, columns, places);
    }

    /// Keys that name pictures which could not be read.
    int missing() {
        return missing;
    }

    int count() {
        return pictures.size();
    }

    private static boolean isPicture(String key) {
        try {
            return MediaType.kindOfName(Path.of(key)).orElse(null) == MediaType.Kind.PICTURE;
        } catch (InvalidPathException e) {
            return false; // What cannot be a path is a text.
        }
    }

    private void add(int point, String key) throws IOException {
        Path file = folders.find(key);
        if (file == null) {
            missing++;
            return;
        }
        try {
            Picture small = Thumbnail.of(PictureReader.DEFAULT.read(file), SIDE);
            pictures.add(small);
            places.add(new MapPictures.Place(point, small.width(), small.height()));
        } catch (MalformedFileException e) {
            missing++;
        }
    }
}
