package dev.tomthumb.web;

import java.security.ProtectionDomain;

/** Where a class has come from. */
final class CodeSource {
    private CodeSource() {}

    /** The jar's or directory's address; {@code the JDK} for classes without one. */
    static String of(Class<?> type) {
        ProtectionDomain domain = type.getProtectionDomain();
        java.security.CodeSource source = domain == null ? null : domain.getCodeSource();
        return source == null || source.getLocation() == null
                ? "the JDK"
                : source.getLocation().toString();
    }
}
