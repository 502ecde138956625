package dev.akin.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.text.ReadAhead;
import dev.akin.text.Records;
import dev.akin.text.TaggedDocument;
import dev.akin.text.TaggedText;
import dev.akin.text.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedDocumentsTest {
    @TempDir Path folder;

    private static EncodedCorpus.Builder words(int threads) {
        return EncodedCorpus.builder().minCount(2).threads(threads);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void everyDocumentHasItsPlaceWithOrWithoutWords(int threads) throws IOException {
        List<TaggedDocument> given = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            int count = i % 7;
            given.add(TaggedDocument.of("d" + i, Collections.nCopies(count, "w" + i % 13)));
        }
        given.add(TaggedDocument.of("rare", List.of("once")));
        try (EncodedDocuments documents =
                EncodedDocuments.builder(words(threads)).encodeWords(given)) {
            assertThat(documents.size()).isEqualTo(5001);
            assertThat(documents.tags().key(documents.tag(documents.tagStart(4713))))
                    .isEqualTo("d4713");
            assertThat(documents.isEmpty(7)).isTrue();
            assertThat(documents.isEmpty(5000)).isTrue();
            assertThat(documents.empty()).isEqualTo(715 + 1);
            assertThat(read(documents, 4713)).containsOnly("w" + 4713 % 13).hasSize(4713 % 7);
            assertThat(read(documents, 4998)).isEmpty();
        }
    }

    private static List<String> read(EncodedDocuments documents, int document) {
        List<String> found = new ArrayList<>();
        int[] one = new int[1];
        for (long at = 0; at < documents.corpus().length(); at++) {
            documents.corpus().read(at, one, 0, 1);
            if (documents.documentAt(at) == document && one[0] >= 0) {
                found.add(documents.corpus().vocabulary().key(one[0]));
            }
        }
        return found;
    }

    @Test
    void aTagNamedTwiceIsOne() throws IOException {
        List<TaggedDocument> given =
                List.of(
                        new TaggedDocument(List.of("a", "b", "a"), List.of("w", "w")),
                        new TaggedDocument(List.of("b"), List.of("w")));
        try (EncodedDocuments documents = EncodedDocuments.builder(words(1)).encodeWords(given)) {
            assertThat(documents.tags().keys()).containsExactly("a", "b");
            assertThat(documents.tags().countArray()).containsExactly(1, 2);
            assertThat(documents.mostTags()).isEqualTo(2);
        }
    }

    @Test
    void knownTagsKeepTheirIds() throws IOException {
        List<TaggedDocument> given =
                List.of(
                        TaggedDocument.of("new", List.of("w", "w")),
                        TaggedDocument.of("old2", List.of("w")));
        try (EncodedDocuments documents =
                EncodedDocuments.builder(words(1))
                        .known(Vocabulary.of(List.of("old1", "old2"), new long[] {3, 4}))
                        .uniqueKeys(true)
                        .encodeWords(given)) {
            assertThat(documents.tags().keys()).containsExactly("old1", "old2", "new");
            assertThat(documents.tags().countArray()).containsExactly(3, 5, 1);
        }
    }

    @Test
    void textsOfFilesAreReadAhead() throws IOException {
        Path file = folder.resolve("d.jsonl");
        Files.writeString(
                file,
                """
                {"id": "a", "text": "one two\\nthree", "tags": ["x", "y"]}
                {"id": "b", "text": ""}
                {"id": "c", "text": "three 中文 two one", "tags": "x"}
                {"id": "d", "other": 1}
                """);
        Records records = Records.in(List.of(file)).field("text").id("id").tags("tags");
        try (ReadAhead ahead = ReadAhead.of(records);
                EncodedDocuments documents =
                        EncodedDocuments.builder(words(2))
                                .encodeTexts(
                                        tagged(ahead), corpus -> corpus.tokens(Tokens.WORDS))) {
            assertThat(documents.tags().keys()).containsExactly("a", "x", "y", "b", "c");
            assertThat(documents.corpus().vocabulary().keys()).contains("one", "two", "three");
            assertThat(documents.isEmpty(1)).isTrue();
            assertThat(ahead.leftOut()).isEqualTo(1);
            assertThat(read(documents, 2)).containsExactly("three", "two", "one");
        }
    }

    private static Iterable<TaggedText> tagged(ReadAhead ahead) {
        List<TaggedText> texts = new ArrayList<>();
        while (ahead.hasNext()) {
            Records.Text text = ahead.next();
            List<String> tags = new ArrayList<>(List.of(text.key()));
            tags.addAll(text.tags());
            texts.add(new TaggedText(tags, text.text(), text.file() + ":" + text.line()));
        }
        return texts;
    }

    @Test
    void tagsOfATableStandInACell() throws IOException {
        Path file = folder.resolve("d.tsv");
        Files.writeString(file, "id\ttext\ttags\n1\tone two\tx | y\n2\ttwo one\t\n");
        List<List<String>> found = new ArrayList<>();
        Records.in(List.of(file))
                .field("text")
                .id("id")
                .tags("tags")
                .read(text -> found.add(text.tags()));
        assertThat(found).containsExactly(List.of("x", "y"), List.of());
    }

    @Test
    void aMissingFileIsSaidByWhoReadsAhead() {
        try (ReadAhead ahead = ReadAhead.of(Records.in(List.of(folder.resolve("none.txt"))))) {
            assertThatThrownBy(() ->
                            EncodedDocuments.builder(words(1))
                                    .encodeTexts(
                                            () ->
                                                    new java.util.Iterator<>() {
                                                        @Override
                                                        public boolean hasNext() {
                                                            return ahead.hasNext();
                                                        }

                                                        @Override
                                                        public TaggedText next() {
                                                            throw new IllegalStateException();
                                                        }
                                                    },
                                            corpus -> corpus))
                    .isInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void documentsWithoutAnyWordAreRefused() {
        assertThatThrownBy(() ->
                        EncodedDocuments.builder(words(1))
                                .encodeWords(List.of(TaggedDocument.of("a", List.of("w")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lower --min-count");
    }
}
