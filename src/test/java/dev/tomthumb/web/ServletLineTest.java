package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServletLineTest {
    private static final ClassLoader JDK_ALONE = ClassLoader.getPlatformClassLoader();

    @Test
    void onItsOwnLineItSaysNothing() {
        assertThatCode(ServletLine::new).doesNotThrowAnyException();
    }

    @Test
    void onAnotherItNamesTheRightZip() {
        assertThatThrownBy(() -> new ServletLine(JDK_ALONE, "jakarta.servlet.ServletContext"))
                .hasMessageContaining("this server is an older one (Tomcat 9)")
                .hasMessageContaining("tomthumb-<version>-javax-lib.zip");
        assertThatThrownBy(() -> new ServletLine(JDK_ALONE, "javax.servlet.ServletContext"))
                .hasMessageContaining("this server is a newer one (Tomcat 10.1 or 11)")
                .hasMessageContaining("tomthumb-<version>-lib.zip");
    }
}
