package dev.tomthumb.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a bucket that belongs to this product alone.
 *
 * @param bucket its name
 * @param prefix what all keys begin with: empty, or a text that ends with a slash
 */
public record SharedPlace(String bucket, String prefix) {
    private static final Pattern FORM =
            Pattern.compile("s3://(" + BucketNames.PATTERN + ")(?:/([A-Za-z0-9!_.*'()/-]{0,200}))?");

    static SettingReader<SharedPlace> reader() {
        return SettingReader.of("`s3://bucket/` or `s3://bucket/prefix/`", text -> {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw UnreadableException.about(text, "is no bucket with a prefix of letters, digits and -_.!*'()/");
            }
            String prefix = form.group(2) == null ? "" : form.group(2);
            if (("/" + prefix + "/").matches(".*(/\\.\\.?/|/.*//.+).*") || prefix.startsWith("/")) {
                throw UnreadableException.about(text, "has an empty, . or .. segment");
            }
            return new SharedPlace(form.group(1), prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
        });
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }
}
