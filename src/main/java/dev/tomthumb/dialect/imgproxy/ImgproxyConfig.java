package dev.tomthumb.dialect.imgproxy;

import dev.tomthumb.config.Secret;
import dev.tomthumb.config.UnsignedUrls;
import dev.tomthumb.dialect.OptionRules;
import dev.tomthumb.dialect.SizeLadder;
import dev.tomthumb.dialect.SourceReader;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How imgproxy's language is spoken here.
 *
 * @param prefix where its URLs begin, relative to the context path; made to begin and end with a slash
 * @param keys any of them may have signed; none = every signature text passes
 * @param signatureSize bytes of the HMAC that are compared, 1..32
 * @param trustedSignatures signature texts that pass unchecked
 * @param schemes sources that may be named, lower case; {@code webapp} and {@code dispatch} never
 * @param schemeSettings for a scheme that is switched off, the name of the setting that switches it on
 * @param maxUrlLength characters of the path behind the context path
 * @param grammar how URLs are written
 * @param options what options may do
 * @param unsigned what URLs may ask for that nobody has signed
 * @param ladder the sizes of those, where they are rounded
 */
public record ImgproxyConfig(
        String prefix,
        List<SigningKey> keys,
        int signatureSize,
        List<Secret> trustedSignatures,
        Set<String> schemes,
        Map<String, String> schemeSettings,
        int maxUrlLength,
        Grammar grammar,
        OptionRules options,
        UnsignedUrls unsigned,
        SizeLadder ladder) {
    /** Bytes of a whole HMAC-SHA256. */
    public static final int WHOLE_SIGNATURE = 32;

    /** Long enough for a base64 source with a presigned query. */
    public static final int DEFAULT_MAX_URL_LENGTH = 8192;

    /** The host application's files are reachable under their own path only, where its login guards them. */
    private static final Set<String> NEVER = Set.of("webapp", "dispatch");

    /** @throws IllegalArgumentException for a scheme that must not be named here, or a size out of range */
    public ImgproxyConfig {
        prefix = withSlashes(prefix);
        keys = List.copyOf(keys);
        trustedSignatures = List.copyOf(trustedSignatures);
        schemes = Set.copyOf(schemes);
        schemeSettings = Map.copyOf(schemeSettings);
        if (signatureSize < 1 || signatureSize > WHOLE_SIGNATURE) {
            throw new IllegalArgumentException("a signature has 1 to 32 bytes, not " + signatureSize);
        }
        if (schemes.stream().anyMatch(NEVER::contains)) {
            throw new IllegalArgumentException("files of the host application cannot be named by a source URL");
        }
        if (unsigned == UnsignedUrls.LADDER && ladder.isOff()) {
            throw new IllegalArgumentException("sizes are rounded up to a ladder, which has steps");
        }
    }

    /** Open to what nobody has signed, as imgproxy is while there is no key. */
    public ImgproxyConfig(
            String prefix,
            List<SigningKey> keys,
            int signatureSize,
            List<Secret> trustedSignatures,
            Set<String> schemes,
            Map<String, String> schemeSettings,
            int maxUrlLength,
            Grammar grammar,
            OptionRules options) {
        this(
                prefix,
                keys,
                signatureSize,
                trustedSignatures,
                schemes,
                schemeSettings,
                maxUrlLength,
                grammar,
                options,
                UnsignedUrls.OPEN,
                SizeLadder.OFF);
    }

    /** imgproxy's usual grammar, and the usual options. */
    public ImgproxyConfig(
            String prefix,
            List<SigningKey> keys,
            int signatureSize,
            List<Secret> trustedSignatures,
            Set<String> schemes,
            Map<String, String> schemeSettings,
            int maxUrlLength) {
        this(
                prefix,
                keys,
                signatureSize,
                trustedSignatures,
                schemes,
                schemeSettings,
                maxUrlLength,
                Grammar.DEFAULT,
                OptionRules.DEFAULT);
    }

    /** Unsigned, with these sources: what the rest of the settings defaults to. */
    public static ImgproxyConfig unsigned(String prefix, Set<String> schemes) {
        return new ImgproxyConfig(
                prefix, List.of(), WHOLE_SIGNATURE, List.of(), schemes, Map.of(), DEFAULT_MAX_URL_LENGTH);
    }

    /** The same with keys. */
    public ImgproxyConfig withKeys(List<SigningKey> signing) {
        return new ImgproxyConfig(
                prefix,
                signing,
                signatureSize,
                trustedSignatures,
                schemes,
                schemeSettings,
                maxUrlLength,
                grammar,
                options,
                unsigned,
                ladder);
    }

    /** The same, written otherwise. */
    public ImgproxyConfig withGrammar(Grammar changed) {
        return new ImgproxyConfig(
                prefix,
                keys,
                signatureSize,
                trustedSignatures,
                schemes,
                schemeSettings,
                maxUrlLength,
                changed,
                options,
                unsigned,
                ladder);
    }

    /** The same with other rules for options. */
    public ImgproxyConfig withOptions(OptionRules changed) {
        return new ImgproxyConfig(
                prefix,
                keys,
                signatureSize,
                trustedSignatures,
                schemes,
                schemeSettings,
                maxUrlLength,
                grammar,
                changed,
                unsigned,
                ladder);
    }

    /** The same with this for URLs that nobody has signed. */
    public ImgproxyConfig withUnsigned(UnsignedUrls mode, SizeLadder steps) {
        return new ImgproxyConfig(
                prefix,
                keys,
                signatureSize,
                trustedSignatures,
                schemes,
                schemeSettings,
                maxUrlLength,
                grammar,
                options,
                mode,
                steps);
    }

    /** Reads sources that options and presets name, with the guards of originals. */
    public SourceReader sourceReader() {
        return new SourceText(this)::named;
    }

    private static String withSlashes(String prefix) {
        String bare = prefix.replaceAll("^/+|/+$", "");
        return bare.isEmpty() ? "/" : "/" + bare + "/";
    }
}
