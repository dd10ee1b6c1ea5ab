package dev.tomthumb.codec.svg;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What may stay in an SVG that is passed on (imgproxy features, section 10, and stricter where that costs no picture). */
final class SvgRules {
    /** Scripts, other documents, forms and what else is interactive; dropped with all that is in them. */
    private static final Set<String> DROPPED_ELEMENTS = Set.of(
            "script",
            "handler",
            "listener",
            "iframe",
            "frame",
            "frameset",
            "embed",
            "object",
            "applet",
            "foreignobject",
            "form",
            "input",
            "button",
            "textarea",
            "select",
            "option",
            "keygen",
            "isindex",
            "dialog",
            "audio",
            "video",
            "canvas",
            "portal",
            "link",
            "meta",
            "base",
            "template",
            "slot");

    private static final Set<String> ANIMATIONS =
            Set.of("animate", "set", "animatetransform", "animatemotion", "animatecolor", "discard");
    private static final String HTML = "http://www.w3.org/1999/xhtml";
    /** A scheme, or two slashes, which mean another host with the scheme of this one. */
    private static final Pattern SCHEME = Pattern.compile("^([a-z][a-z0-9+.-]*):.*", Pattern.DOTALL);

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cntrl}\\p{Space}\\p{Cf}]");
    private static final Pattern PICTURE =
            Pattern.compile("^data:image/(?:png|jpe?g|gif|webp|avif|bmp|svg\\+xml)[;,].*", Pattern.DOTALL);

    private SvgRules() {}

    /**
     * Whether an element goes, with all that is in it.
     *
     * @param name without prefix
     */
    static boolean drops(String namespace, String name) {
        return namespace.equals(HTML) || DROPPED_ELEMENTS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether an element can change attributes over time. */
    static boolean animates(String name) {
        return ANIMATIONS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether an animation may not change the attribute it names: a link, or something that runs. */
    static boolean mayNotBeAnimated(String attribute) {
        String bare = attribute.strip().toLowerCase(Locale.ROOT);
        bare = bare.substring(bare.indexOf(':') + 1);
        return bare.equals("href") || bare.equals("src") || bare.startsWith("on");
    }

    /** Whether an attribute goes whatever its value: it runs something, or says where links begin. */
    static boolean dropsAttribute(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("on")
                || lower.equals("base")
                || lower.equals("srcdoc")
                || lower.equals("formaction")
                || lower.equals("ping");
    }

    /**
     * Whether a link may stay: inside the file from everywhere; to the web, or relative, from where it is only followed
     * or shows a picture; a picture in the file itself where one is shown.
     *
     * @param element the name of the element whose link it is
     */
    static boolean allowsLink(String element, String link) {
        String target = INVISIBLE.matcher(link).replaceAll("").toLowerCase(Locale.ROOT);
        if (target.startsWith("#")) {
            return true;
        }
        String name = element.toLowerCase(Locale.ROOT);
        if (name.equals("use")) {
            return false;
        }
        boolean shows = name.equals("image") || name.equals("feimage");
        if (!SCHEME.matcher(target).matches()) {
            return true;
        }
        return target.startsWith("http:")
                || target.startsWith("https:")
                || shows && PICTURE.matcher(target).matches();
    }
}
