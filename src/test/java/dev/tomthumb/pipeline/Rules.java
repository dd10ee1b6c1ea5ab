package dev.tomthumb.pipeline;

import java.util.Map;

/** imgproxy's defaults for files, but for what a test is about. */
final class Rules {
    private Rules() {}

    /** Its formats compete by these. */
    static FileRules of(FileRules.Best best) {
        return of(best, false, false, Map.of());
    }

    /** These profiles may be named. */
    static FileRules of(Map<String, byte[]> profiles) {
        return of(FileRules.DEFAULT.best(), false, false, profiles);
    }

    /** A smaller original is sent in place of what was made of it. */
    static FileRules preferringOriginals() {
        return of(FileRules.DEFAULT.best(), true, false, Map.of());
    }

    /** 16 bits stay 16 bits. */
    static FileRules preservingHdr() {
        return of(FileRules.DEFAULT.best(), false, true, Map.of());
    }

    private static FileRules of(
            FileRules.Best best, boolean preferOriginal, boolean preserveHdr, Map<String, byte[]> profiles) {
        FileRules d = FileRules.DEFAULT;
        return new FileRules(
                d.strip(),
                d.keepCopyright(),
                d.dpi(),
                d.jpeg(),
                d.colors(),
                d.webp(),
                d.avif(),
                d.search(),
                best,
                preferOriginal,
                preserveHdr,
                profiles);
    }
}
