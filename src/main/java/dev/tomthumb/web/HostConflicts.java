package dev.tomthumb.web;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.model.ReleaseFiles;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks, at the start, at what the application's class loader really gives for the libraries the product calls: a host
 * brings its own SLF4J of 2013, and what that leads to looks like anything but that.
 */
final class HostConflicts {
    private static final String PROVIDER_FILE = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";
    /** What bindings for SLF4J 1.x have, and 2.x does not look for. */
    private static final String OLD_BINDING = "org/slf4j/impl/StaticLoggerBinder.class";

    private static final String OR_BESIDE = " Where the application cannot do without it, deploy "
            + ReleaseFiles.own().war() + " beside the application instead.";

    private final ClassLoader loader;
    private final List<Finding> findings = new ArrayList<>();

    private HostConflicts(ClassLoader loader) {
        this.loader = loader;
    }

    /**
     * Something an operator should know.
     *
     * @param level WARNING for what may break, INFO for what is merely absent
     * @param sentence what lies where, what it may break, and the cure
     */
    record Finding(Level level, String sentence) {}

    /** What there is to say of the libraries that {@code loader} sees; none if all is as it shipped. */
    static List<Finding> of(ClassLoader loader) {
        HostConflicts conflicts = new HostConflicts(loader);
        conflicts.twice();
        Library.ALL.forEach(conflicts::look);
        conflicts.providers();
        return List.copyOf(conflicts.findings);
    }

    private void warn(String sentence) {
        findings.add(new Finding(Level.WARNING, sentence));
    }

    private void twice() {
        List<Copy> copies = copies(Tomthumb.class.getName().replace('.', '/') + ".class");
        if (copies.size() > 1) {
            warn("Tomthumb is here more than once, in " + listed(copies)
                    + ": classes of both get mixed, and anything may fail. Delete the older one.");
        }
    }

    private void look(Library library) {
        List<Copy> copies = copies(library.file());
        if (copies.isEmpty()) {
            findings.add(absent(library));
            return;
        }
        Copy used = used(library, copies);
        boolean old = used.isOlderThan(library.since());
        if (copies.size() > 1) {
            warn("There is more than one of " + library.title() + ", in " + listed(copies) + "; classes come from "
                    + used + (old ? ", which is too old: " : ". Where an older one comes first, ") + library.without()
                    + ". " + cure(copies));
        } else if (old) {
            warn(library.title() + " is too old in " + used + ", for Tomthumb needs " + library.since()
                    + " or newer: " + library.without() + ". Replace it by the one of "
                    + ReleaseFiles.own().libZip() + "." + OR_BESIDE);
        }
    }

    private static Finding absent(Library library) {
        return library.necessary()
                ? new Finding(
                        Level.WARNING,
                        library.title() + " is missing: " + library.without() + ". Put all jars of "
                                + ReleaseFiles.own().libZip() + " into WEB-INF/lib.")
                : new Finding(Level.INFO, library.title() + " is not here: " + library.without() + ".");
    }

    private static String cure(List<Copy> copies) {
        Copy newest = copies.get(0);
        for (Copy copy : copies) {
            newest = newest.isOlderThan(copy.version()) ? copy : newest;
        }
        return "Keep only " + newest + "." + OR_BESIDE;
    }

    /** The log of the host itself, which sees a newer SLF4J than before. */
    private void providers() {
        List<Copy> old = copies(OLD_BINDING);
        List<Copy> api = copies("org/slf4j/LoggerFactory.class");
        if (!old.isEmpty() && !api.isEmpty()) {
            warn(listed(old) + " makes SLF4J 1.x write the application's log, and SLF4J 2 in " + listed(api)
                    + " does not look for it: the application's log lines go to Tomcat's log. Put its release for SLF4J"
                    + " 2 in its place (logback-classic 1.3, log4j-slf4j2-impl, slf4j-reload4j 2).");
        }
        List<Copy> providers = copies(PROVIDER_FILE);
        if (providers.size() > 1) {
            warn("SLF4J finds more than one way to write, in " + listed(providers)
                    + ", and takes any of them: log lines may not be where they are looked for. Delete the"
                    + " slf4j-jdk14 that came with Tomthumb.");
        }
    }

    private Copy used(Library library, List<Copy> copies) {
        Optional<String> source = codeSource(library.probe());
        return copies.stream()
                .filter(copy -> source.filter(copy::holds).isPresent())
                .findFirst()
                .orElse(copies.get(0));
    }

    private Optional<String> codeSource(String probe) {
        try {
            return Optional.of(CodeSource.of(Class.forName(probe, false, loader)));
        } catch (ClassNotFoundException | LinkageError mixed) {
            return Optional.empty();
        }
    }

    private List<Copy> copies(String file) {
        try {
            Set<Copy> copies = new LinkedHashSet<>();
            for (URL found : Collections.list(loader.getResources(file))) {
                copies.add(Copy.of(found, file));
            }
            return List.copyOf(copies);
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static String listed(List<Copy> copies) {
        return copies.stream().map(Copy::toString).collect(Collectors.joining(" and "));
    }
}
