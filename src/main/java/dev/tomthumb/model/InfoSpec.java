package dev.tomthumb.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What is to be told about an original, in place of a picture made of it. A part of it whose place is asked for stands in
 * {@link Transform#crop}.
 *
 * @param facts what is told
 * @param palette the most colours of its palette, 2..256; empty = no palette
 * @param blurHash how fine its BlurHash is; empty = none
 * @param hashsums of its bytes: {@code md5}, {@code sha1}, {@code sha256} or {@code sha512}
 */
public record InfoSpec(Set<Fact> facts, OptionalInt palette, Optional<BlurComponents> blurHash, List<String> hashsums) {
    /** @throws IllegalArgumentException for a palette of another number of colours */
    public InfoSpec {
        facts = Set.copyOf(facts);
        hashsums = List.copyOf(hashsums);
        if (palette.orElse(2) < 2 || palette.orElse(2) > 256) {
            throw new IllegalArgumentException("a palette has 2 to 256 colours, not " + palette.getAsInt());
        }
    }

    /** Whether {@code fact} is told. */
    public boolean tells(Fact fact) {
        return facts.contains(fact);
    }

    /**
     * Components of a BlurHash.
     *
     * @param across 1..9
     * @param down 1..9
     */
    public record BlurComponents(int across, int down) {
        /** @throws IllegalArgumentException for another number of them */
        public BlurComponents {
            if (across < 1 || across > 9 || down < 1 || down > 9) {
                throw new IllegalArgumentException("a BlurHash has 1 to 9 components, not " + across + "x" + down);
            }
        }
    }

    /** What can be told, and how. */
    public enum Fact {
        /** The file's length. */
        SIZE("s"),
        FORMAT("f"),
        /** Width and height as a viewer sees them, and the orientation as stored. */
        DIMENSIONS("d"),
        EXIF("exif"),
        /** EXIF by the standard's names of the tags, not by words. */
        CANONICAL_NAMES("exifc"),
        IPTC("iptc"),
        XMP("xmp"),
        COLORSPACE("cs"),
        BANDS("b"),
        SAMPLE_FORMAT("sf"),
        PAGES_NUMBER("pn"),
        /** Whether there is an alpha channel. */
        ALPHA("a"),
        /** Whether any pixel is not opaque. */
        TRANSPARENCY("at"),
        AVERAGE("avg"),
        /** The average counts pixels that are wholly transparent. */
        AVERAGE_OF_ALL("avga"),
        DOMINANT_COLORS("dc"),
        /** Dominant colours that are not there are made of those that are. */
        BUILD_MISSED("dcb"),
        THUMB_HASH("th"),
        PERCEPTUAL_HASH("ph");

        private final String token;

        Fact(String token) {
            this.token = token;
        }

        /** The word for it inside a cache key. */
        public String token() {
            return token;
        }
    }
}
