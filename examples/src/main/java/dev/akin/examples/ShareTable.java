package dev.akin.examples;

import dev.akin.networks.Epoch;
import dev.akin.networks.SharedNetworks;
import dev.akin.networks.SharedTable;
import dev.akin.networks.Tagging;
import dev.akin.networks.TextClassification;
import dev.akin.text.LabelledText;
import dev.akin.text.LabelledTexts;
import dev.akin.text.TaggedSentence;
import dev.akin.text.TaggedSentences;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Learns to find names and to label texts, on one table of words.
public final class ShareTable {
    private ShareTable() {}

    /// @param arguments tagged sentences, labelled texts, and the files to write for names and for labels
    public static void main(String[] arguments) throws IOException {
        // region share
        List<TaggedSentence> sentences = TaggedSentences.in(List.of(Path.of(arguments[0]))).read();
        List<LabelledText> texts = LabelledTexts.in(List.of(Path.of(arguments[1]))).read();
        SharedTable table =
                SharedTable.builder()
                        .tag("names", Tagging.builder().build(), sentences)
                        .classify(
                                "labels",
                                TextClassification.builder().build(),
                                texts.stream().map(LabelledText::text).toList(),
                                texts.stream().map(LabelledText::label).toList())
                        .rate(0.003)
                        .dropout(0.3)
                        .validation(0.1)
                        .onEpoch((Epoch epoch) -> System.out.println(epoch))
                        .build();
        try (SharedNetworks networks = table.fit()) {
            networks.tagger("names").save(Path.of(arguments[2]));
            networks.classifier("labels").save(Path.of(arguments[3]));
            System.out.println(networks.tagger("names").tag("Anna met Boris"));
            System.out.println(networks.classifier("labels").predict("you won a prize", 1));
        }
        // endregion
    }
}
