package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContentTypeTest {
    @Test
    void aTypeWithoutACharacterSetIsLeftAsItStands() {
        assertThat(ContentType.of("image/jpeg")).isEqualTo(new ContentType("image/jpeg", Optional.empty()));
        assertThat(ContentType.of("text/html; level=1"))
                .isEqualTo(new ContentType("text/html; level=1", Optional.empty()));
    }

    @Test
    void theCharacterSetIsTakenOutWhereverItStands() {
        ContentType korean = new ContentType("text/html", Optional.of("EUC-KR"));
        assertThat(ContentType.of("text/html;charset=EUC-KR")).isEqualTo(korean);
        assertThat(ContentType.of("text/html; Charset=\"EUC-KR\" ; level=1")).isEqualTo(korean);
        assertThat(ContentType.of("charset=UTF-8")).isEqualTo(new ContentType("", Optional.of("UTF-8")));
    }
}
