package dev.akin.cli;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.Model;
import dev.akin.networks.Body;
import dev.akin.networks.ClickModel;
import dev.akin.networks.LanguageModel;
import dev.akin.networks.Mean;
import dev.akin.networks.MetricModel;
import dev.akin.networks.NextItemModel;
import dev.akin.networks.Tagger;
import dev.akin.networks.TextClassifier;
import dev.akin.networks.TrainedNetwork;
import dev.akin.networks.TwoTowerModel;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A file that a network was written to.
final class NetworkFile {
    private static final Set<String> KINDS =
            Set.of(
                    TextClassifier.KIND,
                    Tagger.KIND,
                    LanguageModel.KIND,
                    ClickModel.KIND,
                    NextItemModel.KIND,
                    TwoTowerModel.KIND,
                    MetricModel.KIND);

    private final Subcommand command;
    private final Path path;
    private final Model model;

    private NetworkFile(Subcommand command, Path path, Model model) {
        this.command = command;
        this.path = path;
        this.model = model;
    }

    /// The network in a file; null if it holds none.
    ///
    /// @throws NoSuchFileException if there is no such file
    static @Nullable NetworkFile open(Subcommand command, Path path) throws IOException {
        Subcommand.requireFile(path);
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        String name = path.toString();
        if (!name.endsWith(".akin") && !name.endsWith(".safetensors")) {
            return null;
        }
        Model model = Model.load(path);
        return KINDS.contains(model.kind()) && model.metadata().containsKey("akin.network")
                ? new NetworkFile(command, path, model)
                : null;
    }

    String kind() {
        return model.kind();
    }

    /// @param home where PyTorch is kept, if the network needs it
    TrainedNetwork network(HomeOption home) throws IOException {
        if (needsTorch()) {
            new TorchLibrary(command, home.path()).load();
        }
        return switch (kind()) {
            case Tagger.KIND -> Tagger.of(path, model);
            case LanguageModel.KIND -> LanguageModel.of(path, model);
            case ClickModel.KIND -> ClickModel.of(path, model);
            case NextItemModel.KIND -> NextItemModel.of(path, model);
            case TwoTowerModel.KIND -> TwoTowerModel.of(path, model);
            case MetricModel.KIND -> MetricModel.of(path, model);
            default -> TextClassifier.of(path, model);
        };
    }

    private boolean needsTorch() throws MalformedFileException {
        return switch (kind()) {
            case ClickModel.KIND -> true;
            case TwoTowerModel.KIND -> false;
            default -> !(body() instanceof Mean);
        };
    }

    private Body body() throws MalformedFileException {
        try {
            if (Json.parse(model.metadata().getOrDefault("akin.network", ""))
                            instanceof Json.Obj members
                    && members.get("body") instanceof Json.Obj body) {
                return Body.parse(body);
            }
        } catch (IllegalArgumentException e) {
            throw MalformedFileException.atByte(path, 0, String.valueOf(e.getMessage()), e);
        }
        throw MalformedFileException.atByte(path, 0, "it does not say what its network is");
    }
}
