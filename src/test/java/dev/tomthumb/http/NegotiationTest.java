package dev.tomthumb.http;

import static dev.tomthumb.model.ImageFormat.AVIF;
import static dev.tomthumb.model.ImageFormat.WEBP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.model.ImageFormat;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110, section 12.5.1. */
class NegotiationTest {
    private static final Set<ImageFormat> ALL = EnumSet.allOf(ImageFormat.class);

    /** What browsers and programs send for an image, by engine and age. */
    private static final List<String> REAL = List.of(
            // Chrome, Edge, Opera, Samsung Internet
            "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8",
            "image/avif,image/webp,image/apng,image/*,*/*;q=0.8",
            "image/webp,image/apng,image/*,*/*;q=0.8",
            "image/webp,image/*,*/*;q=0.8",
            "image/webp,*/*;q=0.8",
            // the same, an image opened as a page
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7",
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8",
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8",
            // Firefox
            "image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5",
            "image/avif,image/jxl,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5",
            "image/avif,image/webp,*/*",
            "image/webp,*/*",
            "image/png,image/*;q=0.8,*/*;q=0.5",
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/png,image/svg+xml,*/*;q=0.8",
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "*/*",
            // Safari
            "image/webp,image/avif,image/jxl,image/heic,image/heic-sequence,video/*;q=0.8,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5",
            "image/webp,image/avif,video/*;q=0.8,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5",
            "image/webp,image/png,image/svg+xml,image/*;q=0.8,video/*;q=0.8,*/*;q=0.5",
            "image/png,image/svg+xml,image/*;q=0.8,video/*;q=0.8,*/*;q=0.5",
            "image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5",
            // Internet Explorer, Edge before Chromium
            "image/png, image/svg+xml, image/jxr, image/*;q=0.8, */*;q=0.5",
            "image/png, image/svg+xml, image/*;q=0.8, */*;q=0.5",
            "image/gif, image/jpeg, image/pjpeg, application/x-ms-application, application/xaml+xml, */*",
            "image/webp, image/png, image/svg+xml, image/jxr, image/*; q=0.8, */*; q=0.5",
            // old Opera, Java, Android's default, curl and wget, crawlers
            "text/html, application/xml;q=0.9, application/xhtml+xml, image/png, image/webp, image/jpeg, image/gif, image/x-xbitmap, */*;q=0.1",
            "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
            "image/*",
            "image/webp,image/apng,image/*;q=0.8",
            "");

    private static Optional<ImageFormat> webp(String accept) {
        return Negotiation.choose(List.of(WEBP), ALL, accept);
    }

    @Test
    void thirtyRealBrowsersLeadToTwoOutcomes() {
        Set<Optional<ImageFormat>> outcomes =
                REAL.stream().map(NegotiationTest::webp).collect(Collectors.toSet());

        assertThat(REAL).hasSizeGreaterThanOrEqualTo(30).doesNotHaveDuplicates();
        assertThat(outcomes).containsExactlyInAnyOrder(Optional.of(WEBP), Optional.empty());
    }

    @Test
    void everyBrowserThatNamesWebpGetsItAndNoOther() {
        assertThat(REAL)
                .allSatisfy(accept ->
                        assertThat(webp(accept).isPresent()).as(accept).isEqualTo(accept.contains("image/webp")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "image/webp                        | WEBP",
                "IMAGE/WebP                        | WEBP",
                "image/webp;q=0.001                | WEBP",
                "image/webp ; Q=0.8 , */*;q=0.5    | WEBP",
                "image/webp;v=\"a,b;q=0\"          | WEBP",
                "image/webp;q=1.000                | WEBP",
                "image/webp;q=0                    | ",
                "image/webp;q=0.000, */*           | ",
                "image/webp;q=0.5, */*             | ",
                "image/webp;q=0.5, image/jpeg      | ",
                "image/webp;q=high                 | ",
                "image/webp;q=2                    | ",
                "image/webp;q=-1                   | ",
                "image/webpx                       | ",
                "ximage/webp                       | ",
                "text/webp                         | ",
                "image/*                           | ",
                "*/*                               | ",
                "image                             | ",
                "/                                 | ",
                ",,,                               | ",
            })
    void section12_5_1_webpMustBeNamedAndWanted(String accept, ImageFormat expected) {
        assertThat(webp(accept)).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void equalWeightsLeaveTheChoiceToTheOrderOfCandidates() {
        assertThat(Negotiation.choose(List.of(AVIF, WEBP), ALL, "image/webp,image/avif"))
                .contains(AVIF);
        assertThat(Negotiation.choose(List.of(WEBP, AVIF), ALL, "image/webp,image/avif"))
                .contains(WEBP);
        assertThat(Negotiation.choose(List.of(AVIF, WEBP), ALL, "image/webp,image/avif;q=0.9"))
                .contains(WEBP);
    }

    @Test
    void whatNobodyHereCanWriteIsNotChosen() {
        assertThat(Negotiation.choose(List.of(AVIF, WEBP), Set.of(WEBP), "image/avif,image/webp"))
                .contains(WEBP);
        assertThat(Negotiation.choose(List.of(AVIF), Set.of(WEBP), "image/avif,image/webp"))
                .isEmpty();
        assertThat(Negotiation.choose(List.of(), ALL, "image/avif,image/webp")).isEmpty();
    }

    @Property
    void anyFieldValueLeadsToACandidateOrNone(@ForAll String accept) {
        assertThat(Negotiation.choose(List.of(WEBP), ALL, accept).orElse(WEBP)).isEqualTo(WEBP);
    }
}
