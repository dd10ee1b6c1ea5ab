package dev.tomthumb.dialect;

import java.util.Set;

/**
 * What an operator decided about options.
 *
 * @param allowed names of the options that URLs may use, any of an option's names; none = all. Presets may use all
 * @param security whether URLs may set limits of their own
 * @param bypass whether URLs may have their rendition made anew
 * @param presets options by name
 * @param maxPasses passes over a picture that one URL can ask for, at least 1
 */
public record OptionRules(Set<String> allowed, boolean security, boolean bypass, Presets presets, int maxPasses) {
    /** What applies when nothing is set. */
    public static final int DEFAULT_MAX_PASSES = 8;

    /** All options but those that loosen limits. */
    public static final OptionRules DEFAULT = new OptionRules(Set.of(), false, false, Presets.NONE, DEFAULT_MAX_PASSES);

    /** @throws IllegalArgumentException for less than one pass */
    public OptionRules {
        allowed = Set.copyOf(allowed);
        if (maxPasses < 1) {
            throw new IllegalArgumentException("a URL asks for one pass at least");
        }
    }

    /** The same with these presets. */
    public OptionRules withPresets(Presets named) {
        return new OptionRules(allowed, security, bypass, named, maxPasses);
    }

    /** The same for the info endpoint, whose options and presets are others. */
    public OptionRules ofInfo(Set<String> allowedThere, Presets named) {
        return new OptionRules(allowedThere, security, bypass, named, 1);
    }

    boolean allows(Option option) {
        return allowed.isEmpty() || option.names().stream().anyMatch(allowed::contains);
    }
}
