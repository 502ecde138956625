package dev.akin.picture;

import dev.akin.text.Json;
import java.util.Base64;
import java.util.List;

/// Small pictures of some points of a map, in one: squares row by row, each picture at the upper left of its own.
///
/// @param jpeg the squares
/// @param side of a square, in pixels
/// @param columns squares in a row
/// @param places which point each square is of, in their order
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MapPictures(byte[] jpeg, int side, int columns, List<Place> places) {
    /// Of one picture.
    ///
    /// @param point from 0 on
    /// @param width at most the side of a square, and so is the height
    public record Place(int point, int width, int height) {}

    public MapPictures {
        places = List.copyOf(places);
    }

    Json json() {
        return Json.object(
                "image",
                "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg),
                "side",
                side,
                "columns",
                columns,
                "places",
                places.stream()
                        .map(place -> List.of(place.point(), place.width(), place.height()))
                        .toList());
    }
}
