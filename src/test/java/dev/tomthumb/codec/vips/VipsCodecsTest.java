package dev.tomthumb.codec.vips;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.ColorManagement;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VipsCodecsTest {
    private static final String JNA = "com.sun.jna.";

    @Test
    void aLibraryThatIsNotThereIsMissedAndNothingElseHappens() {
        try (VipsCodecs codecs =
                VipsCodecs.load(Optional.of(Path.of("/nowhere/libvips.so.42")), 1, 4, ColorManagement.NONE)) {
            assertThat(codecs.decoders()).isEmpty();
            assertThat(codecs.encoders()).isEmpty();
            assertThat(codecs.lack().orElseThrow())
                    .startsWith("libvips at /nowhere/libvips.so.42 cannot be used: ")
                    .endsWith(".");
        }
    }

    @Test
    void withoutJnaTheReasonSaysWhatToDo() throws Exception {
        try (Application application = new Application(List.of("dev.tomthumb."))) {
            Object codecs = application.load(Optional.empty());
            assertThat(codecs.getClass()).isNotSameAs(VipsCodecs.class);
            assertThat(call(codecs, "lack"))
                    .isEqualTo(Optional.of("JNA is missing, by which libvips is called: put jna.jar into Tomcat's lib"
                            + " directory."));
            call(codecs, "close");
        }
    }

    @Test
    void nobodyAsksForJnaWhereItIsOff() throws Exception {
        try (Application application = new Application(List.of("dev.tomthumb."))) {
            Object codecs = application
                    .loadClass(VipsCodecs.class.getName())
                    .getMethod("none")
                    .invoke(null);
            call(codecs, "close");
            assertThat(application.askedForJna).isFalse();
        }
    }

    /** As a web application does that is redeployed with a JNA of its own. */
    @Test
    void nothingOfAnApplicationWithItsOwnJnaRunsOnAfterClosing() throws Exception {
        Library.codecs();
        for (int i = 0; i < 2; i++) {
            try (Application application = new Application(List.of("dev.tomthumb.", JNA))) {
                Object codecs = application.load(Library.FILE);
                assertThat((List<?>) call(codecs, "decoders")).isNotEmpty();
                assertThat(threadsOf(application)).isNotEmpty();
                call(codecs, "close");
                assertThat(threadsOf(application)).isEmpty();
            }
        }
    }

    private static List<Thread> threadsOf(ClassLoader application) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getContextClassLoader() == application)
                .filter(thread -> thread != Thread.currentThread())
                .toList();
    }

    private static Object call(Object codecs, String method) throws ReflectiveOperationException {
        try {
            return codecs.getClass().getMethod(method).invoke(codecs);
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        }
    }

    /** Loads some packages anew; JNA is there only if it is among them. */
    private static final class Application extends URLClassLoader {
        private final List<String> packages;
        private boolean askedForJna;

        Application(List<String> packages) {
            super(new URL[0], VipsCodecsTest.class.getClassLoader());
            this.packages = packages;
        }

        Object load(Optional<Path> file) throws ReflectiveOperationException {
            Method load = List.of(loadClass(VipsCodecs.class.getName()).getMethods()).stream()
                    .filter(method -> method.getName().equals("load"))
                    .findFirst()
                    .orElseThrow();
            Object color =
                    loadClass(ColorManagement.class.getName()).getField("NONE").get(null);
            return load.invoke(null, file, 1, 4, color);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            askedForJna |= name.startsWith(JNA);
            if (packages.stream().noneMatch(name::startsWith)) {
                if (name.startsWith(JNA)) {
                    throw new ClassNotFoundException(name);
                }
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = file == null ? new byte[0] : file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
