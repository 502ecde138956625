package dev.akin.media;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/// ImageIO's readers, found once.
final class PictureReaders {
    private static final Map<PictureKind, ImageReaderSpi> PROVIDERS = find();

    private PictureReaders() {}

    static ImageReader open(PictureKind kind) throws IOException {
        ImageReaderSpi provider = PROVIDERS.get(kind);
        if (provider == null) {
            throw new IllegalStateException(
                    "nothing on the class path reads pictures of the format "
                            + kind.format()
                            + "; add com.twelvemonkeys.imageio:imageio-"
                            + kind.format());
        }
        return provider.createReaderInstance();
    }

    private static Map<PictureKind, ImageReaderSpi> find() {
        Map<PictureKind, ImageReaderSpi> found = new EnumMap<>(PictureKind.class);
        for (PictureKind kind : PictureKind.values()) {
            Iterator<ImageReaderSpi> providers =
                    IIORegistry.getDefaultInstance()
                            .getServiceProviders(
                                    ImageReaderSpi.class,
                                    provider -> reads((ImageReaderSpi) provider, kind),
                                    true);
            if (providers.hasNext()) {
                found.put(kind, providers.next());
            }
        }
        return found;
    }

    private static boolean reads(ImageReaderSpi provider, PictureKind kind) {
        return Arrays.stream(provider.getFormatNames()).anyMatch(kind.format()::equalsIgnoreCase)
                && provider.getClass().getName().startsWith("com.sun.") == kind.readByJdk();
    }
}
