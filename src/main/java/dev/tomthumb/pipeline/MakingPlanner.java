package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Metadata;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a request and a header to a rendition of one picture, ready to be made. Serves all threads. */
final class MakingPlanner {
    /** Four samples of two bytes each, in the longest array that all virtual machines can make. */
    private static final long MOST_DEEP_PIXELS = (Integer.MAX_VALUE - 8L) / 8;

    private final Codecs codecs;
    private final RenderRules rules;
    private final OutputChoice outputs;
    private final FilePlanner files;
    private final Stamping stamping;

    MakingPlanner(Codecs codecs, OutputFormats formats, Qualities qualities, RenderRules rules, Stamping stamping) {
        this.codecs = codecs;
        this.rules = rules;
        this.outputs = new OutputChoice(codecs, formats, rules);
        this.files = new FilePlanner(codecs, qualities, rules);
        this.stamping = stamping;
    }

    /** The format that is planned for. */
    ImageFormat output(ImageRequest request, ImageHeader header, Limits allowed) throws ImageException {
        return outputs.formats(request, header, transforms(request), allowed).get(0);
    }

    /**
     * The rendition as it will be made, with the memory it needs.
     *
     * @param allowed the server's limits, or the request's where these are lower
     * @param watermark the file that {@link Stamping#toFetch} named
     */
    RenderJob.Making plan(Pages pages, ImageRequest request, Limits allowed, Optional<byte[]> watermark)
            throws ImageException {
        ImageHeader header = pages.header();
        List<Transform> transforms = transforms(request);
        List<FilePlan> written = written(pages, request, transforms, allowed);
        FilePlan first = written.get(0);
        boolean straight = written.size() == 1 && first.isStraight();
        Encoder encoder = codecs.encoder(first.format());
        Target target = Target.of(encoder, first.encoding(), files.rules(request), straight);
        Passes passes = new Passes(transforms, target(target, header, transforms), allowed);
        RenderPlan plan = passes.plan(0, header);
        if (written.size() == 1 && !request.output().options().best() && SmallAvif.is(plan, transforms)) {
            ImageFormat instead = SmallAvif.instead(OutputChoice.isTransparent(header, transforms));
            return plan(pages, request.withOutput(request.output().withFormat(instead)), allowed, watermark);
        }
        Map<Watermark, Stamp> stamps = stamping.prepare(transforms, watermark);
        boolean deep = isDeep(request, header, written) && areHoldable(plan, passes);
        long memory = Memory.of(plan, passes, codecs.decoder(header.format(), deep), encoder)
                + Memory.ofFiles(plan, passes, written, codecs)
                + stamping.memory(stamps, plan, passes);
        boolean mayStay = pages.isOriginal() && Stay.isPossible(request, plan, files, pages.file(), rules);
        return new RenderJob.Making(
                pages.file(),
                plan,
                passes,
                embedded(written, plan),
                pages.memory() + Memory.times(deep) * memory,
                mayStay,
                stamps,
                deep);
    }

    /**
     * Whether 16 bits stay 16 bits (imgproxy pipeline, section 5, step 4). Not in a palette, nor where formats compete: of
     * files of different depths the smaller would always be the one with less in it.
     */
    private boolean isDeep(ImageRequest request, ImageHeader header, List<FilePlan> written) throws ImageException {
        FilePlan first = written.get(0);
        return request.output().options().preserveHdr().orElse(rules.files().preserveHdr())
                && header.bitsPerSample() == Short.SIZE
                && !header.palette()
                && written.size() == 1
                && first.encoding().colors().isEmpty()
                && codecs.encoder(first.format()).keepsDepth()
                && codecs.decoder(header.format()).deep().isPresent();
    }

    /** Whether every picture on the way fits into one array; larger ones have 8 bits. */
    private static boolean areHoldable(RenderPlan plan, Passes passes) throws ImageException {
        long most = plan.original().size().pixels();
        for (Size result : Memory.results(plan, passes)) {
            most = Math.max(most, result.pixels());
        }
        return most <= MOST_DEEP_PIXELS;
    }

    private List<FilePlan> written(Pages pages, ImageRequest request, List<Transform> transforms, Limits allowed)
            throws ImageException {
        Metadata metadata = files.metadata(pages.file(), pages.header(), request);
        List<FilePlan> written = new ArrayList<>();
        for (ImageFormat output : outputs.formats(request, pages.header(), transforms, allowed)) {
            written.add(files.plan(request, output, pages.header(), metadata));
        }
        return written;
    }

    /** Whether colour will come to a picture of a grey profile must be known now, for that profile goes into the file. */
    private static Target target(Target target, ImageHeader header, List<Transform> transforms) {
        boolean foreseeable = transforms.size() == 1 && transforms.get(0).trim().isEmpty();
        return foreseeable || !header.hasGreyProfile() ? target : target.withoutProfile();
    }

    /** The original's profile goes along wherever the colours stay in it. */
    private static List<FilePlan> embedded(List<FilePlan> files, RenderPlan plan) {
        if (plan.original().profile().isEmpty() || plan.toSrgb()) {
            return files;
        }
        byte[] profile = plan.original().profile().get();
        return files.stream()
                .map(file -> file.with(file.encoding().withProfile(profile)))
                .toList();
    }

    /** All passes, each of them saying whether the EXIF orientation counts. */
    private List<Transform> transforms(ImageRequest request) {
        List<Transform> transforms = new ArrayList<>(List.of(request.transform()));
        transforms.addAll(request.then());
        transforms.replaceAll(transform -> transform.withTurn(
                transform.turn().withAuto(transform.turn().auto().orElse(rules.autoRotate()))));
        return transforms;
    }
}
