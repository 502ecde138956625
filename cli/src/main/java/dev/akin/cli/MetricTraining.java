package dev.akin.cli;

import dev.akin.networks.Body;
import dev.akin.networks.Mean;
import dev.akin.networks.MetricLearning;
import dev.akin.networks.MetricModel;
import dev.akin.text.TextFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// `train --model metric`: lines of two texts that mean alike, with a tab between; of three, the second nearer the first than the third;
/// or of two and 1 or 0, whether they mean alike.
final class MetricTraining
        extends NetworkTraining<List<List<String>>, MetricLearning.Builder, MetricModel> {
    private final Body body;

    MetricTraining(Request request) {
        super(request);
        this.body = request.network().body("mean");
    }

    @Override
    void check() {
        told(builder()).build();
    }

    @Override
    MetricLearning.Builder builder() {
        MetricLearning.Builder builder =
                MetricLearning.builder().body(body).lowercase(!request.network().keepCase);
        return request.command().given("--min-count")
                ? builder.minCount(request.learner().minCount)
                : builder;
    }

    @Override
    Standard standard() {
        return new Standard(50, 0.003, 10, 128);
    }

    @Override
    long rowBytes(MetricModel model) {
        return (long) Float.BYTES * model.embeddings().size() * model.embeddings().dimension();
    }

    @Override
    boolean needsTorch() {
        return !(body instanceof Mean);
    }

    /// The columns of each line.
    @Override
    List<List<String>> read() throws IOException {
        List<String> inputs = request.files().inputs();
        return (inputs.contains("-")
                        ? TextFiles.standardInput(System.in)
                        : TextFiles.in(inputs.stream().map(Path::of).toList()))
                .readColumns(2, 3);
    }

    @Override
    MetricModel fit(MetricLearning.Builder builder, List<List<String>> groups) throws IOException {
        MetricLearning task = builder.build();
        if (groups.getFirst().size() == 2) {
            return task.fitPairs(groups);
        }
        if (!groups.stream().allMatch(columns -> columns.get(2).matches("[01]"))) {
            return task.fitTriplets(groups);
        }
        boolean[] alike = new boolean[groups.size()];
        for (int i = 0; i < alike.length; i++) {
            alike[i] = groups.get(i).get(2).equals("1");
        }
        return task.fitLabelledPairs(
                groups.stream().map(columns -> columns.subList(0, 2)).toList(), alike);
    }

    @Override
    Report report(MetricModel model) {
        return new Report(
                body.name()
                        + ", "
                        + Quantities.counted(model.embeddings().size(), "word")
                        + ", vectors of "
                        + Quantities.counted(model.dimension(), "number"),
                body instanceof Mean
                        ? Subcommand.invitation(
                                "encode",
                                "texts.txt",
                                "-o",
                                "vectors.safetensors",
                                "--encoder",
                                request.files().output().path())
                        : "");
    }
}
