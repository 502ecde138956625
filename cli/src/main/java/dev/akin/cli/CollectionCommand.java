package dev.akin.cli;

import dev.akin.embeddings.EncoderProvider;
import dev.akin.embeddings.EncoderProvider.Input;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.TextEncoder;
import dev.akin.encode.PixelsEncoder;
import dev.akin.encode.TextEncoders;
import dev.akin.search.CollectionHome;
import dev.akin.search.CollectionInfo;
import dev.akin.search.DocumentIndex;
import dev.akin.search.DocumentStore;
import dev.akin.search.EncoderTag;
import dev.akin.search.Filter;
import dev.akin.search.FilterException;
import dev.akin.search.Holder;
import dev.akin.search.SearchMode;
import dev.akin.search.SearchRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/// What commands on collections share: where these are, whose vectors they hold, and how a filter's mistake is shown.
abstract class CollectionCommand extends Subcommand {
    /// Held, since a logger that nobody holds forgets its level.
    private static final Logger[] LIBRARIES = {
        Logger.getLogger("org.apache.lucene"), Logger.getLogger("org.apache.pdfbox")
    };

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli injects it before anything runs.
    HomeOption home;

    /// What libraries say of themselves is nothing that a user could act upon.
    static void quiet() {
        for (Logger library : LIBRARIES) {
            library.setLevel(Level.OFF);
        }
    }

    final CollectionHome collections() {
        quiet();
        return new CollectionHome(home.path());
    }

    /// The encoder whose vectors a collection holds, by its name.
    ///
    /// @throws IllegalStateException if the collection does not know, or its encoder is none of texts
    final TextEncoder encoder(DocumentIndex index, String collection) throws IOException {
        String name = encoderName(index, collection);
        Map<Input, EncoderProvider> providers = EncoderChoice.providers(name);
        if (!providers.isEmpty() && !providers.containsKey(Input.TEXT)) {
            throw new IllegalStateException(
                    "collection "
                            + collection
                            + " holds vectors of "
                            + providers.keySet().iterator().next().label()
                            + ", which words do not ask for; give one to search --image or --sound");
        }
        return TextEncoders.open(name, home.path());
    }

    /// The encoder whose vectors a collection of files holds.
    ///
    /// @throws IllegalStateException if the collection does not know, or its encoder is none of such input
    final FileEncoder encoder(DocumentIndex index, String collection, Input input)
            throws IOException {
        String name = encoderName(index, collection);
        if (name.equals(PixelsEncoder.NAME) && input == Input.PICTURES) {
            return PixelsEncoder.of(Runtime.getRuntime().availableProcessors());
        }
        EncoderProvider provider = EncoderChoice.providers(name).get(input);
        if (provider == null) {
            throw new IllegalStateException(
                    "collection "
                            + collection
                            + " holds vectors of "
                            + name
                            + ", which makes none of "
                            + input.label());
        }
        return EncoderChoice.open(this, provider, name, EncoderChoice.usual(home.path()));
    }

    final String encoderName(DocumentStore index, String collection) throws IOException {
        EncoderTag tag = index.options().encoder();
        if (tag == null) {
            throw new IllegalStateException(
                    "collection " + collection + " does not know whose vectors it holds");
        }
        return tag.name();
    }

    /// An encoder's name that means the same in any folder.
    static String lasting(String encoder) {
        boolean named =
                TextEncoders.builtIn().contains(encoder) || encoder.equals(PixelsEncoder.NAME);
        return !named && Files.exists(Path.of(encoder))
                ? Path.of(encoder).toAbsolutePath().normalize().toString()
                : encoder;
    }

    final SearchRequest.Builder request(
            @Nullable String question, int k, @Nullable SearchMode mode, @Nullable String filter) {
        try {
            return SearchRequest.builder()
                    .text(question)
                    .k(k)
                    .mode(mode)
                    .filter(filter == null ? null : Filter.parse(filter));
        } catch (FilterException e) {
            throw pointed(e);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    /// Where it is open in this mode, the collection decides: without vectors, only words can.
    static SearchMode mode(@Nullable SearchMode asked, CollectionInfo info) {
        if (asked != null) {
            return asked;
        }
        return info.options().dimension() == 0 ? SearchMode.TEXT : SearchMode.HYBRID;
    }

    /// Shows the filter with a mark below its mistake.
    final ParameterException pointed(FilterException e) {
        point(e.filter(), e.position());
        return wrongUsage(e);
    }

    /// As [#pointed(FilterException)], for a filter that a server could not understand; anything else is passed on.
    final Exception pointed(ServerProblemException e) {
        String filter = e.filter();
        if (filter == null) {
            return e;
        }
        point(filter, Math.min(filter.length(), e.position()));
        return wrongUsage(String.valueOf(e.getMessage()));
    }

    private void point(String filter, int position) {
        err().println("  " + filter);
        err().println("  " + " ".repeat(DisplayWidth.of(filter.substring(0, position))) + "^");
    }

    /// Another process that writes the collection may have more than it has committed.
    final void sayIfWritten(CollectionHome collections, String collection) throws IOException {
        Optional<Holder> holder = DocumentIndex.holder(collections.folder(collection));
        if (holder.isPresent()) {
            say(
                    "process "
                            + holder.get().pid()
                            + " writes "
                            + collection
                            + (holder.get().url() == null ? "" : ", at " + holder.get().url())
                            + "; what it has not committed is not seen here");
        }
    }

    /// The collection as another process serves it; null if none does.
    static @Nullable ServedElsewhere served(CollectionHome collections, String collection)
            throws IOException {
        if (!collections.exists(collection)) {
            return null;
        }
        URI url =
                DocumentIndex.holder(collections.folder(collection)).map(Holder::url).orElse(null);
        return url == null ? null : new ServedElsewhere(url, collection);
    }
}
