package io.github.tessera;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The layers of DESIGN.md, section 4, and the few rules that every file keeps. */
class RulesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.tessera");

    private static final String ROOT = "io.github.tessera.";

    /** Each may import those before it. */
    private static final List<String> LAYERS = List.of(
            "progress",
            "tile",
            "image",
            "postprocess",
            "metric",
            "tensorboard",
            "network",
            "torchscript",
            "device",
            "natives",
            "tensor",
            "loss",
            "model",
            "data",
            "predict",
            "train",
            "plan",
            "view",
            "command");

    private static final ArchRule NO_CIRCLES =
            slices().matching("io.github.tessera.(*)..").should().beFreeOfCycles();

    private static final ArchRule ONE_WAY = classes()
            .should(new ArchCondition<>("import only layers before their own") {
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

    private static final ArchRule IMAGE_J_WHERE_PICTURES_ARE = noClasses()
            .that()
            .resideOutsideOfPackages("..image..", "..view..", "..command..", "..postprocess..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ij..");

    private static final ArchRule OF_IMAGE_J_ONLY_PROCESSORS_IN_POSTPROCESS = noClasses()
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

    private static final ArchRule SCI_JAVA_IN_COMMANDS_ONLY = noClasses()
            .that()
            .resideOutsideOfPackage("..command..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.scijava..");

    private static final ArchRule ENGINE_FROM_TENSOR_ON = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "..tensor..", "..loss..", "..model..", "..data..", "..predict..", "..train..", "..plan..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl..");

    private static final ArchRule NATIVE_CALLS_IN_ONE_CLASS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + "tensor.TorchModule")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("ai.djl.pytorch.jni.JniUtils");

    private static final ArchRule STREAMS_IN_COMMANDS_ONLY =
            noClasses().that().resideOutsideOfPackage("..command..").should(ACCESS_STANDARD_STREAMS);

    private static final ArchRule ERRORS_HAVE_THEIR_OWN_TYPES = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    private static final ArchRule FAULTS_ARE_NOT_PRINTED = noClasses()
            .should()
            .callMethod(Throwable.class, "printStackTrace")
            .because("a fault is told once, by the command");

    private static final ArchRule NUMBERS_OUTLIVE_THE_BACKWARD_PASS = noClasses()
            .should()
            .callMethodWhere(new DescribedPredicate<>("it calculates with a tensor and a Java number") {
                private static final Set<String> KEEPING =
                        Set.of("mul", "div", "pow", "maximum", "minimum", "dot", "mod");

                @Override
                public boolean test(JavaMethodCall call) {
                    return call.getTargetOwner().isAssignableTo(NDArray.class)
                            && KEEPING.contains(call.getName())
                            && call.getTarget().getRawParameterTypes().stream()
                                    .anyMatch(t -> t.isEquivalentTo(Number.class));
                }
            })
            .because("Java frees the number while autograd still needs it: see tensor.Constant");

    static List<ArchRule> rules() {
        return List.of(
                NO_CIRCLES,
                ONE_WAY,
                IMAGE_J_WHERE_PICTURES_ARE,
                OF_IMAGE_J_ONLY_PROCESSORS_IN_POSTPROCESS,
                SCI_JAVA_IN_COMMANDS_ONLY,
                ENGINE_FROM_TENSOR_ON,
                NATIVE_CALLS_IN_ONE_CLASS,
                STREAMS_IN_COMMANDS_ONLY,
                ERRORS_HAVE_THEIR_OWN_TYPES,
                FAULTS_ARE_NOT_PRINTED,
                NUMBERS_OUTLIVE_THE_BACKWARD_PASS);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void isKept(ArchRule rule) {
        rule.check(CLASSES);
    }
}
