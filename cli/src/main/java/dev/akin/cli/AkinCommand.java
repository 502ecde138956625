package dev.akin.cli;

import dev.akin.format.FileFormat;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `akin` itself: names the commands and does nothing of its own.
@Command(
        name = "akin",
        mixinStandardHelpOptions = true,
        versionProvider = AkinCommand.Version.class,
        header = "Akin turns words into vectors, and puts the vectors to work.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nTo begin:%n",
        footer = {
            "  akin demo                                    a dictionary turned round, and words learned",
            "  akin train corpus.txt -o words.safetensors   learn from your own text",
            "  akin COMMAND --help                          what a command takes, with an example",
            "",
            "Ends with 0 when done, 1 on failure, 2 on wrong usage, 3 when done in part, 130 when"
                    + " interrupted."
        })
final class AkinCommand implements Runnable {
    private static final List<String> NAMES =
            List.of(
                    "demo",
                    "train",
                    "info",
                    "neighbors",
                    "analogy",
                    "similarity",
                    "odd-one-out",
                    "vector",
                    "classify",
                    "verify",
                    "duplicates",
                    "recommend",
                    "complete",
                    "encode",
                    "distill",
                    "models",
                    "cluster",
                    "convert",
                    "compress",
                    "retrofit",
                    "align",
                    "map",
                    "plot",
                    "evaluate",
                    "diff",
                    "index",
                    "search",
                    "context",
                    "collections",
                    "serve",
                    "rehearse");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it before anything runs.
    private CommandSpec spec;

    @Override
    public void run() {
        if (spec.commandLine().getParseResult().originalArgs().isEmpty()) {
            spec.commandLine().usage(spec.commandLine().getErr());
        }
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    private static Class<? extends Subcommand> command(String name) {
        return switch (name) {
            case "demo" -> DemoCommand.class;
            case "train" -> TrainCommand.class;
            case "info" -> InfoCommand.class;
            case "neighbors" -> NeighborsCommand.class;
            case "analogy" -> AnalogyCommand.class;
            case "similarity" -> SimilarityCommand.class;
            case "odd-one-out" -> OddOneOutCommand.class;
            case "vector" -> VectorCommand.class;
            case "classify" -> ClassifyCommand.class;
            case "verify" -> VerifyCommand.class;
            case "duplicates" -> DuplicatesCommand.class;
            case "recommend" -> RecommendCommand.class;
            case "complete" -> CompleteCommand.class;
            case "encode" -> EncodeCommand.class;
            case "distill" -> DistillCommand.class;
            case "models" -> ModelsCommand.class;
            case "cluster" -> ClusterCommand.class;
            case "convert" -> ConvertCommand.class;
            case "compress" -> CompressCommand.class;
            case "retrofit" -> RetrofitCommand.class;
            case "align" -> AlignCommand.class;
            case "map" -> MapCommand.class;
            case "plot" -> PlotCommand.class;
            case "evaluate" -> EvaluateCommand.class;
            case "diff" -> DiffCommand.class;
            case "index" -> IndexCommand.class;
            case "search" -> SearchCommand.class;
            case "context" -> ContextCommand.class;
            case "collections" -> CollectionsCommand.class;
            case "serve" -> ServeCommand.class;
            case "rehearse" -> RehearseCommand.class;
            default -> throw new IllegalArgumentException(name);
        };
    }

    /// The whole command, its errors mapped.
    static CommandLine create() {
        return create(NAMES);
    }

    /// As [#create()], with no more than these arguments ask for: looking at the options of every command takes longer than a
    /// small question.
    static CommandLine createFor(String... arguments) {
        if (arguments.length == 1 && arguments[0].equals("--version")) {
            return create(List.of());
        }
        return arguments.length > 0 && NAMES.contains(arguments[0])
                ? create(List.of(arguments[0]))
                : create();
    }

    private static CommandLine create(List<String> names) {
        Failures failures = new Failures();
        CommandLine akin = new CommandLine(new AkinCommand());
        names.forEach(name -> akin.addSubcommand(command(name)));
        // What is set here is set for the subcommands that are there already.
        akin.setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(90)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        akin.registerConverter(FileFormat.class, AkinCommand::format);
        akin.getSubcommands().values().forEach(AkinCommand::lookAlike);
        return akin;
    }

    private static FileFormat format(String label) {
        try {
            return FileFormat.ofLabel(label);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /// Headings are the same everywhere, and each command's own are set beside it.
    private static void lookAlike(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .synopsisHeading("%nUsage: ")
                .parameterListHeading("%n")
                .optionListHeading("%nOptions:%n")
                .footerHeading("%nFor example:%n")
                .sortOptions(false)
                .abbreviateSynopsis(true);
    }

    /// From the manifest of the jar.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = AkinCommand.class.getPackage().getImplementationVersion();
            return new String[] {
                "akin "
                        + (version == null ? "(not packaged)" : version)
                        + ", Java "
                        + System.getProperty("java.version")
            };
        }
    }
}
