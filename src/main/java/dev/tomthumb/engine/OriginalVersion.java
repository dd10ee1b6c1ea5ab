package dev.tomthumb.engine;

import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.Validators;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Which of its versions an original is.
 *
 * @param validators what its origin calls the version
 * @param digest of its bytes, see {@link #digest}; empty = not known
 */
record OriginalVersion(Validators validators, Optional<String> digest) {

    /** The version a rendition was made from. */
    static OriginalVersion of(Rendition rendition) {
        return new OriginalVersion(
                rendition.original(), rendition.confirmation().digest());
    }

    /** The version of an original that has just come. */
    static OriginalVersion of(byte[] bytes, Validators validators) {
        return new OriginalVersion(validators, Optional.of(digest(bytes)));
    }

    /**
     * Length and two checksums, which the processor reckons at the speed of memory. They tell whether an original has
     * changed, not whether somebody means ill: who can choose its bytes gains nothing by hiding that he changed them.
     */
    static String digest(byte[] bytes) {
        CRC32C castagnoli = new CRC32C();
        castagnoli.update(bytes);
        CRC32 ethernet = new CRC32();
        ethernet.update(bytes);
        long both = castagnoli.getValue() << 32 | ethernet.getValue();
        return Long.toHexString(both) + '-' + Integer.toHexString(bytes.length);
    }

    /**
     * Whether this is the same version. The bytes decide where both are known: servers behind one name often write
     * different entity tags for one file. Else the entity tag, else the date.
     */
    boolean same(OriginalVersion other) {
        return same(other.validators, other.digest);
    }

    /** Whether a rendition was made from this version; for the hit path, without making a value. */
    boolean made(Rendition rendition) {
        return same(rendition.original(), rendition.confirmation().digest());
    }

    private boolean same(Validators others, Optional<String> othersDigest) {
        if (digest.isPresent() && othersDigest.isPresent()) {
            return digest.get().equals(othersDigest.get());
        }
        if (validators.entityTag().isPresent() || others.entityTag().isPresent()) {
            return validators.entityTag().equals(others.entityTag());
        }
        return validators.lastModified().isPresent()
                && validators.lastModified().equals(others.lastModified());
    }
}
