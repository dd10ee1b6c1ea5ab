package dev.tomthumb.dialect;

import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.OutputOptions;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes how originals are taken in and files are made as options, defaults left out. */
public final class FileWords {
    private final List<OptionWord> words = new ArrayList<>();

    private FileWords() {}

    /** The options that say what {@code reading} says. */
    public static List<OptionWord> of(Reading reading) {
        FileWords writer = new FileWords();
        reading.page().ifPresent(page -> writer.add("page", page));
        reading.pages().ifPresent(pages -> writer.add("pages", pages));
        if (!reading.animate()) {
            writer.add("disable_animation", true);
        }
        writer.flag("enforce_thumbnail", reading.enforceThumbnail());
        reading.style().ifPresent(style -> writer.add("style", TransformWords.base64(style)));
        if (!reading.unprocessed().isEmpty()) {
            writer.words.add(new OptionWord(
                    "skip_processing",
                    new TreeSet<>(reading.unprocessed())
                            .stream().map(format -> format.extension()).toList()));
        }
        reading.hashsum().ifPresent(sum -> writer.add("hashsum", sum.algorithm(), sum.hex()));
        writer.limits(reading.limits());
        return List.copyOf(writer.words);
    }

    private void limits(Reading.Limits limits) {
        limits.megapixels().ifPresent(most -> add("max_src_resolution", most));
        limits.fileSize().ifPresent(most -> add("max_src_file_size", most));
        limits.frames().ifPresent(most -> add("max_animation_frames", most));
        limits.frameMegapixels().ifPresent(most -> add("max_animation_frame_resolution", most));
        limits.resultDimension().ifPresent(most -> add("max_result_dimension", most));
    }

    /** The options that say what {@code output} says; nothing for a verbatim one. */
    public static List<OptionWord> of(OutputSpec output) {
        FileWords writer = new FileWords();
        output.quality().ifPresent(quality -> writer.add("quality", quality));
        output.format().ifPresent(format -> writer.add("format", format.extension()));
        writer.options(output.options());
        return List.copyOf(writer.words);
    }

    private void options(OutputOptions options) {
        if (options.best()) {
            add("format", AskedFormat.BEST);
        }
        List<String> qualities = new ArrayList<>();
        new TreeMap<>(options.formatQuality()).forEach((format, quality) -> {
            qualities.add(format.extension());
            qualities.add(Integer.toString(quality));
        });
        said("format_quality", qualities);
        options.maxBytes().ifPresent(most -> add("max_bytes", most));
        options.autoquality().ifPresent(this::search);
        flag("strip_metadata", options.metadata().strip());
        flag("keep_copyright", options.metadata().keepCopyright());
        flag("strip_color_profile", options.metadata().stripProfile());
        flag("preserve_hdr", options.preserveHdr());
        options.colorProfile().ifPresent(profile -> add("color_profile", profile));
        options.dpi().ifPresent(dpi -> add("dpi", dpi));
        encoders(options);
    }

    private void search(OutputOptions.Autoquality search) {
        boolean size = search.method() == OutputOptions.Autoquality.Method.SIZE;
        add(
                "autoquality",
                size ? "size" : "dssim",
                search.target(),
                search.least(),
                search.most(),
                size ? "" : search.allowedError());
    }

    private void encoders(OutputOptions options) {
        said(
                "jpeg_options",
                List.of(
                        text(options.jpeg().progressive()),
                        text(options.jpeg().fullChroma()),
                        text(options.jpeg().trellis()),
                        text(options.jpeg().deringing()),
                        text(options.jpeg().searchScans()),
                        options.jpeg().table().isPresent()
                                ? Integer.toString(options.jpeg().table().getAsInt())
                                : ""));
        said(
                "png_options",
                List.of(
                        text(options.png().interlaced()),
                        text(options.png().quantize()),
                        options.png().colors().isPresent()
                                ? Integer.toString(options.png().colors().getAsInt())
                                : ""));
        said(
                "webp_options",
                List.of(
                        options.webp().compression().map(kind -> kind.token()).orElse(""),
                        text(options.webp().smartSubsample()),
                        options.webp().preset().orElse("")));
        options.avifSubsample().ifPresent(mode -> add("avif_options", mode));
    }

    /** The options that say what {@code delivery} says; its candidates for negotiation have no place among them. */
    public static List<OptionWord> of(Delivery delivery) {
        FileWords writer = new FileWords();
        delivery.expires().ifPresent(end -> writer.add("expires", end.getEpochSecond()));
        delivery.filename().ifPresent(name -> writer.add("filename", TransformWords.base64(name), true));
        if (delivery.attachment()) {
            writer.add("return_attachment", true);
        }
        if (delivery.raw()) {
            writer.add("raw", true);
        }
        delivery.fallback()
                .ifPresent(source -> writer.add("fallback_image_url", TransformWords.base64(source.toString())));
        if (delivery.bypass()) {
            writer.add("bypass_cache", true);
        }
        writer.said("cache_tags", delivery.tags());
        return List.copyOf(writer.words);
    }

    private void add(String option, Object... arguments) {
        words.add(OptionWord.of(option, arguments));
    }

    private void said(String option, List<String> arguments) {
        if (arguments.stream().anyMatch(argument -> !argument.isEmpty())) {
            words.add(new OptionWord(option, arguments));
        }
    }

    private void flag(String option, Optional<Boolean> value) {
        value.ifPresent(set -> add(option, set));
    }

    private static String text(Optional<Boolean> flag) {
        return flag.map(set -> set ? "1" : "0").orElse("");
    }
}
