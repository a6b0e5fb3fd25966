package io.github.tessera.command;

import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.IntensityMap;
import io.github.tessera.image.Normalization;
import io.github.tessera.model.Author;
import io.github.tessera.model.Citation;
import io.github.tessera.model.Ensemble;
import io.github.tessera.model.FixedNormalization;
import io.github.tessera.model.License;
import io.github.tessera.model.Link;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.model.ModelSummary;
import io.github.tessera.model.PackageFiles;
import io.github.tessera.model.Publication;
import io.github.tessera.model.PublishedPackage;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.predict.NormalizationAgreement;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;

/** Plugins &gt; Tessera &gt; Tessera Publish Model...: a package of a model for others, with authors, licence and what to cite. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Publish Model...",
        label = "Tessera Publish Model...",
        description =
                "Writes a package of a model for others, in bioimage.io's format, which DeepImageJ, QuPath, ilastik and Python read. It asks for what"
                        + " no training knows, authors, licence and what to cite; axes, sizes, classes, normalization, scores and the network's"
                        + " paper are filled in. The model itself stays as it is.",
        headless = true,
        visible = false)
public final class PublishModelCommand extends TesseraCommand {
    private static final int LONG_TEXT = 40;

    @Parameter(
            label = "Model",
            attrs = @Attr(name = SHARED),
            style = "directory," + MODEL,
            description = "Folder or zip that Tessera Train... made, or a name in the list of models.")
    private String model = "";

    // SciJava's dialog shows it; ImageJ's has a button of its own.
    @SuppressWarnings("UnusedVariable")
    @Parameter(label = "List of models", callback = "listModels", required = false, persist = false)
    private Button models;

    @Parameter(
            label = "Package (.zip, or a new folder)",
            style = "file",
            persist = false,
            description =
                    "What is written: one file if its name ends with .zip, as it is uploaded or sent; else a new folder.")
    private String output = "";

    @Parameter(
            label = "Title (empty = the model's name)",
            columns = LONG_TEXT,
            required = false,
            persist = false,
            description =
                    "Name of the package, such as Nuclei in fluorescence images: 5 to 128 plain letters and digits.")
    private String name = "";

    @Parameter(
            label = "Description (may stay empty)",
            columns = LONG_TEXT,
            required = false,
            persist = false,
            description =
                    "One or two sentences: what it finds, in which images. Empty: the classes are named. At most 1,024 characters.")
    private String description = "";

    @Parameter(
            label = "Authors",
            columns = LONG_TEXT,
            required = false,
            description =
                    "Name, affiliation, ORCID, @user at GitHub, with commas; only the name must be there. The next author after a"
                            + " semicolon: " + Author.EXAMPLE + ". Remembered for the next model.")
    private String authors = "";

    @Parameter(label = "Licence", description = "What others may do with the model. Remembered for the next model.")
    private License license = License.CC_BY;

    @Parameter(
            label = "To cite (may stay empty)",
            columns = LONG_TEXT,
            required = false,
            persist = false,
            description =
                    "Your paper, as a reference list has it: authors, title, journal, year. The network's paper is cited anyway.")
    private String citation = "";

    @Parameter(
            label = "Its DOI or address",
            columns = LONG_TEXT,
            required = false,
            persist = false,
            description =
                    "Where that paper is: a DOI such as 10.1038/s41592-018-0261-2, or an address that begins with https://.")
    private String doi = "";

    @Parameter(
            label = "Tags (may stay empty)",
            columns = LONG_TEXT,
            required = false,
            persist = false,
            description =
                    "Words to find it by, with commas: nuclei, fluorescence, mouse. Some are added: segmentation, 2d, fiji.")
    private String tags = "";

    @Parameter(
            label = "Data set (DOI or address, may stay empty)",
            columns = LONG_TEXT,
            required = false,
            persist = false,
            description = "Where others find the images and masks that it learnt from, if they are public.")
    private String dataset = "";

    @Parameter(
            label = "What users should know (may stay empty)",
            columns = LONG_TEXT,
            required = false,
            persist = false,
            description =
                    "For the package's page: samples, staining, microscope, magnification; for what images it is, and for which it is not.")
    private String documentation = "";

    @Parameter(
            label = "Others can train it further",
            persist = false,
            description =
                    "Adds training.pt, from which Tessera Train... goes on. Without it the package is half as large, and segments only.")
    private boolean finetuning = true;

    @Parameter(
            label = "Replace what is there",
            persist = false,
            description = "An older package of that name; a folder with other files in it stays as it is.")
    private boolean overwrite;

    @Parameter(
            label = "Normalization inside the network",
            persist = false,
            description =
                    "For programs that normalize each tile for itself, as QuPath does: the network then takes images as they are, and"
                            + " the same numbers hold for all. Those of a fixed range are known; else they are taken from typical images.")
    private boolean bake;

    @Parameter(
            label = "Typical images for that (folder)",
            style = "directory",
            required = false,
            persist = false,
            description =
                    "For the normalization inside the network: images like those that the package is for, of one bit depth; the numbers of the middle one (median) become the fixed ones.")
    private String images = "";

    /** Opens the list; SciJava's dialog calls it. */
    public void listModels() {
        model = ModelPath.chosen(model);
    }

    @Override
    boolean needsPyTorch() {
        return true;
    }

    @Override
    void execute(Progress progress) {
        Path source = ModelPath.of("model", model, progress);
        Path target = target(source);
        requireOneModel(source);
        SegmentationModel trained = ModelPackage.read(source);
        Publication publication = publication(trained, progress);
        Optional<byte[]> cover = ModelSummary.read(source).flatMap(ModelSummary::cover);
        new PublishedPackage(trained, publication, cover).write(target, progress);
        if (cover.isEmpty()) {
            progress.log("The model has no picture (cover.png), so the package has none.");
        }
        progress.log("The package " + publication.name() + " is in " + target + ".");
    }

    private Path target(Path source) {
        Path target = Paths.input("output", output);
        if (Paths.real(target).startsWith(Paths.real(PackageFiles.folder(source)))) {
            throw new TesseraException("The package would be written into the model that it is made of, " + source
                    + ": choose another place (output).");
        }
        PublishedPackage.requireFree(target, overwrite);
        return PublishedPackage.isZip(target) ? Paths.outputFile("output", output) : Paths.output("output", output);
    }

    private static void requireOneModel(Path source) {
        if (!Files.exists(source.resolve(ModelPackage.DESCRIPTION))
                && !Ensemble.folds(source).isEmpty()) {
            throw new TesseraException(
                    source + " is a cross-validation of several models, and a package holds one: choose one of its"
                            + " folders, such as " + Ensemble.fold(source, 1) + ".");
        }
    }

    private Publication publication(SegmentationModel trained, Progress progress) {
        Publication own = Publication.of(trained);
        List<Citation> citations = new ArrayList<>();
        citation().ifPresent(citations::add);
        citations.addAll(own.citations());
        return new Publication(
                name.isBlank() ? own.name() : name.strip(),
                description.isBlank() ? own.description() : description.strip(),
                Author.parse(authors),
                license,
                citations,
                Arrays.stream(tags.split(",", -1))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .toList(),
                documentation.strip(),
                dataset.isBlank() ? Optional.empty() : Optional.of(Link.parse("dataset", dataset)),
                finetuning,
                baked(trained, progress));
    }

    private Optional<Citation> citation() {
        if (citation.isBlank() && doi.isBlank()) {
            return Optional.empty();
        }
        if (citation.isBlank() || doi.isBlank()) {
            throw new TesseraException(
                    citation.isBlank()
                            ? "It is not told what is at " + doi.strip()
                                    + ": write the paper's authors, title, journal and year too (citation)."
                            : "It is not told where the paper to cite is: write its DOI or address too (doi).");
        }
        return Optional.of(new Citation(citation.strip(), Link.parse("doi", doi)));
    }

    private Optional<IntensityMap> baked(SegmentationModel trained, Progress progress) {
        if (!bake) {
            if (!images.isBlank()) {
                throw new TesseraException(
                        "Typical images were named (images), but the normalization stays outside the network: let it be"
                                + " inside (bake=true), or name none.");
            }
            return Optional.empty();
        }
        if (trained.normalization().kind() == Normalization.NONE) {
            progress.log("The model takes images as they are already: nothing is to be put inside the network.");
            return Optional.empty();
        }
        if (images.isBlank()) {
            IntensityMap known = FixedNormalization.known(trained, Byte.SIZE).map();
            progress.log("Inside the network the normalization is " + known
                    + " in each channel, for images of 8 bits. Name a folder of yours (images) if they have more.");
            return Optional.of(known);
        }
        List<Path> files = ImageFiles.list(Paths.input("images", images));
        FixedNormalization fixed = FixedNormalization.typical(trained, files, progress);
        progress.log("Inside the network the normalization is " + fixed.map() + " in each channel, for images of "
                + fixed.bitDepth() + " bits.");
        if (!FixedNormalization.isKnown(trained.normalization())) {
            progress.log(
                    NormalizationAgreement.of(trained, fixed, files, progress).describe());
        }
        return Optional.of(fixed.map());
    }
}
