package dev.tomthumb.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.tomthumb.Tomthumb;
import dev.tomthumb.source.PlantedImport;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The layering of the product. Imports go downward only, siblings never import each other, {@code x.y} may import
 * {@code x} and never the reverse, and every third-party library has one package that knows it.
 */
final class LayeringTest {
    private static final String ROOT = "dev.tomthumb";
    /** What ships, and nothing of the tests beside it. */
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .importUrl(Tomthumb.class.getProtectionDomain().getCodeSource().getLocation());

    /** Lowest first. The empty name is the composition, package {@code dev.tomthumb} itself. */
    private static final List<List<String>> LAYERS = List.of(
            List.of("model"),
            List.of("config"),
            List.of("codec"),
            List.of("pixel"),
            List.of("dialect", "source", "pipeline", "cache", "http"),
            List.of("engine", "upload", "markup"),
            List.of(""),
            List.of("web", "ops", "jsp"),
            // A jar of its own for Tomcat's lib, which no web application sees.
            List.of("tomcat"));

    /** Library prefix to the only packages that may import it. */
    private static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            Map.entry("com.sun.jna", List.of("codec.vips")),
            Map.entry("software.amazon.awssdk", List.of("source.s3")),
            Map.entry("org.ehcache", List.of("cache.ehcache", "cache.disk.ehcache")),
            Map.entry("com.twelvemonkeys", List.of("codec.imageio")),
            Map.entry("com.luciad.imageio", List.of("codec.imageio")),
            Map.entry("javax.imageio", List.of("codec.imageio")),
            Map.entry("com.github.weisj", List.of("codec.svg")),
            Map.entry("java.awt", List.of("codec.imageio", "codec.svg", "pixel.text")),
            Map.entry("jakarta.servlet", List.of("web", "ops", "jsp")),
            Map.entry("io.opentelemetry", List.of("ops")),
            Map.entry("org.apache.catalina", List.of("tomcat")),
            Map.entry("org.json", List.of("ops")),
            Map.entry("org.slf4j", List.of()));

    @Test
    void importsGoDownwardOnly() {
        assertThat(wrongImports(PRODUCT)).isEmpty();
    }

    @Test
    void aPlantedImportIsSeen() {
        assertThat(wrongImports(new ClassFileImporter().importClasses(PlantedImport.class)))
                .isNotEmpty()
                .allMatch(wrong -> wrong.startsWith("source -> cache: "));
    }

    private static Set<String> wrongImports(JavaClasses classes) {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : classes) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass();
                if (target.getPackageName().startsWith(ROOT) && !mayImport(module(type), module(target))) {
                    wrong.add(module(type) + " -> " + module(target) + ": " + dependency.getDescription());
                }
            }
        }
        return wrong;
    }

    @Test
    void everyLibraryIsKnownToOnePackageOnly() {
        LIBRARIES.forEach((library, homes) -> noClasses()
                .that()
                .resideOutsideOfPackages(
                        homes.stream().map(home -> ROOT + "." + home + "..").toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .allowEmptyShould(true)
                .check(PRODUCT));
    }

    /** The disk tier is a jar of its own. */
    @Test
    void theDiskTierNeedsNothingElseOfOurs() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".cache.disk..")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage(ROOT + "..")
                        .and(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage(ROOT + ".cache.disk.."))))
                .check(PRODUCT);
    }

    /** The tags jar is these packages, and has no dependencies. */
    @Test
    void markupNeedsModelConfigAndDialectOnly() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".markup..")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage(ROOT + "..")
                        .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                                ROOT + ".markup..", ROOT + ".model..", ROOT + ".config..", ROOT + ".dialect.."))))
                .check(PRODUCT);
    }

    @Test
    void packagesDoNotNeedEachOtherInACircle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void noStateIsStaticAndMutable() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage(ROOT + "..")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(PRODUCT);
    }

    @Test
    void everyPackageHasAPlaceInTheLayers() {
        TreeSet<String> homeless = new TreeSet<>();
        for (JavaClass type : PRODUCT) {
            if (layer(top(module(type))) < 0) {
                homeless.add(type.getName());
            }
        }
        assertThat(homeless).isEmpty();
    }

    private static boolean mayImport(String from, String to) {
        if (top(from).equals(top(to))) {
            // Inside one module: the sub-package may know its parent, never the parent its sub-package.
            return from.equals(to) || from.startsWith(to + ".") || !to.startsWith(from + ".");
        }
        return layer(top(from)) > layer(top(to));
    }

    private static String module(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }

    private static String top(String module) {
        int dot = module.indexOf('.');
        return dot < 0 ? module : module.substring(0, dot);
    }

    private static int layer(String top) {
        for (int i = 0; i < LAYERS.size(); i++) {
            if (LAYERS.get(i).contains(top)) {
                return i;
            }
        }
        return -1;
    }
}
