package dev.akin.server;

import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.TextEncoder;
import dev.akin.search.CollectionHome;
import dev.akin.search.CollectionInfo;
import dev.akin.search.CollectionOptions;
import dev.akin.search.DocumentIndex;
import dev.akin.search.EncoderTag;
import io.helidon.http.Status;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The collections in service, by name. Thread-safe.
final class ServedCollections implements AutoCloseable {
    private final @Nullable CollectionHome home;
    private final Map<String, CollectionHome> elsewhere;
    private final Models models;
    private final Consumer<String> remarks;
    private final ConcurrentSkipListMap<String, ServedCollection> served =
            new ConcurrentSkipListMap<>();
    private volatile @Nullable URI url;

    /// @param home where they are; null if none are served, and none can be made
    /// @param elsewhere where those are that lie in another place
    ServedCollections(
            @Nullable CollectionHome home,
            Map<String, CollectionHome> elsewhere,
            Models models,
            Consumer<String> remarks) {
        this.home = home;
        this.elsewhere = Map.copyOf(elsewhere);
        this.models = models;
        this.remarks = remarks;
    }

    /// Takes collections into service. Where one cannot be, none is.
    void open(Iterable<String> names) throws IOException {
        try {
            for (String name : names) {
                take(name, () -> homeOf(name).open(name));
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private ServedCollection take(String name, ServedCollection.Opening opening)
            throws IOException {
        ServedCollection collection =
                new ServedCollection(name, () -> announced(opening.open()), remarks);
        served.put(name, collection);
        return collection;
    }

    /// Says to other processes where this one answers, and goes on with moves that were stopped.
    void begin(URI where) throws IOException {
        url = where;
        for (ServedCollection collection : served.values()) {
            collection.with(this::announced);
            goOn(collection);
        }
    }

    private DocumentIndex announced(DocumentIndex index) throws IOException {
        URI where = url;
        if (where != null) {
            index.announce(where);
        }
        return index;
    }

    private void goOn(ServedCollection collection) throws IOException {
        CollectionInfo info = collection.with(DocumentIndex::info);
        EncoderTag tag = info.options().encoder();
        EncodingQueue queue = tag == null ? null : models.encoderOf(tag.fingerprint());
        if (info.migration() == null) {
            return;
        }
        if (tag == null || queue == null) {
            remarks.accept(
                    collection.name()
                            + ": it is moving to an encoder that is not served, and does not go on");
            return;
        }
        collection.moveTo(queue.encoder(), tag);
    }

    List<ServedCollection> all() {
        return List.copyOf(served.values());
    }

    /// @throws ProblemException if there is none of this name
    ServedCollection of(String name) {
        ServedCollection collection = served.get(name);
        if (collection == null) {
            throw ProblemException.unknown("collection", name, List.copyOf(served.keySet()));
        }
        return collection;
    }

    /// @throws java.nio.file.FileAlreadyExistsException if there is one of this name, served or not
    synchronized ServedCollection create(String name, CollectionOptions options)
            throws IOException {
        home().create(name, options).close();
        return take(name, () -> home().open(name));
    }

    synchronized void delete(String name) throws IOException {
        ServedCollection collection = of(name);
        collection.close();
        served.remove(name);
        homeOf(name).delete(name);
    }

    private CollectionHome homeOf(String name) {
        CollectionHome other = elsewhere.get(name);
        return other == null ? home() : other;
    }

    private CollectionHome home() {
        return Objects.requireNonNullElseGet(
                home,
                () -> {
                    throw new ProblemException(
                            Status.FORBIDDEN_403, "this server keeps no collections");
                });
    }

    /// The encoder whose vectors a collection holds now.
    ///
    /// @throws ProblemException if it is not served
    TextEncoder encoder(CollectionOptions options) {
        EncoderTag tag = options.encoder();
        EncodingQueue queue = tag == null ? null : models.textsAmong(tag.fingerprint());
        if (tag == null || queue == null) {
            throw new ProblemException(
                    ProblemException.UNPROCESSABLE,
                    tag == null
                            ? "the collection does not know whose vectors it holds: send vectors"
                            : "the encoder of the collection, "
                                    + tag
                                    + ", is not served: send vectors of it");
        }
        return new QueuedEncoder(queue, tag.fingerprint());
    }

    /// The encoder of the pictures or sounds whose vectors a collection holds.
    ///
    /// @throws ProblemException if it holds none, or the encoder is not served
    FileEncoder media(CollectionOptions options) {
        EncoderTag tag = options.encoder();
        FileEncoder encoder = tag == null ? null : models.mediaOf(tag.fingerprint());
        if (encoder == null) {
            throw ProblemException.field(
                    "file",
                    "the collection's vectors are those of "
                            + (tag == null ? "an unknown encoder" : tag)
                            + ", and no such encoder of pictures or sounds is served: send vectors");
        }
        return encoder;
    }

    /// An encoder by the name it is served by.
    ///
    /// @throws ProblemException if there is none
    TextEncoder encoder(String name) {
        return QueuedEncoder.of(models.encoder(name));
    }

    /// As [#encoder(String)], for work that no request waits for.
    TextEncoder bare(String name) {
        return models.encoder(name).encoder();
    }

    /// What a collection keeps of an encoder.
    EncoderTag tag(String name) {
        EncodingQueue queue = models.encoder(name);
        return new EncoderTag(
                models.references().getOrDefault(name, name), queue.encoder().fingerprint());
    }

    @Override
    public void close() {
        for (ServedCollection collection : served.values()) {
            try {
                collection.close();
            } catch (IOException e) {
                remarks.accept(collection.name() + ": closing failed: " + e.getMessage());
            }
        }
        served.clear();
    }
}
