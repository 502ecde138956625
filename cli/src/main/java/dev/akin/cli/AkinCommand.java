package dev.akin.cli;

import dev.akin.format.FileFormat;
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
            "  akin demo                                    learn from WordNet and look around",
            "  akin train corpus.txt -o words.safetensors   learn from your own text",
            "  akin COMMAND --help                          what a command takes, with an example",
            "",
            "Ends with 0 when done, 1 on failure, 2 on wrong usage, 3 when done in part, 130 when"
                    + " interrupted."
        },
        subcommands = {
            DemoCommand.class,
            TrainCommand.class,
            InfoCommand.class,
            NeighborsCommand.class,
            AnalogyCommand.class,
            SimilarityCommand.class,
            OddOneOutCommand.class,
            VectorCommand.class,
            ClassifyCommand.class,
            EncodeCommand.class,
            DistillCommand.class,
            ModelsCommand.class,
            ConvertCommand.class,
            EvaluateCommand.class,
            IndexCommand.class,
            SearchCommand.class,
            ContextCommand.class,
            CollectionsCommand.class,
            ServeCommand.class,
            RehearseCommand.class
        })
final class AkinCommand implements Runnable {
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

    /// The whole command, its errors mapped.
    static CommandLine create() {
        Failures failures = new Failures();
        CommandLine akin =
                new CommandLine(new AkinCommand())
                        .setExecutionExceptionHandler(failures)
                        .setParameterExceptionHandler(failures)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setUsageHelpAutoWidth(false)
                        .setUsageHelpWidth(90)
                        .setColorScheme(
                                CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
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
