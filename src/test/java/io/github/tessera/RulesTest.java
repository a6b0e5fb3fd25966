package io.github.tessera;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** The layers of DESIGN.md, section 4, and the few rules that every file keeps. */
@AnalyzeClasses(packages = "io.github.tessera", importOptions = ImportOption.DoNotIncludeTests.class)
class RulesTest {
    private static final String ROOT = "io.github.tessera.";

    /** Each may import those before it. */
    private static final List<String> LAYERS = List.of(
            "progress",
            "tile",
            "image",
            "postprocess",
            "metric",
            "network",
            "torchscript",
            "tensor",
            "loss",
            "model",
            "data",
            "predict",
            "train",
            "view",
            "command");

    @ArchTest
    static final ArchRule noCircles =
            slices().matching("io.github.tessera.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule oneWay = classes().should(new ArchCondition<>("import only layers before their own") {
        @Override
        public void check(JavaClass origin, ConditionEvents events) {
            int own = layer(origin);
            origin.getDirectDependenciesFromSelf().stream()
                    .filter(d -> d.getTargetClass().getPackageName().startsWith("io.github.tessera"))
                    .filter(d -> layer(d.getTargetClass()) > own || own < 0)
                    .forEach(d -> events.add(SimpleConditionEvent.violated(origin, d.getDescription())));
        }
    });

    private static int layer(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT)
                ? LAYERS.indexOf(name.substring(ROOT.length()).replaceFirst("\\..*", ""))
                : -1;
    }

    @ArchTest
    static final ArchRule imageJWherePicturesAre = noClasses()
            .that()
            .resideOutsideOfPackages("..image..", "..view..", "..command..", "..postprocess..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ij..");

    @ArchTest
    static final ArchRule ofImageJOnlyProcessorsInPostprocess = noClasses()
            .that()
            .resideInAPackage("..postprocess..")
            .should()
            .dependOnClassesThat(new DescribedPredicate<>("are ImageJ's, but neither processors nor filters") {
                @Override
                public boolean test(JavaClass type) {
                    String name = type.getPackageName();
                    return name.startsWith("ij") && !name.equals("ij.process") && !name.equals("ij.plugin.filter");
                }
            });

    @ArchTest
    static final ArchRule sciJavaInCommandsOnly = noClasses()
            .that()
            .resideOutsideOfPackage("..command..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.scijava..");

    @ArchTest
    static final ArchRule engineFromTensorOn = noClasses()
            .that()
            .resideOutsideOfPackages("..tensor..", "..loss..", "..model..", "..data..", "..predict..", "..train..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl..");

    @ArchTest
    static final ArchRule nativeCallsInOneClass = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + "tensor.TorchModule")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("ai.djl.pytorch.jni.JniUtils");

    @ArchTest
    static final ArchRule streamsInCommandsOnly =
            noClasses().that().resideOutsideOfPackage("..command..").should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule errorsHaveTheirOwnTypes = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    @ArchTest
    static final ArchRule faultsAreNotPrinted = noClasses()
            .should()
            .callMethod(Throwable.class, "printStackTrace")
            .because("a fault is told once, by the command");
}
