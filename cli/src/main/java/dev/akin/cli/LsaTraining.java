package dev.akin.cli;

import dev.akin.counts.Lsa;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.vocabulary.EncodedCorpus;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/// `train --model lsa`.
final class LsaTraining extends CountTraining {
    LsaTraining(Request request, CountOptions counts) {
        super(request, counts);
    }

    @Override
    Set<String> own() {
        return Set.of(
                "--weighting", "--shift", "--context-smoothing", "--eigenvalue-power", "--even");
    }

    @Override
    void check() {
        super.check();
        counts.lsa(request.learner(), given).build();
    }

    @Override
    Learned learn(ProgressDisplay progress) throws IOException {
        try (Scratch scratch = Scratch.in(request.files().output().folder())) {
            Lsa lsa = counts.lsa(request.learner(), given).scratch(scratch.folder()).build();
            return encoded(
                    new Encoding(EncodedCorpus.builder(), lsa.minCount(), lsa.maxWords()),
                    scratch,
                    progress,
                    (encoded, metadata) -> {
                        Embeddings words = lsa.fit(encoded, metadata, progress);
                        Model model =
                                Model.of("embeddings", Map.of("", words))
                                        .withMetadata(words.metadata());
                        return learned(model, true, encoded);
                    });
        }
    }

    @Override
    String tables(int words) {
        return "two tables of "
                + Quantities.shape(words, "word", request.learner().dimension)
                + " and some more";
    }

    @Override
    long bytes(int words) {
        return counts.lsa(request.learner(), given).build().bytesNeeded(words);
    }
}
