package dev.tomthumb.upload;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.FormatSniffer;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Lookalike;
import dev.tomthumb.codec.clean.CleanFile;
import dev.tomthumb.codec.svg.SvgSanitizer;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.pipeline.Deadline;
import dev.tomthumb.pipeline.RenderPermits;
import dev.tomthumb.source.ByteLimit;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides whether a stranger's file may be stored, and as what. Every limit is checked before memory is taken for what it
 * limits. For any number of threads.
 */
public final class UploadCheck {
    private final UploadRules rules;
    private final Codecs codecs;
    private final RenderPermits permits;
    private final InstantSource clock;
    private final Darkroom darkroom;

    /**
     * @param codecs what reads and writes
     * @param permits the memory that checks share with whatever else makes pictures
     * @param clock what time it is
     */
    public UploadCheck(UploadRules rules, Codecs codecs, RenderPermits permits, InstantSource clock) {
        this.rules = rules;
        this.codecs = codecs;
        this.permits = permits;
        this.clock = clock;
        this.darkroom = new Darkroom(codecs, rules);
    }

    /** The same check by other rules. */
    public UploadCheck with(UploadRules changed) {
        return new UploadCheck(changed, codecs, permits, clock);
    }

    /** The rules it goes by. */
    public UploadRules rules() {
        return rules;
    }

    /**
     * Reads and checks.
     *
     * @param in the file, read to its end or to one byte more than is accepted; not closed
     * @param claim what the sender says of it
     * @return a refusal is an answer, not an exception
     * @throws IOException from {@code in}
     */
    public Upload check(InputStream in, Claim claim) throws IOException {
        Deadline deadline = Deadline.in(rules.timeout(), clock);
        try (HeldRoom room = new HeldRoom(permits, rules.maxBytes(), deadline)) {
            byte[] file = ByteLimit.read(in, OptionalLong.empty(), room);
            return checked(file, claim, room, deadline);
        } catch (ImageException refusal) {
            return new Upload.Refused(refusal.problem(), sentence(refusal));
        }
    }

    /** Decoders speak of originals; a sender has sent a file. */
    private static String sentence(ImageException refusal) {
        return String.valueOf(refusal.getMessage()).replace("The original", "The file");
    }

    private Upload checked(byte[] file, Claim claim, HeldRoom room, Deadline deadline) throws ImageException {
        ImageFormat format = accepted(file);
        Set<Upload.Change> changes = EnumSet.noneOf(Upload.Change.class);
        if (rules.misnamed() == UploadRules.Misnamed.REFUSE) {
            requireHonest(claim, format);
        }
        byte[] kept = file;
        if (format == ImageFormat.SVG) {
            kept = SvgSanitizer.sanitized(file, Optional.empty(), deadline::check);
            changes.add(Upload.Change.SANITIZED);
        }
        ImageHeader header = codecs.header(kept);
        requireWithinLimits(header);
        kept = treated(kept, header, changes, room, deadline);
        Optional<String> hidden = HiddenContent.in(kept);
        if (hidden.isPresent()) {
            throw new ImageException(
                    Problem.NOT_EXPECTED,
                    "The file is a picture and also " + hidden.get() + "; please send the picture alone.");
        }
        ImageHeader stored = codecs.header(kept);
        if (rules.proven() && !changes.contains(Upload.Change.REWRITTEN)) {
            darkroom.prove(kept, stored, held(file, kept), room, deadline);
        }
        String name = name(claim, format);
        if (!claim.fileName().orElse(name).equals(name)) {
            changes.add(Upload.Change.RENAMED);
        }
        return new Upload.Accepted(kept, format, stored.uprightSize(), stored.frames(), name, changes);
    }

    private ImageFormat accepted(byte[] file) throws ImageException {
        Optional<ImageFormat> format = FormatSniffer.sniff(file);
        if (format.isEmpty()) {
            throw new ImageException(
                    Problem.NOT_AN_IMAGE,
                    "The file is not an image: " + Lookalike.of(file) + ". Accepted are " + listed() + ".");
        }
        if (!rules.accepted().contains(format.get())) {
            throw new ImageException(
                    Problem.UNSUPPORTED_INPUT,
                    "The file is in the format " + Codecs.label(format.get()) + ". Accepted are " + listed() + ".");
        }
        return format.get();
    }

    private String listed() {
        return rules.accepted().stream().sorted().map(Codecs::label).collect(Collectors.joining(", "));
    }

    private static void requireHonest(Claim claim, ImageFormat format) throws ImageException {
        Optional<String> lie = Honesty.lie(claim, format);
        if (lie.isPresent()) {
            throw new ImageException(
                    Problem.NOT_EXPECTED,
                    "The file is in the format " + Codecs.label(format) + " but " + lie.get()
                            + "; please send it under its right name.");
        }
    }

    private void requireWithinLimits(ImageHeader header) throws ImageException {
        if (header.frames() > rules.maxFrames()) {
            throw new ImageException(
                    Problem.ORIGINAL_TOO_LARGE,
                    "The file has " + header.frames() + " frames; at most " + rules.maxFrames() + " are accepted.");
        }
        // A drawing has no pixels before it is drawn, which has a limit of its own.
        if (header.format() == ImageFormat.SVG) {
            return;
        }
        BigInteger pixels = inAllFrames(header);
        if (pixels.compareTo(BigInteger.valueOf(rules.maxPixels())) > 0) {
            throw new ImageException(
                    Problem.ORIGINAL_TOO_LARGE,
                    "The picture has " + header.size() + " pixels"
                            + (header.frames() > 1 ? " in each of its frames" : "") + ", " + pixels
                            + " in all; at most " + rules.maxPixels() + " are accepted.");
        }
    }

    /** The pixels of the largest claims do not fit into 64 bits. */
    private static BigInteger inAllFrames(ImageHeader header) {
        return BigInteger.valueOf(header.size().pixels()).multiply(BigInteger.valueOf(header.frames()));
    }

    private byte[] treated(
            byte[] file, ImageHeader header, Set<Upload.Change> changes, HeldRoom room, Deadline deadline)
            throws ImageException {
        if (header.format() == ImageFormat.SVG) {
            return file;
        }
        room.take(file.length + CleanFile.memory(file, header));
        Optional<CleanFile> clean = CleanFile.of(file, header);
        if (rules.treatment() == UploadRules.Treatment.KEEP) {
            requireEnd(clean);
            return file;
        }
        if (rules.treatment() == UploadRules.Treatment.REWRITE || clean.isEmpty()) {
            changes.add(Upload.Change.REWRITTEN);
            byte[] bare = clean.map(CleanFile::bytes).orElse(file);
            return darkroom.rewrite(bare, held(file, bare), room, deadline);
        }
        if (clean.get().metadata()) {
            changes.add(Upload.Change.METADATA_REMOVED);
        }
        if (clean.get().tail()) {
            changes.add(Upload.Change.TAIL_REMOVED);
        }
        return clean.get().bytes();
    }

    /** What arrived is held to the end, beside what was made of it. */
    private static long held(byte[] file, byte[] kept) {
        return kept == file ? file.length : (long) file.length + kept.length;
    }

    private static void requireEnd(Optional<CleanFile> clean) throws ImageException {
        if (clean.isPresent() && clean.get().tail()) {
            throw new ImageException(
                    Problem.NOT_EXPECTED, "Something follows the end of the picture; please send the picture alone.");
        }
    }

    private String name(Claim claim, ImageFormat format) {
        return SafeFileName.of(claim.fileName().orElse(""), format.extension(), rules.maxNameBytes());
    }
}
