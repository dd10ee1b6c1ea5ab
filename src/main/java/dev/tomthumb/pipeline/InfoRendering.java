package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Hashsums;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Metadata;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.metadata.MetadataReader;
import dev.tomthumb.codec.metadata.MetadataValues;
import dev.tomthumb.codec.metadata.PhotoshopResolution;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.DocumentType;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.InfoSpec;
import dev.tomthumb.model.InfoSpec.Fact;
import dev.tomthumb.model.JsonText;
import dev.tomthumb.model.Size;
import dev.tomthumb.pixel.digest.BlurHash;
import dev.tomthumb.pixel.digest.Colors;
import dev.tomthumb.pixel.digest.DominantColors;
import dev.tomthumb.pixel.digest.PerceptualHash;
import dev.tomthumb.pixel.digest.Rgba;
import dev.tomthumb.pixel.digest.ThumbHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tells what is asked about an original, with the names of imgproxy Pro's info endpoint. */
final class InfoRendering {
    private final RenderJob.Telling job;
    private final InfoSpec info;
    private final Camera camera;
    private final Deadline deadline;
    private final Map<String, Object> told = new LinkedHashMap<>();

    InfoRendering(RenderJob.Telling job, Camera camera, Deadline deadline) {
        this.job = job;
        this.info = job.info();
        this.camera = camera;
        this.deadline = deadline;
    }

    /** Makes what must be looked at. */
    interface Camera {
        /** The picture, upright, grey or RGB. */
        Pixels pixels(RenderJob job) throws ImageException;

        /** The plan of the picture, in which nothing is open any more. */
        RenderPlan plan(RenderJob job) throws ImageException;
    }

    Rendered run() throws ImageException {
        deadline.check();
        file();
        metadata();
        new Samples(job.header()).tell(info, told);
        if (job.whole().isPresent()) {
            whole(camera.pixels(job.whole().get()));
        } else {
            alpha(false);
        }
        place();
        if (job.small().isPresent()) {
            Pixels small = camera.pixels(job.small().get());
            deadline.check();
            if (job.whole().isEmpty()) {
                average(small);
            }
            colors(small);
            hashes(small);
        }
        hashsums();
        return new Rendered(
                DocumentType.JSON, Optional.empty(), JsonText.of(told).getBytes(StandardCharsets.UTF_8));
    }

    private void file() {
        ImageHeader header = job.header();
        if (info.tells(Fact.SIZE)) {
            told.put("size", job.original().length);
        }
        if (info.tells(Fact.FORMAT)) {
            told.put("format", header.format().token());
            told.put("mime_type", header.format().mediaType());
        }
        if (info.tells(Fact.DIMENSIONS)) {
            told.put("width", header.uprightSize().width());
            told.put("height", header.uprightSize().height());
            told.put("orientation", header.orientation());
        }
    }

    private void metadata() {
        if (!info.tells(Fact.EXIF) && !info.tells(Fact.IPTC) && !info.tells(Fact.XMP)) {
            return;
        }
        Metadata metadata = MetadataReader.read(job.original(), job.source());
        if (info.tells(Fact.EXIF)) {
            unlessEmpty("exif", MetadataValues.exif(metadata, info.tells(Fact.CANONICAL_NAMES)));
        }
        if (info.tells(Fact.IPTC)) {
            unlessEmpty("iptc", MetadataValues.iptc(metadata));
            Map<String, Object> resolution = PhotoshopResolution.values(job.original(), job.source());
            unlessEmpty("photoshop", resolution.isEmpty() ? Map.of() : Map.of("resolution", resolution));
        }
        if (info.tells(Fact.XMP)) {
            unlessEmpty("xmp", MetadataValues.xmp(metadata));
        }
    }

    private void unlessEmpty(String name, Map<String, Object> values) {
        if (!values.isEmpty()) {
            told.put(name, values);
        }
    }

    private void whole(Pixels whole) throws ImageException {
        deadline.check();
        alpha(info.tells(Fact.TRANSPARENCY) && isTransparent(whole));
        average(whole);
        deadline.check();
    }

    private void alpha(boolean transparent) {
        if (!info.tells(Fact.ALPHA)) {
            return;
        }
        Map<String, Object> alpha = new LinkedHashMap<>();
        alpha.put("alpha", job.header().alpha());
        if (info.tells(Fact.TRANSPARENCY)) {
            alpha.put("transparency", transparent);
        }
        told.put("alpha", alpha);
    }

    private static boolean isTransparent(Pixels pixels) {
        if (!pixels.layout().hasAlpha()) {
            return false;
        }
        Plane alpha = pixels.alpha();
        byte[] row = new byte[alpha.width()];
        for (int y = 0; y < alpha.height(); y++) {
            alpha.readRow(y, row);
            byte all = -1;
            for (byte opacity : row) {
                all &= opacity;
            }
            if (all != -1) {
                return true;
            }
        }
        return false;
    }

    /** Where the part lies in the upright picture, in shares of its sides. */
    private void place() throws ImageException {
        if (job.cut().isEmpty()) {
            return;
        }
        RenderPlan plan = camera.plan(job.cut().get());
        Size stored = plan.original().size();
        Size whole = plan.orientation().turned(stored);
        Box part = plan.orientation().upright(plan.part(), stored);
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("left", (double) part.x() / whole.width());
        place.put("top", (double) part.y() / whole.height());
        place.put("width", (double) part.width() / whole.width());
        place.put("height", (double) part.height() / whole.height());
        told.put("crop", place);
    }

    private void average(Pixels pixels) {
        if (info.tells(Fact.AVERAGE)) {
            told.put("average", rgba(Colors.average(pixels, !info.tells(Fact.AVERAGE_OF_ALL))));
        }
    }

    private void colors(Pixels small) {
        if (info.palette().isPresent()) {
            List<Object> palette = new ArrayList<>();
            Colors.palette(small, info.palette().getAsInt()).forEach(color -> palette.add(rgba(color)));
            told.put("palette", palette);
        }
        if (info.tells(Fact.DOMINANT_COLORS)) {
            Map<String, Object> dominant = new TreeMap<>();
            DominantColors.of(small, info.tells(Fact.BUILD_MISSED))
                    .forEach((kind, color) -> dominant.put(kind.token(), rgb(color)));
            told.put("dominant_colors", dominant);
        }
    }

    private static Map<String, Object> rgb(Rgba color) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("R", color.red());
        values.put("G", color.green());
        values.put("B", color.blue());
        return values;
    }

    private static Map<String, Object> rgba(Rgba color) {
        Map<String, Object> values = rgb(color);
        values.put("A", color.alpha());
        return values;
    }

    private void hashes(Pixels small) {
        info.blurHash().ifPresent(blur -> told.put("blurhash", BlurHash.of(small, blur.across(), blur.down())));
        if (info.tells(Fact.THUMB_HASH)) {
            told.put("thumb_hash", HexFormat.of().withUpperCase().formatHex(ThumbHash.bytes(small)));
        }
        if (info.tells(Fact.PERCEPTUAL_HASH)) {
            told.put("perceptual_hash", PerceptualHash.of(small));
        }
    }

    private void hashsums() throws ImageException {
        if (info.hashsums().isEmpty()) {
            return;
        }
        Map<String, Object> sums = new LinkedHashMap<>();
        for (String algorithm : info.hashsums()) {
            deadline.check();
            sums.put(algorithm, Hashsums.of(algorithm, job.original()));
        }
        told.put("hashsums", sums);
    }
}
