package dev.tomthumb.config;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** imgproxy's variables in our environment. */
final class ImgproxyNames {
    static final String PREFIX = "IMGPROXY_";

    /**
     * What Kubernetes puts into every container for a service named {@code tomthumb} or {@code imgproxy}, and Docker
     * for a link of that name. Not settings, and not a sign that anybody configured imgproxy here.
     */
    private static final Pattern SERVICE_LINK = Pattern.compile(
            "(TOMTHUMB|IMGPROXY)_([A-Z0-9_]+_)?(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT(_[0-9]+_(TCP|UDP|SCTP)(_[A-Z]+)?)?)");

    private ImgproxyNames() {}

    static boolean serviceLink(String environmentName) {
        return SERVICE_LINK.matcher(environmentName).matches();
    }

    static boolean present(Collection<String> environmentNames) {
        return environmentNames.stream().anyMatch(ImgproxyNames::isSetting);
    }

    /** imgproxy's settings among the names that no setting of ours answers to, in alphabetical order. */
    static List<String> unsupported(Collection<String> environmentNames, Set<String> supported) {
        return environmentNames.stream()
                .filter(ImgproxyNames::isSetting)
                .filter(name -> !supported.contains(name))
                .sorted()
                .toList();
    }

    private static boolean isSetting(String environmentName) {
        return environmentName.startsWith(PREFIX) && !serviceLink(environmentName);
    }
}
